// The tables of what becomes of an answer whose button turns it into another, and of a post of a digest that is not right any
// more, as docs/adapters.md has them.

import type { CorrectedStands, PlatformUnderTest } from "./driver.ts";
import { correctedStands, SPOILED, WRONGS } from "./living.ts";
import { HINDRANCES, KINDS } from "./turning.ts";

const PLACES = {
  turns: {
    begin: "<!-- turns: written from test/contract/turning.ts and the platforms beside it -->",
    end: "<!-- end of turns -->",
  },
  corrections: {
    begin: "<!-- corrections: written from test/contract/living.ts and the platforms beside it -->",
    end: "<!-- end of corrections -->",
  },
} as const;

/** The page with the table of answers as the contract has it. */
export function withTurns(page: string, platforms: readonly PlatformUnderTest[]): string {
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
  const invitations = (["nothing", "it was put away"] as const).map((hindrance) => {
    const cells = platforms.map(({ invites }) =>
      "never" in invites ? `– (${invites.never})` : invites[hindrance],
    );
    return `| ${hindrance} | an invitation to a form | ${cells.join(" | ")} |`;
  });
  return between(page, "turns", ["What is in the way", "Of"], platforms, [...rows, ...invitations]);
}

/** What readers see, as the table says it. */
const SEEN: Readonly<Record<CorrectedStands, string>> = {
  "in place": "it says so in its place",
  "as it was": "as it was; the next digest tells it",
  gone: "gone; the next digest tells it",
};

/** The page with the table of posts as the contract has it. */
export function withCorrections(page: string, platforms: readonly PlatformUnderTest[]): string {
  const rows = SPOILED.map((spoiled) => {
    const cells = platforms.map((platform) => {
      const stands = correctedStands(platform, spoiled);
      return typeof stands === "object" ? `– (${stands.never})` : SEEN[stands];
    });
    return `| ${spoiled} | ${WRONGS.map(({ name }) => name).join(", ")} | ${cells.join(" | ")} |`;
  });
  return between(page, "corrections", ["What is in the way", "A post of"], platforms, rows);
}

/** The page with a table in its place. */
function between(
  page: string,
  table: keyof typeof PLACES,
  titles: readonly string[],
  platforms: readonly PlatformUnderTest[],
  rows: readonly string[],
): string {
  const { begin, end } = PLACES[table];
  const [before, rest = ""] = page.split(begin);
  const after = rest.split(end)[1] ?? "";
  const head = [...titles, ...platforms.map(({ name }) => name)];
  const lines = [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...rows].join("\n");
  return `${before}${begin}\n${lines}\n${end}${after}`;
}
