// Stores of older programs: only the migrations that such a program knew have run, and rows are as it wrote them. So a new
// migration runs on them as it will on people's, whatever it changes.

import { join } from "node:path";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import type { StoreLocation } from "../../src/store/database.ts";
import { migrations } from "../../src/store/migrations/index.ts";
import { createPostgresDialect } from "../../src/store/postgres-dialect.ts";
import { createSqliteDialect } from "../../src/store/sqlite-dialect.ts";

/** A row by the names that columns then had. */
type Row = Readonly<Record<string, string | number | null>>;

/** Makes a store in an empty place with the migrations before that one, and these rows, by their tables. */
export async function writeStoreBefore(
  migration: string,
  location: StoreLocation,
  rows: readonly (readonly [table: string, row: Row])[],
): Promise<void> {
  const known = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < migration));
  const dialect =
    "databaseUrl" in location
      ? createPostgresDialect(location.databaseUrl, false)
      : createSqliteDialect({ path: join(location.dataDirectory, "state.sqlite"), readOnly: false });
  const db = new Kysely<Readonly<Record<string, Row>>>({ dialect });
  try {
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => known },
    }).migrateToLatest();
    if (error !== undefined) throw error;
    await db.transaction().execute(async (trx) => {
      for (const [table, own] of Map.groupBy(rows, ([name]) => name))
        await trx
          .insertInto(table)
          .values(own.map(([, row]) => row))
          .execute();
    });
  } finally {
    await db.destroy();
  }
}

/** A daily digest whose id and name are `name`, as every migration from 0002 on finds one. */
export function digestRow(name: string, rest: Row = {}): readonly ["subscriptions", Row] {
  const row = {
    id: name,
    workspace: "slack:T1",
    platform: "slack",
    name,
    name_key: name,
    kind: "digest",
    owner_id: "U1",
    owner_name: "Ana Ruiz",
    place: '{"platform":"slack","channel":"C1"}',
    place_label: "#rule-of-law",
    rule: "daily 09:00",
    zone: "Europe/Vienna",
    settings: "{}",
    state: "active",
    seen_through: 0,
    decided_slot: 0,
    silence_told: 0,
    created_at: 0,
    updated_at: 0,
    ...rest,
  };
  return ["subscriptions", row];
}
