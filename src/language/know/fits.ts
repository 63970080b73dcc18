// What a run of words can be for one option.

import { assertNever } from "../../errors.ts";
import type { ChoiceListOption, ChoiceOption, Option, Value, Vocabulary } from "../declare/options.ts";
import { parseDateValue } from "../read/dates.ts";
import { formatDuration, parseDuration } from "../read/durations.ts";
import { formatDateValue } from "../read/format-dates.ts";
import { joinerOf, negationOf } from "../read/function-words.ts";
import { fold, nameKeyOf, type Token } from "../read/text.ts";
import { choiceLabel } from "./complete.ts";
import { domainOf, type FoldedWords, isDomain, type KnownWords, nameOf } from "./vocabulary.ts";
import { zoneSpellings } from "./zones.ts";

/** Neighbouring tokens read as one value. */
export interface Run {
  readonly text: string;
  readonly folded: string;
  readonly count: number;
}

/** Longest values in words: `from 1st of February to 14th of February 2024`. */
export const LONGEST_RUN = 9;

/** The run of `count` tokens from `at`; a quoted token is a run of its own. */
export function runAt(tokens: readonly Token[], at: number, count: number): Run | undefined {
  const part = tokens.slice(at, at + count);
  if (part.length < count || (count > 1 && part.some(({ quoted }) => quoted))) return undefined;
  const [first, last] = [part[0], part.at(-1)];
  // A word that joins two things is no part of one of them.
  if (count > 1 && [first, last].some((token) => token !== undefined && joinerOf(token.text) !== undefined))
    return undefined;
  // `corruption -security` is two things, and a sign is never overlooked.
  if (part.slice(1).some(({ text }) => negationOf(text) !== undefined)) return undefined;
  if (part.some(({ text, quoted }) => !quoted && /^(?:[-!]|non-)\p{L}/iu.test(text))) return undefined;
  const text = part.map((token) => token.text).join(" ");
  const said = part[0]?.quoted === true ? text.trim() : text.replace(/[,;!?]+$/, "");
  return said === "" ? undefined : { text: said, folded: fold(said), count };
}

/** A value that a run can be. */
export interface Fit {
  readonly name: string;
  readonly value: Value;
  /** The value as canonical text. */
  readonly text: string;
  /** How a button names it among others of its option: `7 Civil Justice`. */
  readonly label: string;
  /** Whether it is to be left out. */
  readonly isLeftOut?: true;
}

/** Every value of an option that the run can be. The values of list options are single here. */
export function fitsOf(name: string, option: Option, run: Run, known: KnownWords): readonly Fit[] {
  const made = (value: Value, text = String(value), label = text): Fit => ({ name, value, text, label });
  switch (option.kind) {
    case "choice":
    case "choice-list":
      return known
        .choices(option, run.folded)
        .map(({ value, label }) => made(value, value, choiceLabel(value, label)));
    case "integer": {
      const number = /^\d{1,15}$/.test(run.text) ? Number(run.text) : Number.NaN;
      return number >= option.min && number <= option.max ? [made(number)] : [];
    }
    case "date": {
      const reading = parseDateValue(run.text);
      const text = reading.ok ? formatDateValue(reading.value) : "";
      // `until 1 feb to 14 feb` says two ends for one.
      const hasTwoEnds = option.bound === "until" && text.includes("..") && !run.text.includes("..");
      return reading.ok && !hasTwoEnds ? [made(reading.value, text)] : [];
    }
    case "duration": {
      const ms = parseDuration(run.text);
      return ms !== undefined && ms >= option.minMs && ms <= option.maxMs
        ? [made(ms, formatDuration(ms))]
        : [];
    }
    case "flag":
      return Object.hasOwn(FLAG_WORDS, run.folded) ? [made(FLAG_WORDS[run.folded] ?? false, run.folded)] : [];
    case "text":
    case "text-list":
      return (readText(option, run) ?? wordsFor(option, run, known))
        .filter((word) => word.length <= (option.maxLength ?? Number.POSITIVE_INFINITY))
        .map((word) => made(word));
    default:
      return assertNever(option);
  }
}

/** Words that say yes or no to a flag. */
export const FLAG_WORDS: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  on: true,
  no: false,
  false: false,
  off: false,
};

export type TextKind = Extract<Option, { kind: "text" | "text-list" }>;

