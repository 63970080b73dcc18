// What is known so far while a command's tokens are read: accepted values, and problems with ways to mend them.

import { excerpt } from "../../reply/excerpt.ts";
import type { Declaration, Option, Value } from "../declare/options.ts";
import type { Fit, RefusedValue } from "../know/fits.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import type { Token } from "./text.ts";
import { capital, plural } from "./text.ts";

/** Tokens from `from` up to but without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Span extends Fit, Range {}

/** Other tokens that might be what was meant. */
export interface Edit {
  /** How a button names it among others. */
  readonly label?: string;
  /** Whether something typed is left out. */
  readonly drops?: boolean;
  readonly tokens: readonly Token[];
}

export interface Problem {
  readonly type: "unread" | "refused" | "several" | "twice" | "missing";
  /** Empty for unread words: their sentence names everything that was read. */
  readonly sentence: string;
  /** Whether only a person can choose among the edits; else the first that works is the nearest form. */
  readonly choose: boolean;
  readonly edits: () => readonly Edit[];
}

/** The state of one reading. Tokens are only ever cut in two at or behind the place of reading. */
export interface Reader {
  readonly command: Declaration;
  readonly known: KnownWords;
  readonly tokens: Token[];
  /** The option that takes all words that no other takes. */
  readonly rest: readonly [string, Option] | undefined;
  readonly spans: Span[];
  readonly problems: Problem[];
  readonly read: Range[];
  readonly unread: Range[];
  /** Places of the tokens that the rest option takes. */
  readonly restAt: number[];
}

/** The option of that name, case ignored. */
export function optionNamed({ options }: Declaration, name: string): readonly [string, Option] | undefined {
  const key = name.toLowerCase();
  const option = Object.hasOwn(options, key) ? options[key] : undefined;
  return option === undefined ? undefined : [key, option];
}

/** The tokens as a value was given for an option by name. */
export function valueTokens(name: string, text: string): readonly Token[] {
  return [
    { text: `${name}:`, quoted: false },
    { text, quoted: true },
  ];
}

/** The tokens with others in the place of a range. */
export function replaced({ tokens }: Reader, { from, to }: Range, put: readonly Token[]): readonly Token[] {
  return [...tokens.slice(0, from), ...put, ...tokens.slice(to)];
}

/** The tokens without some ranges. */
export function without({ tokens }: Reader, ranges: readonly Range[]): readonly Token[] {
  return tokens.filter((_, index) => !ranges.some(({ from, to }) => index >= from && index < to));
}

/** Offers of one answer: more buttons are no help. */
export const MOST_OFFERS = 8;

/** Takes the one thing that fits, or asks which of several is meant. */
export function accept(reader: Reader, fits: readonly Fit[], range: Range): void {
  reader.read.push(range);
  const [only] = fits;
  if (only !== undefined && fits.length === 1) {
    reader.spans.push({ ...only, ...range });
    return;
  }
  const names = [...new Set(fits.map(({ name }) => name))];
  reader.problems.push({
    type: "several",
    sentence: severalSentence(names, fits.length, typed(reader, range)),
    choose: true,
    edits: () =>
      fits.slice(0, MOST_OFFERS).map(({ name, text, label }) => ({
        label: names.length > 1 && label === text ? `${name} ${text}` : label,
        tokens: replaced(reader, range, valueTokens(name, text)),
      })),
  });
}

function severalSentence(names: readonly string[], count: number, said: string): string {
  const [name] = names;
  if (name === undefined || names.length > 1)
    return `"${excerpt(said)}" can be read in ${numberWord(count)} ways:`;
  const first = count > MOST_OFFERS ? ", the first of them" : "";
  return `${capital(numberWord(count))} ${plural(name)} have that word${first}:`;
}

/** Notes that a value cannot be. `bare` tells that the option was not named. */
export function refuse(
  reader: Reader,
  range: Range,
  name: string,
  refusal: RefusedValue,
  { bare }: { readonly bare: boolean } = { bare: false },
): void {
  reader.read.push(range);
  const put = (text: string): Edit => ({
    label: refusal.labels?.get(text) ?? (bare ? text : `${name} ${text}`),
    tokens: replaced(reader, range, bare ? [{ text, quoted: true }] : valueTokens(name, text)),
  });
  const drop = (): Edit => ({ drops: true, tokens: without(reader, [range]) });
  reader.problems.push({
    type: "refused",
    sentence: refusal.sentence,
    choose: refusal.choose,
    edits: () => [...refusal.instead.map(put), ...(refusal.choose ? [] : [drop()])],
  });
}

/** What was typed in a range. */
export function typed({ tokens }: Reader, { from, to }: Range): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");
}

/** Whether two values of an option are the same. */
export function isSame(one: Value, other: Value): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

function numberWord(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}
