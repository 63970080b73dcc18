// OAuth that was begun: a link somebody was given and has ten minutes to come back from, once.

import type { WorkspaceKey } from "../platform/workspace.ts";
import { MINUTE_MS } from "../time/units.ts";
import { keyIdOf } from "./secret-box.ts";
import type { StateDatabase } from "./tables.ts";

/** How long a link works: 10 minutes. */
export const PENDING_LIFE_MS = 10 * MINUTE_MS;

export interface PendingConnect {
  /** The `state` of the link: random, the key. */
  readonly state: string;
  readonly workspace: WorkspaceKey;
  readonly actor: string;
  /** For people; empty in links of an older program. */
  readonly actorName: string;
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
  /** One that a browser will bring back, as long as it is good; it stays. */
  find(state: string, now: number): Promise<PendingConnect | undefined>;
  /** The actor's newest whose code is pasted: it stays, so that a mistyped code may be entered once more. */
  findFor(workspace: WorkspaceKey, actor: string, now: number): Promise<PendingConnect | undefined>;
  /** Returns how many were deleted. */
  deleteExpired(now: number): Promise<number>;
}

const COLUMNS = ["state", "workspace", "actor", "actorName", "sealedVerifier", "redirect"] as const;

function pendingOf({
  redirect,
  ...pending
}: Omit<PendingConnect, "redirect"> & { readonly redirect: number }): PendingConnect {
  return { ...pending, redirect: redirect === 1 };
}

export function createPending(db: StateDatabase): Pending {
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

    async take(state, now) {
      const row = await db
        .deleteFrom("oauthPending")
        .where("state", "=", state)
        .where("expiresAt", ">", now)
        .returning(COLUMNS)
        .executeTakeFirst();
      return row === undefined ? undefined : pendingOf(row);
    },

    async find(state, now) {
      const row = await db
        .selectFrom("oauthPending")
        .select(COLUMNS)
        .where("state", "=", state)
        .where("redirect", "=", 1)
        .where("expiresAt", ">", now)
        .executeTakeFirst();
      return row === undefined ? undefined : pendingOf(row);
    },

    async findFor(workspace, actor, now) {
      const newest = await db
        .selectFrom("oauthPending")
        .select(COLUMNS)
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .where("redirect", "=", 0)
        .where("expiresAt", ">", now)
        .orderBy("createdAt", "desc")
        .orderBy("state")
        .limit(1)
        .executeTakeFirst();
      return newest === undefined ? undefined : pendingOf(newest);
    },

    async deleteExpired(now) {
      const result = await db.deleteFrom("oauthPending").where("expiresAt", "<=", now).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
