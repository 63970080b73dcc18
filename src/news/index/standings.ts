// The order of stories as tables: what the rank says of every verdict, so that a scan adds and compares numbers.

import { type Assessment, MOST_FIT } from "../article.ts";
import { meritOf, newnessFactor, type Order, standingOf, strengthFactor } from "../filter/rank.ts";
import { ALL_VERDICTS, type IndexColumns, VERDICTS } from "./columns.ts";

/** What assessments of no fit are worth, by packed verdict. */
export const MERITS = tabulate((verdict) => meritOf(verdict));

/** What gives articles their standing, by packed verdict twice: of a report, of an opinion; and how it grows. */
const STANDINGS = { top: standingsOf("top"), latest: standingsOf("latest") } as const satisfies Record<
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

/** Which columns and numbers give an article its standing in an order. */
export interface ByOrder {
  readonly columns: IndexColumns;
  readonly base: Float64Array;
  /** What a fit of 1 adds to a standing. */
  readonly fit: number;
  readonly ofOutlets: number;
}

export function standingsIn(columns: IndexColumns, order: Order): ByOrder {
  const { base, fit, outlets } = STANDINGS[order];
  return { columns, base, fit, ofOutlets: outlets };
}

/** What an article stands at, by its place, with one of its verdicts. */
export function standingIn(
  { columns, base, fit, ofOutlets }: ByOrder,
  place: number,
  verdict: number,
): number {
  const { firsts, verdicts, fits, opinions, outlets } = columns;
  let at = firsts[place] ?? 0;
  const end = firsts[place + 1] ?? 0;
  while (at < end && verdicts[at] !== verdict) at += 1;
  const own = base[verdict * 2 + (opinions[place] ?? 0)] ?? 0;
  return own + (fits[at] ?? 0) * fit + (outlets[place] ?? 0) * ofOutlets;
}

/** What articles can stand at, at most, by their verdict. */
export function reachIn({ outlets }: IndexColumns, order: Order): Float64Array {
  const { base, fit, outlets: ofOutlets } = STANDINGS[order];
  const most = outlets.reduce((more, own) => Math.max(more, own), 0) * ofOutlets + MOST_FIT * fit;
  return Float64Array.from(
    { length: VERDICTS },
    (_, verdict) => Math.max(base[verdict * 2] ?? 0, base[verdict * 2 + 1] ?? 0) + most,
  );
}

/** By verdict: where its assessments end, were they in the order of their verdicts; one more at the end. */
export function verdictEnds({ verdicts }: IndexColumns): Uint32Array {
  const ends = new Uint32Array(VERDICTS + 1);
  for (const verdict of verdicts) ends[verdict] = (ends[verdict] ?? 0) + 1;
  for (let verdict = 1; verdict <= VERDICTS; verdict++)
    ends[verdict] = (ends[verdict] ?? 0) + (ends[verdict - 1] ?? 0);
  return ends;
}

/** What strength does to the match of texts, by packed verdict. */
export const STRENGTH_FACTORS = Float64Array.from({ length: VERDICTS }, (_, packed) => {
  const verdict = ALL_VERDICTS.get(packed);
  return verdict === undefined ? 0 : strengthFactor(verdict);
});

/** Older articles are all alike. */
const OLDEST_DAYS = 3_650;

/** What newness does to it, by whole days; the last one is for whatever is older. */
export const NEWNESS_FACTORS = Float64Array.from({ length: OLDEST_DAYS + 1 }, (_, days) =>
  newnessFactor(days === OLDEST_DAYS ? undefined : days),
);

function tabulate(value: (verdict: Assessment) => number): Int32Array {
  const table = new Int32Array(VERDICTS);
  for (const [packed, verdict] of ALL_VERDICTS) table[packed] = value(verdict);
  return table;
}