/** The value of an option that reads its own; undefined for others. */
function readText(option: TextKind, run: Run): readonly string[] | undefined {
  if (option.kind !== "text" || option.reads === undefined) return undefined;
  const reading = option.reads(run.text);
  return reading.ok ? [reading.text] : [];
}

function wordsFor(option: TextKind, run: Run, known: KnownWords): readonly string[] {
  switch (option.vocabulary) {
    case "country": {
      const country = known.countries().get(run.folded) ?? known.countryOf(run.folded);
      const isWord = WORDS_LIKE_CODES.has(run.folded) && run.text !== run.text.toUpperCase();
      return country === undefined || isWord ? [] : [country];
    }
    case "source": {
      // Behind `?` and `#` a domain goes on as an address does, but not over a space.
      if (/\s/.test(run.text)) return [];
      const sources = known.sources(run.text);
      return sources.length === 0 && isDomain(run.text) ? [domainOf(run.text)] : sources;
    }
    case "command": {
      const command = known.commandNames().get(run.folded);
      return command === undefined ? [] : [command];
    }
    case "zone": {
      return known.zones(run.text);
    }
    case "digest": {
      const digest = known.digests().get(nameKeyOf(run.text));
      return digest === undefined ? oneWord(run) : [digest];
    }
    case "channel":
    case "mention":
    case "title":
    case undefined:
      return oneWord(run);
    default:
      return assertNever(option.vocabulary);
  }
}

/** Codes of countries that are English words unless they are written in capitals. */
const WORDS_LIKE_CODES = new Set(
  "ad am as at be by do et in is it la ma me my no pa pm re so st to us".split(" "),
);

/** What is free text needs quotes where it has several words. */
function oneWord({ count, text }: Run): readonly string[] {
  return count === 1 ? [text] : [];
}

/** The longest run from a place that fits any of the options, and all that it fits. */
export function longestFits(
  options: readonly (readonly [string, Option])[],
  tokens: readonly Token[],
  at: number,
  known: KnownWords,
): { readonly count: number; readonly fits: readonly Fit[] } | undefined {
  for (let count = LONGEST_RUN; count > 0; count -= 1) {
    const run = runAt(tokens, at, count);
    const fits =
      run === undefined ? [] : options.flatMap(([name, option]) => fitsOf(name, option, run, known));
    if (fits.length > 0) return { count, fits };
  }
  return undefined;
}

/** Outlets that slips are compared with, those with most articles. */
const MOST_SOURCES = 500;

/** Vocabularies outside of which nothing is accepted. The others only help to type. */
export type CheckedVocabulary = "country" | "source" | "command" | "zone";

export function isCheckedVocabulary(kind: Vocabulary | undefined): kind is CheckedVocabulary {
  return kind === "country" || kind === "source" || kind === "command" || kind === "zone";
}

/** Spellings shorter than this are codes, which nobody mistypes into a name. */
const SHORTEST_SPELLING = 4;

/** The spellings that a slip is compared with, each with the word it means, likeliest first: of the data's own where there are any. */
export function nearbyOf(kind: CheckedVocabulary, known: KnownWords): FoldedWords {
  return known.nearby(kind, () => spellingsOf(kind, known));
}

function spellingsOf(kind: CheckedVocabulary, known: KnownWords): Iterable<readonly [string, string]> {
  switch (kind) {
    case "country": {
      const own = new Set(known.lexicon.countries);
      return [...known.countries()].filter(
        ([spelling, name]) => spelling.length >= SHORTEST_SPELLING && (own.size === 0 || own.has(name)),
      );
    }
    case "source":
      return known.lexicon.sources.slice(0, MOST_SOURCES).flatMap((source): [string, string][] => [
        [source, source],
        [nameOf(domainOf(source)), source],
      ]);
    case "command":
      return known.commandNames();
    case "zone":
      return zoneSpellings();
    default:
      return assertNever(kind);
  }
}

/** Every word and spelling of an option's choices, each meaning itself. */
export function choiceWords({ choices }: ChoiceOption | ChoiceListOption): [string, string][] {
  const spellings = choices.flatMap(({ value, label, aliases }) => [value, label, ...aliases]);
  const words = choices
    .filter(({ byWord }) => byWord === true)
    .flatMap(({ label, aliases }) => [label, ...aliases].flatMap((name) => name.split(" ")))
    .filter((word) => word.length > 3);
  return pairs([...new Set([...spellings, ...words])]);
}

/** Words that mean themselves. */
export function pairs(words: readonly string[]): [string, string][] {
  return words.map((word) => [word, word]);
}
