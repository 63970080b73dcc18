// Joins what was read of all files into articles, assessments and stories, and writes the tables of the catalog.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { DAY_MS } from "../time/units.ts";
import { type LoadedFile, SEQ_OF_FILE } from "./load.ts";
import { mendTexts } from "./mend-texts.ts";
import { placeArticles } from "./place-articles.ts";
import { queryOne, queryRows, textLiteral } from "./queries.ts";
import type { ReadFile } from "./read-files.ts";
import { partRestartedIds } from "./restarted-ids.ts";
import type { BuiltFile, BuiltTotals } from "./snapshot-protocol.ts";
import { BEFORE_TABLES, TABLE_ORDER } from "./tables.ts";
import { findRestartedCountries, findTakenArticles } from "./taken-articles.ts";

const count = z.coerce.number();
const time = z.coerce.number().nullable();

/**
 * Decides which assessments count, makes the articles and finds those that an earlier build made already: fills `wanted` and the
 * table `country_sets`.
 * @returns the files with their counts and overlaps: of every assessment that a newer file also has, the one that counts.
 */
export async function joinFiles(
  connection: DuckDBConnection,
  files: readonly ReadFile[],
): Promise<BuiltFile[]> {
  const facts = files.map(
    ({ input, number, country }, place) =>
      `(${input.index}, ${number}, ${place}, ${country === null ? "NULL" : textLiteral(country)}, ${textLiteral(input.contentHash)})`,
  );
  await connection.run(`
    DROP TABLE IF EXISTS incoming;
    CREATE TEMP TABLE stage_files AS SELECT file, number, place, country::VARCHAR AS country, content
      FROM (VALUES ${facts.join(", ")}) AS t(file, number, place, country, content);
    CREATE TEMP TABLE stage_rows AS
      SELECT file * ${SEQ_OF_FILE}::BIGINT + row AS seq, file, id, pillar, score, published_at, link, source, title,
        read_rows.country, kept, hash(content, row, pillar) AS origin
      FROM read_rows JOIN stage_files USING (number)`);
  await partRestartedIds(connection);
  await connection.run(`
    CREATE TEMP TABLE winners AS
      SELECT id, pillar, max(seq) AS seq, arg_max(score, seq) AS score FROM stage_rows WHERE kept GROUP BY id, pillar;
    CREATE TEMP TABLE stage_countries AS
      SELECT id, list_sort(list(country)) AS names
      FROM (
        SELECT DISTINCT id, coalesce(stage_rows.country, stage_files.country) AS country
        FROM stage_rows JOIN stage_files USING (file)
      )
      WHERE country IS NOT NULL GROUP BY id;
    INSERT INTO country_sets
      SELECT row_number() OVER (ORDER BY names) - 1, names
      FROM (SELECT DISTINCT names FROM stage_countries UNION ALL SELECT []::VARCHAR[]);
    CREATE TEMP TABLE stage_articles AS
      SELECT (row_number() OVER (ORDER BY id) - 1)::INTEGER AS article, latest.*, countries, place
      FROM (
        SELECT id, max(seq) AS last_seq, coalesce(arg_max(link, seq), '') AS link, arg_max(source, seq) AS source,
          arg_max(title, seq) AS title, arg_max(published_at, seq) AS published_at,
          hash(list(origin ORDER BY seq)) AS made_of
        FROM stage_rows GROUP BY id
      ) AS latest
      JOIN stage_files ON stage_files.file = last_seq // ${SEQ_OF_FILE}
      LEFT JOIN stage_countries USING (id)
      JOIN country_sets ON country_sets.names = coalesce(stage_countries.names, []::VARCHAR[])`);
  await findTakenArticles(connection);
  await connection.run(`INSERT INTO wanted
    SELECT seq, seq // ${SEQ_OF_FILE}, article, pillar, score, seq = last_seq, taken.article IS NOT NULL
    FROM winners JOIN stage_articles USING (id) LEFT JOIN taken USING (article)`);
  const overlaps = await queryRows(
    connection,
    z.object({ file: count, newer: count, assessments: count }),
    `SELECT file, winners.seq // ${SEQ_OF_FILE} AS newer, count(*) AS assessments
     FROM stage_rows JOIN winners USING (id, pillar)
     WHERE kept AND file <> winners.seq // ${SEQ_OF_FILE} GROUP BY ALL ORDER BY ALL`,
  );
  const counts = await queryRows(
    connection,
    z.object({ file: count, assessments: count, articles: count, scored: count, dated: count }),
    `SELECT file, count(*) AS assessments, count(DISTINCT id) AS articles, count(*) FILTER (score > 0) AS scored,
       count(DISTINCT id) FILTER (published_at IS NOT NULL) AS dated
     FROM stage_rows WHERE kept GROUP BY file`,
  );
  const countsOf = new Map(counts.map(({ file, ...facts }) => [file, facts]));
  await connection.run("DROP TABLE winners; DROP TABLE stage_countries");
  return files.map(({ input, country, rows, dropped, unread }) => {
    const own = countsOf.get(input.index) ?? { assessments: 0, articles: 0, scored: 0, dated: 0 };
    return {
      index: input.index,
      country,
      rows,
      ...own,
      // Where ids restart, what looked repeated may be another article.
      dropped: {
        ...dropped,
        repeated: rows - dropped.withoutId - dropped.unreadablePillar - own.assessments,
      },
      unread,
      overlaps: overlaps
        .filter(({ file }) => file === input.index)
        .map(({ newer, assessments }) => ({ index: newer, assessments })),
    };
  });
}

