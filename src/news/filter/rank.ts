// The order of stories, said once: as ORDER BY over the columns of `assessments`, and as a comparison of articles.

import { type Assessment, strengthOf } from "../article.ts";
import type { PillarNumber } from "../pillars.ts";
import type { NewsFilter } from "./dimensions.ts";

/** What ranking looks at. */
export interface Ranked {
  readonly id: string;
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
  /** Pillars with a strength-2 assessment. */
  readonly focus: number;
  /** Distinct outlets of its story. */
  readonly outlets: number;
}

/** One step of an order. Where a value is absent (NULL), the article comes last. */
interface Key {
  readonly column: string;
  readonly goes: "up" | "down";
  /** `best` is the strongest assessment that was kept. */
  of(article: Ranked, best: Assessment): string | number | undefined;
}

const strength: Key = { column: "strength", goes: "down", of: (_, best) => strengthOf(best.score) };
const focus: Key = { column: "focus", goes: "up", of: (article) => article.focus };
const outlets: Key = { column: "outlets", goes: "down", of: (article) => article.outlets };
const published: Key = { column: "published_at", goes: "down", of: (article) => article.publishedAt };
const id: Key = { column: "id", goes: "up", of: (article) => article.id };

export type Order = "top" | "latest";

/** The steps of an order under a filter. `/news about` tells them to people, and `tables.ts` lays rows out alike. */
function keysOf(order: Order, { pillar }: NewsFilter): readonly Key[] {
  if (order === "latest") return [published, id];
  // With a pillar, few strong pillars: an article that is about it. Without one, what more outlets report.
  return [strength, pillar === undefined || pillar.any.length === 0 ? outlets : focus, published, id];
}

/** An order as what follows ORDER BY. */
export function orderBy(order: Order, filter: NewsFilter): string {
  return keysOf(order, filter)
    .map(({ column, goes }) => `${column} ${goes === "down" ? "DESC" : "ASC"} NULLS LAST`)
    .join(", ");
}

/** An order as a comparison: negative when the first one comes first. */
export function compareBy(
  order: Order,
  filter: NewsFilter,
): (a: Ranked, bestOfA: Assessment, b: Ranked, bestOfB: Assessment) => number {
  const keys = keysOf(order, filter);
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

/** Strongest first, what is not scored last; on a tie the pillar that is shown, if any, then the lower one. */
export function byStrength(shown?: PillarNumber): (a: Assessment, b: Assessment) => number {
  return (a, b) =>
    (strengthOf(b.score) ?? -1) - (strengthOf(a.score) ?? -1) ||
    Number(b.pillar === shown) - Number(a.pillar === shown) ||
    a.pillar - b.pillar;
}

/** The pillar that `byStrength` puts first among the rows of a group. */
export const BEST_PILLAR = "min((2 - coalesce(strength, -1)) * 10 + pillar) % 10";
