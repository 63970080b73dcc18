// How well stories and affairs fit pairs of articles that people judged.

/** Two articles and what people said of them. */
export interface JudgedPair {
  readonly a: string;
  readonly b: string;
  /** 2 the same event, 1 a new step of the same affair, 0 neither. */
  readonly label: 0 | 1 | 2;
  /** How many pairs of the file this one stands for: pairs were drawn from bins of different size. */
  readonly weight: number;
}

export interface PairQuality {
  /** Of the pairs that belong together, the share that was joined; 0 to 1. */
  readonly found: number;
  /** Of the pairs that were joined, the share that belongs together; 1 when none was joined. */
  readonly right: number;
  readonly wrong: readonly JudgedPair[];
  readonly missed: readonly JudgedPair[];
}

/**
 * Reads a table of judged pairs: tab-separated, with the columns id_a, id_b, label, cosine_bin and pairs_in_bin.
 * Throws RangeError when one is missing.
 */
export function readJudgedPairs(text: string): JudgedPair[] {
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const names = head.split("\t");
  const rows = lines.map((line) => {
    const cells = line.split("\t");
    return (name: string): string => {
      const cell = cells[names.indexOf(name)];
      if (cell === undefined) throw new RangeError(`the judged pairs lack the column ${name}`);
      return cell;
    };
  });
  const drawn = new Map<string, number>();
  for (const row of rows) drawn.set(row("cosine_bin"), (drawn.get(row("cosine_bin")) ?? 0) + 1);
  return rows.map((row) => ({
    a: row("id_a"),
    b: row("id_b"),
    label: row("label") === "2" ? 2 : row("label") === "1" ? 1 : 0,
    weight: Number(row("pairs_in_bin")) / (drawn.get(row("cosine_bin")) ?? 1),
  }));
}

/** Compares what was joined with what belongs together: pairs with the label `least` and better. */
export function qualityOf(
  pairs: readonly JudgedPair[],
  least: 1 | 2,
  isJoined: (pair: JudgedPair) => boolean,
): PairQuality {
  const weightOf = (some: readonly JudgedPair[]): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const joined = pairs.filter(isJoined);
  const together = pairs.filter(({ label }) => label >= least);
  const both = weightOf(joined.filter(({ label }) => label >= least));
  return {
    found: together.length === 0 ? 1 : both / weightOf(together),
    right: joined.length === 0 ? 1 : both / weightOf(joined),
    wrong: joined.filter(({ label }) => label < least),
    missed: together.filter((pair) => !isJoined(pair)),
  };
}
