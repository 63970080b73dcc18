// The table of what becomes of an answer whose button turns it into another, as docs/adapters.md has it.

import type { PlatformUnderTest } from "./driver.ts";
import { HINDRANCES, KINDS } from "./turning.ts";

const BEGIN = "<!-- turns: written from test/contract/turning.ts and the platforms beside it -->";
const END = "<!-- end of turns -->";

/** The page with its table as the contract has it. */
export function withTurns(page: string, platforms: readonly PlatformUnderTest[]): string {
  const [before, rest = ""] = page.split(BEGIN);
  const after = rest.split(END)[1] ?? "";
  const cell = (stands: PlatformUnderTest["turns"]["nothing"], stays: boolean): string => {
    if (typeof stands === "object") return `– (${stands.never})`;
    return stays && stands === "in place" ? "beside" : stands;
  };
  const rows = HINDRANCES.flatMap((hindrance) =>
    [false, true].map((stays) => {
      const kinds = KINDS.filter((kind) => (kind.stays === true) === stays).map(({ name }) => name);
      const cells = platforms.map(({ turns }) => cell(turns[hindrance], stays));
      return `| ${hindrance} | ${kinds.join(", ")} | ${cells.join(" | ")} |`;
    }),
  );
  const head = ["What is in the way", "Of", ...platforms.map(({ name }) => name)];
  const table = [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...rows].join("\n");
  return `${before}${BEGIN}\n${table}\n${END}${after}`;
}
