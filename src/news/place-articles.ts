// Reads articles of a build once, in order of time: their titles as people read them, whether they are opinions, how
// relevant they are to each of their pillars, and their stories and affairs. What an earlier build told of an article is not
// told again.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { MOST_FIT } from "./article.ts";
import { isOpinion } from "./cleaning/opinion.ts";
import { cleanTitle } from "./cleaning/title.ts";
import { cleanTextSql, presentTextSql } from "./cleaning.ts";
import { PILLARS } from "./pillars.ts";
import { queryRows } from "./queries.ts";
import { createAssessRelevance } from "./relevance/relevance.ts";
import { storyLinker } from "./stories/link-stories.ts";
import { TAKEN_PLACES, TAKEN_TITLES } from "./taken-articles.ts";

/** As much of description and content as relevance and stories look at, in characters. */
const READ_CHARACTERS = 1_500;

const rowSchema = z.object({
  article: z.number(),
  link: z.string(),
  source: z.string().nullable(),
  title: z.string().nullable(),
  published_at: z.number().nullable(),
  countries: z.number(),
  description: z.string().nullable(),
  opening: z.string().nullable(),
  pillars: z.number(),
  is_taken: z.boolean(),
});

/** What is read of the news; whole numbers, as many as there are articles or assessments: hundreds of thousands, so in no objects. */
interface Places {
  readonly articles: number[];
  readonly stories: number[];
  readonly affairs: number[];
  readonly opinions: Set<number>;
  /** Titles that are not as they stand in the file. */
  readonly titles: Map<number, string>;
  /** Article, pillar, relevance, fit; and so on. */
  readonly relevances: number[];
}

/**
 * Fills the tables `stage_places` and `stage_titles` (where a title is not as it stands in the file) of all articles, and
 * `stage_relevance` of those that are not taken over, from `stage_articles`, `texts`, `wanted`, `taken` and `restarted`.
 */
export async function placeArticles(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    CREATE TEMP TABLE stage_places (article INTEGER, story INTEGER, affair INTEGER, is_opinion BOOLEAN);
    CREATE TEMP TABLE read_titles (article INTEGER, title VARCHAR);
    CREATE TEMP TABLE stage_relevance (article INTEGER, pillar TINYINT, relevance TINYINT, fit UTINYINT)`);
  const { articles, stories, affairs, opinions, titles, relevances } = await readArticles(connection);

  const places = await connection.createAppender("stage_places");
  for (const [index, article] of articles.entries()) {
    places.appendInteger(article);
    places.appendInteger(stories[index] ?? article);
    places.appendInteger(affairs[index] ?? article);
    places.appendBoolean(opinions.has(article));
    places.endRow();
  }
  places.closeSync();

  const readTitles = await connection.createAppender("read_titles");
  for (const [article, title] of titles) {
    readTitles.appendInteger(article);
    readTitles.appendVarchar(title);
    readTitles.endRow();
  }
  readTitles.closeSync();

  const relevance = await connection.createAppender("stage_relevance");
  for (let at = 0; at < relevances.length; at += 4) {
    relevance.appendInteger(relevances[at] ?? 0);
    relevance.appendTinyInt(relevances[at + 1] ?? 0);
    relevance.appendTinyInt(relevances[at + 2] ?? 0);
    relevance.appendUTinyInt(relevances[at + 3] ?? 0);
    relevance.endRow();
  }
  relevance.closeSync();

  // What entities stood for is cleaned like what stood there itself.
  await connection.run(`
    CREATE TEMP TABLE stage_titles AS
      SELECT article, ${presentTextSql("cleaned")} AS title
      FROM (SELECT article, ${cleanTextSql("title", "title")} AS cleaned FROM read_titles);
    DROP TABLE read_titles;
    INSERT INTO stage_titles ${TAKEN_TITLES};
    INSERT INTO stage_places ${TAKEN_PLACES}`);
}

async function readArticles(connection: DuckDBConnection): Promise<Places> {
  const places: Places = {
    articles: [],
    stories: [],
    affairs: [],
    opinions: new Set(),
    titles: new Map(),
    relevances: [],
  };
  const sets = await queryRows(
    connection,
    z.object({ countries: z.number(), names: z.array(z.string()) }),
    "SELECT countries, names FROM country_sets",
  );
  const namesOf = new Map(sets.map(({ countries, names }) => [countries, names]));
  const streaming = connection.stream(
    `SELECT article, link, source, title, published_at::DOUBLE AS published_at, countries,
       left(description, ${READ_CHARACTERS}) AS description, left(content, ${READ_CHARACTERS}) AS opening, pillars, is_taken
     FROM stage_articles JOIN texts USING (article)
     JOIN (
       SELECT article, sum(1::INTEGER << pillar::INTEGER)::INTEGER AS pillars, bool_and(is_taken) AS is_taken
       FROM wanted GROUP BY article
     ) USING (article)
     WHERE NOT is_taken OR countries IN (SELECT countries FROM restarted)
     ORDER BY published_at, article`,
  );
  // Prepared on this thread while the database's sort.
  const assess = createAssessRelevance();
  const linker = storyLinker();
  const result = await streaming;
  for await (const rows of stretchesOf(result.yieldRowObjectJs())) {
    const read = rows.map((row) => readable(rowSchema.parse(row), namesOf));
    // One after the other for all of them: what each looks at then stays in the processor's cache.
    for (const { article, link, title, titleInFile, pillars, description, opening, isTaken } of read) {
      if (isOpinion({ title, link })) places.opinions.add(article);
      if (isTaken) continue;
      if (title !== undefined && title !== titleInFile) places.titles.set(article, title);
      for (const [pillar, { relevance, fit }] of assess({ title, description, opening, pillars }))
        places.relevances.push(article, pillar, relevance, Math.round(fit * MOST_FIT));
    }
    for (const [index, { story, affair }] of linker.place(read).entries()) {
      places.articles.push(read[index]?.article ?? 0);
      places.stories.push(Number(story));
      places.affairs.push(Number(affair));
    }
  }
  return places;
}

/**
 * Articles that are placed together, whose texts are in memory meanwhile, some 4 kB each: the more of one country follow each
 * other, the more of what they are compared with is in the processor's cache.
 */
const ARTICLES_AT_ONCE = 24_000;

/** Rows in their order, in long stretches. */
async function* stretchesOf<Row>(chunks: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let stretch: Row[] = [];
  for await (const rows of chunks) {
    stretch.push(...rows);
    if (stretch.length < ARTICLES_AT_ONCE) continue;
    yield stretch;
    stretch = [];
  }
  if (stretch.length > 0) yield stretch;
}

/** A row as titles, relevance and stories look at it. */
function readable(row: z.infer<typeof rowSchema>, namesOf: ReadonlyMap<number, readonly string[]>) {
  const source = row.source ?? undefined;
  return {
    article: row.article,
    id: String(row.article),
    link: row.link,
    source,
    titleInFile: row.title,
    title: row.title === null ? undefined : cleanTitle(row.title, source),
    description: row.description ?? undefined,
    opening: row.opening ?? undefined,
    publishedAt: row.published_at ?? undefined,
    countries: namesOf.get(row.countries) ?? [],
    isTaken: row.is_taken,
    pillars: PILLARS.map(({ number }) => number).filter((number) => (row.pillars & (1 << number)) !== 0),
  };
}
