// The links of a message, wherever they stand: in its text, its blocks, or what Slack or an app attached to it.

import { unescapeMrkdwn } from "../out/escape.ts";

/** A message's links at most, and their characters with a space between each. */
export const MOST_LINKS = 20;
const MOST_CHARACTERS = 4_000;

/** Deeper than anything that Slack nests. */
const DEEPEST = 12;

/** Fields that hold an address to read at. Pictures, icons and files have others. */
const ADDRESSES = new Set(["url", "title_link", "from_url", "original_url"]);

/** Fields whose text is marked up: `<https://err.ee/1|title>`. */
const TEXTS = new Set(["text", "pretext", "fallback", "value"]);

/** Each once, in the order in which they stand there; none of Slack's own pages. Never throws. */
export function linksOf(message: unknown): readonly string[] {
  const links = new Set<string>();
  let characters = 0;
  for (const link of found(message, "", 0)) {
    const address = addressOf(link);
    if (address === undefined || links.has(address)) continue;
    characters += address.length + 1;
    if (links.size >= MOST_LINKS || characters > MOST_CHARACTERS) break;
    links.add(address);
  }
  return [...links];
}

function found(value: unknown, key: string, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === "string") {
    if (ADDRESSES.has(key)) return [value];
    return TEXTS.has(key) ? marked(value) : [];
  }
  if (Array.isArray(value)) return value.flatMap((one: unknown) => found(one, key, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) => found(one, name, depth + 1));
}

function marked(text: string): readonly string[] {
  return [...text.matchAll(/<(https?:\/\/[^\s<>|]+)(?:\|[^<>]*)?>/gi)].map(([, url]) =>
    unescapeMrkdwn(url ?? ""),
  );
}

function addressOf(link: string): string | undefined {
  if (/\s/.test(link) || !URL.canParse(link)) return undefined;
  const { protocol, hostname } = new URL(link);
  if (!/^https?:$/.test(protocol) || /(^|\.)slack(-gov|-edge|-files|-imgs)?\.com$/.test(hostname))
    return undefined;
  return link;
}
