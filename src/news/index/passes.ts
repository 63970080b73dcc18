// A filter as tables: what its records decide of every verdict, every outlet and every set of countries that there is. A scan
// then looks up what the one predicate of each record said.

import type { Origin, Part, Verdict } from "../filter/dimension.ts";
import { type NewsFilter, predicatesOf, without } from "../filter/filter.ts";
import { ALL_VERDICTS, type IndexNames, originsOf, VERDICTS } from "./columns.ts";
import { MERITS } from "./standings.ts";

/**
 * What a verdict passes, as bits. Of two there is one for each relevance, 0 to 2, from there on: the bits of an article's verdicts
 * together then tell the highest.
 */
export const PASSES = {
  /** What the filter asks of the scope. */
  scope: 1,
  /** The scope, and there is a score. */
  scored: 2,
  /** The whole filter. */
  whole: 4,
  wholeOfAny: 4 | 8 | 16,
  /** The whole filter but for the relevance that it asks for. */
  unasked: 32,
  unaskedOfAny: 32 | 64 | 128,
} as const;

/** In place of a relevance, where nothing passes. */
export const IRRELEVANT = 3;

/** The highest relevance of such bits, from the first one's place on. */
export const HIGHEST = Uint8Array.of(IRRELEVANT, 0, 1, 1, 2, 2, 2, 2);

/** 0 where the filter keeps everything out. */
export interface Passes {
  /** By packed verdict: bits of `PASSES`. */
  readonly verdicts: Uint8Array;
  /** By packed verdict: its merit where it passes the whole filter, else a number below every merit. */
  readonly merits: Int32Array;
  /** By number of the outlet, and of the set of countries. */
  readonly sources: Uint8Array;
  readonly countrySets: Uint8Array;
}

/** Below every merit, whatever fit is added. */
const NO_MERIT = -VERDICTS;

/** What a filter asks of texts is not in it. */
export function passesOf(filter: NewsFilter, names: IndexNames): Passes {
  const isInScope = verdictTest(filter, ["scope"]);
  const isWhole = verdictTest(filter, ["scope", "verdict"]);
  const isUnasked = verdictTest(without(filter, "relevance"), ["scope", "verdict"]);
  const verdicts = new Uint8Array(VERDICTS);
  const merits = new Int32Array(VERDICTS).fill(NO_MERIT);
  for (const [packed, verdict] of ALL_VERDICTS) {
    if (!isInScope(verdict)) continue;
    const { score, relevance } = verdict;
    const passesWhole = isWhole(verdict);
    verdicts[packed] =
      PASSES.scope |
      (score > 0 ? PASSES.scored : 0) |
      (passesWhole ? PASSES.whole << relevance : 0) |
      (isUnasked(verdict) ? PASSES.unasked << relevance : 0);
    if (passesWhole) merits[packed] = MERITS[packed] ?? 0;
  }
  return {
    verdicts,
    merits,
    sources: originPasses(filter, "source", names.sources.length, () => originsOf(names)),
    countrySets: originPasses(filter, "countries", names.countrySets.length, () =>
      names.countrySets.map((countries) => ({ countries })),
    ),
  };
}

function verdictTest(filter: NewsFilter, parts: readonly Part[]): (verdict: Verdict) => boolean {
  const tests = predicatesOf(filter).flatMap((predicate) =>
    predicate.looksAt === "verdict" && parts.includes(predicate.part) ? [predicate.keeps] : [],
  );
  return (verdict) => tests.every((keeps) => keeps(verdict));
}

function originPasses(
  filter: NewsFilter,
  looksAt: "source" | "countries",
  count: number,
  origins: () => readonly Origin[],
): Uint8Array {
  const tests = predicatesOf(filter).flatMap((predicate) =>
    predicate.looksAt === looksAt ? [predicate.keeps] : [],
  );
  if (tests.length === 0) return new Uint8Array(count).fill(1);
  return Uint8Array.from(origins(), (origin) => Number(tests.every((keeps) => keeps(origin))));
}
