// What digests post: only what is new, each article once, and a receipt for everything else.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { BEN, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import {
  access,
  archive,
  bribes,
  FILE,
  firstDay,
  fraud,
  judge,
  judgeElsewhere,
  lastPosted,
  late,
  listed,
  MADE_AT,
  postedAt,
  receiptOf,
  secondDay,
  setsOf,
  strongArticle,
  unscored,
  weak,
} from "./digest-news.ts";

async function botWith(...commands: readonly string[]): Promise<TestBot> {
  const bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
  for (const command of commands) await bot.ask(command);
  return bot;
}

/** The messages of one digest among several. */
function of(name: string, replies: readonly Reply[]): readonly Reply[] {
  return replies.filter((reply) => wordsAround(reply).startsWith(`${name} · `));
}

// Days that follow one another.
describe("day after day, a digest", { shuffle: false }, () => {
  let bot: TestBot;
  let second: Reply;

  beforeAll(async () => {
    bot = await botWith("/digest create Morning when daily 09:00 limit 2");
  });
  afterAll(() => bot.close());

  it("begins with the last period: what is older counts as known", async () => {
    const [first, ...others] = await postedAt(bot, "2024-03-09T09:00:00Z");
    expect(others).toEqual([]);
    expect(first?.audience).toBe("everyone");
    expect(first && idsOf(first)).toEqual([bribes.id, archive.id]);
    expect(first && wordsAround(first)).toMatch(
      /^Morning · Sat 9 Mar 2024 \(#C1, 09:00 UTC\)\n\n2 new articles, 2 high impact, 2 shown: 1 worse, 1 better\n/,
    );
  });

  it("brings once what arrived since then, the strongest first, and each story once", async () => {
    await bot.replace({ [FILE]: [...firstDay, ...secondDay] });
    const digests = await postedAt(bot, "2024-03-10T09:00:00Z");
    expect(digests).toHaveLength(1);
    second = lastPosted(bot);
    expect(idsOf(second)).toEqual([judge.id, access.id]);
    expect(plainText(second)).toContain("BOTH WAYS");
    expect(plainText(second)).toContain("+ 1 more report: delfi.ee");
  });

  it("accounts for every other article, in numbers that add up", () => {
    expect(receiptOf(second)).toBe(
      "2 of 7 shown · 1 over the limit · 1 below impact · 1 same story · 1 not scored · 1 older than 14 days",
    );
    const numbers = setsOf(second).map((label) => Number.parseInt(label, 10));
    expect(2 + numbers.reduce((sum, number) => sum + number, 0)).toBe(7);
  });

  it("shows exactly the articles behind each number to whoever presses it", async () => {
    const sets = new Map([
      ["1 over the limit", fraud],
      ["1 below impact", weak],
      ["1 same story", judgeElsewhere],
      ["1 not scored", unscored],
      ["1 older than 14 days", late],
    ]);
    expect(setsOf(second)).toEqual([...sets.keys()]);
    for (const [label, { title, link = "" }] of sets) {
      const set = await bot.press(second, label, BEN);
      expect(set.audience, label).toBe("asker");
      expect(listed(set), label).toEqual([expect.stringContaining(title)]);
      expect(plainText(set)).toContain(link);
      expect(idsOf(await bot.press(set, "Details 1", BEN))).toHaveLength(1);
    }
  });

  it("does not come back with what it settled, and skips what has nothing", async () => {
    expect(await postedAt(bot, "2024-03-11T09:00:00Z")).toEqual([]);
    await bot.ask("/digest edit Morning impact any limit 10");
    expect(await postedAt(bot, "2024-03-12T09:00:00Z")).toEqual([]);
    expect(wordsAround(await bot.ask("/digest history Morning"))).toContain(
      "Tue 12 Mar 2024 09:00 · skipped · Nothing to show",
    );
  });

  it("tells once that an article was scored anew, and once that one was withdrawn", async () => {
    const rescored = { ...fraud, verdicts: { 8: 2 } };
    const changed = secondDay.map((article) => {
      if (article.id === judge.id) return { ...judge, verdicts: { 1: 3 } };
      return article.id === fraud.id ? rescored : article;
    });
    await bot.replace({ [FILE]: [...firstDay.filter(({ id }) => id !== archive.id), ...changed] });
    const [told] = await postedAt(bot, "2024-03-13T09:00:00Z");
    const words = told && plainText(told);
    expect(words).toContain(`Rescored: ${judge.title}  ▼▼ → ●`);
    expect(words).toContain(`Withdrawn, no longer in the data: ${archive.title}`);
    // What was never shown is a candidate again when it is scored anew.
    expect(told && idsOf(told)).toEqual([fraud.id]);
    expect(words).toContain("1 article seen before, 0 high impact, 1 shown: 1 worse");
    expect(await postedAt(bot, "2024-03-14T09:00:00Z")).toEqual([]);
  });
});

// Days that follow one another.
describe("new data", { shuffle: false }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await botWith(
      "/digest create Morning when daily 09:00",
      "/digest create Silent when daily 09:00 pillar 6",
      "/digest create Talking when daily 09:00 pillar 6 empty say",
      "/digest alert Loud",
    );
  });
  afterAll(() => bot.close());

  it("of a new file with 900 old articles post none, and the receipt has them all", async () => {
    const years: readonly SampleArticle[] = Array.from({ length: 900 }, (_, index) =>
      strongArticle(
        `c3${String(index).padStart(14, "0")}`,
        `Old story number ${index}`,
        `2023-0${1 + (index % 9)}-10 10:00:00`,
        "lsm.lv",
      ),
    );
    await bot.replace({
      "Latvia_master.parquet.gzip": [
        ...years,
        { ...strongArticle("c4", "New", "2024-03-09 08:00:00"), source: "lsm.lv" },
      ],
    });
    const digests = await postedAt(bot, "2024-03-09T09:00:00Z");
    const [morning] = of("Morning", digests);
    expect(morning && idsOf(morning).toSorted()).toEqual([bribes.id, archive.id, "c4"]);
    expect(morning && receiptOf(morning)).toBe("3 of 903 shown · 900 older than 14 days");
    const set = await bot.press(morning ?? lastPosted(bot), "900 older than 14 days");
    expect(wordsAround(set)).toContain("1–10 of 900");
    expect(listed(await bot.press(set, "More"))).toHaveLength(10);
    expect(of("Alert: Loud", digests).flatMap(idsOf)).toEqual(["c4"]);
  });

  it("that hold nothing for a digest are passed in silence, unless it is to say so", async () => {
    const digests = await postedAt(bot, "2024-03-10T09:00:00Z");
    expect(of("Silent", digests)).toEqual([]);
    const said = of("Talking", digests);
    expect(said.map((reply) => plainText(reply))).toEqual([
      expect.stringContaining("There is no new article in its scope."),
    ]);
  });
});

