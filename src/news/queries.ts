// Statements on databases of the news and their rows, checked; and what each of these databases is set to.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";

/** No database takes in code of others, or keeps secrets. */
export const SEALED = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  allow_persistent_secrets: "false",
} as const;

export type Bindings = Record<string, string | number | bigint>;

/** A statement's rows, checked. */
export async function queryRows<T extends z.ZodType>(
  connection: DuckDBConnection,
  row: T,
  sql: string,
  bindings: Bindings = {},
): Promise<z.infer<T>[]> {
  const reader = await connection.runAndReadAll(sql, bindings);
  return z.array(row).parse(reader.getRowObjectsJS());
}

/** The one row of a statement that always has one. */
export async function queryOne<T extends z.ZodType>(
  connection: DuckDBConnection,
  row: T,
  sql: string,
): Promise<z.infer<T>> {
  const [first] = await queryRows(connection, row, sql);
  return row.parse(first);
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The files at these paths as one table. Their columns must be the same; `hive_partitioning` would add to them. */
export function parquetSql(paths: readonly string[]): string {
  return `read_parquet([${paths.map(textLiteral).join(", ")}], hive_partitioning = false)`;
}
