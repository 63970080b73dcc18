// Tokens behind a command's name → its arguments, or every reason why they are not clear.

import { assertNever } from "../../errors.ts";
import type { Declaration, Option } from "../declare/options.ts";
import { FLAG_WORDS, fitsOf, isCheckedVocabulary, longestFits, longestRefusal, runAt } from "../know/fits.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { endRange, readBare } from "./bare.ts";
import { conclude, type Reading } from "./conclude.ts";
import { formatDuration } from "./durations.ts";
import { accept, optionNamed, type Reader, refuse } from "./reading.ts";
import type { Token } from "./text.ts";

/**
 * Reads named options in any order (`pillar 1`, `pillar:1`, `pillar = 1`) and bare values. In a command with a rest
 * option every word but named options belongs to that one.
 */
export function readArguments(command: Declaration, tokens: readonly Token[], known: KnownWords): Reading {
  const reader: Reader = {
    command,
    known,
    tokens: [...tokens],
    rest: Object.entries<Option>(command.options).find(([, option]) => option.kind === "text" && option.rest),
    spans: [],
    problems: [],
    read: [],
    unread: [],
    restAt: [],
  };
  let at = 0;
  while (at < reader.tokens.length) at = readNamed(reader, at) ?? readBare(reader, at);
  return conclude(reader);
}

interface Named {
  readonly name: string;
  readonly option: Option;
  /** Whether it was given as `key:value`, which is never a word of free text. */
  readonly explicit: boolean;
}

/** The option that a token names. `key:value`, `key =value` and `limit10` are cut in two on the way. */
function nameAt(reader: Reader, at: number): Named | undefined {
  const { command, tokens, rest } = reader;
  const token = tokens[at];
  if (token === undefined || token.quoted) return undefined;
  const glued = rest === undefined ? /^(\p{L}+)[_-]?(\d+)$/u : /(?!)/;
  const match = /^([\p{L}\p{N}_-]+)[:=](.*)$/u.exec(token.text) ?? glued.exec(token.text);
  const [name, option] = optionNamed(command, match?.[1] ?? token.text.replace(/[,;!?]+$/, "")) ?? [];
  if (name === undefined || option === undefined) return undefined;
  if (match !== null) {
    tokens.splice(at, 1, { text: `${name}:`, quoted: false }, ...unquoted(match[2]));
    return { name, option, explicit: true };
  }
  const next = tokens[at + 1];
  const explicit = next?.quoted === false && /^[:=]/.test(next.text);
  if (explicit) tokens.splice(at + 1, 1, ...unquoted(next.text.slice(1)));
  return { name, option, explicit };
}

function unquoted(text: string | undefined): readonly Token[] {
  return text === undefined || text === "" ? [] : [{ text, quoted: false }];
}

/** Reads an option and its value; the place behind them, or nothing when the word is not meant as an option. */
function readNamed(reader: Reader, at: number): number | undefined {
  const named = nameAt(reader, at);
  if (named === undefined) return undefined;
  const { name, option, explicit } = named;
  if (name === reader.rest?.[0]) return explicit ? readNamedRest(reader, at) : undefined;
  if (option.kind === "flag") return readFlag(reader, at, named);
  if (option.kind === "text-list") return readList(reader, at, named);
  return readValue(reader, at, at + 1, named);
}

function readNamedRest({ tokens, restAt, read }: Reader, at: number): number {
  const to = Math.min(at + 2, tokens.length);
  if (to > at + 1) restAt.push(at + 1);
  read.push({ from: at, to });
  return to;
}

/** A flag stands alone or before yes or no. Among free words it counts only among options: titles keep theirs. */
function readFlag(reader: Reader, at: number, { name, option, explicit }: Named): number | undefined {
  const run = runAt(reader.tokens, at + 1, 1);
  const fits = run === undefined ? [] : fitsOf(name, option, run, reader.known);
  if (fits.length === 0 && explicit && run !== undefined)
    return refuseValue(reader, at, at + 1, { name, option, explicit });
  if (reader.rest !== undefined && !explicit && !isFlagTail(reader, at) && !isBetweenOptions(reader, at))
    return undefined;
  const to = at + 1 + fits.length;
  accept(reader, fits.length > 0 ? fits : [{ name, value: true, text: "yes", label: "yes" }], {
    from: at,
    to,
  });
  return to;
}

function isFlagTail({ command, tokens }: Reader, at: number): boolean {
  let place = at;
  while (place < tokens.length) {
    const token = tokens[place];
    const [, option] = (token?.quoted === false ? optionNamed(command, token.text) : undefined) ?? [];
    if (option?.kind !== "flag") return false;
    place += Object.hasOwn(FLAG_WORDS, tokens[place + 1]?.text.toLowerCase() ?? "") ? 2 : 1;
  }
  return true;
}

