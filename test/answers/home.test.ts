// `/news home` and `/digest list mine`: a person's own page, and the digests that they may manage with their buttons.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { ANA, BEN, buttonsOf, CLEO, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { FILE, firstDay, MADE_AT } from "./digest-news.ts";

describe("the digests that somebody may manage", { shuffle: false }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
    for (let n = 1; n <= 7; n += 1)
      await bot.ask(`/digest create Brief ${n} when daily 0${n}:00 channel news`, CLEO);
    await bot.ask("/digest alert Watch channel news");
  });
  afterAll(() => bot.close());

  it("are one's own, a page at a time, with the next run and a button for each thing to do", async () => {
    const mine = await bot.ask("/digest list mine", CLEO);
    expect(wordsAround(mine)).toContain("Brief 1 · #news · daily 01:00 UTC · next Sat 9 Mar 2024 01:00");
    expect(wordsAround(mine)).toContain("1–6 of 7 digests and alerts");
    expect(wordsAround(mine)).not.toContain("Watch");
    expect(labelsOf(mine).slice(0, 4)).toEqual(["Pause Brief 1", "Edit", "Details", "Delete"]);
    const more = await bot.press(mine, "More", CLEO);
    expect(wordsAround(more)).toContain("Brief 7");
    expect(wordsAround(more)).not.toContain("Brief 1");
  });

  it("are all of them to an admin, those of others behind, with whose they are", async () => {
    const all = wordsAround(await bot.ask("/digest list mine", ANA));
    expect(all).toMatch(/Watch · alert · #news · as soon as the news has it[\s\S]*Brief 1 .* · by Cleo/);
    expect(all).toContain("1–6 of 8");
  });

  it("say that they are paused and why, and resume", async () => {
    const mine = await bot.ask("/digest list mine", CLEO);
    await bot.press(mine, "Pause Brief 1", CLEO);
    const paused = await bot.ask("/digest list mine", CLEO);
    expect(wordsAround(paused)).toContain("Brief 1 · #news · paused until somebody resumes it");
    await bot.press(paused, "Resume Brief 1", CLEO);
    expect(wordsAround(await bot.ask("/digest list mine", CLEO))).toContain("Brief 1 · #news · daily 01:00");
  });

  it("are asked about once more before they are deleted", async () => {
    const asked = await bot.press(await bot.ask("/digest list mine", CLEO), "Delete", CLEO);
    expect(plainText(asked)).toContain("Delete Brief 1?");
    await bot.pressAnyway(asked, "Delete", CLEO);
    expect(wordsAround(await bot.ask("/digest list mine", CLEO))).not.toContain("Brief 1 ");
  });

  it("are none of those who made none, who can make one", async () => {
    const none = await bot.ask("/digest list mine", BEN);
    expect(plainText(none)).toContain("You have no digest and no alert yet.");
    expect(labelsOf(none)).toEqual(["New digest", "New alert"]);
  });
});

describe("a person's own page", () => {
  it("has the state of the news, their digests and filters, and nothing of the connection where they are no admin", async () => {
    const bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
    try {
      await bot.ask("/digest create Morning when daily 09:00 channel news", CLEO);
      await bot.ask("/news top negative", CLEO);
      const home = await bot.ask("/news home", CLEO);
      const headings = home.blocks.flatMap((block) => (block.type === "heading" ? [block.text] : []));
      expect(headings).toEqual([
        "Rule-of-law news",
        "Your digests and alerts",
        "What you asked last",
        "By pillar",
      ]);
      expect(wordsAround(home)).toContain("3 articles · 1 Mar – 7 Mar 2024 · newest article 12 hours ago");
      expect(labelsOf(home)).toEqual(
        expect.arrayContaining(["Top news", "Pause Morning", "New digest", "top direction negative"]),
      );
      expect(buttonsOf(home).length).toBeGreaterThan(14);
      expect(plainText(home)).not.toContain("/dropbox");
      expect(plainText(await bot.ask("/news help"))).not.toContain("/news home");
    } finally {
      await bot.close();
    }
  });
});
