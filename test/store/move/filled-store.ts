// A SQLite store in which every table has rows, whatever tables there are: what a migration adds is filled without a word here.

import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { openStore } from "../../../src/store/database.ts";

type Row = Readonly<Record<string, SQLOutputValue>>;

/** All tables with all their rows, each row as JSON, in no order that means anything. */
export type Contents = Readonly<Record<string, readonly string[]>>;

/** The tables that hold secrets have none: a value that was not sealed is for tests to replace. */
export async function fillStore(dataDirectory: string, rowsOf: (table: string) => number): Promise<void> {
  const store = await openStore({ dataDirectory });
  await store.close();
  const database = new DatabaseSync(join(dataDirectory, "state.sqlite"), {
    enableForeignKeyConstraints: false,
  });
  database.exec("begin");
  for (const { name, sql } of tablesOf(database)) {
    const columns = database
      .prepare(`select name, lower(type) as type, "notnull" or pk as needed from pragma_table_info(?)`)
      .all(name);
    for (let n = 0; n < rowsOf(name); n += 1) {
      const values = columns.map((column) => sampleOf(sql, column, n));
      const places = values.map(() => "?").join(", ");
      database.prepare(`insert into ${name} values (${places})`).run(...values);
    }
  }
  database.exec("commit");
  if (database.prepare("pragma foreign_key_check").all().length > 0)
    throw new Error("A row names another one that is not there.");
  database.close();
}

/** Text is the same in a row's every column, so that whatever names a row of another table names one. */
function sampleOf(definition: string, { name, type, needed }: Row, n: number): string | number | null {
  const [, allowed] = new RegExp(`check \\(${String(name)} in \\(([^)]*)\\)\\)`).exec(definition) ?? [];
  const choices = allowed?.split(", ").map((word) => word.replaceAll("'", "")) ?? [];
  const chosen = choices[n % choices.length];
  if (needed === 0 && n % 3 === 2) return null;
  if (chosen !== undefined) return type === "text" ? chosen : Number(chosen);
  switch (type) {
    case "text":
      return `row ${n}: “Õigus” \\ ' " 🏛\n`;
    case "integer":
    case "smallint":
      return n;
    case "bigint":
      return Number.MAX_SAFE_INTEGER - n;
    default:
      throw new Error(`There is no value for a column of the type ${String(type)}.`);
  }
}

function tablesOf(database: DatabaseSync): readonly { readonly name: string; readonly sql: string }[] {
  return database
    .prepare("select name, sql from sqlite_master where type = 'table' and name not like 'kysely_%'")
    .all()
    .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
}

export function contentsOfSqlite(dataDirectory: string): Contents {
  const database = new DatabaseSync(join(dataDirectory, "state.sqlite"), { readOnly: true });
  try {
    return Object.fromEntries(
      tablesOf(database).map(({ name }) => [
        name,
        database.prepare(`select * from ${name}`).all().map(asJson).toSorted(),
      ]),
    );
  } finally {
    database.close();
  }
}

/** A row by its columns' names, in their order. */
export function asJson(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
