// Finds the messages that stand and are not right any more: after new news, after a delivery that took longer than the news
// it was made from served, and once after every start.

import type { Logger } from "../../log.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Store } from "../../store/database.ts";
import { ALONE, type Leases, whenFree } from "../../store/leases.ts";
import type { Ledger, PlannedCorrection, Post } from "../../store/ledger.ts";
import { readTold } from "../../store/told.ts";
import { DAY_MS, HOUR_MS } from "../../time/units.ts";
import { inLanguage } from "../../wording/say.ts";
import type { NewsView } from "../choose.ts";
import { readContents } from "../say/pieces.ts";
import { languageOf } from "../subscription.ts";
import { readVerdicts } from "../verdicts.ts";
import { type ArticleNow, correctedPieces } from "./correction.ts";

/**
 * Messages are corrected in place for so long after they were posted. Who reads a channel a week later reads it from its end;
 * and what a message says is kept for as long.
 */
export const CORRECTED_FOR_MS = 7 * DAY_MS;
/** What is looked at after a start reaches back a little further: a message stands some time after it was decided. */
const LOOKED_BACK_MS = 2 * CORRECTED_FOR_MS;
/** Beside other processes all is looked at once more after this: one that delivered may have ended before it looked itself. */
const LOOKED_AGAIN_MS = HOUR_MS;

export interface CorrectionPlanner {
  /** Plans what these news make wrong; what was looked at already costs nothing. Never rejects. */
  plan(workspace: WorkspaceKey, view: NewsView): Promise<void>;
  /** Workspaces with messages that nobody has looked at since they might be wrong. */
  waiting(): Promise<readonly { readonly workspace: WorkspaceKey }[]>;
  /** News arrived: all workspaces wait. */
  newsArrived(): void;
  /** A delivery is over that was made from the news of that stamp: newer ones may make it wrong. */
  posted(workspace: WorkspaceKey, seenThrough: number): void;
  /** A correction came to an end: others of its workspace may have waited for it. */
  settled(workspace: WorkspaceKey): void;
}

type Changed = Awaited<ReturnType<Ledger["changedAmong"]>>[number];

interface LookedAt extends Pick<NewsView, "dataSet" | "through"> {
  readonly lookedAgainAt: number;
}

