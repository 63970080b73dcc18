// Different questions drawn by a seed: no line of the table hears one twice.

import { type Chance, chanceOf } from "../../demo/sample/random.ts";

/** How often a question that was drawn before is drawn again before there are no more. */
const TRIES = 200;

/** One of the list. */
export function oneOf<T>(list: readonly T[], chance: Chance): T | undefined {
  return list[chance.between(0, list.length - 1)];
}

/** So many different ones; fewer where `make` knows no more. The same seed draws the same. */
export function drawDifferent(
  count: number,
  seed: number,
  make: (chance: Chance) => string,
): readonly string[] {
  const chance = chanceOf(seed);
  const drawn = new Set<string>();
  for (let tries = 0; drawn.size < count && tries < TRIES; ) {
    const before = drawn.size;
    drawn.add(make(chance));
    tries = drawn.size === before ? tries + 1 : 0;
  }
  return [...drawn];
}
