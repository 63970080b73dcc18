// `/news pillars`, `/news sources` and `/news about`: what the news is made of and how it is ranked.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PILLARS } from "../../src/news/pillars.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { sampleFiles, veto } from "./sample-news.ts";

/** More outlets than a page shows. */
const manyOutlets: readonly SampleArticle[] = Array.from({ length: 25 }, (_, index) => ({
  id: `0c000000000000${String(index).padStart(2, "0")}`,
  title: `Report number ${index} of a small paper`,
  source: `paper-${String(index).padStart(2, "0")}.example`,
  date: `2024-01-${String(index + 1).padStart(2, "0")} 10:00:00`,
  verdicts: { 7: 3 },
}));

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({
    files: { ...sampleFiles, "Malta_master.parquet.gzip": manyOutlets },
    now: "2024-03-08T09:00:00Z",
  });
});

afterAll(() => bot.close());

describe("/news pillars", () => {
  it("names all eight with their other names, each a button to its news", async () => {
    const reply = await bot.ask("/news pillars");
    for (const { number, name, aliases } of PILLARS)
      expect(wordsAround(reply)).toContain(
        aliases.length === 0
          ? `${number}. ${name}\n`
          : `${number}. ${name}, also called ${aliases.join(", ")}\n`,
      );
    expect(labelsOf(reply)).toEqual(PILLARS.map(({ number, name }) => `${number} ${name}`));
    expect(idsOf(await bot.press(reply, "1 Constraints on Government Powers"))).toEqual([veto.id]);
  });
});

describe("/news sources", () => {
  it("counts countries and outlets, most articles first, with how far they reach", async () => {
    const words = wordsAround(await bot.ask("/news sources"));
    expect(words).toContain("Where the news comes from (39 articles)");
    expect(words).toContain(
      "- Malta · 25 articles · newest 25 Jan 2024\n- Estonia · 11 articles · newest 7 Mar 2024\n- Latvia · 3 articles · newest 3 Mar 2024",
    );
    expect(words).toContain("Outlets\n\n- postimees.ee · Estonia · 5 articles · newest 7 Mar 2024\n");
    expect(words).toContain("1–20 of 30 outlets");
    expect(words).toContain("Scored by a language model");
  });

  it("goes on to the next page, and not past the last", async () => {
    const second = await bot.press(await bot.ask("/news sources"), "More");
    expect(wordsAround(second)).toContain("21–30 of 30 outlets");
    expect(labelsOf(second)).toEqual([]);
    const past = await bot.ask("/news sources page 7");
    expect(wordsAround(past)).toContain("There are only 2 pages of this.");
    expect(wordsAround(past)).not.toContain("of 30 outlets");
    expect(wordsAround(await bot.press(past, "Last page"))).toContain("21–30 of 30 outlets");
  });

  it("keeps to the countries asked for, on every page", async () => {
    const first = await bot.ask("/news sources malta latvia");
    expect(wordsAround(first)).toContain("1–20 of 27 outlets");
    expect(wordsAround(await bot.press(first, "More"))).toContain("21–27 of 27 outlets");
    const none = await bot.ask("/news sources sweden");
    expect(wordsAround(none)).toContain("The data have no outlet of Sweden.");
    expect(wordsAround(await bot.press(none, "All sources"))).toContain("1–20 of 30 outlets");
  });
});

it("/news about says how scores read and how lists are ranked, dated and merged", async () => {
  const words = plainText(await bot.ask("/news about"));
  for (const fact of [
    "▲▲ very positive   ▲ positive   ● neutral   ▼ negative   ▼▼ very negative   ○ not scored",
    "It can be wrong.",
    "On topic before related, related before off topic.",
    "what more outlets report",
    "reports before opinion pieces",
    "of 144 verdicts it called on topic, 108 are",
    "Other countries were not measured",
    "within 72 hours",
    "step of its affair",
    "the last 7 days, or 30 when those hold too few stories",
    "Durations such as 7d count back from the newest article",
    "could not be scored (○), often reports of sexual violence",
  ])
    expect(words).toContain(fact);
});
