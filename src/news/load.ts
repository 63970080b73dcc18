// Reads the rows of data files: everything that decides, but not the long texts.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { readInstant } from "../time/instants.ts";
import { DAY_MS } from "../time/units.ts";
import { cleanTextSql, presentTextSql } from "./cleaning.ts";
import { noUsableRow, refusedFile } from "./file-check.ts";
import { type FileGroup, fileSql, rowsSql } from "./file-groups.ts";
import type { ManifestFile } from "./manifest.ts";
import { pillarNamed } from "./pillars.ts";
import { queryRows } from "./queries.ts";
import type { ColumnName } from "./schema.ts";
import type { BuildInput } from "./snapshot-protocol.ts";
import { readSpelled } from "./spelled-values.ts";

/**
 * `seq` tells a row of all files: the later row of the newer file has the larger one.
 * `wanted` is every assessment that counts, whether its row gives the article its long texts, and whether the article is
 * taken over with all that is said of it; `spare` are other rows of articles whose long texts are missing there.
 */
export const STAGE_TABLES = `
CREATE TEMP TABLE wanted (
  seq BIGINT, file INTEGER, article INTEGER, pillar TINYINT, score TINYINT, has_texts BOOLEAN,
  is_taken BOOLEAN
);
CREATE TEMP TABLE stage_summaries (article INTEGER, pillar TINYINT, summary VARCHAR);
CREATE TEMP TABLE spare (seq BIGINT, file INTEGER, article INTEGER, for_description BOOLEAN, for_content BOOLEAN);
CREATE TEMP TABLE spare_texts (seq BIGINT, article INTEGER, description VARCHAR, content VARCHAR);
`;

/** More rows than any file has: with it, `seq` of different files never meets. */
export const SEQ_OF_FILE = 2 ** 40;

/** SQL for `seq` of a row of `rowsSql`. */
export function seqSql(group: FileGroup): string {
  return `${fileSql(group)} * ${SEQ_OF_FILE}::BIGINT + file_row_number`;
}

/** The year 1000: an earlier date is nonsense. */
const EARLIEST_MS = -30_610_224_000_000;

export interface LoadedFile
  extends Pick<ManifestFile, "country" | "rows" | "assessments" | "articles" | "dropped" | "unread"> {
  readonly input: BuildInput;
  /** The earliest date that is too far ahead of now, ms. */
  readonly firstFuture: number | null;
}

export interface LoadOptions {
  /** ms since 1970 UTC. */
  readonly now: number;
  /** By a file's path. */
  readonly countryOf: (path: string) => string | undefined;
  /** By what stands in a column of countries. */
  readonly countryNamed: (text: string) => string | undefined;
  /** What `read_rows` calls the first file of this build; a file's index comes on top. */
  readonly firstNumber: number;
}

/** A valid file that has no rows yet. */
export function emptyFile(input: BuildInput, { countryOf }: LoadOptions): LoadedFile {
  return { ...NOTHING_FOUND, input, country: input.country ?? countryOf(input.name) ?? null };
}

/**
 * Reads everything but the long texts. `refuse` is told of files that keep no row, with the AppError "file-refused". Throws
 * whatever DuckDB throws for files that cannot be read; then nothing of any of them is kept.
 */
export async function loadGroup(
  connection: DuckDBConnection,
  group: FileGroup,
  options: LoadOptions & { readonly refuse: (input: BuildInput, error: Error) => void },
): Promise<LoadedFile[]> {
  const latestMs = options.now + DAY_MS;
  await readIncoming(connection, group);
  await readSpelled(connection, { value: "published_at", spelled: "spelled_date" }, readInstant);
  await readSpelled(connection, { value: "pillar", spelled: "spelled_pillar" }, pillarNamed);
  await readSpelled(connection, { value: "country", spelled: "spelled_country" }, options.countryNamed);
  const facts = await factsOf(connection, group, latestMs);
  const loaded = group.inputs.flatMap((input): LoadedFile[] => {
    const { country, ...found } = facts.get(input.index) ?? NOTHING_FOUND;
    if (found.assessments === 0) {
      options.refuse(input, refusedFile(input.name, noUsableRow(found.dropped)));
      return [];
    }
    return [{ input, country: country ?? input.country ?? options.countryOf(input.name) ?? null, ...found }];
  });
  // The last statement, so that a file is kept as a whole or not at all.
  await keepIncoming(connection, options.firstNumber, latestMs);
  return loaded;
}

