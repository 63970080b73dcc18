// Nearest words for slips of the finger, and completion of a field while somebody types.

import { assertNever } from "../errors.ts";
import { COMMON_WINDOWS, formatDateValue, parseDateValue } from "./dates.ts";
import type { Command, Option, Vocabulary } from "./define.ts";
import type { Lexicon } from "./parsed.ts";
import { fold } from "./text.ts";
import { zoneNames } from "./zones.ts";

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
 * longer one, or a beginning of three letters or more. Each candidate is compared by its folded words.
 */
export function nearest<T>(word: string, candidates: Iterable<readonly [string, T]>): T[] {
  const folded = fold(word);
  const slips = folded.length <= 4 ? 1 : 2;
  const near: { readonly far: number; readonly value: T }[] = [];
  for (const [spelling, value] of candidates) {
    const other = fold(spelling);
    if (folded.length >= 3 && other.startsWith(folded)) {
      near.push({ far: 1, value });
    } else if (folded.length > 1 && Math.abs(other.length - folded.length) <= slips) {
      const far = distance(folded, other);
      if (far <= slips) near.push({ far, value });
    }
  }
  near.sort((a, b) => a.far - b.far);
  return [...new Set(near.map(({ value }) => value))].slice(0, 5);
}

export interface Completion {
  readonly label: string;
  readonly value: string;
}

/** Discord's limit on choices, and on the length of a label. */
export const COMPLETIONS = 25;
export const LABEL_LENGTH = 100;

/**
 * What may stand in a command's field that begins like `partial`, best first, at most 25. Every value is one that
 * `parseOptions` takes for that field. Unknown and hidden options have none.
 */
export function complete(
  command: Command,
  optionName: string,
  partial: string,
  lexicon: Lexicon,
): readonly Completion[] {
  const option = Object.hasOwn(command.options, optionName) ? command.options[optionName] : undefined;
  if (option === undefined || option.hidden === true) return [];
  // In a list only the last item is being typed.
  const typed = option.kind === "text-list" ? /^(.*,\s*)?(.*)$/s.exec(partial) : null;
  const before = typed?.[1] ?? "";
  const begun = fold(typed?.[2] ?? partial);
  const all = completionsOf(option, partial, lexicon);
  const starting = all.filter(
    ({ label, value }) => fold(value).startsWith(begun) || fold(label).startsWith(begun),
  );
  const containing = all.filter(({ label }) => fold(label).includes(begun));
  const byValue = new Map([...starting, ...containing].reverse().map((found) => [found.value, found]));
  return [...byValue.values()]
    .reverse()
    .map(({ label, value }) => ({ label: `${before}${label}`, value: `${before}${value}` }))
    .filter(({ label }) => label.length <= LABEL_LENGTH)
    .slice(0, COMPLETIONS);
}

function completionsOf(option: Option, partial: string, lexicon: Lexicon): readonly Completion[] {
  switch (option.kind) {
    case "choice":
      return option.choices.map(({ value, label }) => ({ label: choiceLabel(value, label), value }));
    case "integer": {
      const count = Math.min(option.max - option.min + 1, 1000);
      return Array.from({ length: count }, (_, index) => plain(String(option.min + index)));
    }
    case "date": {
      const reading = parseDateValue(partial);
      const read = reading.ok ? [formatDateValue(reading.value)] : [];
      // What reads as a date is kept whatever it begins with: `5 Mar 2024` becomes `2024-03-05`.
      return [...read.map((value) => ({ label: partial.trim(), value })), ...COMMON_WINDOWS.map(plain)];
    }
    case "text":
    case "text-list":
      return vocabularyWords(option.vocabulary, lexicon).map(plain);
    case "flag":
      return ["yes", "no"].map(plain);
    case "duration":
      return [];
    default:
      return assertNever(option);
  }
}

function vocabularyWords(vocabulary: Vocabulary | undefined, lexicon: Lexicon): readonly string[] {
  switch (vocabulary) {
    case "country":
      return lexicon.countries;
    case "source":
      return lexicon.sources;
    case "digest":
      return lexicon.digests;
    case "zone":
      return zoneNames();
    case "channel":
    case "command":
    case "mention":
    case "title":
    case undefined:
      return [];
    default:
      return assertNever(vocabulary);
  }
}

function plain(text: string): Completion {
  return { label: text, value: text };
}

/** How a choice is shown among others: `7 Civil Justice` where values are numbers, else the value. */
export function choiceLabel(value: string, label: string): string {
  return /^\d+$/.test(value) ? `${value} ${label}` : value;
}
