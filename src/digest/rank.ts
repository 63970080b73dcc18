// The order of stories in a digest: that of `/news top`, and taking turns.

import { assertNever } from "../errors.ts";
import { strengthOf } from "../news/article.ts";
import type { Choice } from "./select.ts";

/**
 * Compares two kept articles by the rule of `/news top` (`/news about` prints it): the strongest verdict first; then with
 * a pillar the one about few things, without one the one that more outlets report; then the newest, undated ones last;
 * then by id.
 */
export function rankedBefore(pillar: number | undefined): (a: Choice, b: Choice) => number {
  return (a, b) => {
    const [one, other] = [a.candidate, b.candidate];
    const second = pillar === undefined ? other.outlets - one.outlets : one.focus - other.focus;
    return (
      (strengthOf(b.kept[0].score) ?? 0) - (strengthOf(a.kept[0].score) ?? 0) ||
      second ||
      (other.publishedAt ?? Number.NEGATIVE_INFINITY) - (one.publishedAt ?? Number.NEGATIVE_INFINITY) ||
      (one.id < other.id ? -1 : 1)
    );
  };
}

/** What a story belongs to when groups take turns. */
export function groupOf({ candidate, kept }: Choice, each: "country" | "pillar" | "source"): string {
  switch (each) {
    case "country":
      return candidate.countries[0] ?? "";
    case "pillar":
      return String(kept[0].pillar);
    case "source":
      return candidate.source ?? "";
    default:
      return assertNever(each);
  }
}

/** The best of each group first, then the second best of each; within a turn the order stays. */
export function takeTurns<T>(ranked: readonly T[], group: (item: T) => string): readonly T[] {
  const taken = new Map<string, number>();
  return ranked
    .map((item) => {
      const turn = (taken.get(group(item)) ?? 0) + 1;
      taken.set(group(item), turn);
      return { item, turn };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ item }) => item);
}
