// The order of stories, said once: as a comparison of articles, and as numbers that compare like them. docs/adr/0014-relevance.md.

import { type Assessment, MOST_FIT, strengthOf } from "../article.ts";
import type { PillarNumber } from "../pillars.ts";

/** What ranking looks at. */
export interface Ranked {
  readonly id: string;
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
  readonly isOpinion: boolean;
  /** Distinct outlets of its story. */
  readonly outlets: number;
}

/** One step in which assessments of an article are compared: whole numbers, the better the larger. */
interface MeritStep {
  /** Values are below this. */
  readonly values: number;
  of(assessment: Assessment): number;
}

/** 2 has a direction, 1 is neutral, 0 was not scored. */
const says: MeritStep = {
  values: 3,
  of({ score }) {
    const strength = strengthOf(score);
    return strength === undefined ? 0 : strength > 0 ? 2 : 1;
  },
};
const relevance: MeritStep = {
  values: 3,
  of: (assessment) => assessment.relevance,
};
const strength: MeritStep = {
  values: 3,
  of: ({ score }) => strengthOf(score) ?? 0,
};
/** Higher for lower pillars. */
const beforeOthers: MeritStep = {
  values: 8,
  of: ({ pillar }) => 8 - pillar,
};
/** Of one article no two assessments have one pillar, so this never decides between them: it is carried along. */
const fit: MeritStep = { values: MOST_FIT + 1, of: (assessment) => assessment.fit };

const MERIT_STEPS = [says, relevance, strength, beforeOthers, fit] as const;

/** An assessment's merit as one number, which grows by 1 with the fit: the best of an article has the largest. */
export function meritOf(assessment: Assessment): number {
  return MERIT_STEPS.reduce((merit, { values, of }) => merit * values + of(assessment), 0);
}

/** The best assessment first; of equal ones the pillar that is shown, if any, then the lower one. */
export function bestFirst(shown?: PillarNumber): (a: Assessment, b: Assessment) => number {
  return (a, b) => {
    for (const step of MERIT_STEPS) {
      const isShown = step === beforeOthers ? Number(b.pillar === shown) - Number(a.pillar === shown) : 0;
      const difference = isShown || step.of(b) - step.of(a);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

/** One step of an order. Where a value is absent, the article comes last. */
interface Key {
  readonly goes: "up" | "down";
  /** `best` is the best assessment that was kept. */
  of(article: Ranked, best: Assessment): string | number | undefined;
}

/** A step whose values are whole numbers from 0, below `values`. */
interface WholeKey extends Key {
  readonly values: number;
  of(article: Pick<Ranked, "isOpinion" | "outlets">, best: Assessment): number;
}

function ofBest({ values, of }: MeritStep): WholeKey {
  return { goes: "down", values, of: (_, best) => of(best) };
}

const reports: WholeKey = {
  goes: "up",
  values: 2,
  of: (article) => Number(article.isOpinion),
};
/** There are not so many outlets in the world. */
const MOST_OUTLETS = 2 ** 24;
const outlets: WholeKey = {
  goes: "down",
  values: MOST_OUTLETS,
  of: (article) => article.outlets,
};
const published: Key = { goes: "down", of: (article) => article.publishedAt };
/** Ordinals of articles are in order of their ids, and take less to carry. */
const id: Key = { goes: "up", of: (article) => article.id };

/** Among those of one standing the newest comes first, then the lowest id. */
const NEWEST: readonly Key[] = [published, id];

/** The steps of each order before date and id: what gives an article its standing. `/news about` tells them to people. */
const STANDINGS = {
  top: [ofBest(says), ofBest(relevance), ofBest(strength), reports, ofBest(fit), outlets],
  latest: [],
} as const satisfies Readonly<Record<string, readonly WholeKey[]>>;

export type Order = keyof typeof STANDINGS;

function keysOf(order: Order): readonly Key[] {
  return [...STANDINGS[order], ...NEWEST];
}

/**
 * The steps of an order before date and id as one number below 2^53: the larger, the better. It grows evenly with the fit and
 * with the outlets.
 */
export function standingOf(
  order: Order,
  article: Pick<Ranked, "isOpinion" | "outlets">,
  best: Assessment,
): number {
  const keys: readonly WholeKey[] = STANDINGS[order];
  return keys.reduce((standing, { goes, values, of }) => {
    const value = of(article, best);
    return standing * values + (goes === "down" ? value : values - 1 - value);
  }, 0);
}

/** What a strong verdict and a new article add to how well texts match: a bit, so that they decide between what matches alike. */
const STRENGTH_ADDS = 0.1;
const NEWNESS_ADDS = 0.2;
/** After so many days half of what newness adds is left. */
const NEWNESS_HALVES_DAYS = 90;

/** What the match of an article's texts is multiplied by for the best of its verdicts that were kept. */
export function strengthFactor({ score }: Pick<Assessment, "score">): number {
  return 1 + STRENGTH_ADDS * (strengthOf(score) ?? 0);
}

/** And for its age, in days before the newest article; an undated one is as old as can be. */
export function newnessFactor(ageDays: number | undefined): number {
  return ageDays === undefined ? 1 : 1 + NEWNESS_ADDS * 2 ** (-ageDays / NEWNESS_HALVES_DAYS);
}

/** An order as a comparison: negative when the first one comes first. */
export function compareBy(
  order: Order,
): (a: Ranked, bestOfA: Assessment, b: Ranked, bestOfB: Assessment) => number {
  const keys = keysOf(order);
  return (a, bestOfA, b, bestOfB) => {
    for (const { goes, of } of keys) {
      const [one, other] = [of(a, bestOfA), of(b, bestOfB)];
      if (one === other) continue;
      if (one === undefined) return 1;
      if (other === undefined) return -1;
      return one < other === (goes === "up") ? -1 : 1;
    }
    return 0;
  };
}
