// What a question makes of an article by its verdicts alone: the same for all articles of one kind, so it is found once for each.

import { type NewsIndex, VERDICTS } from "./columns.ts";
import { HIGHEST, IRRELEVANT, PASSES, type Passes } from "./passes.ts";

/**
 * In one number: the best of the verdicts that are kept; the relevance that is heard of, and that is kept, in two bits each;
 * whether there is something in scope and nothing of it is scored; what the verdicts pass together, as the bits of `PASSES`. 0 while it
 * is not known.
 */
export const OUTCOME = { verdict: 255, heard: 8, kept: 10, notScored: 12, known: 13, passed: 14 } as const;

/** By what the verdicts of a kind pass together: what follows of it. */
const FOLLOWS = Int32Array.from({ length: 256 }, (_, passed) => {
  const isNotScored = (passed & (PASSES.scope | PASSES.scored)) === PASSES.scope;
  return (
    (relevanceOf(passed, PASSES.unasked) << OUTCOME.heard) |
    (relevanceOf(passed, PASSES.whole) << OUTCOME.kept) |
    (Number(isNotScored) << OUTCOME.notScored) |
    (1 << OUTCOME.known) |
    (passed << OUTCOME.passed)
  );
});

/** The highest relevance of those that begin at that bit. */
export function relevanceOf(passed: number, first: typeof PASSES.unasked | typeof PASSES.whole): number {
  return HIGHEST[Math.trunc(passed / first) & 7] ?? IRRELEVANT;
}

export interface Outcomes {
  /** By kind. */
  readonly known: Int32Array;
  /** Begins another question: nothing is known. */
  begin(passes: Passes): void;
  /** Finds out about a kind by its verdicts: those of any article of it, from a place among verdicts to before another. */
  find(kind: number, verdicts: Uint8Array, from: number, to: number): number;
}

/** The room is made once for a snapshot: one question ends before the next begins. */
export function createOutcomes(index: NewsIndex): Outcomes {
  const known = new Int32Array(countKinds(index));
  let bits = new Uint8Array(VERDICTS);
  /** By verdict: its merit and itself, 0 where it is not kept. The largest is that of the best. */
  const worths = new Int32Array(VERDICTS);

  return {
    known,
    begin(passes) {
      known.fill(0);
      bits = Uint8Array.from(passes.verdicts);
      for (let verdict = 0; verdict < VERDICTS; verdict++) {
        const merit = passes.merits[verdict] ?? 0;
        worths[verdict] = merit < 0 ? 0 : (merit << 8) | verdict;
      }
    },
    find(kind, verdicts, from, to) {
      let passed = 0;
      let best = 0;
      for (let at = from; at < to; at++) {
        const verdict = verdicts[at] ?? 0;
        passed |= bits[verdict] ?? 0;
        // The larger of both, without a branch that nobody can foresee. The fit would decide nothing: of one article no two
        // assessments have one pillar.
        const less = best - (worths[verdict] ?? 0);
        best -= less & (less >> 31);
      }
      const outcome = (best & OUTCOME.verdict) | (FOLLOWS[passed] ?? 0);
      known[kind] = outcome;
      return outcome;
    },
  };
}

/** Kinds are numbered from 0 without a gap. */
function countKinds({ articles, kinds }: NewsIndex): number {
  let most = -1;
  for (let place = 0; place < articles; place++) most = Math.max(most, kinds[place] ?? 0);
  return most + 1;
}
