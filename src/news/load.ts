// Reads one data file into the builder's temporary tables: first what decides, then the long texts of what is kept.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { DAY_MS } from "../time/units.ts";
import { cleanTextSql, presentTextSql, type TextKind, visibleSql } from "./cleaning.ts";
import { checkBytes, checkUnpackedSize, refusedFile } from "./file-check.ts";
import type { ManifestFile } from "./manifest.ts";
import { columnAlias, type FileColumn, type FileValues, schemaOf } from "./schema.ts";
import type { BuildInput } from "./snapshot-protocol.ts";

/**
 * `seq` tells a row of all files: the later row of the newer file has the larger one.
 * `kept` is false for a row with the same id and pillar as a later row of its file.
 * `wanted` is every assessment that counts, and whether its row gives the article its long texts; `spare` are other
 * rows of articles whose long texts are missing there.
 */
export const STAGE_TABLES = `
CREATE TEMP TABLE stage_rows (
  seq BIGINT, file INTEGER, id VARCHAR, pillar TINYINT, score TINYINT, published_at BIGINT,
  link VARCHAR, source VARCHAR, title VARCHAR, kept BOOLEAN
);
CREATE TEMP TABLE wanted (
  seq BIGINT, file INTEGER, article INTEGER, pillar TINYINT, score TINYINT, has_texts BOOLEAN
);
CREATE TEMP TABLE stage_summaries (article INTEGER, pillar TINYINT, summary VARCHAR);
CREATE TEMP TABLE spare (seq BIGINT, file INTEGER, article INTEGER, for_description BOOLEAN, for_content BOOLEAN);
CREATE TEMP TABLE spare_texts (seq BIGINT, article INTEGER, description VARCHAR, content VARCHAR);
`;

/** More rows than any file has: with it, `seq` of different files never meets. */
export const SEQ_OF_FILE = 2 ** 40;

/** The year 1000: an earlier date is nonsense. */
const EARLIEST_MS = -30_610_224_000_000;

export interface LoadedFile
  extends Pick<ManifestFile, "country" | "rows" | "assessments" | "articles" | "dropped"> {
  readonly input: BuildInput;
  readonly values: FileValues;
  /** SQL that reads the file, its columns named by place. */
  readonly from: string;
  /** The earliest date that is too far ahead of now, ms. */
  readonly firstFuture: number | null;
}

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

const count = z.coerce.number();
const time = z.coerce.number().nullable();

/**
 * Reads everything but the long texts. Throws AppError "file-refused" with one sentence for a file that cannot be
 * used, and whatever DuckDB throws for one that cannot be read; then nothing of it is kept.
 */
export async function loadFile(
  connection: DuckDBConnection,
  input: BuildInput,
  options: { readonly now: number; readonly country: string | undefined },
): Promise<LoadedFile> {
  const source = await sourceOf(connection, input);
  const latestMs = options.now + DAY_MS;
  await readIncoming(connection, source);
  const facts = await judgeIncoming(connection, input.name, latestMs);
  // The last statement, so that a file is in the stage as a whole or not at all.
  await keepIncoming(connection, input, latestMs);
  return { input, ...source, country: options.country ?? null, ...facts };
}

type Source = Pick<LoadedFile, "from" | "values">;

