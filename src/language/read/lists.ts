// What stands behind the name of a list: `Latvia, Estonia`, `1 and 2`, `not Estonia`, `without delfi.ee, err.ee`, and words
// side by side.

import { isOfWords, type ListOption } from "../declare/options.ts";
import { longestFits } from "../know/fits.ts";
import { charactersSentence } from "../know/refused-values.ts";
import { dateLengthAt, isDateAt } from "./date-places.ts";
import { joinerOf, negationOf } from "./function-words.ts";
import { noteUnjoined } from "./joining.ts";
import { accept, bareOptions, noteUnread, type Reader, refuse } from "./reading.ts";
import { termsText } from "./terms.ts";
import type { Token } from "./text.ts";
import { beginsOption, isOptionName, leftOut, type Named, readValue } from "./values.ts";

export type NamedList = Named & { readonly option: ListOption };

export interface Negation {
  /** Where what is left out begins. */
  readonly to: number;
  /** Whether it is said for a whole list. */
  readonly isForAll: boolean;
}

/** `not X`, `without X`, `-X` and `!X`. A sign is cut from its word on the way. */
export function negationAt({ tokens }: Reader, at: number): Negation | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const negation = token.quoted ? undefined : negationOf(token.text);
  if (negation !== undefined) {
    // `all but not`, `except for`, `not from`: one word more that says nothing.
    const isPadded =
      /^(?:for|from|in|about|the|la|le|les|der|die|das|den)$/i.test(tokens[at + 1]?.text ?? "") &&
      at + 2 < tokens.length;
    return at + 1 < tokens.length ? { to: isPadded ? at + 2 : at + 1, ...negation } : undefined;
  }
  const sign = /^(?:[-!]|non-)(?=[\p{L}\p{N}])|^[-!]$/iu.exec(token.text)?.[0];
  if (sign === undefined) return undefined;
  const rest = token.text.slice(sign.length);
  if (rest === "") return tokens[at + 1]?.quoted === true ? { to: at + 1, isForAll: false } : undefined;
  // In quotes, too: `words "-sport"` does not look for sport.
  tokens.splice(at, 1, { text: "not", quoted: false }, { text: rest, quoted: token.quoted });
  return { to: at + 1, isForAll: false };
}

/** Says for an item of its own what was said for the whole list, so that it stays so whatever is made of the items before it. */
export function sayAgain({ tokens }: Reader, joinerAt: number, itemAt: number): void {
  if (itemAt > joinerAt) tokens.splice(joinerAt, 1, { text: "and", quoted: false });
  tokens.splice(itemAt, 0, { text: "not", quoted: false });
}

/** Reads the items of a list; the place behind them, or nothing when the word before is not meant as an option. */
export function readList(reader: Reader, at: number, named: NamedList): number | undefined {
  const { tokens } = reader;
  let from = at;
  let valueAt = at + 1;
  let before: Negation | undefined;
  while (true) {
    splitAtCommas(tokens, valueAt);
    const negation = negationAt(reader, valueAt);
    const behind = negation === undefined ? undefined : tokens[negation.to];
    // `pillar not country Estonia`: what is left out is the other option's.
    if (beginsOption(reader.command, behind)) return from === at ? noteUnread(reader, at) : from;
    const isLeftOut = negation !== undefined || before?.isForAll === true;
    const itemAt = negation?.to ?? valueAt;
    splitAtCommas(tokens, itemAt);
    const item = { ...named, isLeftOut };
    const to = isOfWords(named.option)
      ? readWords(reader, from, itemAt, item)
      : readValue(reader, from, itemAt, item);
    if (to === undefined) return from === at ? undefined : from;
    const next = nextItem(reader, to, item);
    if (next === undefined) return to;
    const isOr = next > to && joinerOf(tokens[to]?.text ?? "") === "or";
    if (
      before?.isForAll !== true &&
      negation?.isForAll !== true &&
      isOr &&
      negationAt(reader, next) !== undefined
    )
      return to;
    before = negation?.isForAll === false && before?.isForAll === true ? before : (negation ?? before);
    if (isLeftOut && negationAt(reader, next) === undefined) {
      if (before?.isForAll === true) sayAgain(reader, to, next);
      else {
        const joined = noteUnjoined(reader, { from, to }, to, next, [named.name, named.option]);
        if (joined !== undefined) return joined;
      }
    }
    from = to;
    valueAt = next;
  }
}

