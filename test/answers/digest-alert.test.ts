// Alerts: a message as soon as strong news arrives, but not at night and not too often.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { idsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import {
  access,
  FILE,
  firstDay,
  fraud,
  judge,
  postedAt,
  receiptOf,
  secondDay,
  strongArticle,
  weak,
} from "./digest-news.ts";

/** Saturday noon in Tallinn. */
const NOON = "2024-03-09T10:00:00Z";

let bot: TestBot;
let articles: readonly SampleArticle[] = firstDay;

/** News arrive. */
async function arrive(...news: readonly SampleArticle[]): Promise<void> {
  articles = [...articles, ...news];
  await bot.replace({ [FILE]: articles });
}

/** A strong article of one outlet, so that each test has alerts of its own. */
function newsOf(source: string, ...titles: readonly string[]): readonly SampleArticle[] {
  return titles.map((title, index) =>
    strongArticle(`${source}${String(index)}`, title, `2024-03-09 0${index}:00:00`, source),
  );
}

/** What the alerts of a name brought, as ids. */
function broughtBy(name: string, replies: readonly Reply[]): readonly (readonly string[])[] {
  return replies.filter((reply) => wordsAround(reply).startsWith(`Alert: ${name} · `)).map(idsOf);
}

beforeAll(async () => {
  bot = await startTestBot({ files: { [FILE]: firstDay }, now: NOON });
});
afterAll(() => bot.close());

// Days that follow one another.
describe("an alert", { shuffle: false }, () => {
  it("comes with news that arrive after it was made, and with nothing else", async () => {
    await bot.ask("/digest alert Loud source err.ee, delfi.ee, postimees.ee");
    await bot.ask("/digest alert Civil pillar 7 impact any");
    await bot.ask("/digest alert Regulation pillar 6");
    await bot.ask("/digest alert Regulation too pillar 6 impact notable");
    expect(await postedAt(bot, "2024-03-09T10:05:00Z")).toEqual([]);
    await arrive(...secondDay);
    const alerts = await postedAt(bot, "2024-03-09T17:05:00Z");
    const loud = alerts.find((alert) => wordsAround(alert).startsWith("Alert: Loud"));
    expect(loud && wordsAround(loud)).toMatch(
      /^Alert: Loud · .+ · Sat 9 Mar 2024 \(#C1, 17:05 UTC\)\n\n3 new stories: 2 worse, 1 both ways/,
    );
    expect(loud && idsOf(loud).toSorted()).toEqual([judge.id, access.id, fraud.id]);
    expect(broughtBy("Regulation too", alerts)).toEqual([[weak.id]]);
    // What is too weak, not scored, or none of its business makes no alert.
    expect(alerts).toHaveLength(2);
    expect(await postedAt(bot, "2024-03-09T17:06:00Z")).toEqual([]);
    for (const name of ["Loud", "Civil", "Regulation", "Regulation too"])
      await bot.ask(`/digest delete ${name} sure`);
  });

  it("waits while it is quiet, and brings all of it in one when the night is over", async () => {
    await bot.ask("/digest alert Sleepy source night.ee quiet 22:00-07:00 tz Europe/Tallinn");
    const [one, two] = [newsOf("night.ee", "Mill burns"), newsOf("night.ee", "Mill burns", "Bank robbed")];
    await arrive(...one);
    expect(await postedAt(bot, "2024-03-09T20:01:00Z")).toEqual([]);
    await arrive(...two.slice(1));
    expect(await postedAt(bot, "2024-03-10T04:59:00Z")).toEqual([]);
    const alerts = await postedAt(bot, "2024-03-10T05:00:00Z");
    expect(broughtBy("Sleepy", alerts).map((ids) => ids.toSorted())).toEqual([two.map(({ id }) => id)]);
  });

  it("shows no more stories a day than it may, in its own zone's day", async () => {
    await bot.ask("/digest alert Few source few.ee max-per-day 2 tz Europe/Tallinn");
    const news = newsOf(
      "few.ee",
      "Ministry fined",
      "Police raid",
      "Court burns",
      "Mayor flees",
      "Dam breaks",
    );
    await arrive(...news.slice(0, 1));
    expect(broughtBy("Few", await postedAt(bot, "2024-03-10T11:00:00Z"))).toEqual([["few.ee0"]]);
    await arrive(...news.slice(1, 3));
    const [alert] = await postedAt(bot, "2024-03-10T17:00:00Z");
    expect(alert && receiptOf(alert)).toBe("1 of 2 shown · 1 over the limit");
    await arrive(...news.slice(3, 4));
    expect(await postedAt(bot, "2024-03-10T21:59:00Z")).toEqual([]);
    // A minute after midnight in Tallinn.
    await arrive(...news.slice(4));
    expect(broughtBy("Few", await postedAt(bot, "2024-03-10T22:01:00Z"))).toEqual([["few.ee4"]]);
  });

  it("that is paused brings what it missed when it goes on", async () => {
    await bot.press(await bot.ask("/digest alert Patient source calm.ee"), "Pause");
    await arrive(...newsOf("calm.ee", "Ferry sinks"));
    expect(await postedAt(bot, "2024-03-11T10:00:00Z")).toEqual([]);
    await bot.ask("/digest resume Patient");
    expect(broughtBy("Patient", await postedAt(bot, "2024-03-12T10:00:00Z"))).toEqual([["calm.ee0"]]);
  });
});

describe("an alert is refused", () => {
  it.each([
    ["/digest alert X quiet 22:00", "Say when the quiet hours end", 'quiet "22:00-07:00"'],
    ["/digest alert X quiet 25-7", "There is no time 25", 'quiet "23:00-07:00"'],
    ["/digest alert X max-per-day 0", "max-per-day goes from 1 to 100", "max-per-day 1"],
  ])("with what would work: %s", async (typed, sentence, offer) => {
    const reply = plainText(await bot.ask(typed));
    expect(reply).toContain(sentence);
    expect(reply).toContain(offer);
  });

  it("times, as a digest is refused quiet hours", async () => {
    await bot.ask("/digest alert Loud");
    await bot.ask("/digest create Morning when daily 09:00");
    expect(plainText(await bot.ask("/digest edit Loud when daily 09:00"))).toContain(
      '"Loud" is an alert, which has no when daily 09:00. Nothing was changed.',
    );
    expect(plainText(await bot.ask("/digest edit Morning max-per-day 3"))).toContain(
      '"Morning" is a digest, which has no max-per-day.',
    );
    await bot.ask("/digest delete Morning sure");
  });
});
