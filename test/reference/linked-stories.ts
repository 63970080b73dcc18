// Plain reference of how links and titles make stories, every article against every story. It knows no texts.

import { canonicalLink, namesPage } from "../../src/news/links/canonical-link.ts";
import type { PlainArticle } from "./articles.ts";
import { normalisedTitle, titlesOverlap } from "./titles.ts";

export interface PlainTelling {
  readonly id: string;
  readonly publishedAt: number | undefined;
  readonly countries: readonly string[];
  readonly source: string | undefined;
  readonly link: string;
  readonly title: string;
}

const WINDOW_MS = 72 * 3_600_000;

function hasSameLink(a: PlainTelling, b: PlainTelling): boolean {
  const link = canonicalLink(a.link);
  return namesPage(link) && link === canonicalLink(b.link);
}

/** A title alone tells with four words and more, and never within one outlet. */
function hasSameTitle(a: PlainTelling, b: PlainTelling): boolean {
  if (a.source !== undefined && a.source === b.source) return false;
  const title = normalisedTitle(a.title);
  return (
    (title.split(" ").length >= 4 && title === normalisedTitle(b.title)) || titlesOverlap(a.title, b.title)
  );
}

function isOfOneCountry(a: PlainTelling, b: PlainTelling): boolean {
  if (a.countries.length === 0 && b.countries.length === 0) return true;
  return a.countries.some((country) => b.countries.includes(country));
}

/**
 * By article, the id of its story: the link of any of its articles in the same country decides, else the title of its first;
 * of several stories the latest.
 */
export function linkedStories(articles: readonly PlainTelling[]): Map<string, string> {
  const places = new Map<string, string>();
  const stories: { first: PlainTelling; publishedAt: number; articles: PlainTelling[] }[] = [];
  const inOrder = [...articles].sort(
    (a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0) || (a.id < b.id ? -1 : 1),
  );
  for (const article of inOrder) {
    const { id, publishedAt } = article;
    places.set(id, id);
    if (publishedAt === undefined) continue;
    const near = stories.filter((story) => publishedAt - story.publishedAt <= WINDOW_MS);
    const hasLinkOf = (other: PlainTelling): boolean =>
      isOfOneCountry(article, other) && hasSameLink(article, other);
    const story =
      near.findLast(({ articles }) => articles.some(hasLinkOf)) ??
      near.findLast(({ first }) => isOfOneCountry(article, first) && hasSameTitle(article, first));
    if (story === undefined) stories.push({ first: article, publishedAt, articles: [article] });
    else {
      story.articles.push(article);
      places.set(id, story.first.id);
    }
  }
  return places;
}

export interface PlainStory {
  /** Id of its first article. */
  readonly id: string;
  readonly articles: readonly PlainArticle[];
  /** Number of distinct outlets among its articles; 1 when none is known. */
  readonly outlets: number;
}

/** The stories of a data set, whatever will be asked. `places`: by article, the id of its story. */
export function storiesFrom(
  articles: readonly PlainArticle[],
  places: ReadonlyMap<string, string> = linkedStories(
    articles.map((article) => ({ ...article, title: article.title ?? "" })),
  ),
): PlainStory[] {
  return [...Map.groupBy(articles, ({ id }) => places.get(id) ?? id)].map(([id, told]) => {
    const sources = new Set(told.map(({ source }) => source));
    sources.delete(undefined);
    return { id, articles: told, outlets: Math.max(sources.size, 1) };
  });
}
