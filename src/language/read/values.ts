// The value of an option that was named: read, or refused with what would be one.

import { assertNever } from "../../errors.ts";
import { say } from "../../wording/say.ts";
import { type Declaration, isQuestion, type Option, type TextOption } from "../declare/options.ts";
import { type Fit, isCheckedVocabulary, longestFits } from "../know/fits.ts";
import { longestRefusal, type RefusedValue } from "../know/refused-values.ts";
import { splitRange } from "./date-places.ts";
import { formatDuration } from "./durations.ts";
import { accept, optionNamed, type Reader, refuse } from "./reading.ts";
import { nameKeyOf, type Token } from "./text.ts";
import { endRange } from "./window-ends.ts";

/** An option that was named, whose value follows. */
export interface Named {
  readonly name: string;
  readonly option: Option;
  /** Whether it was given as `key:value`, which is never a word of free text. */
  readonly explicit: boolean;
  /** Whether its value is to be left out. */
  readonly isLeftOut?: boolean;
}

/** Whether a token is an option's name, or begins with it as in `limit:5`. */
export function beginsOption(command: Declaration, token: Token | undefined): boolean {
  return token?.quoted === false && optionNamed(command, token.text.split(/[:=]/, 1)[0] ?? "") !== undefined;
}

/** The option that a token names. `key:value`, `key =value` and `limit10` are cut in two on the way. */
export function nameAt(reader: Reader, at: number): Named | undefined {
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

/** The tokens up to the next option's name: a value that fits there goes no further. */
function upToNextOption({ command, tokens }: Reader, valueAt: number): readonly Token[] {
  const next = tokens.findIndex((token, at) => at > valueAt && beginsOption(command, token));
  return next === -1 ? tokens : tokens.slice(0, next);
}

/** The fits as what is to be left out. */
export function leftOut(fits: readonly Fit[], isLeftOut: boolean | undefined): readonly Fit[] {
  return isLeftOut === true ? fits.map((fit): Fit => ({ ...fit, isLeftOut: true })) : fits;
}

export function readValue(reader: Reader, from: number, valueAt: number, named: Named): number | undefined {
  const { tokens, known } = reader;
  const value = tokens[valueAt];
  // Free text takes any word, so the name of another option counts as one there only in quotes.
  if (value !== undefined && isFreeText(named.option) && isOptionName(reader, value))
    return refuseValue(reader, from, valueAt, named);
  if (value?.quoted === false && "takesWords" in named.option) joinWords(reader, valueAt);
  if (named.option.kind === "date") splitRange(tokens, valueAt);
  const options = [[named.name, named.option]] as const;
  const found =
    longestFits(options, upToNextOption(reader, valueAt), valueAt, known) ??
    longestFits(options, tokens, valueAt, known);
  if (found === undefined || isOffsetAt(reader, valueAt + found.count, named.option))
    return refuseValue(reader, from, valueAt, named);
  const range = { from, to: valueAt + found.count };
  accept(reader, leftOut(found.fits, named.isLeftOut), range);
  endRange(reader, found.fits, range);
  return range.to;
}

/** Whether a zone goes on with hours: `UTC +2`, `GMT + 5:30`. */
function isOffsetAt({ tokens }: Reader, at: number, option: Option): boolean {
  if (!("vocabulary" in option) || option.vocabulary !== "zone") return false;
  const behind = tokens.slice(at, at + 2).map(({ text }) => text);
  return /^[+−–-] ?\d/.test(behind.join(" "));
}

/** Makes one value of the words up to the next option's name. */
function joinWords(reader: Reader, at: number): void {
  const words = upToNextOption(reader, at).slice(at);
  const quotedAt = words.findIndex(({ quoted }) => quoted);
  const own = quotedAt === -1 ? words : words.slice(0, quotedAt);
  reader.tokens.splice(at, own.length, { text: own.map(({ text }) => text).join(" "), quoted: false });
}

function isFreeText(option: Option): boolean {
  const isText = option.kind === "text" || option.kind === "text-list";
  return isText && !isCheckedVocabulary(option.vocabulary) && !("reads" in option);
}

export function isOptionName({ command }: Reader, { text, quoted }: Token): boolean {
  return !quoted && optionNamed(command, text) !== undefined;
}

/** Among free words, an option's name without a value that could be one is a word like others. */
export function refuseValue(reader: Reader, from: number, valueAt: number, named: Named): number | undefined {
  const { tokens, known, rest } = reader;
  const { name, option, explicit } = named;
  const mayBeWord = rest !== undefined && !explicit;
  const value = tokens[valueAt];
  const isEmpty = value?.quoted === true && value.text.trim() === "";
  if (value === undefined || isEmpty || isOptionName(reader, value)) {
    if (mayBeWord) return undefined;
    const to = isEmpty ? valueAt + 1 : valueAt;
    const sample = sampleOf(option, reader);
    refuse(reader, { from, to }, name, {
      sentence: say("{name} needs a value.", { name }),
      instead: sample === undefined ? [] : [sample],
      choose: false,
      isOther: true,
    });
    return to;
  }
  const { count, refusal } = longestRefusal(name, option, upToNextOption(reader, valueAt), valueAt, known);
  if (mayBeWord && !isSlip(reader, option, refusal) && !endsName(reader)) return undefined;
  refuse(reader, { from, to: valueAt + count }, name, refusal, { isLeftOut: named.isLeftOut === true });
  return valueAt + count;
}

/** Whether what stands behind the name of an option was meant for it; in a question only a country is told by its slip. */
function isSlip({ rest }: Reader, option: Option, { instead }: RefusedValue): boolean {
  const isTold = !isQuestion(rest?.[1]) || ("vocabulary" in option && option.vocabulary === "country");
  return isTold && instead.length > 0;
}

/** Whether a name was begun that ends at the first option; titles keep the words of options. */
function endsName({ rest, restAt, known, tokens }: Reader): boolean {
  const option = rest?.[1];
  const [first] = restAt;
  if (option?.kind !== "text" || first === undefined || !isName(option)) return false;
  const said = tokens.slice(first).map(({ text }) => text);
  return !known.digests().has(nameKeyOf(said.join(" ")));
}

/** Whether an option takes the name of something that is set up, or will be. */
export function isName({ vocabulary, namesSomething }: TextOption): boolean {
  return vocabulary === "digest" || namesSomething === true;
}

/** A value of the option that works, as typed text. */
function sampleOf(option: Option, { known }: Reader): string | undefined {
  switch (option.kind) {
    case "choice":
    case "choice-list":
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
