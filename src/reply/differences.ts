// Two counts beside one another, in words and numbers, and how little so few of them say.

import { say } from "../wording/say.ts";

/** Counts below this are called small. */
const SMALL = 10;

/** Fewer are not told as multiples of one another. */
const LEAST_MULTIPLE = 5;

/** `8 more`, `8 more, twice as many`, `20 fewer (−14 %)`, `as many`. */
export function differenceWords(now: number, before: number): string {
  const difference = Math.abs(now - before);
  if (difference === 0) return say("as many");
  const words =
    now > before
      ? say("{count, number} more", { count: difference })
      : say("{count, number} fewer", { count: difference });
  if (before >= LEAST_MULTIPLE && isMultiple(now / before)) return `${words}, ${timesWords(now / before)}`;
  if (Math.min(now, before) < SMALL) return words;
  const percent = Math.round((difference / before) * 100);
  return percent === 0 ? words : `${words} (${now > before ? "+" : "−"}${percent} %)`;
}

/** Whether something is so much more that it is told as a multiple. */
export function isMultiple(ratio: number): boolean {
  return ratio >= 1.95;
}

/** `twice as many`, `three times as many`, `2.4 times as many`. */
export function timesWords(ratio: number): string {
  const rounded = ratio >= 10 ? Math.round(ratio) : Math.round(ratio * 10) / 10;
  if (rounded === 2) return say("twice as many");
  if (rounded === 3) return say("three times as many");
  return say("{ratio, number} times as many", { ratio: rounded });
}

/**
 * What has to be said of a difference of two counts; undefined when it speaks for itself. Counts of things that happen one by one
 * vary by about their square root, so that two of them differ by up to twice the root of both together by chance.
 */
export function cautionOf(now: number, before: number): string | undefined {
  const difference = Math.abs(now - before);
  if (difference === 0) return undefined;
  const isChance = isWithinChance(now, before);
  if (Math.min(now, before) < SMALL)
    return isChance
      ? say("Small numbers: a difference of {difference, number} says little.", { difference })
      : say("Small numbers.");
  return isChance
    ? say("A difference of {difference, number} among so many may be chance.", { difference })
    : undefined;
}

/** Whether two counts differ by no more than chance often makes them. */
export function isWithinChance(now: number, before: number): boolean {
  return (now - before) ** 2 <= 4 * (now + before);
}

/** The same of two shares: so many of so many. */
export function cautionOfRates(
  shares: readonly { readonly count: number; readonly of: number }[],
): string | undefined {
  const rates = shares.map(({ count, of }) => count / of);
  const [one = 0, other = 0] = rates;
  if (one === other) return undefined;
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  const together = sum(shares.map(({ count }) => count)) / sum(shares.map(({ of }) => of));
  const variance = together * (1 - together) * sum(shares.map(({ of }) => 1 / of));
  const isChance = (one - other) ** 2 <= 4 * variance;
  if (shares.some(({ count }) => count < SMALL))
    return isChance ? say("Small numbers: such a difference says little.") : say("Small numbers.");
  return isChance ? say("Such a difference may be chance.") : undefined;
}
