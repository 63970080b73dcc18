// What is known so far while a command's tokens are read: accepted values, and problems with ways to mend them.

import { excerpt } from "../../reply/excerpt.ts";
import { languageHere, say } from "../../wording/say.ts";
import { type Declaration, isList, isOfWords, type Option, type Value } from "../declare/options.ts";
import type { Fit } from "../know/fits.ts";
import type { RefusedValue } from "../know/refused-values.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { termsOf } from "./terms.ts";
import type { Token } from "./text.ts";
import { capital, plural } from "./text.ts";

/** Tokens from `from` up to but without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Span extends Fit, Range {}

/** What some words say: exactly one of these. */
export interface Understood {
  readonly fits: readonly Fit[];
  /** Behind a word that was not understood, and perhaps that word's value: `sinse monday`, `piller 1`. */
  readonly isLoose: boolean;
}

/** Other tokens that might be what was meant. */
export interface Edit {
  /** How a button names it among others. */
  readonly label?: string;
  /** Whether something typed is left out. */
  readonly drops?: boolean;
  /** Whether words that nothing takes are sought in texts. */
  readonly seeks?: boolean;
  /** Whether it says something else than what was typed, a number or a date that is near: to be shown, never to be run unread. */
  readonly isOther?: boolean;
  readonly tokens: readonly Token[];
}

export interface Problem {
  /** `crossed`: asked for and left out at once. */
  readonly type: "unread" | "refused" | "several" | "crossed" | "twice" | "missing";
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
  /** Everything that was understood, whatever then became of it. */
  readonly understood: Understood[];
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
  if (option !== undefined) return [key, option];
  // `pillars 1 and 2`, `countries Estonia, Latvia`.
  return Object.entries<Option>(options).find(([one, list]) => isList(list) && plural(one) === key);
}

export type NamedOption = readonly [string, Option];

/** The options whose values may stand without a name; none where free words take everything, until those are told. */
export function bareOptions({ command, rest, restAt }: Reader): readonly NamedOption[] {
  return rest === undefined || restAt.length > 0
    ? Object.entries<Option>(command.options).filter(([, option]) => option.bare)
    : [];
}

/** The tokens as a value was given for an option by name. */
export function valueTokens(name: string, text: string, isLeftOut?: boolean): readonly Token[] {
  return itemTokens(name, [text], isLeftOut);
}

function itemTokens(name: string, terms: readonly string[], isLeftOut?: boolean): readonly Token[] {
  return [
    { text: `${name}:`, quoted: false },
    ...(isLeftOut === true ? [{ text: "not", quoted: false }] : []),
    ...terms.map((text) => ({ text, quoted: true })),
  ];
}

/** A value that was understood, in the plainest form there is. */
function plainTokens({ command }: Reader, { name, text, isLeftOut }: Fit): readonly Token[] {
  return itemTokens(name, isOfWords(command.options[name]) ? termsOf(text) : [text], isLeftOut);
}

export interface Put extends Range {
  readonly tokens: readonly Token[];
}

/**
 * The line with other tokens in some places, and with everything that was understood in its plainest form, so that what is put
 * in or left out changes the reading of nothing else. Words stand last: they would take along what stands behind them.
 */
export function rewritten(
  reader: Reader,
  puts: readonly Put[],
  dropped: readonly Span[] = [],
): readonly Token[] {
  const { tokens, command, spans, restAt, read, unread } = reader;
  const line: Token[] = [];
  const words: Token[] = [];
  const covers =
    (at: number) =>
    ({ from, to }: Range): boolean =>
      from <= at && at < to;
  const isOpen = (at: number): boolean =>
    unread.some(covers(at)) && puts.find(covers(at))?.tokens.length !== 0;
  // What stands beside a value may belong to it: `criminal jutsice`, `piller 1`.
  const isLoose = ({ from, to, isLeftOut }: Span): boolean =>
    isLeftOut !== true && (isOpen(from - 1) || isOpen(to));
  let at = 0;
  while (at < tokens.length) {
    const put = puts.find(({ from }) => from === at);
    const here = spans.filter(({ from }) => from === at);
    const [span] = here;
    const token = tokens[at];
    if (put !== undefined) {
      line.push(...put.tokens);
      at = Math.max(put.to, at + 1);
    } else if (span !== undefined && (!isLoose(span) || here.some((one) => dropped.includes(one)))) {
      for (const one of here)
        if (!dropped.includes(one))
          (isOfWords(command.options[one.name]) ? words : line).push(...plainTokens(reader, one));
      at = span.to;
    } else {
      const isKept = restAt.includes(at) || [...read, ...unread].some(covers(at));
      // Where a reading ended it ends: a comma there would carry on with whatever stands behind it now.
      const isEnd = token?.quoted === false && !restAt.includes(at) && read.some(({ to }) => to === at + 1);
      if (token !== undefined && isKept)
        line.push(isEnd ? { ...token, text: token.text.replace(/,+$/, "") } : token);
      at += 1;
    }
  }
  return [...line, ...words];
}

