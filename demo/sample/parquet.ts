// Writes the sample as pandas writes such files: one row group, gzip pages, the data frame's index as last column.

import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { sampleArticles } from "./articles.ts";
import type { SampleRow } from "./rows.ts";

/** In the order of the file. */
const COLUMNS = [
  ["id", "VARCHAR"],
  ["link", "VARCHAR"],
  ["domain_url", "VARCHAR"],
  ["published_date", "VARCHAR"],
  ["title_trans", "VARCHAR"],
  ["description_trans", "VARCHAR"],
  ["content_trans", "VARCHAR"],
  ["summary", "VARCHAR"],
  ["impact_score", "INTEGER"],
  ["pillar_1", "BIGINT"],
  ["pillar_2", "BIGINT"],
  ["pillar_3", "BIGINT"],
  ["pillar_4", "BIGINT"],
  ["pillar_5", "BIGINT"],
  ["pillar_6", "BIGINT"],
  ["pillar_7", "BIGINT"],
  ["pillar_8", "BIGINT"],
  ["associated_pillar", "VARCHAR"],
  ["__index_level_0__", "BIGINT"],
] as const satisfies readonly (readonly [keyof SampleRow, "VARCHAR" | "INTEGER" | "BIGINT"])[];

/** More rows than any file has, so that each file is one row group. */
const ROW_GROUP_SIZE = 122_880;

export interface SampleFilesRequest {
  /** An existing folder. Files of the same name are replaced. */
  readonly directory: string;
  /** ms UTC, see `sampleArticles`. */
  readonly today: number;
}

/** Writes `<Country>_master.parquet.gzip` for each country. Returns the paths, by country. */
export async function writeSampleFiles({ directory, today }: SampleFilesRequest): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  try {
    const connection = await instance.connect();
    try {
      const paths: string[] = [];
      for (const [country, rows] of sampleArticles({ today })) {
        const path = join(directory, `${country}_master.parquet.gzip`);
        await writeFile(connection, path, rows);
        paths.push(path);
      }
      return paths;
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

async function writeFile(
  connection: DuckDBConnection,
  path: string,
  rows: readonly SampleRow[],
): Promise<void> {
  const columns = COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ");
  await connection.run(`CREATE OR REPLACE TABLE sample (${columns})`);
  const appender = await connection.createAppender("sample");
  for (const row of rows) {
    for (const [name, type] of COLUMNS) {
      const value = row[name];
      if (value === null) appender.appendNull();
      else if (typeof value === "string") appender.appendVarchar(value);
      else if (type === "BIGINT") appender.appendBigInt(BigInt(value));
      else appender.appendInteger(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  // COPY takes no parameter for its target.
  const target = path.replaceAll("'", "''");
  await connection.run(
    `COPY sample TO '${target}' (FORMAT parquet, COMPRESSION gzip, ROW_GROUP_SIZE ${ROW_GROUP_SIZE})`,
  );
}
