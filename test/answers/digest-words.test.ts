// Digests of words show where an article says them, as lists do.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { startTestBot, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { FILE, MADE_AT } from "./digest-news.ts";

/** The word stands in the summary of a verdict that is not strong, and in the description. */
const veto: SampleArticle = {
  id: "c700000000000001",
  title: "President sends the bill back to parliament",
  source: "err.ee",
  date: "2024-03-07 20:00:00",
  verdicts: { 1: [5, "The president limits the government."], 3: [3, "A veto was announced."] },
  description: "Her veto is the first of the year.",
};

describe("a digest of words", () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: [veto] }, now: MADE_AT });
  });
  afterAll(() => bot.close());

  it("shows the passage that says them where no summary it shows does, as a list does", async () => {
    await bot.ask("/digest create Vetoes when daily 09:00 words veto relevance any");
    for (const line of ["/digest preview Vetoes", "/news top strong relevance any words veto"])
      expect(plainText(await bot.ask(line)), line).toContain("Her veto is the first of the year.");
  });
});