/** Offers of one answer: more buttons are no help. */
export const MOST_OFFERS = 8;

/** Takes the one thing that fits, or asks which of several is meant. */
export function accept(reader: Reader, fits: readonly Fit[], range: Range): void {
  reader.read.push(range);
  noteUnderstood(reader, fits, range);
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
      fits.slice(0, MOST_OFFERS).map((fit) => ({
        label: labelOf(fit, names.length > 1),
        tokens: withFits(reader, range, [fit]),
      })),
  });
}

/** Notes that words say one of these, whatever else becomes of the line. */
export function noteUnderstood({ understood, unread }: Reader, fits: readonly Fit[], { from }: Range): void {
  understood.push({ fits, isLoose: unread.at(-1)?.to === from });
}

/** The line with these values in one place. */
export function withFits(reader: Reader, range: Range, fits: readonly Fit[]): readonly Token[] {
  const tokensOf = (isWords: boolean): readonly Token[] =>
    fits
      .filter(({ name }) => isOfWords(reader.command.options[name]) === isWords)
      .flatMap((fit) => plainTokens(reader, fit));
  return [...replaced(reader, range, tokensOf(false)), ...tokensOf(true)];
}

/** The line with other tokens in one place. */
export function replaced(reader: Reader, range: Range, tokens: readonly Token[]): readonly Token[] {
  return rewritten(reader, [{ ...range, tokens }]);
}

function labelOf({ name, text, label, isLeftOut }: Fit, isNamed: boolean): string {
  return itemLabel(isNamed && label === text ? `${name} ${text}` : label, isLeftOut === true);
}

function itemLabel(item: string, isLeftOut: boolean): string {
  return isLeftOut ? say("not {item}", { item }) : item;
}

function severalSentence(names: readonly string[], count: number, said: string): string {
  const [name] = names;
  if (name === undefined || names.length > 1)
    return say('"{said}" can be read in {count} ways:', { said: excerpt(said), count: numberWord(count) });
  const values = { count: capital(numberWord(count)), names: plural(name) };
  return count > MOST_OFFERS
    ? say("{count} {names} have that word, the first of them:", values)
    : say("{count} {names} have that word:", values);
}

/** Notes that a value cannot be, nor what could be left out. `bare` tells that the option was not named. */
export function refuse(
  reader: Reader,
  range: Range,
  name: string,
  refusal: RefusedValue,
  { bare = false, isLeftOut = false }: { readonly bare?: boolean; readonly isLeftOut?: boolean } = {},
): void {
  reader.read.push(range);
  const put = (text: string): Edit => ({
    label: refusal.labels?.get(text) ?? itemLabel(bare ? text : `${name} ${text}`, isLeftOut),
    isOther: refusal.isOther === true,
    tokens: replaced(reader, range, bare ? [{ text, quoted: true }] : valueTokens(name, text, isLeftOut)),
  });
  reader.problems.push({
    type: "refused",
    sentence: refusal.sentence,
    choose: refusal.choose,
    edits: () => refusal.instead.map(put),
  });
}

/** Notes a word that nothing takes. */
export function noteUnread(reader: Reader, at: number): number {
  const last = reader.unread.at(-1);
  if (last?.to === at) reader.unread.splice(-1, 1, { from: last.from, to: at + 1 });
  else reader.unread.push({ from: at, to: at + 1 });
  return at + 1;
}

/** What was typed in a range. */
export function typed({ tokens }: Reader, { from, to }: Range): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");
}

/** Whether two fits say the same. */
export function isSameFit(one: Fit, other: Fit): boolean {
  return one.name === other.name && one.text === other.text && one.isLeftOut === other.isLeftOut;
}

/** Whether two values of an option are the same. */
export function isSame(one: Value, other: Value): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

function numberWord(count: number): string {
  return (languageHere() === "en" ? NUMBER_WORDS[count] : undefined) ?? String(count);
}
