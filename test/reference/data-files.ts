// Writes random data sets as parquet files, and reads the rows of real ones, without any code of the program.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { DataRow } from "./articles.ts";
import type { RandomFile } from "./random-data.ts";

const COLUMNS = [
  "id",
  "link",
  "domain_url",
  "published_date",
  "title_trans",
  "summary",
  "impact_score",
  "associated_pillar",
] as const;

async function withDuckDb<T>(run: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return await run(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column's value in the type of the file; what does not fit becomes null. */
function columnSql(name: (typeof COLUMNS)[number], { types }: RandomFile): string {
  switch (name) {
    case "impact_score":
    case "associated_pillar": {
      const type = types[name];
      if (type === "VARCHAR") return name;
      // Casting 2.5 to a whole number would round it.
      const fits = type === "DOUBLE" ? "true" : `regexp_full_match(${name}, '[0-9]+')`;
      return `CASE WHEN ${fits} THEN TRY_CAST(${name} AS ${type}) END AS ${name}`;
    }
    case "published_date":
      return types[name] === "VARCHAR" ? name : `TRY_CAST(${name} AS TIMESTAMP)::${types[name]} AS ${name}`;
    default:
      return name;
  }
}

/** Writes the files into a folder as parquet with gzip pages, in order of rows. Returns their paths, in order of files. */
export async function writeDataFiles(folder: string, files: readonly RandomFile[]): Promise<string[]> {
  return withDuckDb(async (connection) => {
    const paths: string[] = [];
    for (const [index, file] of files.entries()) {
      const rowsPath = join(folder, `rows-${index}.json`);
      const path = join(folder, `file-${index}.parquet`);
      await writeFile(rowsPath, file.rows.map((row) => JSON.stringify(row)).join("\n"));
      const columns = COLUMNS.map((name) => columnSql(name, file)).join(", ");
      const texts = COLUMNS.map((name) => `${name}: 'VARCHAR'`).join(", ");
      await connection.run(
        `COPY (SELECT ${columns} FROM read_json(${quoted(rowsPath)}, format = 'newline_delimited', columns = {${texts}}))
         TO ${quoted(path)} (FORMAT parquet, COMPRESSION gzip)`,
      );
      paths.push(path);
    }
    return paths;
  });
}

/** The rows of a parquet file as text, in order. */
export async function readDataRows(path: string): Promise<DataRow[]> {
  return withDuckDb(async (connection) => {
    const columns = [...COLUMNS, "description_trans", "content_trans"]
      .map((name) => `${name}::VARCHAR`)
      .join(", ");
    const reader = await connection.runAndReadAll(`SELECT ${columns} FROM read_parquet(${quoted(path)})`);
    const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
    return reader.getRows().map((values) => {
      const [
        id,
        link,
        domain_url,
        published_date,
        title_trans,
        summary,
        impact_score,
        associated_pillar,
        description_trans,
        content_trans,
      ] = values.map(text);
      return {
        id: id ?? null,
        link: link ?? null,
        domain_url: domain_url ?? null,
        published_date: published_date ?? null,
        title_trans: title_trans ?? null,
        summary: summary ?? null,
        impact_score: impact_score ?? null,
        associated_pillar: associated_pillar ?? null,
        description_trans: description_trans ?? null,
        content_trans: content_trans ?? null,
      };
    });
  });
}
