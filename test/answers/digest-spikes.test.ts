// Alerts that wait for spikes: told when one begins and when it is over, with the numbers, once.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { idsOf, labelsOf, startTestBot, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { postedAt, receiptOf } from "./digest-news.ts";

const FILE = "Estonia_master.parquet.gzip";
const DAY_MS = 86_400_000;
/** The news of the tests begin to be unusual on this Thursday. */
const DAY_0 = Date.parse("2024-03-07T00:00:00Z");

/** So many stories on a day after that one, each of its own: strong ones about corruption, or neutral ones. */
function stories(many: number, day: number, kind: "corrupt" | "calm" = "corrupt"): readonly SampleArticle[] {
  return Array.from({ length: many }, (_, index) => {
    const name = `${kind}${day < 0 ? "m" : "p"}${Math.abs(day)}n${index}`;
    return {
      id: name,
      title: `Ax${name} bw${name} cv${name} dy${name}`,
      source: "err.ee",
      date: `${isoDay(day)} 0${index % 10}:00:00`,
      verdicts: kind === "corrupt" ? { 2: 1 } : { 5: 3 },
    };
  });
}

const isoDay = (day: number): string => new Date(DAY_0 + day * DAY_MS).toISOString().slice(0, 10);
const at = (day: number, time = "12:00"): string => `${isoDay(day)}T${time}:00Z`;

/** One corrupt story on most days of ten weeks, and a calm one; up to that day. */
function usualUpTo(last: number): readonly SampleArticle[] {
  return Array.from({ length: 70 + last }, (_, index) => index - 69)
    .filter((day) => (day + 70) % 7 !== 3)
    .flatMap((day) => [...stories(1, day), ...stories(2, day, "calm")]);
}

/** Twenty-four more than that within three days. */
const wave: readonly SampleArticle[] = [0, 1, 2].flatMap((day) =>
  stories(9, day).filter((_, index) => index > 0),
);

const BEGAN =
  "Absence of Corruption in Estonia: 30 stories in the 7 days to 9 Mar 2024; in the 8 weeks before 6 a week. From 23 on that is unusual.";
const OVER =
  "Absence of Corruption in Estonia is back to usual: 6 stories in the 7 days to 19 Mar 2024. It lasted 10 days, from 9 Mar 2024.";

const oneOf = (replies: readonly Reply[]): Reply => {
  const [reply] = replies;
  if (reply === undefined || replies.length > 1) throw new Error(`${replies.length} messages were posted`);
  return reply;
};

