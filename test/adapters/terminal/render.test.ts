// Replies as lines of a terminal: nothing wider than it, nothing lost, nothing that steers it.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { render } from "../../../adapters/terminal/out/render.ts";
import { code, command, heading, list, note, paragraph } from "../../../src/reply/build.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { marksAt } from "../../reply/marks.ts";
import { blocksSaying, EARLIER, earlierSteps, everyBlock, textsOf, vetoCard } from "../../reply/samples.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";

function rendered(blocks: readonly Block[], width = 100, bold = (text: string): string => text): string {
  return render({ audience: "asker", blocks }, { width, bold });
}

const card: Block = { ...everyBlock.article, actions: [] };
const lines = (...all: readonly string[]): string => all.join("\n");

describe("the terminal", () => {
  it.each(Object.values(everyBlock))("shows all of a $type, wide or narrow", (block) => {
    for (const width of [60, 100]) {
      // A line break stands where a space was.
      const shown = rendered([block], width).replace(/\s+/g, " ");
      for (const text of textsOf[block.type]) expect(shown).toContain(text.trim());
    }
    expect(rendered([block])).not.toBe("");
  });

  it("shows a card as in the mock-ups", () => {
    expect(rendered([card])).toBe(
      lines(
        " 1  President vetoes the data-retention bill a second time",
        "    ▲▲ very positive          also: Fundamental Rights ▲ · split verdict: Open Government ▼",
        "    Estonia · postimees.ee · Tue 5 Mar 2024                                                 4109a1fd",
        "    Parliament must now amend the bill or take it to the Supreme Court.",
        "    https://www.postimees.ee/7972001/president-vetoes",
        "    + 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored differently) · sakala.ee",
      ),
    );
  });

  it("shows what an affair brought before below the other reports", () => {
    const article = { ...vetoCard, earlier: earlierSteps };
    expect(rendered([{ type: "article", article, actions: [] }], 200)).toContain(`sakala.ee\n    ${EARLIER}`);
  });

  it("sets what does not fit beside on a line below, as far in", () => {
    expect(rendered([card], 60)).toBe(
      lines(
        " 1  President vetoes the data-retention bill a second time",
        "    ▲▲ very positive",
        "    also: Fundamental Rights ▲ · split verdict: Open",
        "    Government ▼",
        "    Estonia · postimees.ee · Tue 5 Mar 2024         4109a1fd",
        "    Parliament must now amend the bill or take it to the",
        "    Supreme Court.",
        "    https://www.postimees.ee/7972001/president-vetoes",
        "    + 3 more reports: delfi.ee ▲▲ · err.ee ▼ (scored",
        "    differently) · sakala.ee",
      ),
    );
    const article = { ...vetoCard, source: "a-rather-long-name.of-an-outlet.example", publishedAt: 0 };
    expect(rendered([{ type: "article", article, actions: [] }], 60)).toContain(
      lines("    Estonia · a-rather-long-name.of-an-outlet.example · Thu", "    1 Jan 1970", "    4109a1fd"),
    );
  });

  it("sets the aside at the right of the heading, else below it", () => {
    const top = heading("Top news", "29 Feb – 7 Mar 2024 · all countries");
    expect(rendered([top], 60)).toBe("Top news                 29 Feb – 7 Mar 2024 · all countries");
    const long = heading("Top news · Constraints on Government Powers", "29 Feb – 7 Mar 2024");
    expect(rendered([long], 60)).toBe("Top news · Constraints on Government Powers\n29 Feb – 7 Mar 2024");
    expect(rendered([long], 64)).toBe("Top news · Constraints on Government Powers  29 Feb – 7 Mar 2024");
  });

  it("makes titles and headings stand out, and counts no column for it", () => {
    const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;
    const shown = rendered([heading("Top news", "all countries"), card], 60, bold);
    expect(shown).toContain("\u001b[1mTop news\u001b[22m");
    expect(shown).toContain(" 1  \u001b[1mPresident vetoes");
    const widths = shown.split("\n").map((line) => stringWidth(line));
    expect(Math.max(...widths)).toBeLessThanOrEqual(60);
  });

  it("makes each word that was sought stand out in a summary, whatever the line it falls on", () => {
    const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;
    const text = "Parliament must now amend the bill or take it to the Supreme Court.";
    const marks = marksAt(text, (word) => /^(?:bill|Supreme|Court)$/.test(word));
    const article = { ...vetoCard, summary: { text, from: "assessment" as const, marks } };
    for (const width of [60, 66, 72, 100]) {
      const shown = rendered([{ type: "article", article, actions: [] }], width, bold);
      expect(shown).toContain("\u001b[1mbill\u001b[22m");
      expect(shown.replace(/\s+/g, " ")).toContain(`${bold("Supreme")} ${bold("Court")}.`);
      expect(Math.max(...shown.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    }
  });

  it("gives numbers of one to three digits the same room", () => {
    const numbered = (number: number): string =>
      rendered([{ type: "article", article: { ...vetoCard, number }, actions: [] }]).slice(0, 13);
    expect([1, 12, 499].map(numbered)).toEqual([" 1  President", "12  President", "499 President"]);
  });

  it("leaves out what a card does not have", () => {
    const { number: _n, verdict: _v, url: _u, summary: _s, ...bare } = vetoCard;
    const article = { ...bare, reports: [] };
    expect(rendered([{ type: "article", article, actions: [] }])).toBe(
      lines(
        "    President vetoes the data-retention bill a second time",
        "    Estonia · postimees.ee · Tue 5 Mar 2024                                                 4109a1fd",
      ),
    );
  });

  it("shows buttons as commands to type, links as addresses, labels in a column", () => {
    expect(rendered([everyBlock.actions])).toBe(
      lines(
        "More          /news top pillar 1 page 2",
        "Open Dropbox  https://www.dropbox.com/oauth2/authorize",
      ),
    );
  });

  it("shows the buttons of cards once, with the reply's last buttons", () => {
    const second: Block = {
      ...everyBlock.article,
      actions: [command("Details", "/news show 2"), command("Mute", "/digest mute err.ee")],
    };
    const more: Block = { type: "actions", actions: [command("More", "/news top page 2")] };
    expect(rendered([everyBlock.article, second, note("2 of 48"), more])).toMatch(
      /sakala\.ee\n\n2 of 48\nDetails {2}\/news show 1\nMute {5}\/digest mute err\.ee\nMore {5}\/news top page 2$/,
    );
    expect(rendered([everyBlock.article])).toMatch(/sakala\.ee\n\nDetails {2}\/news show 1$/);
  });

  it("does not repeat a command that the text above it shows", () => {
    const said = paragraph("Did you mean: ", code("/news top pillar 1"));
    const runIt: Block = { type: "actions", actions: [command("Run it", "/news top pillar 1")] };
    expect(rendered([said, runIt])).toBe("Did you mean: /news top pillar 1");
    const both: Block = { ...runIt, actions: [...runIt.actions, command("Help", "/news help")] };
    expect(rendered([said, both])).toBe("Did you mean: /news top pillar 1\n\nHelp  /news help");
  });

  it("keeps links and commands on one line, so that they can be copied whole", () => {
    const url = `https://example.org/${"long/".repeat(30)}`;
    expect(rendered([paragraph("Read ", { type: "link", url, text: url }, " first.")], 60)).toBe(
      `Read\n${url}\nfirst.`,
    );
    const long = `/news top country ${"Estonia ".repeat(12)}page 2`;
    expect(rendered([{ type: "actions", actions: [command("More", long)] }], 60)).toBe(`More  ${long}`);
  });

  it("indents the further lines of list items and fields", () => {
    const text = "one two three four five six seven eight nine ten eleven twelve";
    expect(rendered([list([[text]], true)], 60)).toBe(
      "1. one two three four five six seven eight nine ten eleven\n   twelve",
    );
    expect(
      rendered([{ type: "fields", fields: [{ label: "Words", value: [{ type: "text", text }] }] }], 60),
    ).toBe("Words  one two three four five six seven eight nine ten\n       eleven twelve");
  });

  it("sets small print together, and other blocks apart by an empty line", () => {
    const more: Block = { type: "actions", actions: [command("More", "/news top page 2")] };
    expect(
      rendered([heading("Top news"), paragraph("Only two."), card, note("2 of 2"), note("Scored"), more]),
    ).toMatch(
      /^Top news\nOnly two\.\n\n 1 {2}President.*sakala\.ee\n\n2 of 2\nScored\nMore {2}\/news top page 2$/s,
    );
  });

  it("shows wide characters within its width", () => {
    const text = "政府今天否决了这项法案。".repeat(20);
    for (const line of rendered([paragraph(text), list([[text]])], 61).split("\n"))
      expect(stringWidth(line)).toBeLessThanOrEqual(61);
  });

  it("gives up no line to words from outside", () => {
    const shown = rendered([paragraph("A title\r\nScored by nobody\u2028Next: rm -rf\tnow")]);
    expect(shown).toBe("A title  Scored by nobody Next: rm -rf now");
  });
});

describe("whatever a text holds", () => {
  const UNSAFE = /(?!\n)[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

  function expectHarmless(text: string, width: number): void {
    for (const block of blocksSaying(text)) {
      const shown = rendered([block], width);
      expect(shown).not.toMatch(UNSAFE);
      expect(shown.isWellFormed()).toBe(true);
      const tooWide = shown
        .split("\n")
        .filter((line) => stringWidth(line) > width && !line.includes("://") && block.type !== "actions");
      expect(tooWide).toEqual([]);
    }
  }

  const steering = [
    "\u001b[2J",
    "\u001b]8;;https://evil.example\u0007",
    "\u009b31m",
    "\r",
    "\b\b",
    "\u202e",
    "\u2067",
  ];

  it("neither steers the terminal nor leaves its width", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.lorem(),
      fc.constantFrom(...steering, "法案", "👩‍👩‍👧", "e\u0301\u0323", "x".repeat(200), "\n", "  "),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.constantFrom("", " "),
        fc.integer({ min: 60, max: 100 }),
        (parts, between, width) => expectHarmless(parts.join(between), width),
      ),
      { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 60 },
    );
  });

  it.each(steering)("not even as an address: %j", (characters) => {
    const article = { ...vetoCard, url: `https://example.org/${characters}` };
    expect(rendered([{ type: "article", article, actions: [] }])).not.toMatch(UNSAFE);
    const link = { type: "link", label: "Open", url: `https://example.org/${characters}` } as const;
    expect(rendered([{ type: "actions", actions: [link] }])).not.toMatch(UNSAFE);
  });

  describe.skipIf(!hasSharedData)(`and what is known to break chats${sharedDataReason}`, () => {
    it("neither steers the terminal nor leaves its width", () => {
      const json: unknown = JSON.parse(readFileSync(sharedPath("data/chat_hard_text.json"), "utf8"));
      const texts = z.array(z.object({ text: z.string() })).parse(json);
      expect(texts.length).toBeGreaterThan(50);
      for (const { text } of texts) expectHarmless(text, 60);
    });
  });
});
