// What people leave out, and several of a kind: in lists, in digests, in headings, buttons, forms, and in what `why` says.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { cardsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import {
  bribes,
  FILE,
  firstDay,
  fraud,
  judge,
  lastPosted,
  MADE_AT,
  postedAt,
  receiptOf,
  secondDay,
} from "./digest-news.ts";
import { customs, sampleFiles, tender } from "./sample-news.ts";

describe("lists", () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
  });
  afterAll(() => bot.close());

  it.each([
    ["/news latest all limit 10 not delfi.ee", /^Latest news · without delfi\.ee \(/],
    ["/news latest all limit 10 -delfi.ee", /^Latest news · without delfi\.ee \(/],
    ["/news latest all limit 10 source not delfi.ee", /^Latest news · without delfi\.ee \(/],
  ])("%s leaves the outlet out, and says so", async (typed, title) => {
    const reply = await bot.ask(typed);
    const sources = cardsOf(reply).map(({ source }) => source);
    expect(sources.length).toBeGreaterThan(3);
    expect(sources).not.toContain("delfi.ee");
    expect(wordsAround(reply)).toMatch(title);
  });

  it("a country", async () => {
    const reply = await bot.ask("/news latest all limit 10 not estonia");
    const countries = new Set(cardsOf(reply).flatMap((card) => card.countries));
    expect(countries.size).toBeGreaterThan(0);
    expect(countries).not.toContain("Estonia");
    expect(wordsAround(reply)).toMatch(/^Latest news · without Estonia \(/);
  });

  it("a pillar, and the verdict shown is on another", async () => {
    const reply = await bot.ask("/news top all limit 10 no corruption");
    expect(cardsOf(reply).map(({ verdict }) => verdict?.pillar.number)).not.toContain(2);
    expect(wordsAround(reply)).toMatch(/^Top news · without Absence of Corruption \(/);
  });

  it("a word", async () => {
    const all = cardsOf(await bot.ask("/news latest all limit 10 words ministry"));
    const reply = await bot.ask("/news latest all limit 10 words ministry not audit");
    expect(all.some(({ title }) => title.includes("audit"))).toBe(true);
    expect(cardsOf(reply).some(({ title }) => title.includes("audit"))).toBe(false);
    expect(cardsOf(reply)).toHaveLength(all.length - 1);
    expect(wordsAround(reply)).toContain('"ministry" · without "audit"');
  });

  it("takes several of a kind, and says so", async () => {
    const reply = await bot.ask("/news top pillars 1 and 3 all limit 10");
    const shown = new Set(cardsOf(reply).map(({ verdict }) => verdict?.pillar.number));
    expect([...shown].sort()).toEqual([1, 3]);
    expect(wordsAround(reply)).toMatch(/^Top news · Constraints on Government Powers or Open Government \(/);
    const both = await bot.ask("/news top corruption latvia and estonia all limit 10");
    expect(wordsAround(both)).toMatch(/^Top news · Absence of Corruption · Latvia, Estonia \(/);
    expect(cardsOf(both).map(({ id }) => id)).toEqual(expect.arrayContaining([tender.id, customs.id]));
  });

  it("keeps what is left out in every button", async () => {
    const reply = await bot.ask("/news latest all limit 2 not delfi.ee");
    for (const label of ["More", "Negative only"]) {
      const next = await bot.press(reply, label);
      expect(wordsAround(next)).toContain("without delfi.ee");
      expect(cardsOf(next).map(({ source }) => source)).not.toContain("delfi.ee");
    }
  });

  it("refuses what cannot be left out, or cannot be joined", async () => {
    expect(plainText(await bot.ask("/news top not negative"))).toMatch(
      /^"negative" cannot be left out: countries, outlets, pillars and words can\./,
    );
    expect(labelsOf(await bot.ask("/news top not p1 or corruption"))).toEqual([
      "not pillar 1",
      "pillar 2",
      "pillar 2, not pillar 1",
    ]);
  });
});

// One digest's days, one after the other.
describe("a digest that leaves an outlet and a word out", { shuffle: false }, () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
  });
  afterAll(() => bot.close());

  it("is made with what it leaves out, and says so", async () => {
    const made = plainText(
      await bot.ask("/digest create Quiet when daily 09:00 source not postimees.ee words not mayor"),
    );
    expect(made).toContain("without postimees.ee");
    expect(made).toContain('without "mayor"');
    expect(plainText(await bot.ask("/digest show Quiet"))).toContain("without postimees.ee");
  });

  it("previews and posts without them, and its receipt adds up", async () => {
    await postedAt(bot, "2024-03-09T09:00:00Z");
    expect(plainText(lastPosted(bot))).not.toContain(bribes.title);
    await bot.replace({ [FILE]: [...firstDay, ...secondDay] });
    const preview = await bot.ask("/digest preview Quiet");
    expect(plainText(preview)).toContain(judge.title);
    expect(plainText(preview)).not.toContain(fraud.title);
    await bot.ask("/digest run Quiet");
    const posted = lastPosted(bot);
    expect(plainText(posted)).toContain('Quiet · without postimees.ee · without "mayor" · ');
    expect(plainText(posted)).toContain(judge.title);
    expect(plainText(posted)).not.toContain(fraud.title);
    const [shown, total, ...others] = [...receiptOf(posted).matchAll(/\d+(?= (?!days))/g)].map(([number]) =>
      Number(number),
    );
    expect(total).toBe(secondDay.length - 1);
    expect(others.reduce((sum, count) => sum + count, shown ?? 0)).toBe(total);
  });

  it("says of what it left out that it did", async () => {
    expect(plainText(await bot.ask(`/digest why ${fraud.id}`))).toContain(
      "not shown: it is left out, since this takes news without postimees.ee.",
    );
    expect(plainText(await bot.ask(`/digest why ${bribes.id}`))).toContain(
      'not shown: it is left out, since this takes news without "mayor".',
    );
  });

  it("takes an outlet again when that is asked for instead, in the form too", async () => {
    await bot.ask("/digest edit Quiet country not Latvia clear words");
    const form = await bot.ask("/digest edit Quiet");
    expect(JSON.stringify(form)).toContain('"value":"not Latvia"');
    const changed = await bot.submit(form, { country: "Estonia, not Latvia" });
    expect(plainText(changed)).toContain("Estonia · without Latvia");
  });
});
