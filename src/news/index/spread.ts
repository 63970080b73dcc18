// How many there are by what their verdicts say: of stories, of articles, of verdicts.

/** Things by the scores of the verdicts that were kept of them. One with verdicts both ways counts in both. */
export interface Spread {
  readonly all: number;
  readonly negative: number;
  /** Of the negative ones those with a very negative verdict. */
  readonly veryNegative: number;
  readonly neutral: number;
  readonly positive: number;
  readonly veryPositive: number;
  /** Negative ones that are positive, too. */
  readonly bothWays: number;
}

/** What was kept of something. */
export interface Tally {
  /** As lists count them: stories with a report that was kept. */
  readonly stories: Spread;
  readonly articles: Spread;
}

/** Scores 0 to 5 as bits of one number: a score is the bit of that place. */
export const SCORE_SETS = 64;

const [NEGATIVE, NEUTRAL, POSITIVE] = [0b000110, 0b001000, 0b110000];
const [VERY_NEGATIVE, VERY_POSITIVE] = [0b000010, 0b100000];

/** The spread of things that were counted by the set of their scores. `counts` begins at `from`. */
export function spreadOf(counts: Uint32Array, from = 0): Spread {
  const having = (bits: number): number => {
    let sum = 0;
    for (let set = 1; set < SCORE_SETS; set++) if ((set & bits) !== 0) sum += counts[from + set] ?? 0;
    return sum;
  };
  const [negative, positive] = [having(NEGATIVE), having(POSITIVE)];
  return {
    all: having(SCORE_SETS - 1),
    negative,
    veryNegative: having(VERY_NEGATIVE),
    neutral: having(NEUTRAL),
    positive,
    veryPositive: having(VERY_POSITIVE),
    // What is neither is counted once in what is either.
    bothWays: negative + positive - having(NEGATIVE | POSITIVE),
  };
}
