// Nearest words for slips of the finger.

import { fold } from "../read/text.ts";

/** The number of letters to insert, delete, replace or swap with their neighbour to make one word of the other. */
export function distance(one: string, other: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, (twoAbove[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    twoAbove = above;
    above = current;
  }
  return above[other.length] ?? 0;
}

/**
 * The candidates near a word, nearest first, at most five: one slip in a word of up to four letters, two in a
 * longer one that begins alike, or a beginning of three letters or more. Each candidate is compared by its folded words.
 */
export function nearest<T>(word: string, candidates: Iterable<readonly [string, T]>): T[] {
  return nearestFolded(
    word,
    [...candidates].map(([spelling, value]) => [fold(spelling), value]),
  );
}

/** The same, among candidates that are folded already. */
export function nearestFolded<T>(word: string, candidates: Iterable<readonly [string, T]>): T[] {
  const folded = fold(word);
  const slips = folded.length <= 4 ? 1 : 2;
  const near: { readonly far: number; readonly value: T }[] = [];
  for (const [other, value] of candidates) {
    if (folded.length >= 3 && other.startsWith(folded)) {
      near.push({ far: 1, value });
    } else if (folded.length > 1 && Math.abs(other.length - folded.length) <= slips) {
      const far = distance(folded, other);
      if (far <= (other[0] === folded[0] ? slips : 1)) near.push({ far, value });
    }
  }
  near.sort((a, b) => a.far - b.far);
  return [...new Set(near.map(({ value }) => value))].slice(0, 5);
}
