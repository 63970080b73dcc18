// Plain reference of digests: what is shown, and what keeps every other article out.

import type { Bucket } from "../../src/digest/select.ts";
import type { Settings } from "../../src/digest/subscription.ts";
import type { PlainArticle } from "./articles.ts";
import { inScope, kept } from "./filters.ts";
import { betterFirst, inOrder, inRounds, type PlainRanked, verdictOf } from "./ranking.ts";
import { says } from "./words.ts";

export interface PlainCandidate extends Omit<PlainArticle, "link"> {
  readonly story: string;
  readonly affair: string;
  /** Distinct outlets of its story. */
  readonly outlets: number;
  /** Of what is withdrawn no summary is left. */
  readonly isWithdrawn: boolean;
}

export interface PlainMutes {
  readonly sources: readonly string[];
  readonly words: readonly string[];
  readonly stories: readonly string[];
  readonly affairs: readonly string[];
}

export interface PlainDigest {
  /** In order. */
  readonly shown: readonly string[];
  /** Of every candidate in scope. */
  readonly buckets: ReadonlyMap<string, Bucket>;
}

const FOURTEEN_DAYS_MS = 14 * 86_400_000;

export function plainDigest(
  candidates: readonly PlainCandidate[],
  { filter, limit, each }: Pick<Settings, "filter" | "limit" | "each">,
  {
    slotAt,
    sentStories,
    mutes,
  }: {
    readonly slotAt: number;
    readonly sentStories: ReadonlySet<string>;
    readonly mutes: PlainMutes;
  },
): PlainDigest {
  const { direction, ...anyDirection } = filter;
  const { impact, ...anyImpact } = anyDirection;
  const { relevance: _, ...scope } = anyImpact;
  const directed = direction === undefined ? scope : { ...scope, direction };
  const strong = impact === undefined ? directed : { ...directed, impact };
  const buckets = new Map<string, Bucket>();
  const rest: (PlainRanked & { readonly article: PlainCandidate })[] = [];
  for (const article of candidates) {
    if (inScope(article, filter).length === 0) continue;
    const { id, publishedAt } = article;
    const verdict = verdictOf(kept(article, { ...filter, scored: true }));
    const isOld = publishedAt !== undefined && slotAt - publishedAt > FOURTEEN_DAYS_MS;
    if (article.isWithdrawn) buckets.set(id, "withdrawn");
    else if (isOld) buckets.set(id, "older");
    else if (sentStories.has(article.story)) buckets.set(id, "same-story");
    else if (kept(article, { ...scope, scored: true }).length === 0) buckets.set(id, "not-scored");
    else if (kept(article, { ...directed, scored: true }).length === 0) buckets.set(id, "other-direction");
    else if (kept(article, { ...strong, scored: true }).length === 0) buckets.set(id, "below-impact");
    else if (verdict === undefined) buckets.set(id, "off-topic");
    else if (isMuted(article, mutes)) buckets.set(id, "muted");
    else rest.push({ article, outlets: article.outlets, verdict });
  }

  const told = new Set<string>();
  const best = inOrder(rest, betterFirst).filter(({ article: { id, story } }) => {
    if (told.has(story)) buckets.set(id, "same-story");
    else {
      told.add(story);
      return true;
    }
    return false;
  });
  const order = inRounds(best, each).map(({ article }) => article.id);
  for (const [place, id] of order.entries()) buckets.set(id, place < limit ? "shown" : "over-limit");
  return { shown: order.slice(0, limit), buckets };
}

function isMuted({ source, story, affair, title, assessments }: PlainCandidate, mutes: PlainMutes): boolean {
  if (mutes.sources.some((muted) => muted === source) || mutes.stories.includes(story)) return true;
  if (mutes.affairs.includes(affair)) return true;
  const texts = [title ?? "", ...assessments.map(({ summary }) => summary ?? "")];
  return mutes.words.some((word) => says(texts, word));
}
