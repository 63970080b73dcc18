// Where dates stand among words that take none.

import { runAt } from "../know/fits.ts";
import { parseDateValue } from "./dates.ts";
import type { Token } from "./text.ts";

/** How many words from a place are a date, or nearly one as `31 february` is; 0 where they are something else. */
export function dateLengthAt(tokens: readonly Token[], at: number): number {
  const isDate = (count: number): boolean => {
    const reading = parseDateValue(runAt(tokens, at, count)?.text ?? "");
    return reading.ok || reading.offers.length > 0;
  };
  return [3, 2, 1].find(isDate) ?? 0;
}

/** Whether a date begins here that is no common word: `last week`, `7d`, `2024-02`. */
export function isDateAt(tokens: readonly Token[], at: number): boolean {
  const words = tokens.slice(at, at + 3).map(({ text }) => text);
  return [1, 2, 3].some((count) => {
    const text = words.slice(0, count).join(" ");
    const isPlain = count === 1 && !/\d|^(?:today|yesterday)$/i.test(text);
    return count <= words.length && !isPlain && parseDateValue(text).ok;
  });
}
