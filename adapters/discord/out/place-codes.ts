// Marks the codes of buttons whose answers take the place of their message, and of the forms that are opened from it.

import type { Reply } from "../../../src/reply/reply.ts";
import { placeCode } from "./custom-ids.ts";

/** The codes, those marked of what a reply says to replace it, and of its own form. */
export function withPlaces(
  codes: ReadonlyMap<string, string>,
  { blocks }: Reply,
): ReadonlyMap<string, string> {
  const replacing = new Set(
    blocks.flatMap((block) => {
      if (block.type === "form") return [block.command];
      if (block.type !== "actions") return [];
      return block.actions.flatMap((one) =>
        one.type === "command" && one.replaces === true ? [one.command] : [],
      );
    }),
  );
  return new Map([...codes].map(([text, code]) => [text, replacing.has(text) ? placeCode(code) : code]));
}
