// Plain reference of ranking: which verdict stands for an article, what comes before what, whose turn it is.

import type { Each } from "../../src/news/filter/turns.ts";
import type { PlainArticle, PlainAssessment } from "./articles.ts";

/** What is ranked: an article with the verdict that stands for it. */
export interface PlainRanked {
  readonly article: Pick<PlainArticle, "id" | "publishedAt" | "isOpinion" | "countries" | "source">;
  /** Distinct outlets of its story. */
  readonly outlets: number;
  readonly verdict: PlainAssessment;
}

/** |score − 3|; a score of 0 is weaker than any. */
export function strength({ score }: PlainAssessment): number {
  return score === 0 ? -1 : Math.abs(score - 3);
}

/** Whether one tells more than the other: better or worse, then neutral, then not scored; else undefined. */
function tellsMore(one: PlainAssessment, other: PlainAssessment): boolean | undefined {
  const told = [one, other].map(({ score }) =>
    score === 0 ? "nothing" : score === 3 ? "neutral" : "change",
  );
  const [first, second] = told;
  if (first === second) return undefined;
  return first === "change" || (first === "neutral" && second === "nothing");
}

function standsBefore(one: PlainAssessment, other: PlainAssessment): boolean {
  const more = tellsMore(one, other);
  if (more !== undefined) return more;
  if (one.relevance !== other.relevance) return one.relevance > other.relevance;
  if (strength(one) !== strength(other)) return strength(one) > strength(other);
  return one.pillar < other.pillar;
}

/** What has a direction, then the most relevant, then the strongest, then the lowest pillar; undefined of none. */
export function verdictOf(assessments: readonly PlainAssessment[]): PlainAssessment | undefined {
  return assessments.find((one) => assessments.every((other) => one === other || standsBefore(one, other)));
}

export type Before = (a: PlainRanked, b: PlainRanked) => boolean;

/** Newest first, undated last, then by id. */
export const newerFirst: Before = ({ article: a }, { article: b }) => {
  if (a.publishedAt !== b.publishedAt) {
    if (a.publishedAt === undefined) return false;
    return b.publishedAt === undefined || a.publishedAt > b.publishedAt;
  }
  return a.id < b.id;
};

/** What has a direction; relevance; strength; reports before opinions; fit; many outlets; then the newest. */
export const betterFirst: Before = (a, b) => {
  const more = tellsMore(a.verdict, b.verdict);
  if (more !== undefined) return more;
  if (a.verdict.relevance !== b.verdict.relevance) return a.verdict.relevance > b.verdict.relevance;
  if (strength(a.verdict) !== strength(b.verdict)) return strength(a.verdict) > strength(b.verdict);
  if (a.article.isOpinion !== b.article.isOpinion) return b.article.isOpinion;
  if (a.verdict.fit !== b.verdict.fit) return a.verdict.fit > b.verdict.fit;
  if (a.outlets !== b.outlets) return a.outlets > b.outlets;
  return newerFirst(a, b);
};

/** The best first. */
export function inOrder<T extends PlainRanked>(ranked: readonly T[], isBefore: Before): T[] {
  return [...ranked].sort((a, b) => (a === b ? 0 : isBefore(a, b) ? -1 : 1));
}

/** The best of each group first, then the second best of each, and so on. Each round keeps the given order. */
export function inRounds<T extends PlainRanked>(ordered: readonly T[], each: Each | undefined): T[] {
  if (each === undefined) return [...ordered];
  const waiting = [...ordered];
  const rounds: T[] = [];
  while (waiting.length > 0) {
    const served = new Set<string | number | undefined>();
    for (const story of [...waiting]) {
      const group = groupOf(story, each);
      if (served.has(group)) continue;
      served.add(group);
      rounds.push(story);
      waiting.splice(waiting.indexOf(story), 1);
    }
  }
  return rounds;
}

/** What a story's turn is taken for; undefined is a group too. */
function groupOf({ article, verdict }: PlainRanked, each: Each): string | number | undefined {
  if (each === "country") return article.countries[0];
  return each === "pillar" ? verdict.pillar : article.source;
}
