// Which articles say something in the texts that the tables of a snapshot have of them.

import { z } from "zod";
import { type Matcher, spoken } from "./filter/matcher.ts";
import { numberSchema, type QueryPool } from "./query-pool.ts";

/** Articles whose texts are in memory at once: a few megabytes, and a few milliseconds of the event loop. */
const READ_AT_ONCE = 2_000;

const textSchema = z.object({ article: numberSchema, text: z.string() });

/** Of the articles with these ordinals, ascending, those whose title and summaries the matcher accepts. */
export async function articlesSaying(
  rows: QueryPool["rows"],
  ordinals: readonly number[],
  matches: Matcher,
): Promise<readonly number[]> {
  const saying: number[] = [];
  for (let from = 0; from < ordinals.length; from += READ_AT_ONCE) {
    const some = ordinals.slice(from, from + READ_AT_ONCE);
    // The bounds let DuckDB skip what the list alone would make it read.
    const isWanted = `article BETWEEN ${some[0]} AND ${some.at(-1)}
      AND article IN (SELECT unnest(from_json($articles, '["INTEGER"]')))`;
    const texts = await rows(
      textSchema,
      `SELECT article, title AS text FROM articles WHERE title IS NOT NULL AND ${isWanted}
       UNION ALL SELECT article, summary FROM summaries WHERE summary IS NOT NULL AND ${isWanted}`,
      { articles: JSON.stringify(some) },
    );
    const byArticle = Map.groupBy(texts, ({ article }) => article);
    for (const [article, said] of byArticle)
      if (matches(spoken(said.map(({ text }) => text)))) saying.push(article);
  }
  return saying;
}
