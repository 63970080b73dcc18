// What a question makes of an article by its verdicts alone: the same for all articles of one kind, so it is found once for each.

import { type NewsIndex, VERDICTS } from "./columns.ts";
import { HIGHEST, PASSES, type Passes } from "./passes.ts";

/**
 * In one number: the best of the verdicts that are kept; the relevance that is heard of, and that is kept, in two bits each;
 * whether there is something in scope and nothing of it is scored. 0 while it is not known.
 */
export const OUTCOME = { verdict: 255, heard: 8, kept: 10, notScored: 12, known: 13 } as const;

export interface Outcomes {
  /** By kind. */
  readonly known: Int32Array;
  /** Begins another question: nothing is known. */
  begin(passes: Passes): void;
  /** Finds out about the kind that the article there is of. */
  find(place: number): number;
}

/** The room is made once for a snapshot: one question ends before the next begins. */
export function createOutcomes({ firsts, verdicts, kinds }: NewsIndex): Outcomes {
  const known = new Int32Array(kinds.reduce((most, kind) => Math.max(most, kind), -1) + 1);
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
    find(place) {
      let passed = 0;
      let best = 0;
      const end = firsts[place + 1] ?? 0;
      for (let at = firsts[place] ?? 0; at < end; at++) {
        const verdict = verdicts[at] ?? 0;
        passed |= bits[verdict] ?? 0;
        // The larger of both, without a branch that nobody can foresee. The fit would decide nothing: of one article no two
        // assessments have one pillar.
        const less = best - (worths[verdict] ?? 0);
        best -= less & (less >> 31);
      }
      const isNotScored = (passed & (PASSES.scope | PASSES.scored)) === PASSES.scope;
      const outcome =
        (best & OUTCOME.verdict) |
        ((HIGHEST[(passed & PASSES.unaskedOfAny) / PASSES.unasked] ?? 0) << OUTCOME.heard) |
        ((HIGHEST[(passed & PASSES.wholeOfAny) / PASSES.whole] ?? 0) << OUTCOME.kept) |
        (Number(isNotScored) << OUTCOME.notScored) |
        (1 << OUTCOME.known);
      known[kinds[place] ?? 0] = outcome;
      return outcome;
    },
  };
}
