// All tables of a store as the database itself tells them: whatever a migration adds is among them.

import { type RawBuilder, sql } from "kysely";
import type { StateDatabase } from "../tables.ts";

/** A value as both databases have it. */
export type Value = string | number | null;

export interface StoredTable {
  readonly name: string;
  /** In alphabetical order, which is the same everywhere. */
  readonly columns: readonly string[];
}

/** What the migrations themselves remember. */
const OF_MIGRATIONS = /^kysely_/;

/** Tables of the store, by name, without the migrations' own. `schema`: of Postgres, the one that the connection works in. */
export async function storedTables(db: StateDatabase, schema?: string): Promise<readonly StoredTable[]> {
  const tables = await db.withoutPlugins().introspection.getTables();
  return tables
    .filter((table) => !table.isView && table.schema === schema && !OF_MIGRATIONS.test(table.name))
    .map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name).toSorted() }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Each after those that its rows name. */
export async function inOrderOfReference(
  sqlite: StateDatabase,
  tables: readonly StoredTable[],
): Promise<readonly StoredTable[]> {
  const { rows } = await sql<{ from: string; to: string }>`
    select m.name as "from", k."table" as "to" from sqlite_master as m, pragma_foreign_key_list(m.name) as k
    where m.type = 'table'`.execute(sqlite.withoutPlugins());
  const ordered: StoredTable[] = [];
  const isDone = (name: string): boolean => ordered.some((table) => table.name === name);
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name }) => !isDone(name) && rows.every(({ from, to }) => from !== name || to === name || isDone(to)),
    );
    if (next.length === 0) throw new Error("Tables name one another in a circle.");
    ordered.push(...next);
  }
  return ordered;
}

/** The table's columns in their order, as a query lists them. */
export function columnsOf({ columns }: StoredTable): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}
