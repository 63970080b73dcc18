// From one version's tables to the next one's, where several processes use a database: none of the version before may be at work,
// for it would read and write what is there no more.

import { Kysely } from "kysely";
import { AppError, messageOf } from "../errors.ts";
import { openStore } from "./database.ts";
import { type DatabaseLockOptions, lockDatabase } from "./database-lock.ts";
import { isOlder } from "./migrate.ts";
import { createPostgresDialect } from "./postgres-dialect.ts";
import type { Tables } from "./tables.ts";

/**
 * Brings an older database up to date once no other process uses it; does nothing to another one. Resolves early when the signal
 * comes.
 * @throws AppError bad-configuration when the database cannot be reached, or as `openStore` does
 */
export async function upgradeAlone(
  options: Pick<DatabaseLockOptions, "databaseUrl" | "log" | "signal">,
): Promise<void> {
  const { databaseUrl } = options;
  if (!(await isOlderThere(databaseUrl))) return;
  const lock = await lockDatabase({ ...options, isShared: false, waits: true });
  try {
    if (lock === undefined) return;
    const store = await openStore({ databaseUrl });
    await store.close();
  } finally {
    await lock?.release();
  }
}

async function isOlderThere(databaseUrl: string): Promise<boolean> {
  const db = new Kysely<Tables>({ dialect: createPostgresDialect(databaseUrl, true) });
  try {
    return await isOlder(db);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("bad-configuration", `The database cannot be reached: ${messageOf(error)}.`, {
      cause: error,
    });
  } finally {
    await db.destroy();
  }
}
