// Writes that nobody waits for until they are on the disk. A process that is killed loses none of them, a machine whose power fails the
// last ones: what a number of a list or a button meant, which whoever misses it asks for again. What follows and waits saves these, too.

import { CompiledQuery, sql, type Transaction } from "kysely";
import type { StateDatabase, Tables } from "./tables.ts";

/** Runs a transaction; it rejects, and nothing is written, where the work does. */
export type WriteUnsynced = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

const UNSYNCED = CompiledQuery.raw("PRAGMA synchronous = NORMAL");
const SYNCED = CompiledQuery.raw("PRAGMA synchronous = FULL");

/** For SQLite, whose one connection says how it commits: for that turn alone. */
export function unsyncedInSqlite(db: StateDatabase): WriteUnsynced {
  return (work) =>
    db.connection().execute(async (connection) => {
      await connection.executeQuery(UNSYNCED);
      try {
        return await connection.transaction().execute(work);
      } finally {
        await connection.executeQuery(SYNCED);
      }
    });
}

export function unsyncedInPostgres(db: StateDatabase): WriteUnsynced {
  return (work) =>
    db.transaction().execute(async (trx) => {
      await sql`SET LOCAL synchronous_commit = off`.execute(trx);
      return await work(trx);
    });
}