export function createCorrectionPlanner({
  store,
  leases = ALONE,
  signal,
  clock,
  log,
}: {
  readonly store: Pick<Store, "subscriptions" | "ledger" | "seen">;
  /** Default: no other process delivers or plans. */
  readonly leases?: Leases;
  /** Aborts when the program closes: then nobody waits for another process any more. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
}): CorrectionPlanner {
  const { subscriptions, ledger, seen } = store;
  /** What was looked at last in each workspace. */
  const lookedAt = new Map<WorkspaceKey, LookedAt>();
  /** Those of them for which newer news may be there. */
  const stale = new Set<WorkspaceKey>();
  /** Workspaces in which a message could not be planned since an earlier correction of it is on its way. */
  const held = new Set<WorkspaceKey>();

  /** What the scorer says of these articles now. */
  async function summariesOf(
    { dataSet, catalog }: NewsView,
    changed: readonly Changed[],
  ): Promise<(article: string) => ArticleNow["summaryOf"]> {
    const there = changed.flatMap(({ article, withdrawnAt }) => (withdrawnAt === null ? [article] : []));
    const ids = await seen.idsOf(dataSet, there);
    const entries = await catalog.entries([...new Set(there)].map((article) => ids.get(article) ?? article));
    const assessments = new Map(entries.map(({ article }) => [article.id, article.assessments]));
    return (article) => (pillar) =>
      assessments.get(ids.get(article) ?? article)?.find((own) => own.pillar === pillar)?.summary;
  }

  async function planNow(workspace: WorkspaceKey, view: NewsView, after: number): Promise<void> {
    const now = clock();
    const own = await subscriptions.ofWorkspace(workspace);
    const changed = await ledger.changedAmong(
      own.map(({ id }) => id),
      view.dataSet,
      { after, through: view.through, shownSince: now - LOOKED_BACK_MS },
    );
    const posts = await ledger.posts(changed.map(({ slot }) => slot));
    if (posts.length === 0) return;
    const slots = new Set(posts.map(({ slot }) => slot));
    const standing = changed.filter(({ slot }) => slots.has(slot));
    const summaryOf = await summariesOf(view, standing);
    const ofPosts = new Map(own.map((record) => [record.id, record]));
    const bySlot = Map.groupBy(standing, ({ slot }) => slot);
    const planned = posts.flatMap((post): PlannedCorrection[] => {
      const { articles } = readTold(post.tells);
      const concerned = (bySlot.get(post.slot) ?? []).filter(({ article }) => articles.includes(article));
      if (concerned.length > 0 && post.state !== "right") held.add(workspace);
      const record = ofPosts.get(post.subscription);
      const zone = record?.zone ?? "UTC";
      const correction = inLanguage(record === undefined ? "en" : languageOf(record), () =>
        correctionOf(post, concerned, { summaryOf, at: now, zone }),
      );
      return correction === undefined ? [] : [correction];
    });
    await ledger.planCorrections(planned, now);
    if (planned.length > 0)
      log.info({ workspace, messages: planned.length }, "digests are corrected in place");
  }

  /** What other processes delivered and corrected is told to nobody here. */
  function lookAgain(): void {
    for (const workspace of held) lookedAt.delete(workspace);
    held.clear();
    const now = clock();
    for (const [workspace, { lookedAgainAt }] of lookedAt)
      if (lookedAgainAt <= now || lookedAgainAt > now + LOOKED_AGAIN_MS) lookedAt.delete(workspace);
  }

  return {
    async plan(workspace, { dataSet, through, catalog }) {
      stale.delete(workspace);
      const before = lookedAt.get(workspace);
      const isSame = before?.dataSet === dataSet;
      if (isSame && before.through >= through) return;
      // Before the work, so that what happens meanwhile is looked at again.
      const lookedAgainAt = isSame ? before.lookedAgainAt : clock() + LOOKED_AGAIN_MS;
      lookedAt.set(workspace, { dataSet, through, lookedAgainAt });
      try {
        const after = isSame ? before.through : clock() - LOOKED_BACK_MS;
        // What another process plans now may be from earlier news.
        await whenFree(
          leases,
          `planning corrections ${workspace}`,
          () => planNow(workspace, { dataSet, through, catalog }, after),
          { signal },
        );
      } catch (error) {
        lookedAt.delete(workspace);
        if (signal.aborted) return;
        log.error({ err: error, workspace }, "it could not be seen which messages are wrong");
      }
    },

    async waiting() {
      if (leases.isShared) lookAgain();
      const all = await ledger.workspacesOfPosts();
      return all.filter(({ workspace }) => !lookedAt.has(workspace) || stale.has(workspace));
    },

    newsArrived() {
      for (const workspace of lookedAt.keys()) stale.add(workspace);
    },

    posted(workspace, seenThrough) {
      if (lookedAt.get(workspace)?.through !== seenThrough) lookedAt.delete(workspace);
    },

    settled(workspace) {
      if (held.delete(workspace)) lookedAt.delete(workspace);
    },
  };
}

/** Nothing while an earlier correction of the message is on its way: it is planned from what people then see. */
function correctionOf(
  { slot, n, contents: json, postedAt, state }: Post,
  changed: readonly Changed[],
  context: {
    readonly summaryOf: (article: string) => ArticleNow["summaryOf"];
    readonly at: number;
    readonly zone: string;
  },
): PlannedCorrection | undefined {
  const contents = readContents({ pieces: json });
  if (state !== "right" || contents === undefined) return undefined;
  const now = new Map(
    changed.map(({ article, verdicts, withdrawnAt, pillar }): [string, ArticleNow] => [
      article,
      {
        verdicts: readVerdicts(verdicts),
        isWithdrawn: withdrawnAt !== null,
        pillar,
        summaryOf: context.summaryOf(article),
      },
    ]),
  );
  const corrected = correctedPieces(contents.pieces, now, { ...context, postedAt });
  if (corrected === undefined) return undefined;
  const withdrawnAtOf = new Map(changed.map(({ article, withdrawnAt }) => [article, withdrawnAt]));
  return {
    slot,
    n,
    contents: JSON.stringify({ ...contents, pieces: corrected.pieces }),
    changes: corrected.changes.map(({ article, score }) => ({
      article,
      score,
      withdrawnAt: withdrawnAtOf.get(article) ?? null,
    })),
  };
}
