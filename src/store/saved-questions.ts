// Questions that people keep under a name, each their own.

import type { WorkspaceKey } from "../platform/workspace.ts";
import { addWithin } from "./bounds.ts";
import type { SavedQuestionRecord, StateDatabase } from "./tables.ts";

export type { SavedQuestionRecord } from "./tables.ts";

/** Questions that one person may keep in a workspace. */
export const MOST_SAVED = 30;

export interface SavedQuestions {
  /** Takes the place of the person's question of that name. False when they have as many as they may. */
  save(record: SavedQuestionRecord): Promise<boolean>;
  /** By name. */
  of(workspace: WorkspaceKey, actor: string): Promise<readonly SavedQuestionRecord[]>;
  /** False when there was none. */
  delete(workspace: WorkspaceKey, actor: string, nameKey: string): Promise<boolean>;
}

export function createSavedQuestions(db: StateDatabase): SavedQuestions {
  return {
    async save(record) {
      const { workspace, actor, nameKey: _, ...rest } = record;
      const outcome = await addWithin(db, "savedQuestions", {
        bounds: { inWorkspace: MOST_SAVED },
        async add(trx) {
          await trx
            .insertInto("savedQuestions")
            .values(record)
            .onConflict((conflict) => conflict.columns(["workspace", "actor", "nameKey"]).doUpdateSet(rest))
            .execute();
          return true;
        },
        // Only their own count: nobody takes another one's place.
        async count(trx) {
          const { amount } = await trx
            .selectFrom("savedQuestions")
            .select(({ fn }) => fn.countAll().as("amount"))
            .where("workspace", "=", workspace)
            .where("actor", "=", actor)
            .executeTakeFirstOrThrow();
          return { all: Number(amount), own: Number(amount) };
        },
      });
      return outcome === "added";
    },

    of: (workspace, actor) =>
      db
        .selectFrom("savedQuestions")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .orderBy("nameKey")
        .execute(),

    async delete(workspace, actor, nameKey) {
      const result = await db
        .deleteFrom("savedQuestions")
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .where("nameKey", "=", nameKey)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