/** Looks at everything that is told without reading the rows. */
async function sourceOf(
  connection: DuckDBConnection,
  { name, path, sizeBytes }: BuildInput,
): Promise<Source> {
  await checkBytes(name, path);
  const literal = `'${path.replaceAll("'", "''")}'`;
  const { unpackedBytes } = await queryOne(
    connection,
    z.object({ unpackedBytes: count }),
    `SELECT coalesce(sum(total_uncompressed_size::HUGEINT), 0)::DOUBLE AS "unpackedBytes"
     FROM parquet_metadata(${literal})`,
  );
  checkUnpackedSize(name, sizeBytes, unpackedBytes);
  const columns = await columnsOf(connection, literal);
  const schema = schemaOf(columns);
  switch (schema.type) {
    case "lacking": {
      const noun = schema.columns.length > 1 ? "columns" : "column";
      throw refusedFile(name, `lacks the ${noun} ${inWords(schema.columns)}.`);
    }
    case "unusable":
      throw refusedFile(
        name,
        `has ${schema.holds} in the column ${schema.column}, where single values belong.`,
      );
    case "usable": {
      const aliases = columns.map((_, index) => columnAlias(index)).join(", ");
      return {
        values: schema.values,
        from: `read_parquet(${literal}, hive_partitioning = false) AS t(${aliases})`,
      };
    }
  }
}

