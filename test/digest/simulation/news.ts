// Invented news: what the data hold after each change of the files, over weeks or a year.

import type { SampleArticle } from "../../answers/data-files.ts";
import type { Random } from "./random.ts";
import type { Contents } from "./snapshots.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const COUNTRIES = ["Estonia", "Latvia", "Lithuania", "Finland"];
export const OUTLETS = ["err.ee", "delfi.ee", "lsm.lv", "ir.lv", "lrt.lt", "yle.fi"];
export const WORDS = [
  "court",
  "minister",
  "bribe",
  "police",
  "press",
  "vetoes",
  "budget",
  "mayor",
  "judge",
  "protest",
  "Õiguskantsler",
  "bill",
];

/** Old articles in the file of a country that is new. */
export const OLD_ARTICLES = 900;

/** An article as the files hold it from some moment on. `date` is never changed. */
export interface InventedArticle extends SampleArticle {
  /** Every file that has it. */
  readonly countries: readonly string[];
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
  readonly verdicts: Readonly<Record<number, readonly [score: number, summary: string]>>;
}

/** The files as they are from `at` on. */
export interface News {
  readonly at: number;
  /** By id. */
  readonly articles: ReadonlyMap<string, InventedArticle>;
  readonly contents: Contents;
}

export interface NewsPlan {
  /** ms UTC: a snapshot at each of these moments, ascending. */
  readonly changes: readonly number[];
  /** Articles a day. */
  readonly perDay: number;
  /** How many days of news there are before the first change. Default 20. */
  readonly daysBefore?: number;
  /** When the new country's file comes, with its old articles; absent: never. */
  readonly newCountryAt?: number;
}

export function inventNews(plan: NewsPlan, random: Random): readonly News[] {
  const { changes, perDay, daysBefore = 20, newCountryAt } = plan;
  const articles = new Map<string, InventedArticle>();
  const removed: InventedArticle[] = [];
  const taken = new Set<string>();
  /** Written, but not in the files before that moment. */
  let late: { readonly article: InventedArticle; readonly from: number }[] = [];
  let contents = new Map<string, readonly SampleArticle[]>();
  let written = 0;
  let last = (changes[0] ?? 0) - daysBefore * DAY_MS;
  let isNewCountryThere = false;

  /**
   * What an outlet has not said before: an article with the link or the title of one that is gone is that one under a new id,
   * and `test/digest/new-ids.test.ts` holds what becomes of those.
   */
  function unsaid(source: string, wanted: string | undefined, own: string): string {
    const said = wanted !== undefined && !taken.has(`${source} ${wanted}`) ? wanted : own;
    taken.add(`${source} ${said}`);
    return said;
  }

  function write(publishedAt: number, country: string, story?: InventedArticle): InventedArticle {
    written += 1;
    const id = `a${String(written).padStart(5, "0")}`;
    const source = random.pick(OUTLETS);
    const words = random.some(WORDS, 0.35);
    const others = COUNTRIES.slice(0, 3).filter((other) => other !== country);
    const own = story?.countries ?? [country, ...random.some(others, 0.02)];
    const alike = story !== undefined && random.chance(0.3) ? slugOf(story) : undefined;
    const slug = unsaid(source, alike, `story-${written}`);
    const again = story !== undefined && random.chance(0.8) ? `${story.title} again` : undefined;
    const isUndated = random.chance(0.02);
    return {
      id,
      title: unsaid(source, again, `${words.join(" ")} case${written} file${written % 7}`),
      // Where a reader came from does not count for stories.
      link: `https://${source}/${slug}?utm_source=${id}`,
      source,
      date: isUndated ? null : dateText(publishedAt),
      ...(isUndated ? {} : { publishedAt: Math.floor(publishedAt / 1000) * 1000 }),
      countries: own.toSorted(),
      verdicts: verdictsOf(id, random),
    };
  }

  function put(article: InventedArticle, touched: Set<string>): void {
    articles.set(article.id, article);
    for (const country of article.countries) touched.add(country);
  }

  return changes.map((at): News => {
    const touched = new Set<string>(articles.size === 0 ? COUNTRIES.slice(0, 3) : []);
    const recent = [...articles.values()].filter(
      ({ publishedAt }) => publishedAt !== undefined && publishedAt > at - 12 * DAY_MS,
    );
    const count = Math.round(((at - last) / DAY_MS) * perDay * (0.5 + random.below(100) / 100));
    for (let n = 0; n < count; n += 1) {
      const publishedAt = last + random.below(at - last);
      const near = recent.filter((other) => Math.abs((other.publishedAt ?? 0) - publishedAt) < 2 * DAY_MS);
      const story = near.length > 0 && random.chance(0.3) ? random.pick(near) : undefined;
      const countries = isNewCountryThere ? COUNTRIES : COUNTRIES.slice(0, 3);
      const article = write(publishedAt, random.pick(countries), story);
      if (random.chance(0.06)) late.push({ article, from: at + random.between(1, 20) * DAY_MS });
      else put(article, touched);
    }
    for (const { article } of late.filter(({ from }) => from <= at)) put(article, touched);
    late = late.filter(({ from }) => from > at);
    if (newCountryAt !== undefined && at >= newCountryAt && !isNewCountryThere) {
      isNewCountryThere = true;
      for (let n = 0; n < OLD_ARTICLES; n += 1)
        put(write(at - random.between(20 * 24, 400 * 24) * HOUR_MS, "Finland"), touched);
    }
    for (const article of random.some(recent, 0.08))
      if (articles.has(article.id)) put({ ...article, verdicts: verdictsOf(article.id, random) }, touched);
    for (const article of random.some(removed, 0.1)) {
      removed.splice(removed.indexOf(article), 1);
      put(random.chance(0.5) ? article : { ...article, verdicts: verdictsOf(article.id, random) }, touched);
    }
    for (const { id } of random.some(recent, 0.01)) {
      const article = articles.get(id);
      if (article === undefined) continue;
      articles.delete(id);
      removed.push(article);
      for (const country of article.countries) touched.add(country);
    }
    contents = new Map(contents);
    for (const country of COUNTRIES)
      if (touched.has(country))
        contents.set(
          country,
          [...articles.values()].filter(({ countries }) => countries.includes(country)),
        );
    last = at;
    return { at, articles: new Map(articles), contents };
  });
}

function slugOf({ link }: InventedArticle): string {
  return /\/([^/?]+)\?/.exec(link ?? "")?.[1] ?? "";
}

function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

/** One to four verdicts; sometimes none of them could be scored. */
function verdictsOf(id: string, random: Random): InventedArticle["verdicts"] {
  const isScored = random.chance(0.92);
  const first = random.between(1, 8);
  const pillars = [first, ...random.some([1, 2, 3, 4, 5, 6, 7, 8], 0.15).filter((other) => other !== first)];
  return Object.fromEntries(
    pillars.map((pillar) => [
      pillar,
      [
        isScored ? random.pick([1, 1, 2, 3, 4, 5, 5, 0]) : 0,
        `What ${id} means for pillar ${pillar}, with the ${random.pick(WORDS)}.`,
      ],
    ]),
  );
}

/** As the program notes it: score by pillar, the lowest pillar first. */
export function verdictText({ verdicts }: InventedArticle): string {
  return Object.entries(verdicts)
    .map(([pillar, [score]]) => `${pillar}:${score}`)
    .toSorted()
    .join(",");
}
