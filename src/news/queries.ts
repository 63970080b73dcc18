// Statements of the builder and their rows, checked.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";

/** A statement's rows, checked. */
export async function queryRows<T extends z.ZodType>(
  connection: DuckDBConnection,
  row: T,
  sql: string,
): Promise<z.infer<T>[]> {
  const reader = await connection.runAndReadAll(sql);
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
