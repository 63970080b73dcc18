// What people really type: slips, quotes, pastes, noise. Everything gets its answer or a way to one.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { buttonsOf, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { customs, sampleFiles, tender, veto } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
});

afterAll(() => bot.close());

describe("is understood", () => {
  it.each([
    ["/news top corruption latvia last week", [tender.id, customs.id]],
    ["/news top Latvia, “Absence of Corruption” last week", [tender.id, customs.id]],
    ["/news top pillar:2 country=latvia since 2024-02-26 until 2024-03-03", [customs.id, tender.id]],
    ["/news top P1", [veto.id]],
    ["/NEWS TOP PILLAR 1.", [veto.id]],
    ["/news top “government powers”", [veto.id]],
    ["/news top on freedom from postimees about estonia", ["5e22c0de00000003", veto.id]],
    ["/news top\u00a0p1\u200b", [veto.id]],
  ])("%s", async (typed, ids) => {
    expect([...idsOf(await bot.ask(typed))].sort()).toEqual([...ids].sort());
  });

  it("a direction alone", async () => {
    expect(wordsAround(await bot.ask("/news top negative"))).toMatch(/^Top news · negative only \(/);
  });
});

/** What a misunderstanding owes: a sentence, only for the asker, an example; nothing of the program's inside. */
function expectHelp(reply: Reply): string {
  const words = plainText(reply);
  expect(reply.audience).toBe("asker");
  expect(words).toContain("For example: /news ");
  expect(words).not.toMatch(/undefined|null|\[object|Error|\bat \S+:\d+/);
  // The input is quoted cut and clean.
  expect(words.length).toBeLessThan(1_000);
  expect(words).not.toMatch(/[\p{Cc}--\n]|[\u202a-\u202e\u2066-\u2069]/v);
  return words;
}

// Another number or date than the typed one is shown, and nobody runs it without having typed it.
describe("is impossible, and gets the nearest for an example", () => {
  it.each([
    ["/news top limit 11", "limit goes from 1 to 10.\n\nFor example: /news top limit 10"],
    ["/news top pillar 9 estonia", "lists them.\n\nFor example: /news top pillar 8 country Estonia"],
    [
      "/news top 2024-02-30",
      "February 2024 has 29 days, so there is no day 30.\n\nFor example: /news top 2024-02-29",
    ],
  ])("%s", async (typed, sentence) => {
    const reply = await bot.ask(typed);
    expect(expectHelp(reply)).toContain(sentence);
    expect(buttonsOf(reply)).toEqual([]);
  });
});

describe("is not understood, and gets the nearest that works", () => {
  it.each([
    ["/news top piller 1", 'I read "top" and "1", but not "piller". Did you mean: /news top pillar 1'],
    ["/news tpo", 'There is no command "/news tpo". Did you mean: /news top'],
    ["/news corruption", "I take that as: /news top corruption"],
    [
      '/news top "corruption',
      'A quote opens before "corruption" and does not close. Did you mean: /news top pillar 2',
    ],
  ])("%s", async (typed, sentence) => {
    const reply = await bot.ask(typed);
    expect(expectHelp(reply)).toContain(sentence);
    expect(labelsOf(reply)).toEqual(["Run it"]);
    expect((await bot.press(reply, "Run it")).blocks[0]?.type).toBe("heading");
  });
});

it("the number of a pillar that there is not is nearer to none", async () => {
  const reply = await bot.ask("/news top pillar 9");
  expect(expectHelp(reply)).toContain("Pillars go from 1 to 8: /news pillars lists them.");
  expect(labelsOf(reply)).toEqual([]);
});

describe("can mean several things, and they are offered", () => {
  it.each([
    ["/news top justice", "Two pillars have that word", ["7 Civil Justice", "8 Criminal Justice"]],
    [
      "/news top since 01/02/2024",
      "can be 1 February 2024 or 2 January 2024",
      ["since 2024-02-01", "since 2024-01-02"],
    ],
  ])("%s", async (typed, sentence, labels) => {
    const reply = await bot.ask(typed);
    expect(expectHelp(reply)).toContain(sentence);
    expect(labelsOf(reply)).toEqual(labels);
    for (const label of labels) expect((await bot.press(reply, label)).blocks[0]?.type).toBe("heading");
  });
});

describe("is noise, and still gets an example", () => {
  it.each([
    ["10,000 characters", `/news top ${"x".repeat(10_000)}`],
    ["10,000 characters in words", `/news top pillar 1 ${"word ".repeat(2_000)}`],
    ["10,000 quotes", `/news top ${'"'.repeat(10_000)}`],
    ["10,000 characters without a command", "a b ".repeat(2_500)],
    ["control characters", "/news top \u0000\u0007\u001b[31mpillar\u001b[0m \u202e9\u2066"],
    ["control characters alone", "\u0000\u0001\u0002"],
    ["nothing", ""],
    ["a slash", "/"],
    ["markup", "/news top <!channel> <@U123> *x* `y`"],
    ["SQL", "/news top '; DROP TABLE articles; --"],
  ])("%s", async (_name, typed) => {
    expectHelp(await bot.ask(typed));
  });

  it("what was understood of it is told", async () => {
    expect(expectHelp(await bot.ask("/news top pillar 1 blorf estonia"))).toContain("blorf");
    const clean = await bot.ask("/news top \u001b[31mpillar 1\u0007");
    expect(buttonsOf(clean).length).toBeGreaterThan(0);
  });
});
