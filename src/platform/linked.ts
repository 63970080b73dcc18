// The door on a message: the addresses that stand in it, handed to the command that finds the articles they lead to.

import type { Input } from "./invocation.ts";

/** What can be asked of the article that a message links to. */
export type Wanted = "reports" | "why" | "mute";

/** As many whole addresses as a field takes, with room to spare: the field is refused beyond 1,000 characters. */
const LONGEST_LINKS = 900;

/**
 * What an adapter hands over when somebody uses the door on a message: its text as the platform has it, with markup
 * (`<https://…|label>`, `[label](https://…)`), or addresses that are known already.
 */
export function linkedInput(message: string | readonly string[], wanted: Wanted): Input {
  const found = typeof message === "string" ? addressesIn(message) : message;
  let links = "";
  for (const link of new Set(found)) {
    if (links.length + link.length >= LONGEST_LINKS) break;
    links = `${links} ${link}`.trim();
  }
  return { type: "options", path: ["news", "linked"], values: { links, wanted } };
}

/** With its scheme, or as people write one: `delfi.ee/123`, `www.delfi.ee`. */
const ADDRESS =
  /(?:https?:\/\/|\bwww\.|(?<![\p{L}\p{N}@./-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/)[^\s<>|"“”]+/giu;

/** The web addresses in a text, without the signs around them. */
export function addressesIn(text: string): readonly string[] {
  const found = text.replaceAll("&amp;", "&").matchAll(ADDRESS);
  return [...new Set([...found].map(([address]) => withoutEnd(address)))];
}

/** A sentence's signs behind an address are not its own, nor is a bracket that closes what opened before it. */
function withoutEnd(address: string): string {
  const bare = address.replace(/[.,;:!?'’*_~`\]]+$/, "");
  return bare.endsWith(")") && !bare.includes("(") ? withoutEnd(bare.slice(0, -1)) : bare;
}
