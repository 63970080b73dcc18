// DuckDB straight on the files: a fresh instance for every question, as a script would have it.

import { DuckDBInstance } from "@duckdb/node-api";
import { parquetSql } from "../../src/news/queries.ts";
import { type OpenWay, READ_COLUMNS, SHOWN, WEEK_DAYS } from "./ways.ts";

export const openWithDuckDb: OpenWay = async (paths) => ({
  async top(pillar) {
    const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    try {
      const connection = await instance.connect();
      const news = parquetSql(paths);
      const reader = await connection.runAndReadAll(
        `SELECT ${READ_COLUMNS.join(", ")} FROM ${news}
          WHERE associated_pillar = 'Pillar ${pillar}' AND impact_score >= 1
            AND published_date >= strftime(
              (SELECT max(published_date)::TIMESTAMP - INTERVAL ${WEEK_DAYS} DAY FROM ${news}), '%Y-%m-%d %H:%M:%S')
          ORDER BY abs(impact_score - 3) DESC, published_date DESC LIMIT ${SHOWN}`,
      );
      return reader.currentRowCount;
    } finally {
      instance.closeSync();
    }
  },
});

/** ms that it takes to unpack and read every value of every column: nothing can be built from the files faster. */
export async function decodeWithDuckDb(paths: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  try {
    const connection = await instance.connect();
    const news = parquetSql(paths);
    const columns = await connection.runAndReadAll(`DESCRIBE FROM ${news}`);
    const sums = columns
      .getRowsJS()
      .map(([name, type]) => (type === "VARCHAR" ? `sum(strlen("${name}"))` : `sum("${name}")`));
    await connection.run(`SELECT ${sums.join(", ")} FROM ${news}`);
    return performance.now() - startedAt;
  } finally {
    instance.closeSync();
  }
}
