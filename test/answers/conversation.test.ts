// What people say to the bot: it goes on from what was said there before, for all who speak there, for a day.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { ANA, BEN, CLEO, idsOf, labelsOf, startTestBot, type TestBot } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

const START = "2024-03-08T09:00:00Z";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: START });
});
afterAll(() => bot.close());

let thread = 0;
beforeEach(() => {
  thread += 1;
});

const say = (text: string, { actor = ANA, conversation = `t${thread}`, place = "C1" } = {}): Promise<Reply> =>
  bot.enter({ type: "said", text, conversation }, actor, place);

const headingOf = (reply: Reply): string =>
  reply.blocks.flatMap((block) =>
    block.type === "heading" ? [plainText({ ...reply, blocks: [block] })] : [],
  )[0] ?? plainText(reply);

it("goes on from what was said, and says the same as the command typed whole", async () => {
  await say("top pillar 1 since all");
  await say("and latvia?");
  const said = await say("only negative");
  expect(headingOf(said)).toContain("Constraints on Government Powers · negative only · Latvia");
  expect(plainText(said)).toBe(plainText(await bot.ask("/news top pillar 1 latvia negative since all")));
});

it("turns the pages of what was said there, whatever was asked elsewhere", async () => {
  await say("latest limit 2");
  await bot.ask("/news top latvia limit 1");
  const second = await say("more");
  expect(idsOf(second)).toEqual(idsOf(await bot.ask("/news latest limit 2 page 2")));
  expect(idsOf(await say("back"))).toEqual(idsOf(await bot.ask("/news latest limit 2")));
});

it("keeps conversations apart: threads, places, people who speak to it alone", async () => {
  await say("top latvia");
  for (const other of [
    { conversation: "t0" },
    { place: "C2" },
    { place: "D1", conversation: "D1", actor: BEN },
  ])
    expect(headingOf(await say("only negative", other))).not.toContain("Latvia");
});

it("learns nothing from commands and buttons: they were not said there", async () => {
  await say("top latvia since all");
  await bot.ask("/news top estonia");
  const list = await say("same again");
  expect(labelsOf(list)).toContain("Negative only");
  await bot.press(list, "Negative only");
  expect(headingOf(await say("only strong"))).toMatch(/^Top news · strong impact · Latvia/);
});

describe("what holds on", () => {
  const KEPT = 'Kept from what was said here before: pillar 1. "everything again" drops it.';

  it("is told where somebody else said it", async () => {
    await say("top pillar 1 since all");
    expect(plainText(await say("and latvia?"))).not.toContain("Kept from");
    await say("all countries and 30d");
    const other = plainText(await say("since 2024", { actor: CLEO }));
    expect(other).toContain(KEPT);
    expect(plainText(await say("everything again", { actor: ANA }))).not.toContain("Kept from");
  });

  it("is told after an hour, and is over after a day", async () => {
    bot.at(START);
    await say("top pillar 1");
    bot.at("2024-03-08T11:00:00Z");
    expect(plainText(await say("since 2024"))).toContain(KEPT);
    bot.at("2024-03-09T11:30:00Z");
    expect(headingOf(await say("only negative"))).toMatch(/^Top news · negative only \(/);
    bot.at("2024-03-09T12:00:00Z");
  });

  it("is what was understood last: a refusal, a question about one article and thanks change nothing", async () => {
    await say("top latvia since all");
    for (const between of ["and estnia?", "scored no", "show 1", "thanks", "top limit 50"])
      await say(between);
    expect(headingOf(await say("only negative"))).toContain("negative only · Latvia");
  });
});

it("answers a greeting and thanks with one sentence", async () => {
  expect(plainText(await say("Hi!"))).toMatch(/^Hello\. Ask me about the news/);
  expect(plainText(await say("thank you"))).toBe("You are welcome. Ask on whenever you like.");
});

it("checks the role of who says it", async () => {
  expect(plainText(await say("dropbox status", { actor: BEN }))).toContain("is for admins of this workspace");
});

it("answers what it does not understand with what would work", async () => {
  await say("top latvia");
  const reply = await say("zebras");
  expect(reply.isRefusal).toBe(true);
  expect(labelsOf(reply)).toEqual(["/news search zebras", "/news top country Latvia words zebras"]);
});

it("keeps what each person asked last in words of their own, and asks it again by a button", async () => {
  const actor = { ...BEN, id: "U7" };
  expect(plainText(await bot.ask("/news recent", actor))).toContain("Nothing yet.");
  await bot.ask("/news top latvia page 2", actor);
  const list = await say("stats corruption", { actor });
  await bot.ask("/news show 1", actor);
  await bot.press(list, labelsOf(list)[0] ?? "", actor);
  await say("and latvia?", { actor });
  const recent = await bot.ask("/news recent", actor);
  expect(recent.audience).toBe("asker");
  expect(labelsOf(recent)).toEqual(["stats pillar 2 country Latvia", "stats pillar 2", "top country Latvia"]);
  expect(headingOf(await bot.press(recent, "top country Latvia", actor))).toContain("Latvia");
  expect(labelsOf(await bot.ask("/news recent", BEN))).not.toContain("stats pillar 2");
});
