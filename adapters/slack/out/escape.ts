// The one place where text becomes Slack's: nothing in it may ping, format, link or turn into an emoji by itself.
//
// Slack decodes three entities in mrkdwn and offers no escape for its formatting characters. A hidden character next to
// one keeps it from pairing: the word joiner, which has no width, and which the commands' parser drops, so that what is
// copied from an answer can be typed back. Reading back is documented by its inverse, `unescapeMrkdwn`.

import { assertNever } from "../../../src/errors.ts";
import { keepSigns } from "../../../src/reply/signs.ts";

/** U+2060, of no width. */
const WORD_JOINER = "\u2060";

/** Also of no width, and a word's end for Slack: formatting begins and ends only at one. */
export const ZERO_WIDTH_SPACE = "\u200b";

/** What pairs, opens or quotes in mrkdwn, or starts an emoji, a mention or an address. */
const ACTIVE = new Set(["*", "_", "~", "`", ">", ":", "@"]);

/** Characters of an emoji's name and its colons, more than Slack allows. */
const LONGEST_EMOJI_NAME = 110;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);

/**
 * What of a text is shown: line breaks of every kind as `\n`, no control, zero-width or bidi characters, which could
 * turn our own words around, and U+FFFD for half characters. Emoji keep their joiners. Signs keep to their words.
 */
export function visibleText(text: string): string {
  const visible = text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(/(?!\n)\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, "");
  return keepSigns(visible);
}

/** The visible text on one line, for labels and titles. */
export function oneLine(text: string): string {
  return keepSigns(visibleText(text).replace(/\s+/g, " ").trim());
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** How much of a text fitted, and what it became. */
export interface Escaped {
  readonly mrkdwn: string;
  /** How much of the text was taken, in UTF-16 units. */
  readonly taken: number;
}

/**
 * Escapes as much of a visible text as fits into `limit` characters of mrkdwn, whole code points only. In a code span
 * nothing but the entities counts, so that commands are copied as they are.
 */
export function escapeWithin(text: string, limit: number, inCode = false): Escaped {
  let [mrkdwn, taken] = ["", 0];
  for (const character of text) {
    const escaped = inCode ? (ENTITIES.get(character) ?? character) : escapeAt(text, taken, character);
    if (mrkdwn.length + escaped.length > limit) break;
    mrkdwn += escaped;
    taken += character.length;
  }
  return { mrkdwn, taken };
}

function escapeAt(text: string, at: number, character: string): string {
  const escaped = ENTITIES.get(character) ?? character;
  if (!ACTIVE.has(character)) return escaped;
  // Inside a word an underscore is only itself: names of files stay as they are.
  if (character === "_" && isWord(text[at - 1]) && isWord(text[at + 1])) return escaped;
  // A colon counts before an emoji's name, unless it stands in a time of day and no other colon ends a name (22:00-07:00
  // has both); an at sign before anything.
  if (character === ":" || character === "@") {
    const isActive = (character === "@" ? /^@\S/ : /^:[\p{L}\p{N}_+'-]/u).test(text.slice(at, at + 3));
    const isTime =
      at > 0 && /^\d:\d\d(?!\d|[\p{L}\p{N}_+'-]*:)/u.test(text.slice(at - 1, at + LONGEST_EMOJI_NAME));
    return isActive && !isTime ? `${escaped}${WORD_JOINER}` : escaped;
  }
  return `${WORD_JOINER}${escaped}${WORD_JOINER}`;
}

/** A whole text as mrkdwn that reads as the text. */
export function escapeMrkdwn(text: string): string {
  return escapeWithin(visibleText(text), Number.POSITIVE_INFINITY).mrkdwn;
}

/** The inverse: what people read of escaped text. `unescapeMrkdwn(escapeMrkdwn(text))` is `visibleText(text)`. */
export function unescapeMrkdwn(mrkdwn: string): string {
  return mrkdwn
    .replaceAll(WORD_JOINER, "")
    .replaceAll(ZERO_WIDTH_SPACE, "")
    .replace(/&(amp|lt|gt);/g, (_, name: string) => (name === "amp" ? "&" : name === "lt" ? "<" : ">"));
}

/**
 * Text for `plain_text` objects, where Slack decodes nothing. Mentions are broken all the same, because clients copy
 * and quote such text into places that do.
 */
export function escapePlain(text: string): string {
  return visibleText(text).replace(/<(?=[!@#])|@(?=\p{L})/gu, (sign) => `${sign}${WORD_JOINER}`);
}

/** The inverse of `escapePlain`, up to `visibleText`. */
export function unescapePlain(text: string): string {
  return text.replaceAll(WORD_JOINER, "");
}

export type Style = "plain" | "strong" | "emphasis" | "strong-emphasis" | "code";

/** Characters that a style puts around its text. */
export const MARKS_OF: Readonly<Record<Style, number>> = {
  plain: 0,
  strong: 2,
  emphasis: 2,
  "strong-emphasis": 4,
  code: 2,
};

/** Puts one line of escaped text into a style. Blanks stay outside, since Slack formats only what begins with a sign. */
export function styled(mrkdwn: string, style: Style): string {
  switch (style) {
    case "plain":
      return mrkdwn;
    case "strong":
      return wrapped(mrkdwn, "*");
    case "emphasis":
      return wrapped(mrkdwn, "_");
    case "strong-emphasis":
      return wrapped(wrapped(mrkdwn, "_"), "*");
    case "code":
      return wrapped(mrkdwn, "`");
    default:
      return assertNever(style);
  }
}

function wrapped(mrkdwn: string, mark: string): string {
  return mrkdwn.replace(/^(\s*)(.*?)(\s*)$/s, (_, before: string, core: string, after: string) =>
    core === "" ? `${before}${after}` : `${before}${mark}${core}${mark}${after}`,
  );
}

/** Whether a text can stand in a code span, where nothing can be hidden, and read as itself. */
export function fitsCode(text: string): boolean {
  return text.trim() !== "" && !/[`\n]|@(here|channel|everyone)|:[\p{L}\p{N}_+'-]+:/iu.test(text);
}

/** An http(s) address as it may stand inside `<…|…>`, undefined for any other. `unescapeMrkdwn` reads it back. */
export function escapeUrl(url: string): string | undefined {
  if (!isWebAddress(url)) return undefined;
  return url
    .toWellFormed()
    .replace(/[|<>\s\p{Cc}\p{Cf}]/gu, (character) => encodeURIComponent(character))
    .replaceAll("&", "&amp;");
}

/** Whether it leads to the web: nothing else is ever made clickable. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
