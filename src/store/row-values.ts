// Rows of values as a table that a statement can join with: for updates that give every row values of its own.

import { type RawBuilder, sql } from "kysely";

/**
 * `values (…), (…)` for a common table expression that names the columns. Postgres takes every column for text, so
 * what uses one as a number casts it.
 */
export function rowValues<Row>(rows: readonly (readonly (string | number | null)[])[]): RawBuilder<Row> {
  return sql<Row>`(values ${sql.join(rows.map((row) => sql`(${sql.join(row)})`))})`;
}
