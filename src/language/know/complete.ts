// Completion of a field while somebody types.

import { assertNever } from "../../errors.ts";
import { zoneNames } from "../../time/zones.ts";
import { say } from "../../wording/say.ts";
import { type Declaration, isList, type Option, type Vocabulary } from "../declare/options.ts";
import type { Lexicon } from "../declare/parsed.ts";
import { COMMON_WINDOWS, parseDateValue } from "../read/dates.ts";
import { formatDateValue } from "../read/format-dates.ts";
import { fold } from "../read/text.ts";

export interface Completion {
  readonly label: string;
  readonly value: string;
}

/** More are not looked through, and longer ones not read, while typing; no platform's limit is lower. */
export const COMPLETIONS = 25;
export const LABEL_LENGTH = 100;

/**
 * What may stand in a command's field that begins like `partial`, best first, at most 25. Every value is one that
 * `parseOptions` takes for that field. Unknown and hidden options have none.
 */
export function complete(
  command: Declaration,
  optionName: string,
  partial: string,
  lexicon: Lexicon,
): readonly Completion[] {
  const option = Object.hasOwn(command.options, optionName) ? command.options[optionName] : undefined;
  if (option === undefined || option.hidden === true) return [];
  // In a list only the last item is being typed.
  const typed = isList(option) ? /^((?:.*,\s*)?(?:not\s+)?)(.*)$/is.exec(partial) : null;
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
    case "choice-list":
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
  return /^\d+$/.test(value) ? `${value} ${say(label)}` : value;
}
