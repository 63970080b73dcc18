// What is told to somebody who makes a digest that will be silent: it is made, and why it says nothing stands in the answer.

import { afterAll, beforeAll, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { startTestBot, type TestBot } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
});
afterAll(() => bot.close());

const told = async (text: string): Promise<string> => plainText(await bot.ask(text));

it("a country that the data do not have is named, with those that they cover", async () => {
  const words = await told('/digest create Nordic when "daily 09:00" country Sweden, Estonia');
  expect(words).toContain("Digest made");
  expect(words).toContain("The data have no article of Sweden: of that it brings nothing until they do.");
  expect(words).toContain("They cover ");
  expect(await told("/digest alert Far country Peru")).toContain("no article of Peru");
  expect(await told("/digest edit Far country Chile")).toContain("no article of Chile");
});

it("a country that is left out need not be in the data, and takes no turn", async () => {
  const words = await told('/digest create Rest when "daily 09:00" country not Sweden');
  expect(words).toContain("Digest made");
  expect(words).not.toContain("no article of");
  expect(words).toContain("It covers several countries");
  expect(await told('/digest create Alone when "daily 09:00" country not Latvia')).not.toContain(
    "several countries",
  );
});

it("an outlet that the data do not have is named", async () => {
  expect(await told('/digest create Outlet when "daily 09:00" source nowhere.example')).toContain(
    "no article of nowhere.example",
  );
});

it("what the data have is passed over in silence", async () => {
  const words = await told('/digest create Estonia when "daily 09:00" country Estonia');
  expect(words).not.toContain("no article of");
  expect(words).not.toContain("silent");
});

it("data that are too old are told with the date of the newest", async () => {
  bot.at("2026-11-29T09:00:00Z");
  const words = await told('/digest create Late when "daily 09:00"');
  expect(words).toContain("Digest made");
  expect(words).toMatch(/The newest article it could bring is from \d+ Mar 2024, 2 years \d+ months ago/);
  expect(words).toContain("silent until newer ones arrive");
});
