// The order of stories as tables: what the rank says of every verdict, so that a scan adds and compares numbers.

import type { Assessment } from "../article.ts";
import { meritOf, type Order, standingOf } from "../filter/rank.ts";
import { ALL_VERDICTS, VERDICTS } from "./columns.ts";

/** What assessments of no fit are worth, by packed verdict. */
export const MERITS = tabulate((verdict) => meritOf(verdict));

/** What gives articles their standing, by packed verdict twice: of a report, of an opinion; and how it grows. */
export const STANDINGS = { top: standingsOf("top"), latest: standingsOf("latest") } as const satisfies Record<
  Order,
  unknown
>;

function standingsOf(order: Order) {
  const of = (verdict: Assessment, isOpinion: boolean, outlets: number): number =>
    standingOf(order, { isOpinion, outlets }, verdict);
  const base = new Float64Array(2 * VERDICTS);
  for (const [packed, verdict] of ALL_VERDICTS)
    for (const opinion of [0, 1]) base[packed * 2 + opinion] = of(verdict, opinion === 1, 0);
  const [any] = ALL_VERDICTS.values();
  if (any === undefined) throw new RangeError("there is no verdict");
  const least = of(any, false, 0);
  return { base, fit: of({ ...any, fit: 1 }, false, 0) - least, outlets: of(any, false, 1) - least };
}

function tabulate(value: (verdict: Assessment) => number): Int32Array {
  const table = new Int32Array(VERDICTS);
  for (const [packed, verdict] of ALL_VERDICTS) table[packed] = value(verdict);
  return table;
}
