// Writes one export: finds the rows in the catalog, puts them aside in order, and writes them as one file. What is in memory at
// a time is some thousand rows, whatever is asked.

import { mkdir } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { z } from "zod";
import { articlesSaying } from "../article-texts.ts";
import { textMatcher } from "../filter/filter.ts";
import { parquetSql, queryOne, queryRows, SEALED, textLiteral } from "../queries.ts";
import { numberSchema, type QueryPool } from "../query-pool.ts";
import { aboutRows } from "./about.ts";
import type { Cell } from "./cells.ts";
import { type ExportColumn, exportColumns } from "./columns.ts";
import { csvSql } from "./csv.ts";
import { countsSchema, type ExportCounts, type ExportMessage, type exportRequestSchema } from "./protocol.ts";
import {
  COUNTS_SQL,
  KEEP_SAYING,
  PASSING_ARTICLES,
  passingSql,
  rowsSql,
  WANTED_SQL,
  WANTED_TABLES,
} from "./rows-sql.ts";
import { writeWorkbook } from "./workbook.ts";

type Request = z.output<typeof exportRequestSchema>;

type Tell = (message: ExportMessage) => void;

/**
 * Writes the file and returns what came of it; `tell` hears how far it is. Of what it puts aside nothing is deleted: it is all
 * in one folder.
 */
export async function writeExport(request: Request, tell: Tell): Promise<ExportMessage> {
  const { catalogPath, outputPath, partsPath, spillPath } = request;
  await mkdir(partsPath, { mode: 0o700 });
  const instance = await DuckDBInstance.create(catalogPath, {
    access_mode: "READ_ONLY",
    memory_limit: `${request.databaseMemoryBytes}B`,
    // Two would hold twice as much at a time.
    threads: "1",
    temp_directory: spillPath,
    max_temp_directory_size: `${request.diskBytes}B`,
    ...SEALED,
  });
  try {
    const connection = await instance.connect();
    await connection.run(`
      SET TimeZone = 'UTC';
      SET allowed_paths = [${textLiteral(outputPath)}];
      SET allowed_directories = [${textLiteral(partsPath)}];
      SET enable_external_access = false;
      SET lock_configuration = true;
      ${WANTED_TABLES}`);
    await findRows(connection, request);
    const counts = await countsOf(connection);
    if (counts.assessments === 0) return { type: "nothing" };
    if (counts.assessments > request.mostRows) return { type: "too-many", rows: counts.assessments };
    const columns = exportColumns(request);
    const parts = await putAside(connection, columns, { rows: counts.assessments, request, tell });
    tell({ type: "writing", of: counts.assessments });
    const cut = await write(connection, parts, { columns, counts, request });
    connection.closeSync();
    return { type: "written", counts, cut };
  } finally {
    instance.closeSync();
  }
}

/** Fills `passing` with what the whole filter keeps. */
async function findRows(connection: DuckDBConnection, { filter, period }: Request): Promise<void> {
  const sets = await queryRows(
    connection,
    z.object({ countries: numberSchema, names: z.array(z.string()) }),
    "SELECT countries, names FROM country_sets",
  );
  const { sql, bindings } = passingSql(filter, period, (wanted) =>
    sets.flatMap(({ countries, names }) => (names.some((name) => wanted.includes(name)) ? [countries] : [])),
  );
  await connection.run(sql, bindings);
  const matches = textMatcher(filter);
  if (matches === undefined) return;
  const rows: QueryPool["rows"] = (...question) => queryRows(connection, ...question);
  const articles = await rows(z.object({ article: numberSchema }), PASSING_ARTICLES);
  const saying = await articlesSaying(
    rows,
    articles.map(({ article }) => article),
    matches,
  );
  await connection.run(KEEP_SAYING, { articles: JSON.stringify(saying) });
}

