// The main job on a real file: what an analyst gets for the questions of the first hour.

import { copyFile, mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../shared-data.ts";
import {
  buttonsOf,
  cardsOf,
  cardText,
  idsOf,
  labelsOf,
  startTestBot,
  type TestBot,
  wordsAround,
} from "./bot.ts";

const NOW = "2026-11-23T12:00:00Z";
const LINK = "https://www.postimees.ee/7973342/vangide-arv-langes-esimest-korda-alla-2000";

describe.skipIf(!hasSharedData)(`the Estonian file${sharedDataReason}`, () => {
  let folder: string;
  let file: string;
  let bot: TestBot;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rol-news-estonia-"));
    file = join(folder, "Estonia_master.parquet.gzip");
    await copyFile(sharedPath("data/Estonia_master.parquet.gzip"), file);
    // A time in whole ms can be set again.
    await utimes(file, new Date(NOW), new Date(NOW));
    bot = await startTestBot({ path: file, now: NOW, dataDirectory: join(folder, "data") });
    await bot.ask("/news status");
  });

  afterAll(async () => {
    await bot.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("status counts it", async () => {
    const lines = wordsAround(await bot.ask("/news status")).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "Assessments: 3,164 (32 not scored)",
        "Articles: 1,087",
        "Dates: 2023-08-09 to 2024-03-07 (9 Aug 2023 – 7 Mar 2024)",
        "Newest article: 7 Mar 2024, 2 years 8 months ago",
      ]),
    );
  });

  it("top pillar 1 prints five whole stories and the small print", async () => {
    const reply = await bot.ask("/news top pillar 1");
    expect(idsOf(reply).map((id) => id.slice(0, 8))).toEqual([
      "d1d7a7e0",
      "f40fecb5",
      "8529d5de",
      "7cef48d5",
      "768f1fcf",
    ]);
    const [first = "", second = "", , fourth = "", last = ""] = idsOf(reply);
    expect(cardText(reply, first).split("\n")).toEqual([
      expect.stringMatching(/^1\. \S.{20,}$/),
      "▲ positive · also: Absence of Corruption ▲",
      "Estonia · postimees.ee · Thu 29 Feb 2024",
      expect.stringMatching(/^\S.{100,400}[.…]$/),
      expect.stringMatching(/^https:\/\/www\.postimees\.ee\/7970489\//),
      "Details: /news show 1",
    ]);
    expect(cardText(reply, second)).toContain("▲ positive, related · also: Order and Security ▲");
    expect(cardText(reply, fourth)).toContain(
      "▼▼ very negative, off topic · also: Order and Security ▼▼ · split verdict: Criminal Justice ▲",
    );
    expect(cardText(reply, last)).toMatch(/^earlier: .+ \(29 Feb\)$/m);
    for (const card of cardsOf(reply)) {
      expect(card.summary?.from).toBe("assessment");
      expect(card.assessments.length).toBeGreaterThan(0);
    }
    expect(wordsAround(reply).split("\n\n")).toEqual([
      "Top news · Constraints on Government Powers (29 Feb – 7 Mar 2024 · all countries)",
      "5 of 8 stories · all in all 1 on topic · 2 related · 5 report something else · newest article 7 Mar 2024, 2 years 8 months ago",
      "Scored by a language model: /news about",
    ]);
  });

  it("tells how other reports were scored, what was not scored, and when a week was too little", async () => {
    const second = await bot.press(await bot.ask("/news top pillar 1"), "More");
    expect(
      idsOf(second)
        .map((id) => cardText(second, id))
        .join("\n"),
    ).toContain("+ 2 more reports: postimees.ee ▲▲ ●");
    expect(wordsAround(await bot.ask("/news top p2 negative strong since 30d"))).toContain(
      "5 of 6 stories on topic · 1 related · 13 more were scored for this pillar but report something else · 1 article could not be scored",
    );
    expect(wordsAround(await bot.ask("/news top good rights"))).toContain(
      "Only 3 stories in the last 7 days, so this covers 30 days: 6 Feb – 7 Mar 2024.",
    );
  });

  it("a restart answers without reading the file", async () => {
    const before = await bot.ask("/news top pillar 1");
    const { size, mtime } = await stat(file);
    await writeFile(file, Buffer.alloc(size));
    await utimes(file, mtime, mtime);
    const restarted = await startTestBot({ path: file, now: NOW, dataDirectory: join(folder, "data") });
    try {
      expect(idsOf(await restarted.ask("/news top pillar 1"))).toEqual(idsOf(before));
    } finally {
      await restarted.close();
    }
  });

  describe("what people type", () => {
    it.each([
      ["/news top p1", "Top news · Constraints on Government Powers ("],
      ["/news top P1", "Top news · Constraints on Government Powers ("],
      ["/news top negative", "Top news · negative only ("],
      ["/news top pillar “fundamental rights”", "Top news · Fundamental Rights ("],
      ["/news top corruption last week", "Top news · Absence of Corruption (26 Feb – 3 Mar 2024"],
      [
        "/news top corruption latvia last week",
        "Top news · Absence of Corruption · Latvia\n\nThe data have no article of Latvia. They cover Estonia.",
      ],
    ])("works: %s", async (typed, heading) => {
      expect(wordsAround(await bot.ask(typed))).toContain(heading);
    });

    it.each([LINK, `${LINK}?utm_source=x#comments`, LINK.replace("https://www.", "http://"), `<${LINK}>`])(
      "works: /news show %s",
      async (pasted) => {
        expect(idsOf(await bot.ask(`/news show ${pasted}`))).toEqual(["8a20a5a972c8509e6b5af337b794ccbb"]);
      },
    );

    it("works: show 2", async () => {
      const list = await bot.ask("/news latest");
      const shown = await bot.press(await bot.ask("show 2"), "Run it");
      expect(idsOf(shown)).toEqual([idsOf(list)[1]]);
      expect(idsOf(await bot.ask("/news show 2"))).toEqual([idsOf(list)[1]]);
    });

    it.each([
      ["/news top pillar 9", "Pillars go from 1 to 8", []],
      ["/news tpo", "There is no command", ["/news top"]],
      [
        "/news top since 01/02/2024",
        "can be 1 February 2024 or 2 January 2024",
        ["/news top since 2024-02-01", "/news top since 2024-01-02"],
      ],
      ["/news top justice", "Two pillars have that word", ["/news top pillar 7", "/news top pillar 8"]],
      ['/news top "corruption', "A quote opens", ["/news top pillar 2"]],
      [`/news top pillar 1 ${"x".repeat(10_000)}`, "", []],
      ["/news top \u0000pillar\u0007 9\u001b", "Pillars go from 1 to 8", []],
    ])("gets what would work: %.60s", async (typed, sentence, commands) => {
      const reply = await bot.ask(typed);
      expect(plainText(reply)).toContain(sentence);
      expect(plainText(reply)).toContain("For example: /news ");
      expect(
        buttonsOf(reply).map((button) => (button.type === "command" ? button.command : button.url)),
      ).toEqual(commands);
      expect(labelsOf(reply)).toHaveLength(commands.length);
    });
  });
});