describe("an alert that waits for spikes", { shuffle: false }, () => {
  let bot: TestBot;
  let told: Reply;

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: usualUpTo(0) }, now: at(0) });
  });
  afterAll(() => bot.close());

  it("says when it is made what that means, and is silent while nothing is unusual", async () => {
    const made = plainText(await bot.ask("/digest alert Surge when spike"));
    expect(made).toContain("When: when there is unusually much");
    expect(made).toContain("more than in any of the eight weeks before");
    expect(await postedAt(bot, at(0, "13:00"))).toEqual([]);
    expect(plainText(await bot.ask("/digest preview Surge"))).toContain(
      "Nothing is unusual. The nearest is Absence of Corruption in Estonia: 6 stories in the 7 days to 7 Mar 2024",
    );
    expect(plainText(await bot.ask("/digest why corruptm1n0 digest Surge"))).toMatch(
      /this waits for spikes\. Absence of Corruption in Estonia: 6 stories .+ From 23 on that is unusual\./,
    );
  });

  it("is not moved by old articles that arrive now", async () => {
    await bot.replace({
      [FILE]: [
        ...usualUpTo(0),
        ...Array.from({ length: 40 }, (_, index) => stories(2, -9 - index)[1]).flatMap((one) => one ?? []),
      ],
    });
    expect(await postedAt(bot, at(0, "14:00"))).toEqual([]);
    await bot.replace({ [FILE]: usualUpTo(0) });
  });

  it("tells a spike with the numbers that set it off, the best stories and a receipt that adds up", async () => {
    await bot.replace({ [FILE]: [...usualUpTo(2), ...wave] });
    told = oneOf(await postedAt(bot, at(2)));
    const text = plainText(told);
    expect(text).toMatch(/^Alert: Surge · Sat 9 Mar 2024/);
    expect(text).toContain("Unusually much: Absence of Corruption in Estonia.");
    expect(text).toContain(BEGAN);
    expect(text).toContain("to 2 Mar 6 · to 9 Mar 30");
    expect(idsOf(told)).toHaveLength(3);
    expect(receiptOf(told)).toBe("3 of 30 shown · 27 over the limit");
    expect(labelsOf(told)).toEqual(["Trend", "List 30", "27 over the limit", "Mute…", "Edit"]);
  });

  it("lists exactly these stories", async () => {
    expect(plainText(await bot.press(told, "List 30"))).toContain("5 of 30 stories");
    expect(plainText(await bot.press(told, "27 over the limit"))).toContain("1–10 of 27");
  });

  it("tells it once, whatever arrives, and explains it", async () => {
    await bot.replace({
      [FILE]: [
        ...usualUpTo(2),
        ...wave,
        ...stories(3, 2)
          .slice(2)
          .map((one) => ({ ...one, id: "x", title: "Quite another affair" })),
      ],
    });
    expect(await postedAt(bot, at(2, "15:00"))).toEqual([]);
    expect(plainText(await bot.ask("/digest preview Surge"))).toContain(
      "Nothing new. Absence of Corruption in Estonia goes on: 31 stories in the 7 days to 9 Mar 2024",
    );
    const why = async (id: string): Promise<string> =>
      plainText(await bot.ask(`/digest why ${id} digest Surge`));
    const [shown = ""] = idsOf(told);
    expect(await why(shown)).toContain("shown on Sat 9 Mar 2024 12:00 UTC.");
    expect(await why("corruptp0n3")).toContain("not shown on Sat 9 Mar 2024 12:00 UTC: stories that rank");
    expect(await why("x")).toContain("That goes on since it was told of 9 Mar 2024; below 9 it is over.");
    expect(await why("calmp0n0")).toContain("outside of what this takes");
    expect(plainText(await bot.ask("/digest history Surge"))).toContain(
      `sent · ${BEGAN} · 3 of 30 shown · 27 over the limit`,
    );
  });

  it("neither begins nor ends anything while the data are old", async () => {
    // Nine days later, and what there is would be over.
    await bot.replace({ [FILE]: [...usualUpTo(2), ...stories(1, 3)] });
    expect(await postedAt(bot, at(11))).toEqual([]);
    expect(plainText(await bot.ask("/digest preview Surge"))).toContain("Nothing can be called unusual");
  });

  it("tells once that it is over, and how long it lasted", async () => {
    await bot.replace({ [FILE]: [...usualUpTo(12), ...wave] });
    const over = plainText(oneOf(await postedAt(bot, at(12))));
    expect(over).toContain("Back to usual.");
    expect(over).toContain(OVER);
    expect(over).not.toContain("shown");
    await bot.replace({ [FILE]: [...usualUpTo(13), ...wave] });
    expect(await postedAt(bot, at(13))).toEqual([]);
    expect(plainText(await bot.ask("/digest history Surge"))).toContain(`sent · ${OVER}`);
    await bot.ask("/digest delete Surge sure");
  });
});