async function countsOf(connection: DuckDBConnection): Promise<ExportCounts> {
  const count = numberSchema;
  const time = numberSchema.nullable();
  const found = await queryOne(
    connection,
    z.object({
      assessments: count,
      articles: count,
      stories: count,
      notScored: count,
      undated: count,
      firstDate: time,
      lastDate: time,
    }),
    COUNTS_SQL,
  );
  return countsSchema.parse(found);
}

/** The rows in order as small files, of which each was sorted in memory by itself. */
async function putAside(
  connection: DuckDBConnection,
  columns: readonly ExportColumn[],
  {
    rows,
    request: { rowsAtOnce, partsPath },
    tell,
  }: { readonly rows: number; readonly request: Request; readonly tell: Tell },
): Promise<readonly string[]> {
  await connection.run(WANTED_SQL);
  const parts: string[] = [];
  for (let from = 0; from < rows; from += rowsAtOnce) {
    tell({ type: "rows", done: from, of: rows });
    const part = `${partsPath}/${parts.length}.parquet`;
    await connection.run(
      `COPY (${rowsSql(columns, from, from + rowsAtOnce)}) TO ${textLiteral(part)}
       (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 2048, USE_TMP_FILE false)`,
    );
    parts.push(part);
  }
  return parts;
}

/** Rows of one group of a parquet file, so that a writer holds a few megabytes. */
const GROUP_ROWS = { short: 10_240, long: 2_048 } as const;

/** Writes the file, and returns how many texts were cut. */
async function write(
  connection: DuckDBConnection,
  parts: readonly string[],
  of: {
    readonly columns: readonly ExportColumn[];
    readonly counts: ExportCounts;
    readonly request: Request;
  },
): Promise<number> {
  const { columns, request } = of;
  const source = parquetSql(parts);
  const to = textLiteral(request.outputPath);
  switch (request.format) {
    case "csv":
      await connection.run(
        `COPY (${csvSql(columns, source)}) TO ${to} (FORMAT csv, HEADER, USE_TMP_FILE false)`,
      );
      return 0;
    case "parquet":
      await connection.run(
        `COPY (SELECT * FROM ${source}) TO ${to} (FORMAT parquet, COMPRESSION zstd,
         ROW_GROUP_SIZE ${GROUP_ROWS[request.withTexts ? "long" : "short"]}, USE_TMP_FILE false)`,
      );
      return 0;
    case "xlsx":
      return writeSheets(connection, source, of);
  }
}

/** Chunks of rows after which what they hold outside of JavaScript's own memory, which does not know of it, is given back. */
const CHUNKS_HELD = 5;

async function writeSheets(
  connection: DuckDBConnection,
  source: string,
  {
    columns,
    counts,
    request,
  }: {
    readonly columns: readonly ExportColumn[];
    readonly counts: ExportCounts;
    readonly request: Request;
  },
): Promise<number> {
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    yield columns.map(({ name }) => name);
    const result = await connection.stream(`SELECT ${columns.map(shownSql).join(", ")} FROM ${source}`);
    for (let chunks = 1; ; chunks++) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      for (const row of chunk.getRows()) yield row.map((value, index) => cellOf(columns[index], value));
      if (chunks % CHUNKS_HELD === 0) globalThis.gc?.();
    }
  }
  return writeWorkbook(request.outputPath, [
    {
      name: "About",
      widths: [32, 100],
      hasHeading: false,
      rows: (cut) => aboutRows({ told: request.told, counts, cut, columns }),
    },
    { name: "Assessments", widths: columns.map(({ width }) => width), hasHeading: true, rows },
  ]);
}

/** Days as texts, whose spelling is no zone's business. */
function shownSql({ name, kind }: ExportColumn): string {
  return kind === "date" ? `${name}::VARCHAR AS ${name}` : name;
}

function cellOf(column: ExportColumn | undefined, value: DuckDBValue): Cell {
  if (value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  const text = String(value);
  return column?.kind === "date" ? { day: text } : text;
}
