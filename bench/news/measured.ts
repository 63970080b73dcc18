// How long texts are and how articles are scored: measured in a real file of 3,164 assessments.

import type { Chance } from "../../demo/sample/random.ts";

/** Shares of all texts, each with the length in characters that this share stays below. */
const SHARES = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 1] as const;
export const LENGTHS = {
  title: [15, 33, 43, 53, 67, 84, 103, 122, 135, 160, 175, 203],
  description: [41, 70, 107, 130, 178, 213, 235, 255, 270, 369, 420, 550],
  content: [50, 279, 408, 511, 720, 1_344, 2_155, 2_840, 3_413, 9_669, 13_730, 25_906],
  summary: [147, 200, 290, 328, 403, 492, 597, 712, 798, 981, 1_100, 1_344],
} as const;

/** A length as long texts of that kind are. */
export function lengthOf(kind: keyof typeof LENGTHS, chance: Chance): number {
  const share = chance.next();
  const above = SHARES.findIndex((value) => value > share);
  const [low = 0, high = 0] = LENGTHS[kind].slice(above - 1, above + 1);
  const [from = 0, to = 1] = SHARES.slice(above - 1, above + 1);
  return low + ((share - from) / (to - from)) * (high - low);
}

/** Assessments with score 1 to 5, by pillar from 0. */
const SCORES = [
  [196, 85, 267, 106, 148],
  [213, 12, 103, 40, 59],
  [23, 4, 21, 22, 39],
  [147, 50, 153, 36, 104],
  [84, 13, 50, 28, 26],
  [49, 22, 67, 47, 39],
  [76, 26, 103, 51, 63],
  [205, 42, 195, 59, 59],
] as const;

/** The score for a pillar (from 0) that so many of its assessments stay below: `mood` is 0 to 1. */
export function scoreAt(pillar: number, mood: number): number {
  const counts = SCORES[pillar] ?? SCORES[0];
  let left = mood * counts.reduce<number>((sum, count) => sum + count, 0);
  for (const [index, count] of counts.entries()) {
    left -= count;
    if (left < 0) return index + 1;
  }
  return 5;
}
