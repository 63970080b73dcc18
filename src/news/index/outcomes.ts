// What a question makes of an article by its verdicts alone: the same for all articles of one kind, so it is found once for each.

import { type NewsIndex, VERDICTS } from "./columns.ts";
import { HIGHEST, IRRELEVANT, PASSES, type Passes, passesOf } from "./passes.ts";

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
  /** Begins another question: nothing is known, unless it asks nothing of verdicts. */
  begin(passes: Passes): void;
  /** Finds out about a kind by its verdicts: those of any article of it, from a place among verdicts to before another. */
  find(kind: number, verdicts: Uint8Array, from: number, to: number): number;
  /** The same where no article of the kind is at hand. */
  findByTable(kind: number): number;
}

/** The room is made once for a snapshot: one question ends before the next begins. */
export function createOutcomes(index: NewsIndex): Outcomes {
  const known = new Int32Array(countKinds(index));
  /** Made when all kinds are looked at first: a list of some days is there sooner without. */
  let table: VerdictsByKind | undefined;
  let bits = new Uint8Array(VERDICTS);
  /** By verdict: its merit and itself, 0 where it is not kept. The largest is that of the best. */
  const worths = new Int32Array(VERDICTS);
  const ofAll = passesOf({}, { sources: [], countrySets: [] });
  /** What comes of every kind where nothing is asked of verdicts; made for the first such question. */
  let plain: Int32Array | undefined;

  function asksNothing({ verdicts: asked, merits }: Passes): boolean {
    for (let verdict = 0; verdict < VERDICTS; verdict++)
      if (asked[verdict] !== ofAll.verdicts[verdict] || merits[verdict] !== ofAll.merits[verdict])
        return false;
    return true;
  }

  return {
    known,
    begin(passes) {
      known.fill(0);
      bits = Uint8Array.from(passes.verdicts);
      for (let verdict = 0; verdict < VERDICTS; verdict++) {
        const merit = passes.merits[verdict] ?? 0;
        worths[verdict] = merit < 0 ? 0 : (merit << 8) | verdict;
      }
      if (!asksNothing(passes)) return;
      if (plain === undefined) {
        for (let kind = 0; kind < known.length; kind++) findByTable(kind);
        plain = known.slice();
      }
      known.set(plain);
    },
    find,
    findByTable,
  };

  function findByTable(kind: number): number {
    table ??= verdictsByKind(index, known.length);
    const from = kind === 0 ? 0 : (table.ends[kind - 1] ?? 0);
    return find(kind, table.verdicts, from, table.ends[kind] ?? 0);
  }

  function find(kind: number, verdicts: Uint8Array, from: number, to: number): number {
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
  }
}

/** Kinds are numbered from 0 without a gap. */
function countKinds({ articles, kinds }: NewsIndex): number {
  let most = -1;
  for (let place = 0; place < articles; place++) most = Math.max(most, kinds[place] ?? 0);
  return most + 1;
}

/** The verdicts of each kind, one kind after the other, and where each kind's end: a look at all kinds is one way through them. */
interface VerdictsByKind {
  readonly ends: Uint32Array;
  readonly verdicts: Uint8Array;
}

function verdictsByKind(
  { articles, assessments, firsts, verdicts, kinds }: NewsIndex,
  many: number,
): VerdictsByKind {
  /** One article of each. */
  const examples = new Uint32Array(many);
  for (let place = 0; place < articles; place++) examples[kinds[place] ?? 0] = place;
  const ends = new Uint32Array(many);
  const ofKinds = new Uint8Array(assessments);
  let end = 0;
  for (let kind = 0; kind < many; kind++) {
    const place = examples[kind] ?? 0;
    const last = firsts[place + 1] ?? 0;
    for (let at = firsts[place] ?? 0; at < last; at++) ofKinds[end++] = verdicts[at] ?? 0;
    ends[kind] = end;
  }
  return { ends, verdicts: ofKinds.slice(0, end) };
}
