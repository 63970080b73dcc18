// The numbers from which the model judges one assessment: how well the article's words fit the pillar, and how well
// they fit the other seven.

import { PILLARS, type PillarNumber } from "../pillars.ts";
import type { Evidence } from "./evidence.ts";

/** Of all articles, by pillar: the mean worth of their evidence, and its standard deviation. */
export interface UsualWorth {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** What training gives: `usual` of all articles, and a weight for each feature in the two regressions. */
export interface RelevanceWeights {
  readonly usual: UsualWorth;
  readonly related: readonly number[];
  readonly onTopic: readonly number[];
}

/** Names of the features that all pillars share; then, for each pillar, one for itself and eight for the fits. */
export const SHARED_FEATURES = [
  "constant",
  "own fit",
  "best other fit",
  "pillars that fit better",
  "squarely",
  "likely",
  "pillars assessed",
] as const;

const PILLAR_FEATURES = 1 + PILLARS.length;

export const FEATURE_COUNT = SHARED_FEATURES.length + PILLARS.length * PILLAR_FEATURES;

/** By pillar, how many standard deviations the article's words are above the usual. */
export function fitsOf(evidence: Evidence, usual: UsualWorth): number[] {
  return evidence.map(({ worth }, at) => (worth - (usual.mean[at] ?? 0)) / (usual.deviation[at] ?? 1));
}

/** Calls `use` with the number and the value of every feature of one assessment that is not zero. */
export function eachFeature(
  article: { readonly evidence: Evidence; readonly fits: readonly number[]; readonly assessed: number },
  pillar: PillarNumber,
  use: (feature: number, value: number) => void,
): void {
  const { evidence, fits, assessed } = article;
  const own = fits[pillar - 1] ?? 0;
  const words = evidence[pillar - 1];
  let bestOther = Number.NEGATIVE_INFINITY;
  let better = 0;
  const first = SHARED_FEATURES.length + (pillar - 1) * PILLAR_FEATURES;
  for (let at = 0; at < PILLARS.length; at++) {
    const fit = fits[at] ?? 0;
    if (at !== pillar - 1) bestOther = Math.max(bestOther, fit);
    if (fit > own) better++;
    use(first + 1 + at, Math.min(Math.max(fit, -2), 4) / 2);
  }
  use(first, 1);
  use(0, 1);
  use(1, own);
  use(2, bestOther);
  use(3, better / (PILLARS.length - 1));
  use(4, Math.log1p(words?.squarely ?? 0));
  use(5, Math.log1p(words?.likely ?? 0));
  use(6, assessed / PILLARS.length);
}
