// The demo's news: invented articles of six countries, dated up to today.

import type { CountrySample } from "./event.ts";
import { type Chance, chanceOf } from "./random.ts";
import { reportsOf, unscoredReportsOf } from "./reports.ts";
import { rowsOf, type SampleArticle, type SampleRow } from "./rows.ts";
import { CROATIA } from "./texts/croatia.ts";
import { ESTONIA } from "./texts/estonia.ts";
import { IRELAND } from "./texts/ireland.ts";
import { LATVIA } from "./texts/latvia.ts";
import { PORTUGAL } from "./texts/portugal.ts";
import { SWEDEN } from "./texts/sweden.ts";

const COUNTRIES: readonly CountrySample[] = [CROATIA, ESTONIA, IRELAND, LATVIA, PORTUGAL, SWEDEN];
const DEFAULT_SEED = 20_240_305;

export interface SampleRequest {
  /** ms UTC. No article is later; the oldest are about 60 days older. */
  readonly today: number;
  /** Varies who reports what and when. Texts stay the same. */
  readonly seed?: number;
}

/** Rows by English country name, newest article first, undated last. Equal for equal requests. */
export function sampleArticles({
  today,
  seed = DEFAULT_SEED,
}: SampleRequest): ReadonlyMap<string, readonly SampleRow[]> {
  const chance = chanceOf(seed);
  const articles = new Map<string, SampleArticle[]>(COUNTRIES.map(({ country }) => [country, []]));
  for (const { country, outlets, events, unscored } of COUNTRIES) {
    const room = { today, outlets, chance };
    for (const event of events) {
      const reports = reportsOf(event, room);
      articles.get(country)?.push(...reports);
      if (event.alsoIn !== undefined) articles.get(event.alsoIn)?.push(...reports.slice(0, 1));
    }
    articles.get(country)?.push(...unscored.flatMap((event) => unscoredReportsOf(event, room)));
  }
  return new Map([...articles].map(([country, list]) => [country, numbered(list, chance)]));
}

function numbered(articles: readonly SampleArticle[], chance: Chance): SampleRow[] {
  const newestFirst = articles.toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0));
  let index = 0;
  return newestFirst.flatMap((article) => {
    index += chance.between(1, 5);
    return rowsOf(article, index);
  });
}
