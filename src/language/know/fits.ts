// What a run of words can be for one option, and why it can be nothing.

import { assertNever } from "../../errors.ts";
import { formatLocalTime } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type {
  ChoiceListOption,
  ChoiceOption,
  IntegerOption,
  Option,
  Value,
  Vocabulary,
} from "../declare/options.ts";
import { nearest } from "../mend/nearest.ts";
import { COMMON_WINDOWS, parseDateValue } from "../read/dates.ts";
import { formatDuration, parseDuration } from "../read/durations.ts";
import { formatDateValue } from "../read/format-dates.ts";
import { isFunctionWord, joinerOf, negationOf } from "../read/function-words.ts";
import { capital, fold, listOf, nameKeyOf, plural, type Token } from "../read/text.ts";
import { choiceLabel } from "./complete.ts";
import { domainOf, isDomain, type KnownWords, nameOf } from "./vocabulary.ts";
import { zoneReadings } from "./zone-readings.ts";
import { zoneSpellings } from "./zones.ts";

/** Neighbouring tokens read as one value. */
export interface Run {
  readonly text: string;
  readonly folded: string;
  readonly count: number;
}

/** Longest values in words: `from 1st of February to 14th of February 2024`. */
const LONGEST_RUN = 9;

/** The run of `count` tokens from `at`; a quoted token is a run of its own. */
export function runAt(tokens: readonly Token[], at: number, count: number): Run | undefined {
  const part = tokens.slice(at, at + count);
  if (part.length < count || (count > 1 && part.some(({ quoted }) => quoted))) return undefined;
  const [first, last] = [part[0], part.at(-1)];
  // A word that joins two things is no part of one of them.
  if (count > 1 && [first, last].some((token) => token !== undefined && joinerOf(token.text) !== undefined))
    return undefined;
  // `corruption -security` is two things, and the sign is the second one's.
  if (part.slice(1).some(({ text }) => negationOf(text) !== undefined || /^(?:[-!]|non-)\p{L}/iu.test(text)))
    return undefined;
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
      return reading.ok ? [made(reading.value, formatDateValue(reading.value))] : [];
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

type TextKind = Extract<Option, { kind: "text" | "text-list" }>;

/** The value of an option that reads its own; undefined for others. */
function readText(option: TextKind, run: Run): readonly string[] | undefined {
  if (option.kind !== "text" || option.reads === undefined) return undefined;
  const reading = option.reads(run.text);
  return reading.ok ? [reading.text] : [];
}

function wordsFor(option: TextKind, run: Run, known: KnownWords): readonly string[] {
  switch (option.vocabulary) {
    case "country": {
      const country = known.countries().get(run.folded);
      const isWord = WORDS_LIKE_CODES.has(run.folded) && run.text !== run.text.toUpperCase();
      return country === undefined || isWord ? [] : [country];
    }
    case "source": {
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

/** A value that cannot be. */
export interface RefusedValue {
  readonly sentence: string;
  /** Values that could be meant instead, as typed text. */
  readonly instead: readonly string[];
  /** Whether all of `instead` are readings of what was typed, so that only a person can choose. */
  readonly choose: boolean;
  /** How buttons name them, where their text alone says too little. */
  readonly labels?: ReadonlyMap<string, string>;
}

/** Why a run is no value of the option. Only for runs that `fitsOf` finds nothing for. */
export function whyRefused(name: string, option: Option, run: Run, known: KnownWords): RefusedValue {
  const said = excerpt(run.text);
  const refuse = (sentence: string, ...instead: string[]): RefusedValue => ({
    sentence,
    instead,
    choose: false,
  });
  switch (option.kind) {
    case "choice":
    case "choice-list":
      return refuseChoice(name, option, run, known);
    case "integer":
      return refuseInteger(name, option, run);
    case "date": {
      const reading = parseDateValue(run.text);
      if (reading.ok) return refuse("");
      if (reading.offers.length > 0)
        return { sentence: reading.problem, instead: reading.offers, choose: reading.offers.length > 1 };
      return refuse(reading.problem, ...nearest(run.text, pairs(COMMON_WINDOWS)));
    }
    case "duration": {
      const [least, most] = [formatDuration(option.minMs), formatDuration(option.maxMs)];
      const ms = parseDuration(run.text);
      if (ms === undefined) return refuse(`${name} is a length of time from ${least} to ${most}.`, least);
      return refuse(`${name} goes from ${least} to ${most}.`, ms < option.minMs ? least : most);
    }
    case "flag":
      return refuse(`${name} is yes or no.`);
    case "text":
    case "text-list":
      return refuseReading(option, run) ?? refuseText(name, option, said, run, known);
    default:
      return assertNever(option);
  }
}

function refuseReading(option: TextKind, run: Run): RefusedValue | undefined {
  const reading = option.kind === "text" ? option.reads?.(run.text) : undefined;
  if (reading === undefined || reading.ok) return undefined;
  return { sentence: reading.problem, instead: reading.offers, choose: reading.offers.length > 1 };
}

/** The refusal of the longest run for which something else can be offered, else of the first word. */
export function longestRefusal(
  name: string,
  option: Option,
  tokens: readonly Token[],
  at: number,
  known: KnownWords,
): { readonly count: number; readonly refusal: RefusedValue } {
  const zones = "vocabulary" in option && option.vocabulary === "zone";
  for (let count = zones ? LONGEST_ZONE : 0; count > 0; count -= 1) {
    const run = runAt(tokens, at, count);
    const refusal = run === undefined ? undefined : refuseZone(run, known);
    if (refusal !== undefined) return { count, refusal };
  }
  const hasWords =
    option.kind === "choice" ||
    option.kind === "choice-list" ||
    option.kind === "date" ||
    "vocabulary" in option;
  const longest = "reads" in option ? LONGEST_RUN : hasWords ? 3 : 1;
  for (let count = longest; count > 1; count -= 1) {
    const run = runAt(tokens, at, count);
    const refusal = run === undefined ? undefined : whyRefused(name, option, run, known);
    if (refusal !== undefined && refusal.instead.length > 0) return { count, refusal };
  }
  const run = runAt(tokens, at, 1) ?? { text: tokens[at]?.text ?? "", folded: "", count: 1 };
  return { count: 1, refusal: whyRefused(name, option, run, known) };
}

function refuseChoice(
  name: string,
  option: ChoiceOption | ChoiceListOption,
  run: Run,
  known: KnownWords,
): RefusedValue {
  const values = option.choices.map(({ value }) => value);
  if (values.every((value) => /^\d+$/.test(value)) && isNumber(run.text)) {
    const [least, most] = [Math.min(...values.map(Number)), Math.max(...values.map(Number))];
    const sentence = `${capital(plural(name))} go from ${least} to ${most}${listedBy(plural(name), known) ?? "."}`;
    // The number of a name is no amount: none of the others is nearer to what was meant.
    return { sentence, instead: [], choose: false };
  }
  const instead =
    isFunctionWord(run.text) || /\d/.test(run.text) ? [] : nearest(run.text, choiceWords(option));
  const sentence =
    option.choices.length <= 5
      ? `${name} can be ${listOf(values, "or")}, but not "${excerpt(run.text)}".`
      : `I know no ${name} called "${excerpt(run.text)}"${listedBy(plural(name), known) ?? "."}`;
  return { sentence, instead, choose: false };
}

function refuseInteger(name: string, { min, max }: IntegerOption, run: Run): RefusedValue {
  if (!isNumber(run.text))
    return { sentence: `${name} is a whole number from ${min} to ${max}.`, instead: [], choose: false };
  const number = Number(run.text.replace(",", "."));
  const range = Number.isInteger(number) ? "goes from" : "is a whole number from";
  const near = String(clamp(number, min, max));
  return { sentence: `${name} ${range} ${min} to ${max}.`, instead: [near], choose: false };
}

function refuseText(name: string, option: TextKind, said: string, run: Run, known: KnownWords): RefusedValue {
  const kind = option.vocabulary;
  if (!isCheckedVocabulary(kind)) {
    const length = option.maxLength ?? 0;
    const cut = run.text
      .slice(0, length)
      .replace(/\p{Cs}$/u, "")
      .trim();
    // What a hidden option carries is nobody's business but ours.
    const instead = option.hidden === true || cut === "" ? [] : [cut];
    return { sentence: `${name} can have ${length} characters at most.`, instead, choose: false };
  }
  const near = isFunctionWord(run.text) ? [] : nearest(run.text, nearbyOf(kind, known));
  if (kind === "zone") {
    const meant = refuseZone(run, known);
    if (meant !== undefined) return meant;
    // Nobody means a zone by letters that happen to be near an abbreviation; nor may a slip lose the zone.
    const isShort = /^[^\p{L}]|\d|^\p{L}{1,4}$|^\p{Lu}+$/u.test(run.text);
    const instead = isShort ? [] : near;
    return {
      sentence: `I know no zone called "${said}".${instead.length > 0 ? "" : " Zones have names such as Europe/Tallinn."}`,
      instead,
      choose: true,
      labels: timesIn(instead, known),
    };
  }
  const sentence = `I know no ${kind} called "${said}"${listedBy(plural(kind), known) ?? "."}`;
  return { sentence, instead: near, choose: false };
}

/** The longest of Windows' names: `W. Central Africa Standard Time`. */
const LONGEST_ZONE = 5;

/** What names no zone but may mean some; undefined for other texts. */
function refuseZone(run: Run, known: KnownWords): RefusedValue | undefined {
  const zones = zoneReadings(run.text, known.now());
  const [only] = zones;
  if (only === undefined) return undefined;
  const labels = timesIn(zones, known);
  const said = `"${excerpt(run.text)}" names no zone.`;
  const sentence = zones.length > 1 ? `${said} Which one:` : `${said} It may mean ${labels.get(only)}.`;
  return { sentence, instead: zones, choose: true, labels };
}

/** `Europe/Kyiv, where it is 11:05`. */
function timesIn(zones: readonly string[], known: KnownWords): ReadonlyMap<string, string> {
  const now = known.now();
  return new Map(zones.map((zone) => [zone, `${zone}, where it is ${formatLocalTime(now, zone)}`]));
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
export function nearbyOf(kind: CheckedVocabulary, known: KnownWords): Iterable<[string, string]> {
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

function pairs(words: readonly string[]): [string, string][] {
  return words.map((word) => [word, word]);
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}([.,]\d+)?$/.test(text);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(Math.round(value), least), most);
}

/** `: /news pillars lists them.` where a command of that name exists. */
function listedBy(names: string, { commands }: KnownWords): string | undefined {
  const path = commands.find((command) => command.path[1] === names)?.path;
  return path === undefined ? undefined : `: /${path.join(" ")} lists them.`;
}