describe("a spike that goes on", { shuffle: false }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: [...usualUpTo(2), ...wave] }, now: at(2) });
  });
  afterAll(() => bot.close());

  const postedBy = async (name: string, now: string): Promise<readonly string[]> =>
    (await postedAt(bot, now)).map(plainText).filter((text) => text.startsWith(`Alert: ${name} · `));

  it("is told at once to an alert that is made meanwhile", async () => {
    await bot.ask("/digest alert Late when spike");
    const told = oneOf(await postedAt(bot, at(2, "12:05")));
    expect(plainText(told)).toContain(BEGAN);
    expect(plainText(await bot.press(told, "Trend"))).toContain(
      "Trend · Absence of Corruption · strong impact · on topic or related · Estonia",
    );
    expect(await postedBy("Late", at(2, "12:06"))).toEqual([]);
  });

  it("waits while it is quiet", async () => {
    await bot.ask("/digest alert Sleepy when spike quiet 22:00-07:00 tz UTC");
    expect(await postedBy("Sleepy", at(2, "23:00"))).toEqual([]);
    expect(await postedBy("Sleepy", at(3, "07:00"))).toHaveLength(1);
  });

  it("shows no more stories a day than may be, and waits when there may be none", async () => {
    bot.at(at(3, "12:00"));
    await bot.ask("/digest alert Few when spike max-per-day 1");
    const [told] = await postedBy("Few", at(3, "12:05"));
    expect(told).toContain("1 of 30 shown · 29 over the limit");
    await bot.ask("/digest edit Few impact notable");
    expect(await postedBy("Few", at(3, "12:10"))).toEqual([]);
    expect(plainText(await bot.ask("/digest preview Few"))).toMatch(
      /is unusual, and waits: no more stories may be shown today/,
    );
  });

  it("is told when a pause is over, and another question is asked anew", async () => {
    bot.at(at(4, "09:00"));
    await bot.press(await bot.ask("/digest alert Patient when spike"), "Pause");
    expect(await postedBy("Patient", at(4, "09:05"))).toEqual([]);
    await bot.ask("/digest resume Patient");
    expect(await postedBy("Patient", at(4, "09:10"))).toHaveLength(1);
    await bot.ask("/digest edit Patient limit 2");
    expect(await postedBy("Patient", at(4, "09:15"))).toEqual([]);
    await bot.ask("/digest edit Patient pillar corruption");
    // From fewer on: one pillar is looked at now, and what was shown is not shown again.
    const [anew] = await postedBy("Patient", at(4, "09:20"));
    expect(anew).toContain("From 18 on that is unusual.");
    expect(anew).toContain("2 of 30 shown");
    expect(anew).toContain("3 same story");
    expect(plainText(await bot.ask("/digest show Patient"))).toContain("when there is unusually much");
  });

  it("is told again where the message that told it never stood", async () => {
    bot.at(at(4, "09:22"));
    await bot.ask("/digest alert Lost when spike thread channel halfway");
    // The channel closes behind the head.
    const [head, ...none] = await postedBy("Lost", at(4, "09:23"));
    expect(head).not.toContain("30 stories in the 7 days");
    expect(none).toEqual([]);
    expect(plainText(await bot.ask("/digest show Lost"))).toContain("paused until somebody resumes it");
    await bot.ask("/digest resume Lost");
    bot.at(at(4, "09:25"));
    const before = bot.posted().length;
    await bot.tick();
    expect(bot.posted().slice(before).map(plainText).join()).toContain(BEGAN);
    expect(await postedBy("Lost", at(4, "09:26"))).toEqual([]);
  });

  it("is no matter of an alert that waits for news, and becomes one", async () => {
    await bot.ask("/digest edit Patient when news");
    expect(await postedBy("Patient", at(4, "09:30"))).toEqual([]);
    expect(plainText(await bot.ask("/digest show Patient"))).toContain("as soon as the news has it");
    await bot.ask("/digest edit Patient when spike");
    expect(await postedBy("Patient", at(4, "09:35"))).toHaveLength(1);
  });

  it("is no matter of a digest", async () => {
    await bot.ask("/digest create Morning when daily 09:00");
    expect(plainText(await bot.ask("/digest edit Morning when spike"))).toContain(
      '"Morning" is a digest, which has no when spike. Nothing was changed.',
    );
    expect(plainText(await bot.ask("/digest create Other when spike"))).toContain("when");
  });
});

it("shows each story once where several pillars have a spike, and counts it once in the receipt", async () => {
  const both = wave.map((story) => ({ ...story, verdicts: { 2: 1, 8: 1 } }) as const);
  const bot = await startTestBot({ files: { [FILE]: [...usualUpTo(2), ...both] }, now: at(2) });
  try {
    await bot.ask("/digest alert Surge when spike relevance any limit 4");
    const told = oneOf(await postedAt(bot, at(2, "12:05")));
    const text = plainText(told);
    // Eight weeks without a story of criminal justice: the more unusual one stands first.
    expect(text).toMatch(
      /Unusually much in 2 places: Criminal Justice in Estonia, Absence of Corruption in Estonia\./,
    );
    expect(text).toContain(
      "Criminal Justice in Estonia: 24 stories in the 7 days to 9 Mar 2024; in the 8 weeks before 0 a week.",
    );
    expect(text).toContain("Absence of Corruption in Estonia: 30 stories in the 7 days to 9 Mar 2024");
    expect(new Set(idsOf(told)).size).toBe(4);
    expect(receiptOf(told)).toBe("4 of 30 shown · 26 over the limit");
  } finally {
    await bot.close();
  }
});

it("is told once and ended once, whatever lies between the starts of the bot", async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), "rol-news-spikes-"));
  const posted: string[] = [];
  try {
    for (const day of [0, 2, 2, 4, 12, 12, 13]) {
      const files = { [FILE]: [...usualUpTo(day), ...(day < 2 ? [] : wave)] };
      const bot = await startTestBot({ files, dataDirectory, now: at(day) });
      await bot.replace(files);
      if (day === 0) await bot.ask("/digest alert Surge when spike");
      posted.push(...(await postedAt(bot, at(day, "12:30"))).map(plainText));
      await bot.close();
    }
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
  expect(posted).toHaveLength(2);
  expect(posted[0]).toContain(BEGAN);
  expect(posted[1]).toContain(OVER);
});
