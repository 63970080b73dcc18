// Who changed what, and when. An entry is written in the transaction of its change, so that there is none without the other.
// docs/adr/0042.

import { PostgresAdapter, sql, type Transaction } from "kysely";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { AuditEntryRecord, StateDatabase, Tables } from "./tables.ts";

export type { AuditEntryRecord } from "./tables.ts";

/**
 * Entries kept of a workspace's digests, and as many of its Dropbox: the oldest go first. Apart, so that nobody who pauses and
 * resumes a digest all day pushes out who connected.
 */
export const MOST_AUDITED = 5_000;

/** Whoever changes something, and when (ms UTC). Without an id it is the bot itself. */
export interface Doer {
  readonly workspace: WorkspaceKey;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly at: number;
}

/** The bot, when it changes something that nobody asked for. */
export function theBot(workspace: WorkspaceKey, at: number): Doer {
  return { workspace, actorId: null, actorName: null, at };
}

/** What somebody did, as the change that it belongs to tells it. */
export interface Deed extends Doer {
  readonly kind: AuditEntryRecord["kind"];
  /** The digest's id; empty for all digests, and for Dropbox. */
  readonly subject?: string;
  /** What the subject was called then. */
  readonly subjectName?: string;
  /** What a reader is told besides: names and values, nothing secret and no name of a private place. */
  readonly details?: Readonly<Record<string, string>>;
}

export interface Audit {
  /** The newest first; of one subject, or of all. */
  of(
    workspace: WorkspaceKey,
    about: AuditEntryRecord["about"],
    options: { readonly subject?: string; readonly limit: number },
  ): Promise<readonly AuditEntryRecord[]>;
}

export function createAudit(db: StateDatabase): Audit {
  return {
    async of(workspace, about, { subject, limit }) {
      return await db
        .selectFrom("auditEntries")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("about", "=", about)
        .$if(subject !== undefined, (query) => query.where("subject", "=", subject ?? ""))
        .orderBy("n", "desc")
        .limit(limit)
        .execute();
    },
  };
}

const ABOUT_DROPBOX: ReadonlySet<AuditEntryRecord["kind"]> = new Set([
  "connected",
  "chose",
  "disconnected",
  "accepted",
  "kept",
  "undone",
]);

/** Runs a change and notes who did it, both or neither; a change that came to nothing (false, or nothing in it) leaves no entry. */
export async function noting<Outcome>(
  db: StateDatabase,
  deed: Deed | undefined,
  change: (db: StateDatabase) => Promise<Outcome>,
  isDone: (outcome: Outcome) => boolean = (outcome) => outcome !== false,
): Promise<Outcome> {
  if (deed === undefined) return change(db);
  return await db.transaction().execute(async (trx) => {
    const outcome = await change(trx);
    if (isDone(outcome)) await addEntry(trx, deed);
    return outcome;
  });
}

/** Notes a deed in the transaction of its change, as the last thing in it: what it locks it locks until the end. */
export async function addEntry(trx: Transaction<Tables>, deed: Deed): Promise<void> {
  const { subject = "", subjectName = "", details = {}, ...rest } = deed;
  const about = ABOUT_DROPBOX.has(deed.kind) ? "dropbox" : "digest";
  // On SQLite a transaction that writes has the only write lock there is.
  if (trx.getExecutor().adapter instanceof PostgresAdapter)
    await sql`lock table ${sql.table("auditEntries")} in share row exclusive mode`.execute(trx);
  const { last } = await trx
    .selectFrom("auditEntries")
    .select(({ fn }) => fn.max("n").as("last"))
    .where("workspace", "=", deed.workspace)
    .where("about", "=", about)
    .executeTakeFirstOrThrow();
  const n = (last ?? 0) + 1;
  await trx
    .insertInto("auditEntries")
    .values({ ...rest, about, n, subject, subjectName, details: JSON.stringify(details) })
    .execute();
  await trx
    .deleteFrom("auditEntries")
    .where("workspace", "=", deed.workspace)
    .where("about", "=", about)
    .where("n", "<=", n - MOST_AUDITED)
    .execute();
}
