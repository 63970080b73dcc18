// Text out of what was written for a browser: without tags, and with the characters that entities stand for.

import { decodeHTMLStrict } from "entities";

/** Feeds encode what is encoded already; nobody has seen it four times. */
const MOST_PASSES = 4;

/** A tag begins with a letter, so that "a < b" and "<3" are text; what it says in quotes may hold brackets. */
const TAG = /<\/?([a-z][a-z0-9-]*)\b(?:=\s*(?:"[^"<>]*[<>][^"]*"|'[^'<>]*[<>][^']*')|[^<>])*>/gi;

/** What feeds put around a text that is written for a browser, and what XML says of itself. */
const WRAPPING = /<!\[CDATA\[|\]\]>|<\?[a-z][^<>]*\?>/gi;

/** Tags between which words part; others stand inside words too. */
const PARTING =
  /^(?:address|article|blockquote|br|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|t[dhr]|table|ul)$/i;

/** What no reader sees, with what ends it. */
const UNSEEN = [
  { begin: /<!--/g, end: "-->" },
  { begin: /<script\b[^<>]*>/gi, end: "</script>" },
  { begin: /<style\b[^<>]*>/gi, end: "</style>" },
] as const;

/** The text as a reader sees it: entities with a semicolon decoded, tags, comments, scripts and styles dropped. */
export function plainText(text: string): string {
  let plain = text;
  for (let pass = 0; pass < MOST_PASSES && /[<&]/.test(plain); pass++) {
    const before = plain;
    plain = decodeHTMLStrict(withoutTags(plain));
    if (plain === before) break;
  }
  return plain === text ? text : plain.replace(/\s+/g, " ").trim();
}

function withoutTags(text: string): string {
  if (!text.includes("<")) return text;
  let seen = text.replace(WRAPPING, "");
  for (const { begin, end } of UNSEEN) seen = without(seen, begin, end);
  return seen.replace(TAG, (_, name: string) => (PARTING.test(name) ? " " : ""));
}

/** Drops every part from `begin` to `end`; where the end is missing, the beginning alone. One walk, whatever the text. */
function without(text: string, begin: RegExp, end: string): string {
  const lower = text.toLowerCase();
  let kept = "";
  let from = 0;
  for (const match of text.matchAll(begin)) {
    if (match.index < from) continue;
    const until = lower.indexOf(end, match.index + match[0].length);
    if (until < 0) break;
    kept += `${text.slice(from, match.index)} `;
    from = until + end.length;
  }
  return kept + text.slice(from);
}