// Days that follow one another.
describe("data that cannot be read", { shuffle: false }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await botWith(
      "/digest create Morning when daily 09:00",
      "/digest create Talking when daily 09:00 pillar 6 empty say",
    );
  });
  afterAll(() => bot.close());

  it("are told of once an outage, whatever a digest says of empty days", async () => {
    await postedAt(bot, "2024-03-09T09:00:00Z");
    await bot.replace({ [FILE]: "a page that says 404" });
    const outage = "No new data since Fri 8 Mar 2024 09:00 UTC: ";
    const first = await postedAt(bot, "2024-03-10T09:00:00Z");
    for (const name of ["Morning", "Talking"])
      expect(of(name, first).map(plainText), name).toEqual([expect.stringContaining(outage)]);
    const next = await postedAt(bot, "2024-03-11T09:00:00Z");
    expect(of("Morning", next)).toEqual([]);
    expect(of("Talking", next).map(plainText)).toEqual([expect.not.stringContaining(outage)]);
  });

  it("cost nothing: what they hold comes when they can be read again", async () => {
    await bot.replace({ [FILE]: [...firstDay, ...secondDay] });
    const [mended] = of("Morning", await postedAt(bot, "2024-03-12T09:00:00Z"));
    expect(mended && idsOf(mended)).toHaveLength(3);
    expect(mended && plainText(mended)).not.toContain("No new data");
  });
});

describe("after a downtime", () => {
  it("one digest covers all that were missed, and says so", async () => {
    const bot = await botWith("/digest create Morning when daily 09:00");
    await bot.replace({ [FILE]: [...firstDay, ...secondDay] });
    const digests = await postedAt(bot, "2024-03-11T17:30:00Z");
    expect(digests).toHaveLength(1);
    const [digest] = digests;
    expect(digest && plainText(digest)).toContain(
      "This also covers 2 digests from Sat 9 Mar 2024 09:00 to Sun 10 Mar 2024 09:00, which were not sent.",
    );
    expect(digest && idsOf(digest)).toContain(bribes.id);
    expect(digest && idsOf(digest)).toContain(judge.id);
    expect(await postedAt(bot, "2024-03-12T09:00:00Z")).toEqual([]);
    await bot.close();
  });
});

