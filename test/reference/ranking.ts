// Plain reference of ranking: how strong, which verdict, what comes before what, whose turn it is.

import type { NewsFilter } from "../../src/news/filter/filter.ts";
import type { Each } from "../../src/news/filter/turns.ts";
import type { PlainArticle, PlainAssessment } from "./articles.ts";

/** What is ranked: an article with the verdict that stands for it. */
export interface PlainRanked {
  readonly article: Pick<PlainArticle, "id" | "publishedAt" | "focus" | "countries" | "source">;
  /** Distinct outlets of its story. */
  readonly outlets: number;
  readonly verdict: PlainAssessment;
}

/** |score − 3|; a score of 0 is weaker than any. */
export function strength({ score }: PlainAssessment): number {
  return score === 0 ? -1 : Math.abs(score - 3);
}

/** The strongest, the lowest pillar on a tie; undefined of none. */
export function verdictOf(assessments: readonly PlainAssessment[]): PlainAssessment | undefined {
  return assessments.find((one) =>
    assessments.every(
      (other) =>
        strength(one) > strength(other) || (strength(one) === strength(other) && one.pillar <= other.pillar),
    ),
  );
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

/** Strength; then with a pillar few strong pillars, without one many outlets; then the newest. */
export function strongerFirst(filter: NewsFilter): Before {
  const pillar = filter.pillar?.any.length ? filter.pillar.any : undefined;
  return (a, b) => {
    if (strength(a.verdict) !== strength(b.verdict)) return strength(a.verdict) > strength(b.verdict);
    if (pillar !== undefined && a.article.focus !== b.article.focus) return a.article.focus < b.article.focus;
    if (pillar === undefined && a.outlets !== b.outlets) return a.outlets > b.outlets;
    return newerFirst(a, b);
  };
}

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
