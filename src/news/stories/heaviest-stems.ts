// The stems of a text that weigh most: by them texts are sought, and they are what is kept of a text for long.

import type { TextVector } from "./vectors.ts";

/** The heaviest stems, heaviest first; of those that weigh the same, the ones that came first. */
export function heaviestStems({ stems, weights, from, to }: TextVector, most: number): number[] {
  const kept: number[] = [];
  const keptWeights: number[] = [];
  for (let at = from; at < to; at++) {
    const weight = weights[at] ?? 0;
    if (kept.length === most && weight <= (keptWeights[most - 1] ?? 0)) continue;
    let place = Math.min(kept.length, most - 1);
    for (; place > 0 && weight > (keptWeights[place - 1] ?? 0); place--) {
      kept[place] = kept[place - 1] ?? 0;
      keptWeights[place] = keptWeights[place - 1] ?? 0;
    }
    kept[place] = stems[at] ?? 0;
    keptWeights[place] = weight;
  }
  return kept;
}

/**
 * Copies a vector's `most` heaviest stems to a place of their own; of those that weigh the same, the ones that came first.
 * @returns how many they are.
 */
export function lighten(
  { stems, weights, from, to }: TextVector,
  most: number,
  into: { readonly stems: Int32Array; readonly weights: Float32Array; readonly from: number },
): number {
  const size = Math.min(most, to - from);
  const least = size < to - from ? heaviestWeight(weights.slice(from, to), size) : Number.NEGATIVE_INFINITY;
  let heavier = 0;
  for (let at = from; at < to; at++) if ((weights[at] ?? 0) > least) heavier++;
  let asHeavy = size - heavier;
  let place = into.from;
  for (let at = from; at < to; at++) {
    const weight = weights[at] ?? 0;
    if (weight < least || (weight === least && asHeavy-- <= 0)) continue;
    into.stems[place] = stems[at] ?? 0;
    into.weights[place++] = weight;
  }
  return size;
}

/** The weight at a rank, 1 for the heaviest, found by parting the weights around one of them; it changes their order. */
function heaviestWeight(weights: Float32Array, rank: number): number {
  let first = 0;
  let last = weights.length - 1;
  while (first < last) {
    const middle = weights[(first + last) >> 1] ?? 0;
    let left = first;
    let right = last;
    while (left <= right) {
      while ((weights[left] ?? 0) > middle) left++;
      while ((weights[right] ?? 0) < middle) right--;
      if (left > right) break;
      const heavier = weights[right] ?? 0;
      weights[right--] = weights[left] ?? 0;
      weights[left++] = heavier;
    }
    if (rank - 1 <= right) last = right;
    else if (rank - 1 >= left) first = left;
    else return middle;
  }
  return weights[first] ?? 0;
}
