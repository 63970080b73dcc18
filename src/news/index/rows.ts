// Rows of the builder's statements by the hundred thousand: no object is made of each.

import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";

/** Hands over the values of every row by their column; absent where NULL. Throws for values of another type. */
export async function eachRow(
  connection: DuckDBConnection,
  sql: string,
  take: (
    number: (column: number) => number | undefined,
    text: (column: number) => string | undefined,
  ) => void,
): Promise<void> {
  for await (const chunk of await connection.stream(sql)) {
    const columns = chunk.getColumns();
    let row = 0;
    const there = (column: number): DuckDBValue => columns[column]?.[row] ?? null;
    const number = (column: number): number | undefined => {
      const value = there(column);
      if (value === null || typeof value === "number") return value ?? undefined;
      throw new TypeError(`a number was expected, not ${typeof value}`);
    };
    const text = (column: number): string | undefined => {
      const value = there(column);
      if (value === null || typeof value === "string") return value ?? undefined;
      throw new TypeError(`a text was expected, not ${typeof value}`);
    };
    for (; row < chunk.rowCount; row++) take(number, text);
  }
}
