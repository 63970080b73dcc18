// Exported files opened by other readers than the program's writers: two for each format. What they give is put into one shape,
// in which missing is null and a day is a text.

import { readFile } from "node:fs/promises";
import { zstdDecompressSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { parseCsv } from "hucre/csv";
import { readXlsx } from "hucre/xlsx";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { readSheet } from "read-excel-file/node";

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;
export type Reader = (path: string) => Promise<readonly Row[]>;

const DAY = "2024-03-05".length;

function plainOf(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, DAY);
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new Error(`neither text nor number: ${JSON.stringify(value)}`);
}

function rowsOf(table: readonly (readonly unknown[])[]): readonly Row[] {
  const [names = [], ...rows] = table;
  return rows.map((row) =>
    Object.fromEntries(names.map((name, index) => [String(name), plainOf(row[index])])),
  );
}

export async function queryDuckDb(sql: string): Promise<readonly Row[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainOf(value)])),
  );
}

/** Columns of a csv that hold no texts; to a csv's readers everything is one. */
const KINDS: Readonly<Record<string, (text: string) => Value>> = {
  pillar: Number,
  score: Number,
  strength: Number,
  relevance: Number,
  scored: (text) => text === "true",
};

/** Takes the apostrophe away that docs/export.md says stands before what would begin a formula. */
export function unguarded(text: string): string {
  return text.replace(/^'('*[\t\r])/, "$1").replace(/(^|[;\t\r\n])'('*[=+\-@＝＋－＠])/g, "$1$2");
}

function csvRows(table: readonly (readonly unknown[])[]): readonly Row[] {
  return rowsOf(table).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (value === null || value === "") return [name, null];
        return [name, KINDS[name]?.(String(value)) ?? unguarded(String(value))];
      }),
    ),
  );
}

export const READERS = {
  parquet: {
    duckdb: (path) => queryDuckDb(`SELECT * FROM read_parquet('${path}')`),
    hyparquet: async (path) => {
      const rows = await parquetReadObjects({
        file: await asyncBufferFromFile(path),
        compressors: { ZSTD: (bytes) => zstdDecompressSync(bytes) },
      });
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainOf(value)])),
      );
    },
  },
  csv: {
    duckdb: async (path) => {
      const rows = await queryDuckDb(`SELECT * FROM read_csv('${path}', all_varchar = true, header = true,
        delim = ',', quote = '"', escape = '"', nullstr = '', max_line_size = 10000000)`);
      const [first = {}] = rows;
      return csvRows([Object.keys(first), ...rows.map((row) => Object.values(row))]);
    },
    hucre: async (path) => csvRows(parseCsv(await readFile(path, "utf8"))),
  },
  xlsx: {
    "read-excel-file": async (path) => rowsOf(await readSheet(path, "Assessments", { trim: false })),
    hucre: async (path) => {
      const { sheets } = await readXlsx(await readFile(path));
      return rowsOf(sheets.find(({ name }) => name === "Assessments")?.rows ?? []);
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Reader>>>>;