/** Whether a word stands right behind one option and right before another: `limit 7 thread layout brief`. */
function isBetweenOptions({ command, tokens, read }: Reader, at: number): boolean {
  const behind = Object.hasOwn(FLAG_WORDS, tokens[at + 1]?.text.toLowerCase() ?? "") ? at + 2 : at + 1;
  return beginsOption(command, tokens[behind]) && read.some(({ to }) => to === at);
}

/** Whether a token is an option's name, or begins with it as in `limit:5`. */
function beginsOption(command: Declaration, token: Token | undefined): boolean {
  return token?.quoted === false && optionNamed(command, token.text.split(/[:=]/, 1)[0] ?? "") !== undefined;
}

/** The tokens up to the next option's name: a value that fits there goes no further. */
function upToNextOption({ command, tokens }: Reader, valueAt: number): readonly Token[] {
  const next = tokens.findIndex((token, at) => at > valueAt && beginsOption(command, token));
  return next === -1 ? tokens : tokens.slice(0, next);
}

/** `country Latvia, Estonia`: as long as commas go on. */
function readList(reader: Reader, at: number, named: Named): number | undefined {
  const { command, tokens } = reader;
  let from = at;
  let valueAt = at + 1;
  while (true) {
    splitAtCommas(tokens, valueAt);
    const to = readValue(reader, from, valueAt, named);
    if (to === undefined) return from === at ? undefined : from;
    const [last, next] = [tokens[to - 1], tokens[to]];
    const goesOn = last?.quoted === false && last.text.endsWith(",") && next !== undefined;
    if (!goesOn || (!next.quoted && optionNamed(command, next.text) !== undefined)) return to;
    from = to;
    valueAt = to;
  }
}

function splitAtCommas(tokens: Token[], at: number): void {
  const token = tokens[at];
  if (token === undefined || token.quoted || !/,[^,]/.test(token.text)) return;
  const parts = token.text.split(/(?<=,)/).filter((part) => part !== ",");
  tokens.splice(at, 1, ...parts.map((text) => ({ text, quoted: false })));
}

function readValue(reader: Reader, from: number, valueAt: number, named: Named): number | undefined {
  const { tokens, known } = reader;
  const value = tokens[valueAt];
  // Free text takes any word, so the name of another option counts as one there only in quotes.
  if (value !== undefined && isFreeText(named.option) && isOptionName(reader, value))
    return refuseValue(reader, from, valueAt, named);
  const options = [[named.name, named.option]] as const;
  const found =
    longestFits(options, upToNextOption(reader, valueAt), valueAt, known) ??
    longestFits(options, tokens, valueAt, known);
  if (found === undefined) return refuseValue(reader, from, valueAt, named);
  const range = { from, to: valueAt + found.count };
  accept(reader, found.fits, range);
  endRange(reader, found.fits, range);
  return range.to;
}

function isFreeText(option: Option): boolean {
  const isText = option.kind === "text" || option.kind === "text-list";
  return isText && !isCheckedVocabulary(option.vocabulary) && !("reads" in option);
}

function isOptionName({ command }: Reader, { text, quoted }: Token): boolean {
  return !quoted && optionNamed(command, text) !== undefined;
}

/** Among free words, an option's name without a value that could be one is a word like others. */
function refuseValue(reader: Reader, from: number, valueAt: number, named: Named): number | undefined {
  const { tokens, known, rest } = reader;
  const { name, option, explicit } = named;
  const mayBeWord = rest !== undefined && !explicit;
  const value = tokens[valueAt];
  const isEmpty = value?.quoted === true && value.text.trim() === "";
  if (value === undefined || isEmpty || isOptionName(reader, value)) {
    if (mayBeWord) return undefined;
    const to = isEmpty ? valueAt + 1 : valueAt;
    const sample = sampleOf(option, reader);
    const sentence = `${name} needs a value${sample === undefined ? "" : `, for example ${name} ${sample}`}.`;
    refuse(reader, { from, to }, name, {
      sentence,
      instead: sample === undefined ? [] : [sample],
      choose: false,
    });
    return to;
  }
  const { count, refusal } = longestRefusal(name, option, upToNextOption(reader, valueAt), valueAt, known);
  if (mayBeWord && refusal.instead.length === 0) return undefined;
  refuse(reader, { from, to: valueAt + count }, name, refusal);
  return valueAt + count;
}

/** A value of the option that works, as typed text. */
function sampleOf(option: Option, { known }: Reader): string | undefined {
  switch (option.kind) {
    case "choice":
      return option.choices[0]?.value;
    case "integer":
      return String(option.min);
    case "date":
      return "7d";
    case "duration":
      return formatDuration(option.minMs);
    case "text":
    case "text-list":
      return option.vocabulary === "country" ? known.lexicon.countries[0] : undefined;
    case "flag":
      return "yes";
    default:
      return assertNever(option);
  }
}
