// A filter as tables: what its records decide of every verdict, every outlet and every set of countries that there is. A scan
// then looks up what the one predicate of each record said.

import type { Origin, Part, Verdict } from "../filter/dimension.ts";
import { type NewsFilter, predicatesOf, without } from "../filter/filter.ts";
import { ALL_VERDICTS, type IndexNames, originsOf, VERDICTS } from "./columns.ts";

/** What a verdict passes, as bits. */
export const PASSES = {
  /** What the filter asks of the scope. */
  scope: 1,
  /** The whole filter. */
  whole: 2,
  /** The whole filter but for the relevance that it asks for. */
  ofAnyRelevance: 4,
  /** The scope, and there is a score. */
  scored: 8,
} as const;

/** 0 where the filter keeps everything out. */
export interface Passes {
  /** By packed verdict: bits of `PASSES`. */
  readonly verdicts: Uint8Array;
  /** By number of the outlet, and of the set of countries. */
  readonly sources: Uint8Array;
  readonly countrySets: Uint8Array;
}

/** What a filter asks of texts is not in it. */
export function passesOf(filter: NewsFilter, names: IndexNames): Passes {
  const isInScope = verdictTest(filter, ["scope"]);
  const isWhole = verdictTest(filter, ["scope", "verdict"]);
  const isOfAnyRelevance = verdictTest(without(filter, "relevance"), ["scope", "verdict"]);
  const verdicts = new Uint8Array(VERDICTS);
  for (const [packed, verdict] of ALL_VERDICTS)
    verdicts[packed] =
      (isInScope(verdict) ? PASSES.scope : 0) |
      (isWhole(verdict) ? PASSES.whole : 0) |
      (isOfAnyRelevance(verdict) ? PASSES.ofAnyRelevance : 0) |
      (isInScope(verdict) && verdict.score > 0 ? PASSES.scored : 0);
  return {
    verdicts,
    sources: originPasses(filter, "source", originsOf(names)),
    countrySets: originPasses(
      filter,
      "countries",
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
  origins: readonly Origin[],
): Uint8Array {
  const tests = predicatesOf(filter).flatMap((predicate) =>
    predicate.looksAt === looksAt ? [predicate.keeps] : [],
  );
  return Uint8Array.from(origins, (origin) => Number(tests.every((keeps) => keeps(origin))));
}
