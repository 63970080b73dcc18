// Digests post what is about its pillar, and count what was only scored for it.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { BEN, idsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { bribes, FILE, listed, MADE_AT, postedAt, receiptOf } from "./digest-news.ts";

/** Scored for corruption, and about a crime. */
const stabbing: SampleArticle = {
  id: "f600000000000001",
  title: "Man stabbed to death in the harbour, police detain a suspect",
  source: "delfi.ee",
  date: "2024-03-07 22:00:00",
  verdicts: { 2: 1, 5: 3, 8: 3 },
};

describe("a digest", () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: [bribes, stabbing] }, now: MADE_AT });
    await bot.ask("/digest create Usual when daily 09:00 pillar 2");
    await bot.ask("/digest create Everything when daily 09:00 pillar 2 relevance any");
  });
  afterAll(() => bot.close());

  it("counts what is off topic, shows it to whoever presses the number, and says why", async () => {
    const posted = await postedAt(bot, "2024-03-09T09:00:00Z");
    const [usual, everything] = ["Usual", "Everything"].map((name) =>
      posted.find((reply) => wordsAround(reply).startsWith(`${name} · `)),
    );
    if (usual === undefined || everything === undefined) throw new Error("a digest is missing");
    expect(idsOf(usual)).toEqual([bribes.id]);
    expect(receiptOf(usual)).toBe("1 of 2 shown · 1 off topic");
    expect(listed(await bot.press(usual, "1 off topic", BEN))).toEqual([
      expect.stringContaining(stabbing.title),
    ]);
    expect(idsOf(everything)).toEqual([bribes.id, stabbing.id]);
    expect(receiptOf(everything)).toBe("2 of 2 shown");
    const why = plainText(await bot.ask(`/digest why ${stabbing.id}`, BEN));
    expect(why).toMatch(/Usual\W+not shown on .*: scored for a pillar, but it reports something else/);
    expect(why).toMatch(/Everything\W+shown on/);
  });

  it("takes relevance back when asked to", async () => {
    const edited = plainText(await bot.ask("/digest edit Everything relevance on-topic"));
    expect(edited).toContain("Absence of Corruption · strong impact · on topic only");
  });
});
