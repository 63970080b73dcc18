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

/** Whether two different dates of a kind stand before and behind the dash, none that counts from today. */
function isRange(text: string): boolean {
  const [first, last] = text.split(" - ").map((end) => parseDateValue(end));
  const range = parseDateValue(text);
  if (!range.ok || first === undefined || !last?.ok) return false;
  const { value } = last;
  if (value.type !== "fixed" && value.type !== "recurring") return false;
  // `1-14 feb` has a day of no month before its dash.
  return (
    !first.ok || (first.value.type === value.type && JSON.stringify(first.value) !== JSON.stringify(value))
  );
}

/** Longest range in words: `1st of February -14th of February 2024`. */
const LONGEST_RANGE = 8;

/**
 * Parts what is typed without its spaces between two dates, `1 feb -14 feb` and `1 feb-14 feb`: a date cannot be left out, so the
 * sign can only mean a range.
 */
export function splitRange(tokens: Token[], at: number): void {
  if (!tokens.slice(at, at + LONGEST_RANGE).some(({ text }) => /[-–—]/.test(text))) return;
  for (let count = LONGEST_RANGE; count > 0; count -= 1) {
    const part = tokens.slice(at, at + count);
    const text = part.map((token) => token.text).join(" ");
    const spaced = text.replace(/ -(?=[\p{L}\d])|(?<=\p{L})[-–—](?=\d)/u, " - ");
    if (part.length < count || part.some(({ quoted }) => quoted) || spaced === text) continue;
    if (parseDateValue(text).ok || !isRange(spaced.replace(/[,;!?]+$/, ""))) continue;
    tokens.splice(at, count, ...spaced.split(" ").map((word) => ({ text: word, quoted: false })));
    return;
  }
}
