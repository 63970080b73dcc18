// Text as markup. Everything that the page shows comes through `markup`: what is no markup of ours is escaped there, and
// nowhere else; an address that is no http(s) address leads nowhere.

import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { AppError } from "../../../src/errors.ts";

export type Markup = HtmlEscapedString;

/** What may stand in markup: texts are escaped, `undefined` and `false` are nothing. */
export type Content = string | number | undefined | false | Markup | readonly (Markup | string)[];

/** A piece of the page. Attributes stand between double quotes. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const made = html(strings, ...values.map((value) => shown(value)));
  if (made instanceof Promise) throw new AppError("internal", "markup does not wait");
  return made;
}

function shown(value: Content): unknown {
  if (value === undefined || value === false) return "";
  if (Array.isArray(value)) return value.map((one) => shown(one));
  // Markup is an object, which hono takes as it is.
  return typeof value === "string" ? clean(value) : value;
}

/** Control characters say nothing, and those that turn a line around could make a text look like another. */
function clean(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}

/** An address that may be opened; undefined for any other. */
export function openable(url: string): string | undefined {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
