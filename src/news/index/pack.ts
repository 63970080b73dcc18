// Packs the columns of a finished catalog, and holds them against it: a different answer is never served.

import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { z } from "zod";
import { queryOne, queryRows } from "../queries.ts";
import {
  columnBytes,
  type IndexNames,
  type IndexSize,
  layOut,
  type NewsIndex,
  packed,
  VERDICTS,
} from "./columns.ts";

const count = z.coerce.number();

/** Reads a catalog of that size. Throws when what was packed is not what the catalog tells. */
export async function packIndex(connection: DuckDBConnection, size: IndexSize): Promise<NewsIndex> {
  const columns = layOut(new ArrayBuffer(columnBytes(size)), size);
  const { ordinals, published, stories, nextInStory, outlets, countries, sources, opinions } = columns;
  const sets = await queryRows(
    connection,
    z.object({ countries: z.number(), names: z.array(z.string()) }),
    "SELECT countries, names FROM country_sets ORDER BY countries",
  );
  const numberOf = new Map<string, number>();
  /** The places of the first and the latest article of each story. */
  const firstOf = new Map<number, number>();
  const latestOf = new Map<number, number>();
  let articles = 0;
  await eachRow(
    connection,
    `SELECT article, published_at::DOUBLE, story, outlets, countries::INTEGER, is_opinion::INTEGER, source
     FROM articles JOIN stories USING (story) ORDER BY published_at DESC NULLS LAST, article`,
    (number, text) => {
      const place = articles++;
      const story = number(2) ?? 0;
      ordinals[place] = number(0) ?? 0;
      published[place] = number(1) ?? Number.NaN;
      stories[place] = story;
      outlets[place] = number(3) ?? 0;
      countries[place] = number(4) ?? 0;
      opinions[place] = number(5) ?? 0;
      const source = text(6);
      if (source !== undefined) {
        const known = numberOf.get(source) ?? numberOf.size + 1;
        numberOf.set(source, known);
        sources[place] = known;
      }
      const before = latestOf.get(story);
      if (before === undefined) firstOf.set(story, place);
      else nextInStory[before] = place;
      nextInStory[place] = firstOf.get(story) ?? place;
      latestOf.set(story, place);
    },
  );

  let assessments = 0;
  let place = 0;
  const { firsts, verdicts, fits } = columns;
  await eachRow(
    connection,
    `SELECT article, pillar::INTEGER, score::INTEGER, relevance::INTEGER, fit::INTEGER
     FROM assessments ORDER BY published_at DESC NULLS LAST, article, pillar`,
    (number) => {
      const article = number(0);
      while (place < articles && ordinals[place] !== article) {
        place += 1;
        firsts[place] = assessments;
      }
      verdicts[assessments] = packed(number(1) ?? 0, number(2) ?? 0, number(3) ?? 0);
      fits[assessments] = number(4) ?? 0;
      assessments += 1;
    },
  );
  firsts.fill(assessments, place + 1);

  const names: IndexNames = { countrySets: sets.map((set) => set.names), sources: ["", ...numberOf.keys()] };
  const index = { articles, assessments, ...columns, names };
  if (articles !== size.articles || assessments !== size.assessments)
    throw new Error(
      `of ${JSON.stringify(size)} ${articles} articles and ${assessments} assessments were packed`,
    );
  await hold(connection, index);
  return index;
}

/** Throws where sums over the columns differ from those over the catalog. */
async function hold(connection: DuckDBConnection, index: NewsIndex): Promise<void> {
  const told = await queryRows(
    connection,
    z.object({ pillar: count, score: count, relevance: count, assessments: count, fits: count }),
    `SELECT pillar, score, relevance, count(*) AS assessments, sum(fit) AS fits FROM assessments GROUP BY ALL`,
  );
  const assessments = new Float64Array(VERDICTS);
  const fits = new Float64Array(VERDICTS);
  for (const [at, verdict] of index.verdicts.entries()) {
    assessments[verdict] = (assessments[verdict] ?? 0) + 1;
    fits[verdict] = (fits[verdict] ?? 0) + (index.fits[at] ?? 0);
  }
  for (const { pillar, score, relevance, ...sums } of told) {
    const verdict = packed(pillar, score, relevance);
    if (assessments[verdict] !== sums.assessments || fits[verdict] !== sums.fits)
      throw new Error(`pillar ${pillar}, score ${score}, relevance ${relevance} were packed wrongly`);
  }
  const sums = await queryOne(
    connection,
    z.object({ dated: count, published: count, stories: count, outlets: count, opinions: count }),
    `SELECT count(published_at) AS dated, coalesce(sum(published_at % 1000003), 0)::DOUBLE AS published,
       sum(story)::DOUBLE AS stories, sum(outlets)::DOUBLE AS outlets, count(*) FILTER (is_opinion) AS opinions
     FROM articles JOIN stories USING (story)`,
  );
  const here = { dated: 0, published: 0, stories: 0, outlets: 0, opinions: 0 };
  for (let place = 0; place < index.articles; place++) {
    const at = index.published[place] ?? Number.NaN;
    if (!Number.isNaN(at)) {
      here.dated += 1;
      here.published += at % 1_000_003;
    }
    here.stories += index.stories[place] ?? 0;
    here.outlets += index.outlets[place] ?? 0;
    here.opinions += index.opinions[place] ?? 0;
  }
  if (JSON.stringify(here) !== JSON.stringify(sums))
    throw new Error(`packed ${JSON.stringify(here)}, in the catalog ${JSON.stringify(sums)}`);
}

/** Hands over the values of every row by their column; absent where NULL. Throws for values of another type. */
async function eachRow(
  connection: DuckDBConnection,
  sql: string,
  take: (
    number: (column: number) => number | undefined,
    text: (column: number) => string | undefined,
  ) => void,
): Promise<void> {
  for await (const chunk of await connection.stream(sql)) {
    const columns = chunk.getColumns();
    let row = 0;
    const there = (column: number): DuckDBValue => columns[column]?.[row] ?? null;
    const number = (column: number): number | undefined => {
      const value = there(column);
      if (value === null || typeof value === "number") return value ?? undefined;
      throw new TypeError(`a number was expected, not ${typeof value}`);
    };
    const text = (column: number): string | undefined => {
      const value = there(column);
      if (value === null || typeof value === "string") return value ?? undefined;
      throw new TypeError(`a text was expected, not ${typeof value}`);
    };
    for (; row < chunk.rowCount; row++) take(number, text);
  }
}
