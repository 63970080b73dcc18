// OAuth that was begun: a link somebody was given and has ten minutes to come back from, once.

import type { WorkspaceKey } from "../platform/workspace.ts";
import { MINUTE_MS } from "../time/units.ts";
import { keyIdOf } from "./secret-box.ts";
import type { StateDatabase } from "./tables.ts";

/** How long a link works: 10 minutes. */
const PENDING_LIFE_MS = 10 * MINUTE_MS;

export interface PendingConnect {
  /** The `state` of the link: random, the key. */
  readonly state: string;
  readonly workspace: WorkspaceKey;
  readonly actor: string;
  /** The PKCE verifier, sealed with { workspace, purpose: "oauth-verifier" }. */
  readonly sealedVerifier: string;
  /** True when Dropbox sends the browser back; false when a person pastes the code. */
  readonly redirect: boolean;
}

export interface Pending {
  /** Good for ten minutes from `now`. */
  add(pending: PendingConnect, now: number): Promise<void>;
  /** Takes it out, once: of many callers one gets it. Undefined when unknown, taken or expired. */
  take(state: string, now: number): Promise<PendingConnect | undefined>;
  /** Takes out the actor's newest whose code is pasted, with the same promise. */
  takeFor(workspace: WorkspaceKey, actor: string, now: number): Promise<PendingConnect | undefined>;
  /** Returns how many were deleted. */
  deleteExpired(now: number): Promise<number>;
}

export function createPending(db: StateDatabase): Pending {
  const takeWhere = async (state: string, now: number): Promise<PendingConnect | undefined> => {
    const row = await db
      .deleteFrom("oauthPending")
      .where("state", "=", state)
      .where("expiresAt", ">", now)
      .returning(["state", "workspace", "actor", "sealedVerifier", "redirect"])
      .executeTakeFirst();
    return row === undefined ? undefined : { ...row, redirect: row.redirect === 1 };
  };
  return {
    async add(pending, now) {
      await db
        .insertInto("oauthPending")
        .values({
          ...pending,
          redirect: pending.redirect ? 1 : 0,
          keyId: keyIdOf(pending.sealedVerifier),
          createdAt: now,
          expiresAt: now + PENDING_LIFE_MS,
        })
        .execute();
    },

    take: takeWhere,

    async takeFor(workspace, actor, now) {
      const newest = await db
        .selectFrom("oauthPending")
        .select("state")
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .where("redirect", "=", 0)
        .where("expiresAt", ">", now)
        .orderBy("createdAt", "desc")
        .orderBy("state")
        .limit(1)
        .executeTakeFirst();
      return newest === undefined ? undefined : await takeWhere(newest.state, now);
    },

    async deleteExpired(now) {
      const result = await db.deleteFrom("oauthPending").where("expiresAt", "<=", now).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
