// The domain: an article has one to eight assessments, one a pillar. See docs/architecture.md.

import type { Score } from "../reply/article-card.ts";
import type { PillarNumber } from "./pillars.ts";
import type { Relevance } from "./relevance/relevance.ts";

/** The largest fit. One byte an assessment: chances are estimates, and finer ones tell nothing. */
export const MOST_FIT = 255;

/** One row of the data: what one article means for one pillar. */
export interface Assessment {
  readonly pillar: PillarNumber;
  readonly score: Score;
  /** 2 on topic, 1 related, 0 off topic: whether the article is about the pillar at all. */
  readonly relevance: Relevance;
  /** The estimated chance that it is on topic, 0 to `MOST_FIT`. */
  readonly fit: number;
  /** Cleaned; absent when missing (empty, "Skipped article", a translator's error). */
  readonly summary?: string;
}

/** An article as the catalog returns it. */
export interface Article {
  readonly id: string;
  /** As written in the file; not necessarily http(s). */
  readonly link: string;
  /** The outlet's domain, lower case, without `www.`; absent when neither column nor link tells. */
  readonly source?: string;
  /** Cleaned; absent when missing. */
  readonly title?: string;
  /** ms since 1970 UTC; absent when undated. */
  readonly publishedAt?: number;
  /** English names, sorted; empty when no country is known. */
  readonly countries: readonly string[];
  /** By pillar, each at most once. */
  readonly assessments: readonly Assessment[];
  /** What somebody thinks of an event, not what happened: a column, an editorial, a reader's letter. */
  readonly isOpinion: boolean;
  /** Id of the first article of its story. */
  readonly storyId: string;
  /** Id of the story that is the first step of its affair: `storyId` when nothing came before. */
  readonly affairId: string;
}

export type Direction = "negative" | "neutral" | "positive";

/** Strength = |score − 3|: 2 strong, 1 notable, 0 neutral. Undefined for 0, not scored. */
export function strengthOf(score: Score): 0 | 1 | 2 | undefined {
  switch (score) {
    case 0:
      return undefined;
    case 1:
    case 5:
      return 2;
    case 2:
    case 4:
      return 1;
    case 3:
      return 0;
  }
}

/** Direction = the sign of score − 3. Undefined for 0, not scored. */
export function directionOf(score: Score): Direction | undefined {
  if (score === 0) return undefined;
  if (score === 3) return "neutral";
  return score < 3 ? "negative" : "positive";
}
