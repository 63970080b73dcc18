// Plain reference of lists: filters, stories, ranking, turns and pages of `top` and `latest`.

import type { ListQuery } from "../../src/news/catalog.ts";
import type { NewsFilter } from "../../src/news/filter/filter.ts";
import type { Period } from "../../src/time/windows.ts";
import type { PlainArticle } from "./articles.ts";
import { inScope, isAsked, kept } from "./filters.ts";
import type { PlainStory } from "./linked-stories.ts";
import {
  type Before,
  betterFirst,
  inOrder,
  inRounds,
  newerFirst,
  type PlainRanked,
  verdictOf,
} from "./ranking.ts";

export interface PlainEntry extends PlainRanked {
  readonly article: PlainArticle;
  readonly story: PlainStory;
}

export interface PlainList {
  readonly entries: readonly PlainEntry[];
  /** Stories that match, on all pages. */
  readonly stories: number;
  /** The same, whatever relevance was asked for, by the most relevant verdict that matches. */
  readonly relevance: { readonly onTopic: number; readonly related: number; readonly offTopic: number };
  /** Articles that match but for having no score. */
  readonly notScored: number;
}

function passesPeriod(article: PlainArticle, period: Period): boolean {
  if (period.from === undefined && period.to === undefined) return true;
  if (article.publishedAt === undefined) return false;
  if (period.from !== undefined && article.publishedAt < period.from) return false;
  if (period.to !== undefined && article.publishedAt > period.to) return false;
  return true;
}

/** What the words of the option `topic` ask of a story's most relevant verdict. */
const TOPICS = { off: 0, related: 1, on: 2 } as const;

function list(
  stories: readonly PlainStory[],
  { filter, period, each, topic, limit, offset }: ListQuery,
  isBefore: Before,
): PlainList {
  const { relevance: _, ...anyRelevance } = filter;
  const shown: PlainEntry[] = [];
  let notScored = 0;
  const storiesBy = [0, 0, 0];
  for (const story of stories) {
    const entries: PlainEntry[] = [];
    let mostRelevant = -1;
    for (const article of story.articles) {
      if (!passesPeriod(article, period)) continue;
      const looked = inScope(article, filter);
      if (looked.length > 0 && looked.every(({ score }) => score === 0)) notScored++;
      for (const { relevance } of kept(article, anyRelevance))
        mostRelevant = Math.max(mostRelevant, relevance);
      const verdict = verdictOf(kept(article, filter));
      if (verdict !== undefined) entries.push({ article, story, outlets: story.outlets, verdict });
    }
    // A story is shown by its best-ranked kept article.
    const [best] = inOrder(entries, isBefore);
    if (best !== undefined && (topic === undefined || TOPICS[topic] === mostRelevant)) shown.push(best);
    storiesBy[mostRelevant] = (storiesBy[mostRelevant] ?? 0) + 1;
  }
  const ordered = inRounds(inOrder(shown, isBefore), each);
  const [offTopic = 0, related = 0, onTopic = 0] = storiesBy;
  return {
    entries: ordered.slice(offset, offset + limit),
    stories: shown.length,
    relevance: { onTopic, related, offTopic },
    notScored,
  };
}

/** The best stories; only scores 1–5 count. */
export function topOf(stories: readonly PlainStory[], query: ListQuery): PlainList {
  const filter = { ...query.filter, scored: true };
  return list(stories, { ...query, filter }, betterFirst);
}

/** The newest stories, whether scored or not. */
export function latestOf(stories: readonly PlainStory[], query: ListQuery): PlainList {
  return list(stories, query, newerFirst);
}

/** The newest date of the chosen countries and sources, ms UTC; undefined when none is dated. */
export function newestOf(
  articles: readonly PlainArticle[],
  { country, source }: NewsFilter,
): number | undefined {
  let newest: number | undefined;
  for (const article of articles) {
    if (country !== undefined && !isAsked(country, (name) => article.countries.includes(name))) continue;
    if (source !== undefined && !isAsked(source, (name) => name === article.source)) continue;
    const { publishedAt } = article;
    if (publishedAt !== undefined && (newest === undefined || publishedAt > newest)) newest = publishedAt;
  }
  return newest;
}

/** The newest date of the articles that pass the whole filter, ms UTC; undefined when none of them is dated. */
export function newestMatchOf(articles: readonly PlainArticle[], filter: NewsFilter): number | undefined {
  const dates = articles
    .filter((article) => kept(article, filter).length > 0)
    .flatMap(({ publishedAt }) => publishedAt ?? []);
  return dates.length === 0 ? undefined : Math.max(...dates);
}
