// The order of stories, said once: as ORDER BY over what `MERIT` tells of an article's assessments, and as a comparison of
// articles. docs/adr/0014-relevance.md.

import { type Assessment, strengthOf } from "../article.ts";
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
  readonly column: string;
  /** Over the columns of `assessments`. */
  readonly sql: string;
  /** Values are below this. */
  readonly values: number;
  of(assessment: Assessment): number;
}

/** 2 has a direction, 1 is neutral, 0 was not scored. */
const says: MeritStep = {
  column: "says",
  sql: "CASE WHEN strength > 0 THEN 2 WHEN strength = 0 THEN 1 ELSE 0 END",
  values: 3,
  of({ score }) {
    const strength = strengthOf(score);
    return strength === undefined ? 0 : strength > 0 ? 2 : 1;
  },
};
const relevance: MeritStep = {
  column: "relevance",
  sql: "relevance",
  values: 3,
  of: (assessment) => assessment.relevance,
};
const strength: MeritStep = {
  column: "strength",
  sql: "coalesce(strength, 0)",
  values: 3,
  of: ({ score }) => strengthOf(score) ?? 0,
};
/** Higher for lower pillars. */
const beforeOthers: MeritStep = {
  column: "before_others",
  sql: "8 - pillar",
  values: 8,
  of: ({ pillar }) => 8 - pillar,
};
/** Of one article no two assessments have one pillar, so this never decides between them: it is carried along. */
const fit: MeritStep = { column: "fit", sql: "fit", values: 256, of: (assessment) => assessment.fit };

const MERIT_STEPS = [says, relevance, strength, beforeOthers, fit] as const;

/** An assessment's merit as one number, over the columns of `assessments`: the best of an article has the largest. */
export const MERIT = MERIT_STEPS.reduce(
  (sql, step) => (sql === "" ? `(${step.sql})::INTEGER` : `(${sql}) * ${step.values} + (${step.sql})`),
  "",
);

/** What a column `merit` is made of, as columns: those that `orderBy` names, and `best_pillar`. */
export const MERIT_COLUMNS = MERIT_STEPS.map(({ column, values }, at) => {
  const below = MERIT_STEPS.slice(at + 1).reduce((product, step) => product * step.values, 1);
  const value = `merit // ${below} % ${values}`;
  return column === beforeOthers.column ? `(8 - ${value})::TINYINT AS best_pillar` : `${value} AS ${column}`;
}).join(", ");

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

/** One step of an order. Where a value is absent (NULL), the article comes last. */
interface Key {
  readonly column: string;
  readonly goes: "up" | "down";
  /** `best` is the best assessment that was kept. */
  of(article: Ranked, best: Assessment): string | number | undefined;
}

function ofBest({ column, of }: MeritStep): Key {
  return { column, goes: "down", of: (_, best) => of(best) };
}

const reports: Key = { column: "is_opinion", goes: "up", of: (article) => Number(article.isOpinion) };
const outlets: Key = { column: "outlets", goes: "down", of: (article) => article.outlets };
const published: Key = { column: "published_at", goes: "down", of: (article) => article.publishedAt };
/** Ordinals of articles are in order of their ids, and take less to carry. */
const id: Key = { column: "article", goes: "up", of: (article) => article.id };

/** The steps of each order. `/news about` tells them to people. */
const ORDERS = {
  top: [ofBest(says), ofBest(relevance), ofBest(strength), reports, ofBest(fit), outlets, published, id],
  latest: [published, id],
} as const satisfies Readonly<Record<string, readonly Key[]>>;

export type Order = keyof typeof ORDERS;

/** An order as what follows ORDER BY. */
export function orderBy(order: Order): string {
  return ORDERS[order]
    .map(({ column, goes }) => `${column} ${goes === "down" ? "DESC" : "ASC"} NULLS LAST`)
    .join(", ");
}

/** An order as a comparison: negative when the first one comes first. */
export function compareBy(
  order: Order,
): (a: Ranked, bestOfA: Assessment, b: Ranked, bestOfB: Assessment) => number {
  const keys: readonly Key[] = ORDERS[order];
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