describe("what a digest looks like", () => {
  let bot: TestBot;
  let digests: readonly Reply[];

  beforeAll(async () => {
    bot = await botWith(
      "/digest create Brief when daily 09:00 layout brief",
      "/digest create Full when daily 09:00 layout full",
      "/digest create Threaded when daily 09:00 thread mention <@U7>",
      "/digest create Only when daily 09:00 pillar corruption channel C9",
      "/digest create Liner when daily 09:00 layout line mention <@U7>",
    );
    digests = await postedAt(bot, "2024-03-09T09:00:00Z");
  });
  afterAll(() => bot.close());

  it("is a line for each story in the brief layout", () => {
    const [brief] = of("Brief", digests);
    expect(brief && idsOf(brief)).toEqual([]);
    expect(brief && listed(brief)).toEqual([
      expect.stringContaining(`▼▼ ${bribes.title}`),
      expect.stringContaining(`▲▲ ${archive.title}`),
    ]);
  });

  it("has every verdict with its summary in the full layout", () => {
    const [full] = of("Full", digests);
    expect(full && plainText(full)).toContain("Summary for pillar 2.");
    expect(full && plainText(full)).toContain("▲ Criminal Justice, positive: Summary for pillar 8.");
  });

  it("has its head with the receipt in the channel and its articles in the thread", () => {
    const [head] = of("Threaded", digests);
    expect(head && idsOf(head)).toEqual([]);
    expect(head && receiptOf(head)).toBe("2 of 2 shown");
    expect(head && plainText(head)).toContain("@U7 2 new articles");
    const below = digests.find((reply) => wordsAround(reply).startsWith("WORSE"));
    expect(below && idsOf(below)).toEqual([bribes.id, archive.id]);
  });

  it("is one line in the line layout, with everything else in its thread", () => {
    const lines = digests.filter((reply) => wordsAround(reply).includes("Liner"));
    const [line, below] = lines;
    expect(line && plainText(line)).toMatch(/^@U7 Liner · Sat 9 Mar 2024: 2 new articles, .*2 shown: .*$/);
    expect(line?.blocks).toHaveLength(1);
    expect(below && plainText(below)).toMatch(/^Liner · Sat 9 Mar 2024 \(#C1, 09:00 UTC\)/);
    expect(below && plainText(below)).not.toContain("@U7");
    expect(below && idsOf(below)).toEqual([bribes.id, archive.id]);
    expect(below && receiptOf(below)).toBe("2 of 2 shown");
    expect(lines).toHaveLength(2);
  });

  it("names its one pillar in the heading", () => {
    const [only] = of("Only", digests);
    expect(only && wordsAround(only)).toContain(
      "Only · Absence of Corruption · Sat 9 Mar 2024 (#C9, 09:00 UTC)",
    );
    expect(only && labelsOf(only)).toEqual(["Mute…", "Edit"]);
  });
});

// A run settles what previews show.
describe("preview and run", { shuffle: false }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await botWith("/digest create Morning when daily 09:00 mention <!here>");
  });
  afterAll(() => bot.close());

  it("a preview shows what would be sent, posts nothing, pings nobody and settles nothing", async () => {
    for (const preview of [
      await bot.ask("/digest preview Morning", BEN),
      await bot.ask("/digest preview Morning"),
    ]) {
      expect(preview.audience).toBe("asker");
      expect(idsOf(preview)).toEqual([bribes.id, archive.id]);
      expect(plainText(preview)).not.toContain("@here");
    }
    expect(bot.posted()).toEqual([]);
  });

  it("a run sends it now, and the next digest begins behind it", async () => {
    const reply = await bot.press(await bot.ask("/digest preview Morning"), "Run now");
    expect(plainText(reply)).toContain("The digest goes to #C1.");
    expect(idsOf(lastPosted(bot))).toEqual([bribes.id, archive.id]);
    expect(plainText(lastPosted(bot))).toContain("@here");
    expect(plainText(await bot.ask("/digest run Morning"))).toContain("There was nothing to send.");
    expect(await postedAt(bot, "2024-03-09T09:00:00Z")).toEqual([]);
    expect(wordsAround(await bot.ask("/digest history Morning"))).toContain("sent by hand · 2 of 2 shown");
  });
});
