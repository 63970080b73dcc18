// What questions can be about: ids, countries, outlets and words that are in the data, drawn by a seed.

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { parquetSql, queryOne, queryRows } from "../../src/news/queries.ts";

export interface Corpus {
  /** Assessments. */
  readonly rows: number;
  readonly articles: number;
  readonly ids: readonly string[];
  /** Most articles first. */
  readonly countries: readonly string[];
  readonly outlets: readonly string[];
  /** Words of titles. */
  readonly words: {
    /** In one to five titles. */
    readonly rare: readonly string[];
    readonly common: readonly string[];
    /** The fifty of which most titles have one. */
    readonly commonest: readonly string[];
    /** Two words as they stand beside one another. */
    readonly phrases: readonly string[];
  };
  /** The newest date, ms UTC. */
  readonly newest: number;
}

const SAMPLE = 4_000;
const TITLES = 100_000;
const COMMONEST = 50;
const COMMON = 1_500;

const text = z.object({ text: z.string() });

/** Reads it from data files. `countries`: what their names tell, most articles first. */
export async function readCorpus(
  paths: readonly string[],
  countries: readonly string[],
  seed: number,
): Promise<Corpus> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  try {
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE articles AS
      SELECT id, any_value(domain_url) AS outlet, any_value(title_trans) AS title, max(published_date) AS published, count(*) AS rows
      FROM ${parquetSql(paths)} GROUP BY id`);
    await connection.run(`CREATE TABLE words AS
      SELECT word, count(*) AS titles FROM (
        SELECT DISTINCT id, unnest(regexp_extract_all(lower(title), '[\\p{L}]{4,}')) AS word
        FROM (FROM articles WHERE title IS NOT NULL ORDER BY hash(id, ${seed}) LIMIT ${TITLES})
      ) GROUP BY word`);
    const listed = (sql: string): Promise<readonly string[]> => listOf(connection, sql);
    const { rows, articles, newest } = await queryOne(
      connection,
      z.object({ rows: z.number(), articles: z.number(), newest: z.number() }),
      `SELECT sum(rows)::INTEGER AS rows, count(*)::INTEGER AS articles, epoch_ms(max(published::TIMESTAMP))::DOUBLE AS newest FROM articles`,
    );
    return {
      rows,
      articles,
      newest,
      countries,
      ids: await listed(`SELECT id AS text FROM articles ORDER BY hash(id, ${seed}) LIMIT ${SAMPLE}`),
      outlets: await listed(`SELECT outlet AS text FROM articles WHERE outlet IS NOT NULL
        GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 200`),
      words: {
        rare: await listed(`SELECT word AS text FROM words WHERE titles <= 5
          ORDER BY hash(word, ${seed}) LIMIT ${SAMPLE}`),
        common: await listed(`SELECT word AS text FROM words ORDER BY titles DESC, word
          LIMIT ${COMMON} OFFSET ${COMMONEST}`),
        commonest: await listed(
          `SELECT word AS text FROM words ORDER BY titles DESC, word LIMIT ${COMMONEST}`,
        ),
        phrases: await listed(`SELECT DISTINCT regexp_extract(title, '[\\p{L}]{4,} [\\p{L}]{4,}') AS text
          FROM (FROM articles WHERE title IS NOT NULL ORDER BY hash(id, ${seed}) LIMIT ${SAMPLE})
          WHERE text <> '' ORDER BY text`),
      },
    };
  } finally {
    instance.closeSync();
  }
}

async function listOf(connection: DuckDBConnection, sql: string): Promise<readonly string[]> {
  return (await queryRows(connection, text, sql)).map((row) => row.text);
}
