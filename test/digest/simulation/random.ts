// Chance that comes out the same for the same seed.

export interface Random {
  /** A whole number from 0 up to but not including `end`. */
  below(end: number): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  /** Throws RangeError when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T;
  /** Each with that probability, in order. */
  some<T>(from: readonly T[], probability: number): T[];
}

/** The generator mulberry32: good enough to mix things, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => next() < probability,
    pick(from) {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError("There is nothing to pick from.");
      return picked;
    },
    some: (from, probability) => from.filter(() => next() < probability),
  };
}
