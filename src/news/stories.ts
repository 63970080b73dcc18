// Which articles tell the same: decided once, when a snapshot is built, whatever will be asked.

import { HOUR_MS } from "../time/units.ts";

/** What makes a story. Articles come in order of date, then id; undated ones anywhere. */
export interface StoryArticle {
  readonly link: string;
  readonly title?: string;
  /** ms since 1970 UTC; absent when undated. */
  readonly publishedAt?: number;
  /** English names, or any other keys; empty when no country is known. */
  readonly countries: readonly (string | number)[];
}

/** An article joins a story whose first article is at most this much older. */
const WINDOW_MS = 72 * HOUR_MS;

/** Titles with fewer distinct words are only compared as a whole. */
const MIN_WORDS = 4;

/** The link without what differs between copies of it: case, scheme, `www.`, query, fragment, trailing slash. */
export function canonicalLink(link: string): string {
  return link
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[?#].*$/s, "")
    .replace(/\/+$/, "");
}

/** Lower case; only letters, digits and single spaces. */
export function normalisedTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The distinct runs of 3 and more letters or 2 and more digits, in lower case. */
export function titleWords(title: string): string[] {
  return [...new Set(title.toLowerCase().match(/\p{L}{3,}|\p{Nd}{2,}/gu) ?? [])];
}

/** The stories of one country by what their first articles hold; later stories have larger numbers. */
interface CountryStories {
  readonly byLink: Map<string, number>;
  readonly byTitle: Map<string, number>;
  /** By word: stories, oldest first, whose title has that word among its rarest. */
  readonly byRareWord: Map<number, number[]>;
}

/** Words as numbers, for comparing fast: the rarer of two words has the smaller number. */
function numberedWords(articles: readonly StoryArticle[]): (title: string) => Uint32Array {
  const counts = new Map<string, number>();
  for (const { title } of articles) {
    for (const word of title === undefined ? [] : titleWords(title))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const numbers = new Map(
    [...counts].sort(([, a], [, b]) => a - b).map(([word], index): [string, number] => [word, index]),
  );
  return (title) => Uint32Array.from(titleWords(title), (word) => numbers.get(word) ?? 0).sort();
}

/** Whether at least half of all distinct words are in both. Both are sorted. */
function overlaps(a: Uint32Array, b: Uint32Array): boolean {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    if (left === right) common++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return common * 2 >= a.length + b.length - common;
}

/**
 * Of two titles that overlap by half, each has at least one word of the other among this many of its rarest: half of
 * a title's words must be common, so leaving out fewer than half cannot hide them all.
 */
function rarest(words: Uint32Array): Uint32Array {
  return words.length < MIN_WORDS ? new Uint32Array() : words.subarray(0, Math.floor(words.length / 2) + 1);
}

/**
 * Finds each article's story: the latest of its country whose first article is at most 72 h older and shares link,
 * title or half of the title's words; else its own. Undated articles stand alone.
 * @returns by article, the index of its story's first article.
 */
export function storiesOf(articles: readonly StoryArticle[]): Uint32Array {
  const wordsOf = numberedWords(articles);
  const storyOf = new Uint32Array(articles.length);
  const firstAt: number[] = [];
  const firstWords: Uint32Array[] = [];
  const firstArticle: number[] = [];
  const countries = new Map<string | number | undefined, CountryStories>();

  function storiesIn(country: string | number | undefined): CountryStories {
    const known = countries.get(country);
    if (known !== undefined) return known;
    const none = { byLink: new Map(), byTitle: new Map(), byRareWord: new Map() };
    countries.set(country, none);
    return none;
  }

  for (const [index, article] of articles.entries()) {
    const { publishedAt } = article;
    storyOf[index] = index;
    if (publishedAt === undefined) continue;
    const link = canonicalLink(article.link);
    const title = article.title === undefined ? "" : normalisedTitle(article.title);
    const words = wordsOf(article.title ?? "");
    const inCountries = (article.countries.length === 0 ? [undefined] : article.countries).map(storiesIn);

    const isNear = (story: number): boolean => publishedAt - (firstAt[story] ?? 0) <= WINDOW_MS;
    let latest = -1;
    const consider = (story: number | undefined): void => {
      if (story !== undefined && story > latest && isNear(story)) latest = story;
    };
    for (const { byLink, byTitle, byRareWord } of inCountries) {
      if (link !== "") consider(byLink.get(link));
      if (title !== "") consider(byTitle.get(title));
      for (const word of rarest(words)) {
        const candidates = byRareWord.get(word) ?? [];
        for (let at = candidates.length - 1; at >= 0; at--) {
          const story = candidates[at] ?? -1;
          if (story <= latest || !isNear(story)) break;
          if (overlaps(words, firstWords[story] ?? words)) latest = story;
        }
      }
    }
    if (latest >= 0) {
      storyOf[index] = firstArticle[latest] ?? index;
      continue;
    }
    const story = firstAt.push(publishedAt) - 1;
    firstWords.push(words);
    firstArticle.push(index);
    for (const { byLink, byTitle, byRareWord } of inCountries) {
      if (link !== "") byLink.set(link, story);
      if (title !== "") byTitle.set(title, story);
      for (const word of rarest(words)) {
        const known = byRareWord.get(word);
        if (known === undefined) byRareWord.set(word, [story]);
        else known.push(story);
      }
    }
  }
  return storyOf;
}
