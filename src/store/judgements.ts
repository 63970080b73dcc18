// What people say of verdicts and stories: whether an article is about a pillar, whether the reports of a story are one.

import type { Transaction } from "kysely";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { JudgementRecord, StateDatabase, Tables } from "./tables.ts";

export type { JudgementRecord } from "./tables.ts";

/** Judgements that are kept of one person, and of a workspace. */
export const MOST_JUDGEMENTS = { ofPerson: 1_000, inWorkspace: 20_000 } as const;

/** How much a workspace's people have said. */
export interface JudgementCounts {
  readonly people: number;
  /** Of articles and pillars. */
  readonly verdicts: number;
  readonly stories: number;
}

export interface Judgements {
  /**
   * Takes the place of what the person said before of the same article and pillar. Beyond the bounds the oldest go: of a
   * person their own, of a workspace those of whoever has the most, so that nobody pushes out what others with fewer said.
   */
  keep(record: JudgementRecord): Promise<void>;
  /** What a person said of an article. */
  of(workspace: WorkspaceKey, actor: string, article: string): Promise<readonly JudgementRecord[]>;
  /** The oldest first. */
  ofWorkspace(workspace: WorkspaceKey): Promise<readonly JudgementRecord[]>;
  count(workspace: WorkspaceKey): Promise<JudgementCounts>;
  /** The workspaces whose people said something, by name. */
  workspaces(): Promise<readonly WorkspaceKey[]>;
}

/** `most`: for tests. Default `MOST_JUDGEMENTS`. */
export function createJudgements(
  db: StateDatabase,
  most: { readonly ofPerson: number; readonly inWorkspace: number } = MOST_JUDGEMENTS,
): Judgements {
  return {
    async keep(record) {
      const { workspace, actor } = record;
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto("judgements")
          .values(record)
          .onConflict((conflict) =>
            conflict.columns(["workspace", "actor", "article", "pillar"]).doUpdateSet({
              label: record.label,
              reports: record.reports,
              snapshot: record.snapshot,
              judgedAt: record.judgedAt,
            }),
          )
          .execute();
        const before = await amounts(trx, workspace);
        const own = before.find((one) => one.actor === actor)?.amount ?? 0;
        await deleteOldest(trx, workspace, actor, own - most.ofPerson);
        const after = await amounts(trx, workspace);
        const [loudest] = after;
        const all = after.reduce((sum, { amount }) => sum + amount, 0);
        if (loudest !== undefined) await deleteOldest(trx, workspace, loudest.actor, all - most.inWorkspace);
      });
    },

    of: (workspace, actor, article) =>
      db
        .selectFrom("judgements")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .where("article", "=", article)
        .orderBy("pillar")
        .execute(),

    ofWorkspace: (workspace) =>
      db
        .selectFrom("judgements")
        .selectAll()
        .where("workspace", "=", workspace)
        .orderBy("judgedAt")
        .orderBy("actor")
        .orderBy("article")
        .orderBy("pillar")
        .execute(),

    async count(workspace) {
      const row = await db
        .selectFrom("judgements")
        .select(({ fn, eb }) => [
          fn.count("actor").distinct().as("people"),
          fn.countAll().as("all"),
          fn.sum(eb.case().when("pillar", "=", 0).then(1).else(0).end()).as("stories"),
        ])
        .where("workspace", "=", workspace)
        .executeTakeFirstOrThrow();
      const stories = Number(row.stories ?? 0);
      return { people: Number(row.people), verdicts: Number(row.all) - stories, stories };
    },

    async workspaces() {
      const rows = await db
        .selectFrom("judgements")
        .select("workspace")
        .distinct()
        .orderBy("workspace")
        .execute();
      return rows.map(({ workspace }) => workspace);
    },
  };
}

/** How many judgements each person of a workspace has, most first. */
async function amounts(
  trx: Transaction<Tables>,
  workspace: WorkspaceKey,
): Promise<readonly { readonly actor: string; readonly amount: number }[]> {
  const rows = await trx
    .selectFrom("judgements")
    .select(({ fn }) => ["actor", fn.countAll().as("amount")])
    .where("workspace", "=", workspace)
    .groupBy("actor")
    .orderBy("amount", "desc")
    .orderBy("actor")
    .execute();
  return rows.map(({ actor, amount }) => ({ actor, amount: Number(amount) }));
}

async function deleteOldest(
  trx: Transaction<Tables>,
  workspace: WorkspaceKey,
  actor: string,
  amount: number,
): Promise<void> {
  if (amount <= 0) return;
  const oldest = await trx
    .selectFrom("judgements")
    .select(["article", "pillar"])
    .where("workspace", "=", workspace)
    .where("actor", "=", actor)
    .orderBy("judgedAt")
    .orderBy("article")
    .orderBy("pillar")
    .limit(amount)
    .execute();
  for (const { article, pillar } of oldest)
    await trx
      .deleteFrom("judgements")
      .where("workspace", "=", workspace)
      .where("actor", "=", actor)
      .where("article", "=", article)
      .where("pillar", "=", pillar)
      .execute();
}