/** Where the next item begins, behind a comma, `and` or `or`; undefined where the list ends. */
function nextItem(reader: Reader, at: number, { name, option }: NamedList): number | undefined {
  const { tokens, known } = reader;
  const [last, next] = [tokens[at - 1], tokens[at]];
  const joiner = next === undefined || next.quoted ? undefined : joinerOf(next.text);
  const hasComma = last?.quoted === false && last.text.endsWith(",");
  const isJoined = joiner === "and" || joiner === "or";
  const to = isJoined ? at + 1 : at;
  const item = tokens[to];
  if ((!hasComma && !isJoined) || item === undefined || beginsOption(reader.command, item)) return undefined;
  splitAtCommas(tokens, to);
  // The sign stays on its word until the list is known to go on.
  const negation = negationAt(reader, to);
  // What `without` leaves out may be of any list.
  if (negation?.isForAll === true && option.bare === true) return undefined;
  const itemAt = negation?.to ?? to;
  if (isOfWords(option) || longestFits([[name, option]], tokens, itemAt, known) !== undefined) return to;
  // Behind a comma a slip is more likely than anything else that is nothing here.
  const isSlip =
    (hasComma || next?.text === ",") &&
    longestFits(bareOptions(reader), tokens, itemAt, known) === undefined &&
    dateLengthAt(tokens, itemAt) === 0;
  return isSlip ? to : undefined;
}

/** `(not delfi.ee)` */
export function bareOfBrackets({ tokens }: Reader, at: number): void {
  const token = tokens[at];
  if (token === undefined || token.quoted) return;
  const text = token.text.replace(/^[([]+(?=.)/, "").replace(/(?<=.)[)\]]+(?=,?$)/, "");
  if (text !== token.text) tokens.splice(at, 1, { text, quoted: false });
}

export function splitAtCommas(tokens: Token[], at: number): void {
  const token = tokens[at];
  if (token === undefined || token.quoted || !/,[^,]/.test(token.text)) return;
  const parts = token.text.split(/(?<=,)/).filter((part) => part !== ",");
  tokens.splice(at, 1, ...parts.map((text) => ({ text, quoted: false })));
}

/**
 * Words and phrases that are wanted together, up to a comma, `or`, a negation, a date or another option.
 */
function readWords(reader: Reader, from: number, itemAt: number, named: NamedList): number | undefined {
  const { tokens } = reader;
  const terms: string[] = [];
  let at = itemAt;
  while (at < tokens.length) {
    splitAtCommas(tokens, at);
    const token = tokens[at];
    if (token === undefined || endsWords(reader, at, itemAt)) break;
    const isAnd = !token.quoted && joinerOf(token.text) === "and" && token.text !== ",";
    const text = token.quoted ? token.text.trim() : token.text.replace(/[,;!?]+$/, "");
    if (!isAnd && text !== "") terms.push(text);
    at += 1;
    if (!token.quoted && token.text.endsWith(",")) break;
  }
  if (terms.length === 0) return readValue(reader, from, itemAt, named);
  const { name, option } = named;
  const tooLong = terms.find(
    (term) => term.length > (option.kind === "text-list" ? (option.maxLength ?? 1000) : 0),
  );
  const text = termsText(terms);
  if (tooLong !== undefined)
    refuse(reader, { from, to: at }, name, {
      sentence: charactersSentence(name, option.kind === "text-list" ? (option.maxLength ?? 0) : 0),
      instead: [],
      choose: false,
    });
  else accept(reader, leftOut([{ name, value: text, text, label: text }], named.isLeftOut), { from, to: at });
  return at;
}

function endsWords(reader: Reader, at: number, first: number): boolean {
  const { tokens, command, rest, restAt } = reader;
  const token = tokens[at];
  if (token === undefined) return true;
  if (at === first) return !token.quoted && (isOptionName(reader, token) || beginsOption(command, token));
  // A name is still to come.
  if (tokens[first]?.quoted === true && rest !== undefined && restAt.length === 0) return !token.quoted;
  if (token.quoted) return false;
  const joiner = joinerOf(token.text);
  return (
    beginsOption(command, token) ||
    joiner === "or" ||
    joiner === "vs" ||
    negationOf(token.text) !== undefined ||
    /^[-!](?:[\p{L}\p{N}]|$)/u.test(token.text) ||
    isDateAt(tokens, at)
  );
}