/** Reads all rows into the table `incoming`: empty values are NULL there. */
async function readIncoming(connection: DuckDBConnection, group: FileGroup): Promise<void> {
  const { values } = group;
  const unread = values.unread.map(({ sql }, index) => `, ${sql} AS unread_${index}`).join("");
  await connection.run(`CREATE OR REPLACE TEMP TABLE incoming AS
    SELECT * EXCLUDE (id, link, domain, title), nullif(id, '') AS id, nullif(link, '') AS link,
      nullif(domain, '') AS domain, nullif(regexp_extract(link, '${HOST_PATTERN}', 1), '') AS host,
      ${presentTextSql("title")} AS title
    FROM (
      SELECT ${fileSql(group)} AS file, ${seqSql(group)} AS seq, ${values.id} AS id, ${values.link} AS link,
        regexp_extract(${values.domain}, '${HOST_PATTERN}', 1) AS domain,
        ${cleanTextSql("title", values.title)} AS title,
        ${values.publishedAt.value} AS published_at, ${values.publishedAt.spelled} AS spelled_date,
        ${values.score.value} AS score, ${values.score.spelled} AS spelled_score,
        ${values.pillar.value} AS pillar, ${values.pillar.spelled} AS spelled_pillar,
        NULL::VARCHAR AS country, nullif(${values.country}, '') AS spelled_country${unread}
      FROM ${rowsSql(group)}
    )`);
}

const USABLE = "id IS NOT NULL AND pillar IS NOT NULL";

const count = z.coerce.number();
const time = z.coerce.number().nullable();

/** Where a value that could not be read stands in `incoming`. */
function unreadColumns({
  values,
}: FileGroup): readonly { readonly column: ColumnName; readonly sql: string }[] {
  return [
    { column: "published_date", sql: "CASE WHEN published_at IS NULL THEN spelled_date END" },
    { column: "impact_score", sql: "spelled_score" },
    { column: "associated_pillar", sql: "CASE WHEN pillar IS NULL THEN spelled_pillar END" },
    { column: "country", sql: "CASE WHEN country IS NULL THEN spelled_country END" },
    ...values.unread.map(({ column }, index) => ({ column, sql: `unread_${index}` })),
  ];
}

const SAMPLE_CHARACTERS = 60;

type Facts = Omit<LoadedFile, "input">;
const NOTHING_FOUND: Facts = {
  country: null,
  rows: 0,
  assessments: 0,
  articles: 0,
  dropped: { withoutId: 0, unreadablePillar: 0, repeated: 0 },
  unread: [],
  firstFuture: null,
};

/** Counts what is incoming, by file. */
async function factsOf(
  connection: DuckDBConnection,
  group: FileGroup,
  latestMs: number,
): Promise<ReadonlyMap<number, Facts>> {
  const columns = unreadColumns(group);
  const found = await queryRows(
    connection,
    z.object({
      file: count,
      rows: count,
      withoutId: count,
      unreadablePillar: count,
      firstFuture: time,
      assessments: count,
      articles: count,
      country: z.string().nullable(),
      unread: z.array(z.coerce.number()),
      samples: z.array(z.string().nullable()),
    }),
    `SELECT file, count(*) AS "rows", count(*) FILTER (id IS NULL) AS "withoutId",
       count(*) FILTER (id IS NOT NULL AND pillar IS NULL) AS "unreadablePillar",
       min(published_at) FILTER (${USABLE} AND published_at > ${latestMs}) AS "firstFuture",
       count(DISTINCT (id, pillar)) FILTER (${USABLE}) AS assessments,
       count(DISTINCT id) FILTER (${USABLE}) AS articles,
       CASE WHEN count(DISTINCT country) = 1 AND count(country) = count(*) THEN min(country) END AS country,
       [${columns.map(({ sql }) => `count(${sql})`).join(", ")}] AS unread,
       [${columns.map(({ sql }) => `left(arg_min(${sql}, seq), ${SAMPLE_CHARACTERS})`).join(", ")}] AS samples
     FROM incoming GROUP BY file`,
  );
  return new Map(
    found.map(({ file, withoutId, unreadablePillar, unread, samples, ...facts }) => [
      file,
      {
        ...facts,
        dropped: {
          withoutId,
          unreadablePillar,
          repeated: facts.rows - withoutId - unreadablePillar - facts.assessments,
        },
        unread: columns.flatMap(({ column }, index) => {
          const values = unread[index] ?? 0;
          return values === 0 ? [] : [{ column, values, sample: samples[index] ?? "" }];
        }),
      },
    ]),
  );
}

async function keepIncoming(
  connection: DuckDBConnection,
  firstNumber: number,
  latestMs: number,
): Promise<void> {
  await connection.run(`INSERT INTO read_rows
    WITH last AS (SELECT max(seq) AS seq FROM incoming WHERE ${USABLE} GROUP BY file, id, pillar)
    SELECT file + ${firstNumber}, incoming.seq % ${SEQ_OF_FILE}::BIGINT, id, pillar, coalesce(score, 0),
      CASE WHEN published_at BETWEEN ${EARLIEST_MS} AND ${latestMs} THEN published_at END,
      link, lower(coalesce(domain, CASE WHEN contains(host, '.') THEN host END)), title, country,
      last.seq IS NOT NULL
    FROM incoming LEFT JOIN last ON incoming.seq = last.seq
    WHERE ${USABLE}`);
}

// A host, of a whole address or alone: without scheme, user, `www.`, port and path.
const HOST_PATTERN = String.raw`(?i)^\s*(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/?#@\s]*@)?(?:www\.)?([^/?#:\s]+)`;
