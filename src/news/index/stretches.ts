// Which places of the columns a stretch of time is: they stand in order of date.

import type { Period } from "../../time/windows.ts";
import type { NewsIndex } from "./columns.ts";

export interface Stretches {
  /** From this place on articles are undated. */
  readonly undatedFrom: number;
  /** The places of a period: from the first to before the second. An undated article is in none that has an end. */
  of(period: Period): readonly [from: number, to: number];
}

export function createStretches({
  articles,
  published,
}: Pick<NewsIndex, "articles" | "published">): Stretches {
  /** The first place whose date is so; all dates after it are, too. */
  function firstPlace(isSo: (at: number) => boolean): number {
    let [low, high] = [0, articles];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isSo(published[middle] ?? Number.NaN)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  const undatedFrom = firstPlace((at) => Number.isNaN(at));
  return {
    undatedFrom,
    of({ from, to }) {
      const first = to === undefined ? 0 : firstPlace((at) => !(at > to));
      if (from === undefined) return [first, to === undefined ? articles : undatedFrom];
      return [first, firstPlace((at) => !(at >= from))];
    },
  };
}
