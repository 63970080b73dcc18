// Digests of which not everything arrived: `history` and `why` say what stands, and what never stood comes again.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { idsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { archive, bribes, FILE, firstDay, listed, MADE_AT, postedAt, setsOf } from "./digest-news.ts";

describe("a digest of which a story was refused", { shuffle: false }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
    await bot.ask("/digest create Morning when daily 09:00 channel strict");
    const posted = await postedAt(bot, "2024-03-09T09:00:00Z");
    expect(posted.flatMap(idsOf)).toEqual([archive.id]);
  });
  afterAll(() => bot.close());

  it("counts it as refused in its history, and names it there", async () => {
    const history = await bot.ask("/digest history Morning");
    expect(wordsAround(history)).toContain(
      `Sat 9 Mar 2024 09:00 · sent · 1 of 2 shown · 1 refused by the platform · Refused: "${bribes.title}". AutoMod`,
    );
    const slot = await bot.press(history, "Sat 9 Mar 2024 09:00");
    expect(setsOf(slot)).toContain("1 refused by the platform");
    const set = await bot.press(slot, "1 refused by the platform");
    expect(listed(set)).toEqual([expect.stringContaining(bribes.title)]);
    expect(plainText(set)).toContain("the platform refused its message");
    expect(listed(await bot.press(set, "1 shown"))).toEqual([expect.stringContaining(archive.title)]);
  });

  it("explains it, goes on, and does not bring it again", async () => {
    expect(plainText(await bot.ask(`/digest why ${bribes.id}`))).toContain(
      "not shown on Sat 9 Mar 2024 09:00 UTC: the platform refused its message.",
    );
    expect(await postedAt(bot, "2024-03-10T09:00:00Z")).toEqual([]);
    expect(plainText(await bot.ask("/digest show Morning"))).toContain("active");
  });
});

describe("a digest whose channel closed after its first message", { shuffle: false }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
    await bot.ask("/digest create Morning when daily 09:00 channel halfway thread yes");
    const posted = await postedAt(bot, "2024-03-09T09:00:00Z");
    expect(posted.flatMap(idsOf)).toEqual([]);
    expect(posted).toHaveLength(1);
  });
  afterAll(() => bot.close());

  it("says what did not arrive", async () => {
    expect(wordsAround(await bot.ask("/digest history Morning"))).toContain(
      "Sat 9 Mar 2024 09:00 · given up · 0 of 2 shown · 2 not delivered · The channel was archived.",
    );
    expect(plainText(await bot.ask(`/digest why ${bribes.id}`))).toContain(
      "it would be shown in the next one.",
    );
  });

  it("brings it when it goes on", async () => {
    await bot.ask("/digest resume Morning");
    const posted = await postedAt(bot, "2024-03-10T09:00:00Z");
    expect(posted.flatMap(idsOf).toSorted()).toEqual([bribes.id, archive.id].toSorted());
    expect(plainText(await bot.ask(`/digest why ${bribes.id}`))).toContain(
      "shown on Sun 10 Mar 2024 09:00 UTC.",
    );
  });
});
