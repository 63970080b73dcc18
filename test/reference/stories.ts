// Plain reference of stories: which articles report the same thing.

import { byId, type PlainArticle } from "./articles.ts";

export interface PlainStory {
  /** Id of its first article. */
  readonly id: string;
  readonly articles: readonly PlainArticle[];
  /** Number of distinct outlets among its articles; 1 when none is known. */
  readonly outlets: number;
}

const WINDOW_MS = 72 * 3_600_000;

/** The link without what differs between copies of it: case, scheme, `www.`, query, fragment, trailing slash. */
export function canonicalLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[?#].*$/s, "")
    .replace(/\/$/, "");
}

/** Lower case, only letters, digits and single spaces. */
export function normalisedTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .replace(/ +/g, " ")
    .trim();
}

/** The distinct runs of 3 and more letters or 2 and more digits, in lower case. */
function titleWords(title: string): Set<string> {
  return new Set(title.toLowerCase().match(/\p{L}{3,}|\p{Nd}{2,}/gu) ?? []);
}

/** At least half of all distinct words are in both; both have 4 or more. */
export function titlesOverlap(a: string, b: string): boolean {
  const wordsOfA = titleWords(a);
  const wordsOfB = titleWords(b);
  if (wordsOfA.size < 4 || wordsOfB.size < 4) return false;
  const all = new Set([...wordsOfA, ...wordsOfB]).size;
  const common = [...wordsOfA].filter((word) => wordsOfB.has(word)).length;
  return common * 2 >= all;
}

/** Whether an article tells the same as the first article of a story. */
function tellsTheSame(article: PlainArticle, first: PlainArticle): boolean {
  const link = canonicalLink(article.link);
  if (link !== "" && link === canonicalLink(first.link)) return true;
  if (article.title === undefined || first.title === undefined) return false;
  const title = normalisedTitle(article.title);
  if (title !== "" && title === normalisedTitle(first.title)) return true;
  return titlesOverlap(article.title, first.title);
}

function sameCountry(a: PlainArticle, b: PlainArticle): boolean {
  if (a.countries.length === 0 && b.countries.length === 0) return true;
  return a.countries.some((country) => b.countries.includes(country));
}

/** The stories of a data set, whatever will be asked. */
export function storiesFrom(articles: readonly PlainArticle[]): PlainStory[] {
  // Stories stand in the order of their first articles, because articles come in order of date, then id.
  const stories: { first: PlainArticle; publishedAt: number; articles: PlainArticle[] }[] = [];
  const alone: { first: PlainArticle; articles: PlainArticle[] }[] = [];
  const inOrder = [...articles].sort((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0) || byId(a, b));
  for (const article of inOrder) {
    const { publishedAt } = article;
    if (publishedAt === undefined) {
      alone.push({ first: article, articles: [article] });
      continue;
    }
    const story = stories.findLast(
      (candidate) =>
        publishedAt - candidate.publishedAt <= WINDOW_MS &&
        sameCountry(article, candidate.first) &&
        tellsTheSame(article, candidate.first),
    );
    if (story === undefined) stories.push({ first: article, publishedAt, articles: [article] });
    else story.articles.push(article);
  }
  return [...stories, ...alone].map((story) => {
    const sources = new Set(story.articles.map(({ source }) => source));
    sources.delete(undefined);
    return { id: story.first.id, articles: story.articles, outlets: Math.max(sources.size, 1) };
  });
}
