// Packs the columns of a finished catalog, and holds them against it: a different answer is never served.

import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { queryOne, queryRows } from "../queries.ts";
import type { EarlierSnapshot } from "../snapshot-protocol.ts";
import { writeCards } from "./cards.ts";
import {
  columnBytes,
  type IndexColumns,
  type IndexNames,
  type IndexSize,
  layOut,
  type NewsIndex,
  packed,
  VERDICTS,
} from "./columns.ts";
import { openEarlierCards } from "./earlier-cards.ts";
import { eachRow } from "./rows.ts";
import { standingIn, standingsIn, verdictEnds } from "./standings.ts";

const count = z.coerce.number();

/**
 * Reads a catalog of that size and writes cards.bin to a path, of the earlier snapshot's records where those are the same. Throws
 * when what was packed is not what the catalog tells.
 */
export async function packIndex(
  connection: DuckDBConnection,
  size: IndexSize,
  cards: { readonly path: string; readonly earlier: EarlierSnapshot | undefined },
): Promise<NewsIndex> {
  const columns = layOut(new ArrayBuffer(columnBytes(size)), size);
  const { ordinals, published, stories, affairs, outlets, countries, sources, opinions } = columns;
  const sets = await queryRows(
    connection,
    z.object({ countries: z.number(), names: z.array(z.string()) }),
    "SELECT countries, names FROM country_sets ORDER BY countries",
  );
  const numberOf = new Map<string, number>();
  const inStory = createRings(columns.nextInStory);
  const inAffair = createRings(columns.nextInAffair);
  let articles = 0;
  await eachRow(
    connection,
    `SELECT article, published_at::DOUBLE, story, articles.affair, outlets, countries::INTEGER, is_opinion::INTEGER, source
     FROM articles JOIN stories USING (story) ORDER BY published_at DESC NULLS LAST, article`,
    (number, text) => {
      const place = articles++;
      const [article, story, affair] = [number(0) ?? 0, number(2) ?? 0, number(3) ?? 0];
      ordinals[place] = article;
      published[place] = number(1) ?? Number.NaN;
      stories[place] = story;
      affairs[place] = affair;
      outlets[place] = number(4) ?? 0;
      countries[place] = number(5) ?? 0;
      opinions[place] = number(6) ?? 0;
      inStory(story, place);
      if (article === story) inAffair(affair, place);
      const source = text(7);
      if (source !== undefined) {
        const known = numberOf.get(source) ?? numberOf.size + 1;
        numberOf.set(source, known);
        sources[place] = known;
      }
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
  numberKinds(columns, articles);
  rankVerdicts(columns, articles);

  const names: IndexNames = { countrySets: sets.map((set) => set.names), sources: ["", ...numberOf.keys()] };
  const ids = await packIds(connection, columns.idEnds);
  const index = { articles, assessments, ...columns, ids, names };
  if (articles !== size.articles || assessments !== size.assessments)
    throw new Error(
      `of ${JSON.stringify(size)} ${articles} articles and ${assessments} assessments were packed`,
    );
  await hold(connection, index);
  const before =
    cards.earlier === undefined ? undefined : await openEarlierCards(connection, cards.earlier, size);
  try {
    await writeCards(connection, cards.path, index, before);
  } finally {
    await before?.close();
  }
  return index;
}

/** Numbers articles by their verdicts. */
function numberKinds({ firsts, verdicts, kinds }: IndexColumns, articles: number): void {
  const numberOf = new Map<string, number>();
  for (let place = 0; place < articles; place++) {
    const own = String.fromCharCode(...verdicts.subarray(firsts[place], firsts[place + 1]));
    const number = numberOf.get(own) ?? numberOf.size;
    numberOf.set(own, number);
    kinds[place] = number;
  }
}

/** Puts the articles of each verdict in the order of `top`. */
function rankVerdicts(columns: IndexColumns, articles: number): void {
  const { firsts, verdicts, ranked } = columns;
  const ends = verdictEnds(columns);
  const order = standingsIn(columns, "top");
  // From behind, so that each end becomes a start.
  for (let place = articles - 1; place >= 0; place--)
    for (let at = firsts[place] ?? 0; at < (firsts[place + 1] ?? 0); at++) {
      const verdict = verdicts[at] ?? 0;
      ends[verdict] = (ends[verdict] ?? 0) - 1;
      ranked[ends[verdict] ?? 0] = place;
    }
  for (let verdict = 0; verdict < VERDICTS; verdict++) {
    const standings = new Map<number, number>();
    const own = ranked.subarray(ends[verdict], ends[verdict + 1]);
    for (const place of own) standings.set(place, standingIn(order, place, verdict));
    own.sort((a, b) => (standings.get(b) ?? 0) - (standings.get(a) ?? 0) || a - b);
  }
}

/** Fills where each id begins. @returns the ids one after the other. */
async function packIds(connection: DuckDBConnection, idEnds: Uint32Array): Promise<Uint8Array> {
  const ids: Buffer[] = [];
  let end = 0;
  await eachRow(connection, "SELECT id FROM articles ORDER BY article", (_, text) => {
    const id = Buffer.from(text(0) ?? "");
    ids.push(id);
    end += id.length;
    idEnds[ids.length] = end;
  });
  return Buffer.concat(ids);
}

/** Writes into `next` which place follows in the same group; after the last one comes the first. */
function createRings(next: Uint32Array): (group: number, place: number) => void {
  const firstOf = new Map<number, number>();
  const latestOf = new Map<number, number>();
  return (group, place) => {
    const first = firstOf.get(group) ?? place;
    firstOf.set(group, first);
    next[latestOf.get(group) ?? place] = place;
    next[place] = first;
    latestOf.set(group, place);
  };
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
    z.object({
      dated: count,
      published: count,
      stories: count,
      affairs: count,
      outlets: count,
      opinions: count,
    }),
    `SELECT count(published_at) AS dated, coalesce(sum(published_at % 1000003), 0)::DOUBLE AS published,
       sum(story)::DOUBLE AS stories, sum(articles.affair)::DOUBLE AS affairs, sum(outlets)::DOUBLE AS outlets, count(*) FILTER (is_opinion) AS opinions
     FROM articles JOIN stories USING (story)`,
  );
  const here = { dated: 0, published: 0, stories: 0, affairs: 0, outlets: 0, opinions: 0 };
  for (let place = 0; place < index.articles; place++) {
    const at = index.published[place] ?? Number.NaN;
    if (!Number.isNaN(at)) {
      here.dated += 1;
      here.published += at % 1_000_003;
    }
    here.stories += index.stories[place] ?? 0;
    here.affairs += index.affairs[place] ?? 0;
    here.outlets += index.outlets[place] ?? 0;
    here.opinions += index.opinions[place] ?? 0;
  }
  if (JSON.stringify(here) !== JSON.stringify(sums))
    throw new Error(`packed ${JSON.stringify(here)}, in the catalog ${JSON.stringify(sums)}`);
}
