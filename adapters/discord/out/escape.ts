// The one place where text from outside becomes Discord markdown that shows exactly that text.

import { keepSigns } from "../../../src/reply/signs.ts";

/**
 * Text as it can be sent at all: control and bidi characters could hide or turn what stands around them, and a lone
 * surrogate is no text. Line breaks become `\n`, and signs keep to their words.
 */
export function cleanText(text: string): string {
  const clean = text
    .replace(/\r\n?|[\v\f\u0085\p{Zl}\p{Zp}]/gu, "\n")
    .replace(/(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) =>
      character === "\t" ? " " : "",
    );
  return keepSigns(clean);
}

/** The same on one line: for titles, labels and list items. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s*\n\s*/g, " ");
}

/**
 * Escapes clean text so that no client reads markup in it: emphasis, code, spoilers, quotes, headings, small print,
 * lists, masked links, addresses, mentions, emoji, timestamps. A backslash before punctuation shows the punctuation.
 * An address loses its link with the escaped colon, so it is neither clickable nor previewed.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*_~`|<@[\]]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/:(?=[\w~+-]+:)/g, "\\:")
    .replace(/^(\s*)([>#+-]|\d+(?=[.)]))/gm, (_whole, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/**
 * The address as Discord takes it, or nothing when it is no http(s) address. Browsers forgive characters that no address
 * may have (RFC 3986); Discord need not, so they are percent-encoded.
 */
export function safeUrl(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return undefined;
  const [, host = "", path = "", fragment = ""] = /^([^/]+\/\/[^/]*)([^#]*)#?(.*)$/s.exec(parsed.href) ?? [];
  return `${host}${encodeForbidden(path)}${fragment === "" ? "" : `#${encodeForbidden(fragment).replaceAll("#", "%23")}`}`;
}

function encodeForbidden(text: string): string {
  return text
    .replace(/%(?![0-9a-f]{2})/gi, "%25")
    .replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/g, (character) => encodeURIComponent(character));
}

/** Inline code of a clean line; text with backticks cannot be shown as code and is shown as text. */
export function inlineCode(text: string): string {
  return text === "" || text.includes("`") ? escapeMarkdown(text) : `\`${text}\``;
}

/**
 * A link in text. Angle brackets keep the address from being previewed. Discord does not link a text that itself has
 * an address or brackets, so there the address stands behind its text.
 */
export function inlineLink(url: string, label: string): string {
  const address = safeUrl(url);
  const shown = escapeMarkdown(label);
  if (address === undefined) return shown;
  const bare = `<${address}>`;
  if (label.trim() === "" || label === url) return bare;
  if (/[[\]]|:\/\/|discord\.gg/i.test(label)) return `${shown} (${bare})`;
  const inside = bare.replaceAll("(", "%28").replaceAll(")", "%29");
  return `[${shown}](${inside})`;
}