/** Fills `spare`: where an article's description or content is missing, its other rows may have it. */
export async function findSpareTexts(connection: DuckDBConnection): Promise<void> {
  await connection.run(`INSERT INTO spare
    SELECT seq, file, article, for_description, for_content
    FROM (
      SELECT article, description IS NULL AS for_description, content IS NULL AS for_content FROM texts
      ANTI JOIN taken USING (article)
    )
    JOIN stage_articles USING (article) JOIN stage_rows USING (id)
    WHERE (for_description OR for_content) AND seq <> last_seq;
    DROP TABLE stage_rows`);
}

/** Fills what is missing in the long texts with the latest of what was found in other rows. */
export async function useSpareTexts(connection: DuckDBConnection): Promise<void> {
  await connection.run(`UPDATE texts
    SET description = coalesce(texts.description, other.description), content = coalesce(texts.content, other.content)
    FROM (
      SELECT article, arg_max(description, seq) AS description, arg_max(content, seq) AS content
      FROM spare_texts WHERE description IS NOT NULL OR content IS NOT NULL GROUP BY article
    ) AS other
    WHERE texts.article = other.article`);
}

/** Places the articles and writes the tables that need it, in the order the catalog wants. */
export async function writeCatalog(
  connection: DuckDBConnection,
  files: readonly LoadedFile[],
): Promise<BuiltTotals> {
  await mendTexts(connection);
  await findRestartedCountries(connection);
  await placeArticles(connection);
  await connection.run(`
    INSERT INTO articles
      SELECT article, id, link, source,
        CASE WHEN cleaned.article IS NULL THEN stage_articles.title ELSE cleaned.title END,
        published_at, countries, is_opinion, story, affair, place, made_of
      FROM stage_articles JOIN stage_places USING (article) LEFT JOIN stage_titles AS cleaned USING (article)
      ORDER BY ${TABLE_ORDER.articles};
    DROP TABLE stage_articles;
    INSERT INTO stories
      SELECT story, any_value(affair), greatest(count(DISTINCT source), 1), count(*)
      FROM articles GROUP BY story ORDER BY story;
    DROP TABLE stage_places;
    DROP TABLE stage_titles;
    INSERT INTO summaries
      SELECT article, pillar, score, relevance, fit, summary
      FROM (FROM wanted WHERE NOT is_taken) AS wanted JOIN stage_relevance USING (article, pillar)
      LEFT JOIN stage_summaries USING (article, pillar)
      ORDER BY ${TABLE_ORDER.summaries};
    INSERT INTO assessments
      SELECT article, pillar, score, CASE WHEN score > 0 THEN abs(score - 3) END AS strength, relevance,
        fit, published_at, countries, source, is_opinion, story, outlets
      FROM summaries JOIN articles USING (article) JOIN stories USING (story)
      ORDER BY ${TABLE_ORDER.assessments};
    ${BEFORE_TABLES.map((table) => `DROP TABLE ${table};`).join(" ")}
    CHECKPOINT`);
  const futures = files.flatMap(({ firstFuture }) => (firstFuture === null ? [] : [firstFuture]));
  const found = await queryOne(
    connection,
    z.object({ articles: count, undated: count, firstDate: time, lastDate: time, stories: count }),
    `SELECT count(*) AS articles, count(*) FILTER (published_at IS NULL) AS undated,
       min(published_at) AS "firstDate", max(published_at) AS "lastDate", (SELECT count(*) FROM stories) AS stories
     FROM articles`,
  );
  const assessed = await queryOne(
    connection,
    z.object({ assessments: count, notScored: count }),
    `SELECT count(*) AS assessments, count(*) FILTER (score = 0) AS "notScored" FROM assessments`,
  );
  return {
    ...found,
    ...assessed,
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    validFrom: found.lastDate === null ? 0 : found.lastDate - DAY_MS,
    validUntil: futures.length === 0 ? null : Math.min(...futures) - DAY_MS,
  };
}

/** Throws when the tables do not fit each other or the totals: a catalog that is not whole is never served. */
export async function checkCatalog(connection: DuckDBConnection, totals: BuiltTotals): Promise<void> {
  const found = await queryOne(
    connection,
    z.object({ summaries: count, texts: count, placed: count, told: count, steps: count }),
    `SELECT (SELECT count(*) FROM summaries) AS summaries, (SELECT count(*) FROM texts) AS texts,
       (SELECT count(*) FROM assessments SEMI JOIN articles USING (article)) AS placed,
       (SELECT count(*) FROM articles SEMI JOIN stories USING (story)) AS told,
       (SELECT count(*) FROM stories AS step SEMI JOIN stories AS first ON step.affair = first.story) AS steps`,
  );
  const isWhole =
    found.summaries === totals.assessments &&
    found.placed === totals.assessments &&
    found.texts === totals.articles &&
    found.told === totals.articles &&
    found.steps === totals.stories;
  if (!isWhole) throw new Error(`the catalog is not whole: ${JSON.stringify({ found, totals })}`);
}
