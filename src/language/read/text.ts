// Typed text made plain, and cut into tokens. Knows nothing of commands.

import { languageHere } from "../../wording/say.ts";

/** A word or a quoted stretch of what was typed. */
export interface Token {
  readonly text: string;
  /** A quoted token is a value: never a keyword, never part of a longer run of words. */
  readonly quoted: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };

function cleanOnce(text: string): string {
  return (
    text
      .replace(/[\p{Zs}\t\n\v\f\r\u0085\u2028\u2029\u200b]/gu, " ")
      .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
      .replace(/&(?:amp;)*(amp|lt|gt);/g, (_, name: string) => ENTITIES[name] ?? "")
      // Slack's markup: <#C123|news>, <@U1|x> and <!subteam^S1|x> are ids, <!here> is a word, <link|label> its label, <link>
      // the link. Discord's: <@&123> is a role.
      .replace(/<(?:[#@]|!subteam\^)(&?[A-Z0-9]+)(?:\|[^<>]*)?>/g, "$1")
      .replace(/<!(here|channel|everyone)(?:\|[^<>]*)?>/g, "$1")
      .replace(/<([^<>|]+)\|([^<>]*)>/g, (_, link: string, label: string) => label || link)
      .replace(/<((?:https?:|mailto:)[^<>|]+)>/gi, "$1")
      .replace(/[“”„‟«»″〝〞＂]/g, '"')
      .replace(/[‘’‚‛‹›′＇]/g, "'")
      .replace(/(^|[\s"'(:=,])[–—‒―−]+(?=["\p{L}\p{N}])/gu, "$1-")
      .trim()
  );
}

/**
 * The text in plain characters: straight quotes, single kinds of space and leading dash, no control or bidi
 * characters, no markup of Slack. Cleaning a clean text changes nothing, so canonical text can be parsed again.
 */
export function clean(text: string): string {
  let before = text;
  let after = cleanOnce(before);
  while (after !== before) {
    before = after;
    after = cleanOnce(before);
  }
  return after;
}

/** A value that came by itself, from a field or a form: cleaned as it would be inside quotes. */
export function cleanValue(text: string): string {
  return clean(`"${text}"`).slice(1, -1).trim();
}

/** Typed text before parsing: clean, and without a final lone full stop (phones add one after two spaces). */
export function normalise(text: string): string {
  return clean(text)
    .replace(/(?<!\.)\.$/, "")
    .trimEnd();
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** Where a quote opens that never closes. */
  readonly unclosedAt?: number;
}

/**
 * Cuts normalised text at spaces. Double quotes open at the start of a word or after `key:` and `key=`; inside them
 * `""` is one quote. Single quotes count only around whole words, so that an apostrophe stays one.
 */
export function tokenise(text: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === " ") {
      at += 1;
    } else if (char === '"') {
      const quoted = readQuoted(text, at);
      if (quoted === undefined) return { tokens, unclosedAt: at };
      tokens.push({ text: quoted.text, quoted: true });
      at = quoted.end;
    } else if (/^[-!+]"/.test(text.slice(at, at + 2))) {
      // `-"court ruling"` leaves out what is quoted, `+"court ruling"` asks for it.
      tokens.push({ text: char ?? "", quoted: false });
      at += 1;
    } else {
      const single = char === "'" ? /^'(.*?)'(?= |$)/.exec(text.slice(at)) : null;
      const word = single?.[0] ?? /^[\p{L}\p{N}_-]+[:=](?=")|^[^ ]+/u.exec(text.slice(at))?.[0] ?? char ?? "";
      tokens.push({ text: single?.[1] ?? word, quoted: single !== null });
      at += word.length;
    }
  }
  return { tokens };
}

function readQuoted(
  text: string,
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  let said = "";
  let at = start + 1;
  while (at < text.length) {
    const end = text.indexOf('"', at);
    if (end < 0) return undefined;
    said += text.slice(at, end);
    if (text[end + 1] !== '"') return { text: said, end: end + 1 };
    said += '"';
    at = end + 2;
  }
  return undefined;
}

/** Letters and digits in lower case without accents, other characters as single spaces: equal means the same words. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/['’\p{M}]+/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * A name as it is compared with others: by its letters, digits and signs, so that `Morning-brief` is `morning brief` and `C#` is
 * not `C++`; where it has none, as it is.
 */
export function nameKeyOf(name: string): string {
  const key = name
    .normalize("NFKD")
    .replace(/['’\p{M}]+/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}\p{S}#%*@]+/gu, " ")
    .trim();
  return key || name.toLowerCase();
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[], conjunction: "and" | "or"): string {
  const language = languageHere();
  if (language !== "en") {
    const type = conjunction === "and" ? "conjunction" : "disjunction";
    return new Intl.ListFormat(language, { type }).format(words);
  }
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** A word of a question that nothing else is made of, whatever else it means. */
export function asWord(word: string): string {
  return `+${word}`;
}

/** `pillars`, `countries`. */
export function plural(name: string): string {
  return name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
