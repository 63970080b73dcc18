// Plain reference of lists: filters, ranking, stories, turns and pages of `top` and `latest`.

import type { Each, ListQuery, NewsFilter } from "../../src/news/filter/filter.ts";
import type { Period } from "../../src/time/windows.ts";
import { byId, type PlainArticle, type PlainAssessment } from "./articles.ts";
import type { PlainStory } from "./stories.ts";

export interface PlainEntry {
  readonly article: PlainArticle;
  readonly story: PlainStory;
  /** The strongest kept assessment, the lowest pillar on a tie. */
  readonly verdict: PlainAssessment;
}

export interface PlainList {
  readonly entries: readonly PlainEntry[];
  /** Stories that match, on all pages. */
  readonly stories: number;
  /** Articles that match but for having no score. */
  readonly notScored: number;
}

/** |score − 3|; a score of 0 is weaker than any. */
function strength(assessment: PlainAssessment): number {
  return assessment.score === 0 ? -1 : Math.abs(assessment.score - 3);
}

function passesVerdict(assessment: PlainAssessment, filter: NewsFilter): boolean {
  const { score, pillar } = assessment;
  if (filter.pillar !== undefined && pillar !== filter.pillar) return false;
  if (filter.scored === true && score === 0) return false;
  if (filter.scored === false && score !== 0) return false;
  if (filter.direction === "negative" && score !== 1 && score !== 2) return false;
  if (filter.direction === "positive" && score !== 4 && score !== 5) return false;
  if (filter.impact === "notable" && strength(assessment) < 1) return false;
  if (filter.impact === "strong" && strength(assessment) < 2) return false;
  return true;
}

function passesPlace(article: PlainArticle, filter: NewsFilter): boolean {
  if (
    filter.countries.length > 0 &&
    !filter.countries.some((country) => article.countries.includes(country))
  ) {
    return false;
  }
  if (
    filter.sources.length > 0 &&
    (article.source === undefined || !filter.sources.includes(article.source))
  ) {
    return false;
  }
  return true;
}

function passesPeriod(article: PlainArticle, period: Period): boolean {
  if (period.from === undefined && period.to === undefined) return true;
  if (article.publishedAt === undefined) return false;
  if (period.from !== undefined && article.publishedAt < period.from) return false;
  if (period.to !== undefined && article.publishedAt > period.to) return false;
  return true;
}

/** Newest first, undated last, then by id. */
function byDate(a: PlainEntry, b: PlainEntry): number {
  const dateOfA = a.article.publishedAt ?? Number.MIN_SAFE_INTEGER;
  const dateOfB = b.article.publishedAt ?? Number.MIN_SAFE_INTEGER;
  return dateOfB - dateOfA || byId(a.article, b.article);
}

function byFocus(a: PlainEntry, b: PlainEntry): number {
  return strength(b.verdict) - strength(a.verdict) || a.article.focus - b.article.focus || byDate(a, b);
}

function byOutlets(a: PlainEntry, b: PlainEntry): number {
  return strength(b.verdict) - strength(a.verdict) || b.story.outlets - a.story.outlets || byDate(a, b);
}

/** What a story's turn is taken for; undefined is a group too. */
function groupOf(entry: PlainEntry, each: Each): string | number | undefined {
  switch (each) {
    case "country":
      return entry.article.countries[0];
    case "pillar":
      return entry.verdict.pillar;
    case "source":
      return entry.article.source;
  }
}

/** Best of each group first, then second best of each, and so on. Each round keeps the given order. */
function inTurns(ranked: readonly PlainEntry[], each: Each): PlainEntry[] {
  const rounds: PlainEntry[][] = [];
  const turns = new Map<string | number | undefined, number>();
  for (const entry of ranked) {
    const group = groupOf(entry, each);
    const turn = turns.get(group) ?? 0;
    turns.set(group, turn + 1);
    const round = rounds[turn] ?? [];
    rounds[turn] = [...round, entry];
  }
  return rounds.flat();
}

function list(
  stories: readonly PlainStory[],
  { filter, period, each, limit, offset }: ListQuery,
  rank: (a: PlainEntry, b: PlainEntry) => number,
): PlainList {
  const shown: PlainEntry[] = [];
  let notScored = 0;
  for (const story of stories) {
    const kept: PlainEntry[] = [];
    for (const article of story.articles) {
      if (!passesPlace(article, filter) || !passesPeriod(article, period)) continue;
      const ofPillar = article.assessments.filter(({ pillar }) => pillar === (filter.pillar ?? pillar));
      if (ofPillar.length > 0 && ofPillar.every(({ score }) => score === 0)) notScored++;
      const passing = article.assessments.filter((assessment) => passesVerdict(assessment, filter));
      const [verdict] = passing.sort((a, b) => strength(b) - strength(a) || a.pillar - b.pillar);
      if (verdict !== undefined) kept.push({ article, story, verdict });
    }
    // A story is shown by its best-ranked kept article.
    const [best] = kept.sort(rank);
    if (best !== undefined) shown.push(best);
  }
  shown.sort(rank);
  const ordered = each === undefined ? shown : inTurns(shown, each);
  return { entries: ordered.slice(offset, offset + limit), stories: shown.length, notScored };
}

/** The strongest stories; only scores 1–5 count. */
export function topOf(stories: readonly PlainStory[], query: ListQuery): PlainList {
  const rank = query.filter.pillar === undefined ? byOutlets : byFocus;
  return list(stories, { ...query, filter: { ...query.filter, scored: true } }, rank);
}

/** The newest stories, whether scored or not. */
export function latestOf(stories: readonly PlainStory[], query: ListQuery): PlainList {
  return list(stories, query, byDate);
}

/** The newest date of the chosen countries and sources, ms UTC; undefined when none is dated. */
export function newestOf(articles: readonly PlainArticle[], filter: NewsFilter): number | undefined {
  let newest: number | undefined;
  for (const article of articles) {
    if (!passesPlace(article, filter) || article.publishedAt === undefined) continue;
    if (newest === undefined || article.publishedAt > newest) newest = article.publishedAt;
  }
  return newest;
}
