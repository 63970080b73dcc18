// What an analyst types about a real file, held against the plain reference: the stories, their number and the dates covered.

import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewsFilter } from "../../src/news/filter/filter.ts";
import type { Period } from "../../src/time/windows.ts";
import { readDataRows } from "../reference/data-files.ts";
import { latestOf, newestOf, type PlainList, topOf } from "../reference/lists.ts";
import { type PlainNews, plainNews } from "../reference/plain-news.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../shared-data.ts";
import { buttonsOf, cardsOf, idsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";

const NOW = "2026-11-23T12:00:00Z";
const DAY_MS = 86_400_000;
const NAME = "Estonia_master.parquet.gzip";

describe.skipIf(!hasSharedData)(`typed at the Estonian file${sharedDataReason}`, () => {
  let folder: string;
  let bot: TestBot;
  let plain: PlainNews;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rol-news-typed-"));
    const path = join(folder, NAME);
    await copyFile(sharedPath(`data/${NAME}`), path);
    bot = await startTestBot({ path, now: NOW, dataDirectory: join(folder, "data") });
    await bot.ask("/news status");
    const files = [{ name: NAME, modifiedAt: 1, rows: await readDataRows(path) }];
    plain = plainNews(files, Date.parse(NOW));
  });

  afterAll(async () => {
    await bot.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The last days before the newest article that a filter's outlets have. */
  function lastDays(filter: NewsFilter, days: number): Period {
    const to = newestOf(plain.articles, filter) ?? Date.parse(NOW);
    return { from: to - days * DAY_MS, to };
  }

  const inOrder = ({ entries }: PlainList): readonly string[] => entries.map(({ article }) => article.id);

  it("top not delfi.ee", async () => {
    const filter: NewsFilter = { source: { any: [], not: ["delfi.ee"] } };
    const period = lastDays(filter, 7);
    const expected = topOf(plain.stories, { filter, period, limit: 5, offset: 0 });
    expect(expected.stories).toBeGreaterThan(5);
    const reply = await bot.ask("/news top not delfi.ee");
    expect(idsOf(reply)).toEqual(inOrder(expected));
    expect(cardsOf(reply).map(({ source }) => source)).not.toContain("delfi.ee");
    expect(wordsAround(reply)).toContain("Top news · without delfi.ee (29 Feb – 7 Mar 2024");
    expect(wordsAround(reply)).toContain(`5 of ${expected.stories} stories`);
  });

  it("top corruption not police since january limit 3", async () => {
    const filter: NewsFilter = {
      pillar: { any: [2], not: [] },
      words: { any: [], not: [["police"]] },
    };
    const period = { from: Date.UTC(2024, 0, 1) };
    const expected = topOf(plain.stories, { filter, period, limit: 3, offset: 0 });
    const withPolice = topOf(plain.stories, {
      filter: { pillar: { any: [2], not: [] } },
      period,
      limit: 3,
      offset: 0,
    });
    expect(withPolice.stories).toBeGreaterThan(expected.stories);
    const reply = await bot.ask("/news top corruption not police since january limit 3");
    expect(idsOf(reply)).toEqual(inOrder(expected));
    expect(wordsAround(reply)).toContain(
      'Top news · Absence of Corruption · without "police" (1 Jan – 7 Mar 2024',
    );
  });

  it("top pillar 1, 2 since february 2024", async () => {
    const filter: NewsFilter = { pillar: { any: [1, 2], not: [] } };
    const expected = topOf(plain.stories, {
      filter,
      period: { from: Date.UTC(2024, 1, 1) },
      limit: 5,
      offset: 0,
    });
    const reply = await bot.ask("/news top pillar 1, 2 since february 2024");
    expect(idsOf(reply)).toEqual(inOrder(expected));
    expect(wordsAround(reply)).toContain(
      "Top news · Constraints on Government Powers or Absence of Corruption (1 Feb – 7 Mar 2024",
    );
  });

  it("latest from 1 feb to 14 feb", async () => {
    const period = { from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 1, 15) - 1 };
    const expected = latestOf(plain.stories, { filter: {}, period, limit: 5, offset: 0 });
    const reply = await bot.ask("/news latest from 1 feb to 14 feb");
    expect(idsOf(reply)).toEqual(inOrder(expected));
    expect(wordsAround(reply)).toContain("Latest news (1 Feb – 14 Feb 2024");
    expect(wordsAround(reply)).toContain(`5 of ${expected.stories} stories`);
  });

  it("show swedbank, then show 2 of what was printed", async () => {
    const titles = new Map(plain.articles.map(({ id, title }) => [id, title?.toLowerCase()]));
    await bot.ask("/news latest");
    const printed = buttonsOf(await bot.ask("/news show swedbank")).flatMap((button) =>
      button.type === "command" ? (/^\/news show ([0-9a-f]{32})/.exec(button.command)?.[1] ?? []) : [],
    );
    expect(printed.length).toBeGreaterThan(1);
    for (const id of printed) expect(titles.get(id)).toContain("swedbank");
    expect(idsOf(await bot.ask("/news show 2"))).toEqual(printed.slice(1, 2));
  });
});
