// The trend line of a digest: its stories of seven days against those of the seven before, as `/news stats` counts them.

import { afterAll, beforeAll, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { startTestBot, type TestBot } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
});
afterAll(() => bot.close());

const previewOf = async (name: string): Promise<string> =>
  plainText(await bot.ask(`/digest preview ${name}`));

it("is told where it was asked for, and counts what the digest takes", async () => {
  await bot.ask("/digest create Week when mon 09:00 estonia impact any relevance any trend");
  const said = "6 stories in the last 7 days, 0 in the 7 before: 6 more. Small numbers.";
  expect(plainText(await bot.ask("/news stats estonia relevance any 7d"))).toMatch(/6 stories in 8 articles/);
  expect(await previewOf("Week")).toContain(said);
});

it("says which stories it counts, and until when where the data are old", async () => {
  await bot.ask("/digest create Bad when mon 09:00 estonia relevance any negative trend");
  expect(await previewOf("Bad")).toContain("strong negative stories in the last 7 days, 0 in the 7 before");
  bot.at("2024-03-10T09:00:00Z");
  expect(await previewOf("Bad")).toContain(
    "strong negative stories in the 7 days to 7 Mar 2024, 0 in the 7 before",
  );
  bot.at("2024-03-08T09:00:00Z");
});

it("is left out where the data do not reach back so far, and where nobody asked for it", async () => {
  await bot.ask("/digest create Short when mon 09:00 latvia impact any relevance any trend");
  expect(await previewOf("Short")).not.toContain("in the 7 before");
  await bot.ask("/digest create Plain when mon 09:00 estonia impact any");
  expect(await previewOf("Plain")).not.toContain("in the 7 before");
});

it("is a setting that can be changed and taken away", async () => {
  expect(plainText(await bot.ask("/digest show Week"))).toContain("with a trend line");
  await bot.ask("/digest edit Week clear trend");
  expect(await previewOf("Week")).not.toContain("in the 7 before");
});
