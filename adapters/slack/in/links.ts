// The links of a message, wherever they stand: in its text, its blocks, or what Slack or an app attached to it.

import { addressesIn } from "../../../src/platform/linked.ts";

/** Deeper than anything that Slack nests. */
const DEEPEST = 12;

/** Fields that hold an address to read at. Pictures, icons and files have others. */
const ADDRESSES = new Set(["url", "title_link", "from_url", "original_url"]);

/** Fields with words, and the addresses among them. */
const TEXTS = new Set(["text", "pretext", "fallback", "value"]);

/** Each once, in the order in which they stand there; none of Slack's own pages. Never throws. */
export function linksOf(message: unknown): readonly string[] {
  return [...new Set(found(message, "", 0))].filter(isElsewhere);
}

function found(value: unknown, key: string, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === "string") {
    if (ADDRESSES.has(key)) return /^https?:\/\/\S+$/i.test(value) ? [value] : [];
    return TEXTS.has(key) ? addressesIn(value) : [];
  }
  if (Array.isArray(value)) return value.flatMap((one: unknown) => found(one, key, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) => found(one, name, depth + 1));
}

function isElsewhere(link: string): boolean {
  return URL.canParse(link) && !/(^|\.)slack(-gov|-edge|-files|-imgs)?\.com$/.test(new URL(link).hostname);
}
