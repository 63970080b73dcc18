// A zone that several places share, an offset or another name is refused with the zones it may mean, each with its present
// time; nothing is made meanwhile.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { labelsOf, startTestBot, type TestBot } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
});
afterAll(() => bot.close());

const CREATE = '/digest create Brief when "daily 09:00" tz';

describe("a zone", () => {
  it.each([
    ["kiev", ["Europe/Kyiv"]],
    ["calcutta", ["Asia/Kolkata"]],
    ["mumbai", ["Asia/Kolkata"]],
    ["CET", ["Europe/Berlin", "Europe/Paris", "Europe/Warsaw"]],
    ["EST", ["America/New_York", "America/Panama"]],
    ["IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]],
    ["EET", ["Europe/Tallinn", "Europe/Kyiv"]],
    ["+05:30", ["Asia/Kolkata"]],
    ["UTC+2", ["Europe/Tallinn", "Africa/Cairo", "Africa/Johannesburg"]],
    ["GMT+2", ["Europe/Tallinn", "Africa/Johannesburg"]],
    ["+0200", ["Europe/Tallinn"]],
    ["-3", ["America/Sao_Paulo"]],
    ["FLE Standard Time", ["Europe/Kyiv", "Europe/Tallinn"]],
    ["W. Europe Standard Time", ["Europe/Berlin"]],
    ["Eastern Daylight Time", ["America/New_York"]],
    ["E. South America Standard Time", ["America/Sao_Paulo"]],
  ])("%s is refused with what it may mean", async (typed, zones) => {
    for (const text of [`${CREATE} ${typed}`, `${CREATE} "${typed}"`]) {
      const reply = await bot.ask(text);
      const words = plainText(reply);
      expect(words).toContain("names no zone.");
      for (const zone of zones) expect(words).toMatch(new RegExp(`${zone}, where it is \\d\\d:\\d\\d`));
      expect(plainText(await bot.ask("/digest list"))).not.toContain("Brief");
    }
  });

  it.each(["XYZ", "QST", "ABC", "+27", "UTC+99", "12"])(
    "%s that means nothing is never one by spelling",
    async (typed) => {
      const reply = await bot.ask(`${CREATE} ${typed}`);
      expect(plainText(reply)).toMatch(/I know no zone called|but not/);
      expect(plainText(await bot.ask("/digest list"))).not.toContain("Brief");
      expect(labelsOf(reply)).toEqual([]);
    },
  );

  it("is chosen by its button, with the time there", async () => {
    const reply = await bot.ask(`${CREATE} IST`);
    expect(labelsOf(reply)).toEqual([
      expect.stringMatching(/^Asia\/Kolkata, where it is 14:3\d$/),
      expect.stringMatching(/^Europe\/Dublin, where it is 09:0\d$/),
      expect.stringMatching(/^Asia\/Jerusalem, where it is 11:0\d$/),
    ]);
    const made = await bot.press(reply, labelsOf(reply)[1] ?? "");
    expect(plainText(made)).toContain("daily 09:00 Europe/Dublin");
  });

  it("by the name of its city is taken as it is", async () => {
    expect(plainText(await bot.ask('/digest create Here when "daily 09:00" tz tallinn'))).toContain(
      "daily 09:00 Europe/Tallinn",
    );
  });
});
