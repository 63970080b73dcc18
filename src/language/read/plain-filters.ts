// What among the words of a question plainly is a filter: a value of an option that hardly anybody would look for.

import { assertNever } from "../../errors.ts";
import { isList, type Option } from "../declare/options.ts";
import { type Fit, fitsOf, LONGEST_RUN, runAt } from "../know/fits.ts";
import { isDomain } from "../know/vocabulary.ts";
import { parseDateValue } from "./dates.ts";
import { negationOf } from "./function-words.ts";
import type { NamedOption, Reader } from "./reading.ts";
import { fold, type Token } from "./text.ts";

export interface Negation {
  /** Where that begins which is left out. */
  readonly at: number;
  /** The word that leaves it out; a sign is none. */
  readonly word?: string;
  /** The first token without its sign. */
  readonly cut?: Token;
}

/** What leaves out the words behind it: `-x`, `!x`, `not x`. */
export function negationBefore(tokens: readonly Token[], at: number): Negation | undefined {
  const text = tokens[at]?.text ?? "";
  if (negationOf(text) !== undefined) return { at: at + 1, word: text };
  return /^[-!][\p{L}\p{N}]/u.test(text) ? { at, cut: { text: text.slice(1), quoted: false } } : undefined;
}

export interface Found {
  readonly fit: Fit;
  readonly to: number;
}

/** The longest value of an option that begins here; with a negation only what can be left out. */
export function filterAt(reader: Reader, at: number, isLeftOut: boolean): Found | undefined {
  const { command, tokens } = reader;
  const [first, ...others] = tokens.slice(at, at + LONGEST_RUN);
  if (first === undefined || first.quoted) return undefined;
  const signless = isLeftOut ? { ...first, text: first.text.replace(/^[-!]/, "") } : first;
  const words = [signless, ...others];
  const options = Object.entries<Option>(command.options).filter(
    ([, option]) => option.bare === true && (!isLeftOut || isList(option)),
  );
  for (let count = words.length; count > 0; count -= 1) {
    // What begins or ends with a sign of a question is a word of it.
    if (
      !words
        .slice(0, count)
        .every(({ text }) => /^[\p{L}\p{N}].*?[\p{L}\p{N}][,;!?]*$|^[\p{L}\p{N}]$/u.test(text))
    )
      continue;
    const fit = options.flatMap((option) => plainFit(option, words, count, reader) ?? [])[0];
    if (fit !== undefined) return { fit, to: at + count };
  }
  return undefined;
}

/** What so many words can only mean, however a question is put. */
function plainFit(
  [name, option]: NamedOption,
  words: readonly Token[],
  count: number,
  { known }: Reader,
): Fit | undefined {
  const run = runAt(words, 0, count);
  if (run === undefined || !isPlain(option, run.text, run.folded)) return undefined;
  const [fit, ...others] = fitsOf(name, option, run, known);
  if (fit === undefined || others.length > 0) return undefined;
  if (option.kind !== "text-list") return fit;
  // Of the data's own, by the very name that they have there.
  if (option.vocabulary === "country")
    return known.lexicon.countries.includes(fit.text) && fold(fit.text) === run.folded ? fit : undefined;
  return known.lexicon.sources.includes(fit.text) ? fit : undefined;
}

/** Whether a text that is a value of the option would hardly be sought. */
function isPlain(option: Option, text: string, folded: string): boolean {
  switch (option.kind) {
    case "choice":
      return folded !== "any" && option.choices.some(({ value }) => value === folded);
    case "choice-list":
      // `p1`; names of pillars are words.
      return /^p\d$/.test(folded);
    case "text-list":
      return (
        option.vocabulary === "country" ||
        (option.vocabulary === "source" && isDomain(text) && !text.includes("/"))
      );
    case "date":
      return isPlainWindow(text.toLowerCase());
    case "text":
    case "integer":
    case "duration":
    case "flag":
      return false;
    default:
      return assertNever(option);
  }
}

/** `march`, `2024`, `12 years` and `all` are words; `last week`, `7d`, `2024-02`, `5 march`, `after 2020` are windows. */
function isPlainWindow(text: string): boolean {
  if (!parseDateValue(text).ok) return false;
  if (/^(?:today|yesterday)$|^(?:last|this|past) |^\d{4}-\d\d| ago$/.test(text)) return true;
  if (!text.includes(" ")) return /^\d{1,3}[hdwmy]$/.test(text) || text.includes("..");
  return (
    /\d/.test(text) &&
    !/^\d+ [a-z]+$/.test(text.replace(/ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/, "-"))
  );
}