/** Reads all rows into the table `incoming`: empty values are NULL there. */
async function readIncoming(connection: DuckDBConnection, { from, values }: Source): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE incoming AS
    SELECT row, nullif(id, '') AS id, nullif(link, '') AS link, nullif(domain, '') AS domain,
      nullif(regexp_extract(link, '${HOST_PATTERN}', 1), '') AS host, ${presentTextSql("title")} AS title,
      published_at, score, pillar
    FROM (
      SELECT file_row_number AS row, ${visibleSql(values.id)} AS id, ${visibleSql(values.link)} AS link,
        regexp_extract(${values.domain}, '${HOST_PATTERN}', 1) AS domain,
        ${cleanTextSql("title", values.title)} AS title,
        ${values.publishedAt} AS published_at, ${values.score} AS score, ${values.pillar} AS pillar
      FROM ${from}
    )`);
}

const USABLE = "id IS NOT NULL AND pillar IS NOT NULL";

/** Counts what is incoming. Throws AppError "file-refused" when nothing of it can be used. */
async function judgeIncoming(connection: DuckDBConnection, name: string, latestMs: number) {
  const { rows, withoutId, unreadablePillar, firstFuture } = await queryOne(
    connection,
    z.object({ rows: count, withoutId: count, unreadablePillar: count, firstFuture: time }),
    `SELECT count(*) AS "rows", count(*) FILTER (id IS NULL) AS "withoutId",
       count(*) FILTER (id IS NOT NULL AND pillar IS NULL) AS "unreadablePillar",
       min(published_at) FILTER (${USABLE} AND published_at > ${latestMs}) AS "firstFuture"
     FROM incoming`,
  );
  const { assessments, articles } = await queryOne(
    connection,
    z.object({ assessments: count, articles: count }),
    `SELECT count(*) AS assessments, count(DISTINCT id) AS articles
     FROM (SELECT DISTINCT id, pillar FROM incoming WHERE ${USABLE})`,
  );
  if (rows === 0) throw refusedFile(name, "has no rows.");
  if (assessments === 0) throw refusedFile(name, noUsableRow({ withoutId, unreadablePillar }));
  const repeated = rows - withoutId - unreadablePillar - assessments;
  return { rows, assessments, articles, dropped: { withoutId, unreadablePillar, repeated }, firstFuture };
}

async function keepIncoming(
  connection: DuckDBConnection,
  input: BuildInput,
  latestMs: number,
): Promise<void> {
  await connection.run(`INSERT INTO stage_rows
    WITH last AS (SELECT max(row) AS row FROM incoming WHERE ${USABLE} GROUP BY id, pillar)
    SELECT ${seqSql(input, "incoming.row")}, ${input.index}, id, pillar, score,
      CASE WHEN published_at BETWEEN ${EARLIEST_MS} AND ${latestMs} THEN published_at END,
      link, lower(coalesce(domain, CASE WHEN contains(host, '.') THEN host END)), title, last.row IS NOT NULL
    FROM incoming LEFT JOIN last ON incoming.row = last.row
    WHERE ${USABLE}`);
}

// A host, of a whole address or alone: without scheme, user, `www.`, port and path.
const HOST_PATTERN = String.raw`(?i)^\s*(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/?#@\s]*@)?(?:www\.)?([^/?#:\s]+)`;

function seqSql(input: BuildInput, row: string): string {
  return `${input.index} * ${SEQ_OF_FILE}::BIGINT + ${row}`;
}

/** Names as written in the file and types as DuckDB reads them, in order. */
async function columnsOf(connection: DuckDBConnection, literal: string): Promise<FileColumn[]> {
  const types = await queryRows(
    connection,
    z.object({ column_type: z.string() }),
    `DESCRIBE SELECT * FROM read_parquet(${literal}, hive_partitioning = false)`,
  );
  const [, ...elements] = await queryRows(
    connection,
    z.object({ name: z.string(), num_children: z.coerce.number().nullable() }),
    `SELECT name, num_children FROM parquet_schema(${literal})`,
  );
  // The schema is a tree written in depth first; only its first level names columns.
  const names: string[] = [];
  let below = 0;
  for (const { name, num_children } of elements) {
    if (below === 0) names.push(name);
    else below--;
    below += num_children ?? 0;
  }
  return types.map(({ column_type }, index) => ({ name: names[index] ?? "", type: column_type }));
}

function noUsableRow(counts: { readonly withoutId: number; readonly unreadablePillar: number }): string {
  const withoutId = counts.withoutId > 0 ? [`${counts.withoutId} without id`] : [];
  const unreadable =
    counts.unreadablePillar > 0
      ? [`${counts.unreadablePillar} without a pillar from 1 to 8 in associated_pillar`]
      : [];
  return `has no usable row: ${[...withoutId, ...unreadable].join(" and ")}.`;
}

function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Reads the summaries, descriptions and contents of the rows that `wanted` names, the long ones into the catalog. */
export async function loadTexts(connection: DuckDBConnection, file: LoadedFile): Promise<void> {
  await connection.run(`INSERT INTO stage_summaries
    SELECT article, pillar, ${presentTextSql("summary")}
    FROM (SELECT article, pillar, ${textSql(file, "summary")} AS summary FROM ${rowsOf(file, "wanted")})`);
  await connection.run(`INSERT INTO texts
    SELECT article, ${presentTextSql("description")}, ${presentTextSql("content")}
    FROM (
      SELECT article, ${textSql(file, "description")} AS description, ${textSql(file, "content")} AS content
      FROM ${rowsOf(file, "wanted")} WHERE has_texts
    )`);
}

/** Reads the descriptions and contents of the rows that `spare` names, and only the columns that are asked for. */
export async function loadSpareTexts(connection: DuckDBConnection, file: LoadedFile): Promise<void> {
  const asked = await queryOne(
    connection,
    z.object({ description: z.boolean(), content: z.boolean() }),
    `SELECT coalesce(bool_or(for_description), false) AS description, coalesce(bool_or(for_content), false) AS content
     FROM spare WHERE file = ${file.input.index}`,
  );
  if (!asked.description && !asked.content) return;
  const text = (kind: "description" | "content"): string =>
    asked[kind] ? `CASE WHEN for_${kind} THEN ${textSql(file, kind)} END` : "NULL::VARCHAR";
  await connection.run(`INSERT INTO spare_texts
    SELECT seq, article, ${presentTextSql("description")}, ${presentTextSql("content")}
    FROM (
      SELECT seq, article, ${text("description")} AS description, ${text("content")} AS content
      FROM ${rowsOf(file, "spare")}
    )`);
}

function textSql({ values }: LoadedFile, kind: TextKind): string {
  return cleanTextSql(kind, values[kind]);
}

/** SQL for the file's rows that a table names by `file` and `seq`. */
function rowsOf({ input, from }: LoadedFile, table: "wanted" | "spare"): string {
  return `${from} JOIN ${table} ON ${table}.file = ${input.index} AND ${table}.seq = ${seqSql(input, "file_row_number")}`;
}
