// What is said goes on from what was said before: the last command of each conversation, for a day.

import type { WorkspaceKey } from "../platform/workspace.ts";
import { HOUR_MS } from "../time/units.ts";
import type { StateDatabase } from "./tables.ts";
import type { WriteUnsynced } from "./unsynced.ts";

/** A day later what is said begins anew: nobody remembers the filters of last week. */
const CONVERSATION_LIFE_MS = 24 * HOUR_MS;

/** Conversations of a workspace that are remembered; the oldest go first. Some 200 bytes each. */
export const MOST_CONVERSATIONS = 10_000;

/** A thread or a direct conversation, within its place. */
export interface ConversationKey {
  readonly workspace: WorkspaceKey;
  readonly place: string;
  readonly conversation: string;
}

export interface LastCommand {
  /** In canonical text. */
  readonly command: string;
  /** Who said it. */
  readonly actor: string;
  /** ms UTC. */
  readonly at: number;
}

export interface Conversations {
  remember(key: ConversationKey, last: LastCommand): Promise<void>;
  /** The last command of a conversation; undefined where there was none within a day. */
  last(key: ConversationKey, now: number): Promise<LastCommand | undefined>;
  /** Also those beyond the newest 10,000 of a workspace. Returns how many were deleted. */
  deleteExpired(now: number): Promise<number>;
}

/** Whether it is still gone on from. */
export function isAlive({ at }: LastCommand, now: number): boolean {
  return now - at < CONVERSATION_LIFE_MS;
}

/** `most`: for tests. Default `MOST_CONVERSATIONS`. */
export function createConversations(
  db: StateDatabase,
  unsynced: WriteUnsynced,
  most = MOST_CONVERSATIONS,
): Conversations {
  return {
    async remember(key, { command, actor, at }) {
      const what = { command, actor, updatedAt: at };
      await unsynced((trx) =>
        trx
          .insertInto("conversations")
          .values({ ...key, ...what })
          .onConflict((conflict) =>
            conflict.columns(["workspace", "place", "conversation"]).doUpdateSet(what),
          )
          .execute(),
      );
    },

    async last({ workspace, place, conversation }, now) {
      const row = await db
        .selectFrom("conversations")
        .select(["command", "actor", "updatedAt"])
        .where("workspace", "=", workspace)
        .where("place", "=", place)
        .where("conversation", "=", conversation)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const last = { command: row.command, actor: row.actor, at: row.updatedAt };
      return isAlive(last, now) ? last : undefined;
    },

    async deleteExpired(now) {
      const old = await db
        .deleteFrom("conversations")
        .where("updatedAt", "<=", now - CONVERSATION_LIFE_MS)
        .executeTakeFirst();
      let deleted = Number(old.numDeletedRows);
      const full = await db
        .selectFrom("conversations")
        .select("workspace")
        .groupBy("workspace")
        .having((having) => having.fn.countAll(), ">", most)
        .execute();
      for (const { workspace } of full) {
        const oldestKept = await db
          .selectFrom("conversations")
          .select("updatedAt")
          .where("workspace", "=", workspace)
          .orderBy("updatedAt", "desc")
          .offset(most - 1)
          .limit(1)
          .executeTakeFirstOrThrow();
        const older = await db
          .deleteFrom("conversations")
          .where("workspace", "=", workspace)
          .where("updatedAt", "<", oldestKept.updatedAt)
          .executeTakeFirst();
        deleted += Number(older.numDeletedRows);
      }
      return deleted;
    },
  };
}
