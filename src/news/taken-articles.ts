// Articles of an earlier build that are made of the same rows in this one: their texts, summaries, relevance and readable titles,
// and whether they are opinions, are there already, and only get their numbers in this snapshot.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { queryOne, queryRows } from "./queries.ts";

const count = z.coerce.number();

/**
 * Fills `taken` with the articles of `stage_articles` that `articles_before` has of the same rows, and under which number there: none
 * in a build from nothing. It stays for whatever is made of articles.
 */
export async function findTakenArticles(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE TEMP TABLE taken AS
    SELECT stage_articles.article, before.article AS before
    FROM stage_articles JOIN articles_before AS before USING (id, made_of)`);
}

/**
 * Leaves of texts and summaries those of articles that are taken over, under their numbers in this snapshot.
 * @returns how many articles came, or went: the larger number.
 */
export async function takeTextsOver(connection: DuckDBConnection): Promise<number> {
  const { here, before, taken } = await queryOne(
    connection,
    z.object({ here: count, before: count, taken: count }),
    `SELECT (SELECT count(*) FROM stage_articles) AS here, (SELECT count(*) FROM articles_before) AS before,
       (SELECT count(*) FROM taken) AS taken`,
  );
  for (const table of ["texts", "summaries"]) {
    if (taken < before)
      await connection.run(`DELETE FROM ${table} WHERE article NOT IN (SELECT before FROM taken)`);
    await connection.run(`UPDATE ${table} SET article = taken.article FROM taken
      WHERE ${table}.article = taken.before AND taken.article <> taken.before`);
  }
  return Math.max(here, before) - taken;
}

/** The files, by index, with rows of articles that are not taken over. */
export async function filesToRead(connection: DuckDBConnection): Promise<ReadonlySet<number>> {
  const files = await queryRows(
    connection,
    z.object({ file: z.number() }),
    `SELECT DISTINCT file FROM stage_rows JOIN stage_articles USING (id)
     WHERE article NOT IN (SELECT article FROM taken)`,
  );
  return new Set(files.map(({ file }) => file));
}

/**
 * Fills `restarted` with the sets of countries whose stories are told anew: an article came, went or has another date or other
 * countries. Stories of a country follow from its articles in their order; an article of several countries ties them together.
 */
export async function findRestartedCountries(connection: DuckDBConnection): Promise<void> {
  const nameSets = z.object({ countries: z.number(), names: z.array(z.string()) });
  const sets = await queryRows(connection, nameSets, "SELECT countries, names FROM country_sets");
  const changed = await queryRows(
    connection,
    z.object({ names: z.array(z.string()) }),
    `WITH
       here AS (
         SELECT article, published_at, names FROM stage_articles JOIN country_sets USING (countries)
         WHERE published_at IS NOT NULL
       ),
       earlier AS (
         SELECT taken.article, published_at, names
         FROM articles_before JOIN country_sets_before USING (countries)
         LEFT JOIN taken ON taken.before = articles_before.article
         WHERE published_at IS NOT NULL
       )
     SELECT DISTINCT names FROM here ANTI JOIN earlier USING (article, published_at, names)
     UNION SELECT DISTINCT names FROM earlier ANTI JOIN here USING (article, published_at, names)`,
  );
  // Without a country is one, too.
  const tied = sets.map(({ countries, names }) => ({ countries, names: names.length === 0 ? [""] : names }));
  const restarted = new Set(changed.flatMap(({ names }) => (names.length === 0 ? [""] : names)));
  for (let known = -1; known < restarted.size; ) {
    known = restarted.size;
    for (const { names } of tied)
      if (names.some((name) => restarted.has(name))) for (const name of names) restarted.add(name);
  }
  await connection.run("CREATE TEMP TABLE restarted (countries SMALLINT)");
  const appender = await connection.createAppender("restarted");
  for (const { countries, names } of tied) {
    if (!names.some((name) => restarted.has(name))) continue;
    appender.appendSmallInt(countries);
    appender.endRow();
  }
  appender.closeSync();
}

/** The places of articles whose countries' stories are not told anew. */
export const TAKEN_PLACES = `
  SELECT taken.article, story.article AS story, affair.article AS affair, is_opinion
  FROM taken JOIN stage_articles USING (article) JOIN articles_before AS before ON before.article = taken.before
  JOIN taken AS story ON story.before = before.story JOIN taken AS affair ON affair.before = before.affair
  WHERE stage_articles.countries NOT IN (SELECT countries FROM restarted)`;

/** Titles of articles that are taken over, where they are not as they stand in the file. */
export const TAKEN_TITLES = `
  SELECT taken.article, before.title
  FROM taken JOIN articles_before AS before ON before.article = taken.before
  JOIN stage_articles ON stage_articles.article = taken.article
  WHERE before.title IS DISTINCT FROM stage_articles.title`;
