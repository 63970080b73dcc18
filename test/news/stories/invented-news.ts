// Invented news: events of made-up people and places, each told by several outlets in other words.

import type { StoryArticle } from "../../../src/news/stories/link-stories.ts";

const HOUR_MS = 3_600_000;
const START = Date.UTC(2024, 0, 1);

const SYLLABLES =
  "ka lo mi ter van sol ri bek dun ama pel gri sto ne var ost li hel tam bro sig ru fen mar jo".split(" ");

/** The ordinary words of reports: they are in all of them. */
const ORDINARY =
  "government court minister police case decision statement week people country member company report public state work plan number question answer support change proposal meeting council office record official authority spokesman agreement budget election party reason problem measure community service process result".split(
    " ",
  );

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Articles in order of time, three hours apart, and by article its event. One in three retells an event of the last hours. */
export function inventedNews(wanted: { readonly seed: number; readonly articles: number }): {
  readonly articles: readonly StoryArticle[];
  readonly eventOf: readonly string[];
} {
  const next = numbersFrom(wanted.seed);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(next() * from.length)];
    if (one === undefined) throw new RangeError("nothing to pick from");
    return one;
  };
  const name = (): string =>
    Array.from({ length: 3 + Math.floor(next() * 2) }, () => pick(SYLLABLES)).join("");
  const recent: { readonly id: string; readonly words: readonly string[] }[] = [];
  const sentence = (words: readonly string[], length: number): string =>
    Array.from({ length }, () => (next() < 0.55 ? pick(words) : pick(ORDINARY))).join(" ");
  const articles: StoryArticle[] = [];
  const eventOf: string[] = [];
  for (let n = 0; n < wanted.articles; n++) {
    const isRetold = recent.length > 0 && next() < 0.33;
    const event = isRetold ? pick(recent) : { id: `event ${n}`, words: Array.from({ length: 14 }, name) };
    if (!isRetold) recent.push(event);
    if (recent.length > 3) recent.shift();
    articles.push({
      id: `article ${String(n).padStart(6, "0")}`,
      publishedAt: START + 3 * n * HOUR_MS,
      countries: ["Estonia"],
      source: `outlet-${Math.floor(next() * 5)}.example`,
      link: `https://outlet.example/${n}`,
      title: sentence(event.words, 8),
      description: sentence(event.words, 25),
      opening: sentence(event.words, 90),
    });
    eventOf.push(event.id);
  }
  return { articles, eventOf };
}
