// Brings a store to this program's schema, or says why it cannot be used.

import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { AppError } from "../errors.ts";
import { migrations } from "./migrations/index.ts";
import type { StateDatabase } from "./tables.ts";

/**
 * Runs the migrations that are missing, all in one transaction. With `readOnly` none is run and a missing one refuses
 * the store.
 * @throws AppError bad-configuration when the store is newer than the program, or older and read only
 */
export async function migrate(
  database: StateDatabase,
  options: { readonly readOnly: boolean },
): Promise<void> {
  // The migrations name tables and columns as the database does.
  const db = database.withoutPlugins();
  const done = await executedMigrations(db);
  if (done.some((name) => !Object.hasOwn(migrations, name))) {
    throw new AppError(
      "bad-configuration",
      "The stored state was written by a newer version of this program. Run that version, or use another DATA_DIR or DATABASE_URL.",
    );
  }
  const missing = Object.keys(migrations).filter((name) => !done.includes(name));
  if (missing.length === 0) return;
  if (options.readOnly) {
    throw new AppError(
      "bad-configuration",
      "The stored state is older than this program; start the bot once to bring it up to date.",
      { retryable: true },
    );
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Whether it was made by an older program than this one; false where nothing was made yet. */
export async function isOlder(database: StateDatabase): Promise<boolean> {
  const done = await executedMigrations(database.withoutPlugins());
  return done.length > 0 && Object.keys(migrations).some((name) => !done.includes(name));
}

async function executedMigrations(db: StateDatabase): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}
