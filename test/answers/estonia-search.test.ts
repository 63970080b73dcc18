// Searches of a real file as an analyst types them: what stands first says it, what is counted is all that says it, and every page,
// filter and button keeps to the question.

import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reply } from "../../src/reply/reply.ts";
import { placeSnapshotOf } from "../kept.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../shared-data.ts";
import { cardsOf, idsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";

const NOW = "2026-11-23T12:00:00Z";
const NAME = "Estonia_master.parquet.gzip";

describe.skipIf(!hasSharedData)(`searched for in the Estonian file${sharedDataReason}`, () => {
  let folder: string;
  let bot: TestBot;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rol-news-search-"));
    const news = join(folder, "news");
    await mkdir(news);
    await copyFile(sharedPath(`data/${NAME}`), join(news, NAME));
    const dataDirectory = join(folder, "data");
    await placeSnapshotOf(news, { dataDirectory, now: Date.parse(NOW), isSearched: true });
    bot = await startTestBot({ path: news, now: NOW, dataDirectory, isSearched: true });
  });

  afterAll(async () => {
    await bot.close();
    await rm(folder, { recursive: true, force: true });
  });

  const countOf = (reply: Reply): number =>
    Number(/ of ([\d,]+) stor/.exec(wordsAround(reply))?.[1]?.replace(",", "") ?? 0);

  /** What stands out on a card, in small letters. */
  const markedOn = ({
    title,
    titleMarks = [],
    summary,
  }: ReturnType<typeof cardsOf>[number]): readonly string[] => [
    ...titleMarks.map(({ from, to }) => title.slice(from, to).toLowerCase()),
    ...(summary?.marks ?? []).map(({ from, to }) => summary?.text.slice(from, to).toLowerCase() ?? ""),
  ];

  it.each([
    ["bribery", /brib/],
    ['"supreme court"', /supreme court/],
    ["kallas", /kallas/],
    ["järve", /järve/],
    ["jarve", /järve/],
    ["kohtla-järve", /kohtla-järve/],
    ["prosecut*", /prosecut/],
    ["prisoner", /prison/],
  ])("%s stands out on every card", async (typed, mark) => {
    const reply = await bot.ask(`/news search ${typed}`);
    expect(cardsOf(reply).length).toBeGreaterThan(1);
    for (const card of cardsOf(reply))
      expect([card.title, markedOn(card).some((said) => mark.test(said))]).toEqual([card.title, true]);
  });

  it("filters leave of a search what they leave of any list", async () => {
    const all = countOf(await bot.ask("/news search bribery"));
    const parts = await Promise.all(
      ["postimees.ee", "-postimees.ee"].map(async (source) =>
        countOf(await bot.ask(`/news search bribery ${source}`)),
      ),
    );
    expect(all).toBeGreaterThan(10);
    expect(parts.every((part) => part > 0)).toBe(true);
    // A story of both is in both.
    expect(parts.reduce((sum, part) => sum + part)).toBeGreaterThanOrEqual(all);
    for (const { verdict } of cardsOf(await bot.ask("/news search bribery negative limit 10")))
      expect([1, 2]).toContain(verdict?.score);
    const before = await bot.ask("/news search bribery until 2023-12 limit 10");
    for (const { publishedAt = 0 } of cardsOf(before)) expect(publishedAt).toBeLessThan(Date.UTC(2024, 0, 1));
  });

  it("either, both and without add up", async () => {
    const [either, both, one, other] = await Promise.all(
      [
        "bribery or embezzlement",
        "bribery embezzlement",
        "bribery -embezzlement",
        "embezzlement -bribery",
      ].map(async (typed) => countOf(await bot.ask(`/news search ${typed} each source`))),
    );
    expect(both).toBeGreaterThan(0);
    expect(either).toBeGreaterThanOrEqual(Math.max(both ?? 0, one ?? 0, other ?? 0));
    expect(either).toBeLessThanOrEqual((both ?? 0) + (one ?? 0) + (other ?? 0));
  });

  it("pages show every story once", async () => {
    const first = await bot.ask("/news search bribery limit 10");
    const ids = [...idsOf(first)];
    while (ids.length < countOf(first)) {
      const next = idsOf(await bot.ask("more"));
      expect(next.length).toBeGreaterThan(0);
      ids.push(...next);
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(countOf(first));
  });

  it("slips are offered mended", async () => {
    for (const [typed, meant] of [
      ["bribrey", "bribery"],
      ["embezlement", "embezzlement"],
      ["suprime court", "supreme court"],
    ])
      expect(wordsAround(await bot.ask(`/news search ${typed}`))).toContain(`Did you mean: ${meant}`);
  });

  it("what is like an article is about the same, and is not that story", async () => {
    const [first] = idsOf(await bot.ask('/news search mölder "fuel card" or bribe'));
    const [id] = idsOf(await bot.ask("/news search Mölder bribery"));
    const alike = await bot.ask(`/news like ${id}`);
    expect(first).toBeDefined();
    expect(idsOf(alike)).not.toContain(id);
    expect(cardsOf(alike).length).toBeGreaterThan(2);
    expect(cardsOf(alike).some(({ title, summary }) => /mölder/i.test(`${title} ${summary?.text}`))).toBe(
      true,
    );
  });
});
