// `/news export` asked as people ask it: the file is what the answer says, and the question can be asked again.

import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EXPORTS_AN_HOUR } from "../../src/commands/news/export.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { FileBlock, Reply } from "../../src/reply/reply.ts";
import { READERS } from "../news/export/read-back.ts";
import { ANA, BEN, CLEO, startTestBot, type TestBot } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
});

afterAll(() => bot.close());

function fileOf({ blocks }: Reply): FileBlock {
  const file = blocks.find((block) => block.type === "file");
  if (file === undefined) throw new Error("no file");
  return file;
}

/** The command that makes the same rows again. */
function questionOf(reply: Reply): string {
  return /The same rows again: (\/news export .*)/.exec(plainText(reply))?.[1] ?? "";
}

it("answers with a file of everything that matches, for whoever only reads", async () => {
  const reply = await bot.ask("/news export estonia csv", BEN);
  const { name, path, mediaType } = fileOf(reply);
  expect(reply.audience).toBe("asker");
  expect([name, mediaType]).toEqual([
    expect.stringMatching(/^rol-news-estonia-\d{4}-\d\d-\d\d-to-2024-\d\d-\d\d\.csv$/),
    "text/csv",
  ]);
  const rows = await READERS.csv.hucre(path);
  const articles = new Set(rows.map(({ id }) => id)).size;
  expect(plainText(reply)).toContain(`${rows.length} assessments of ${articles} articles, a row each.`);
  expect(plainText(reply)).toContain("Scored by a language model");
  expect(new Set(rows.map(({ country }) => country))).toEqual(new Set(["Estonia"]));
});

it("gives the same rows to the question that it tells, whoever asks it", async () => {
  const first = await bot.ask("/news export negative since 7d parquet", CLEO);
  const again = await bot.ask(questionOf(first), BEN);
  const [rows, others] = await Promise.all(
    [first, again].map((reply) => READERS.parquet.hyparquet(fileOf(reply).path)),
  );
  expect(rows?.length).toBeGreaterThan(0);
  expect(others).toEqual(rows);
  expect(questionOf(again)).toBe(questionOf(first));
});

it("is a workbook where nothing is said, shared when that is asked", async () => {
  const reply = await bot.ask("/news export corruption share", ANA);
  expect(reply.audience).toBe("everyone");
  const { name, path } = fileOf(reply);
  expect(name).toMatch(/^rol-news-absence-of-corruption-.*\.xlsx$/);
  expect((await READERS.xlsx["read-excel-file"](path)).length).toBeGreaterThan(0);
});

it("says when nothing matches, and when the news that was meant are gone", async () => {
  const nothing = await bot.ask("/news export until 2020-01-01", BEN);
  expect(plainText(nothing)).toContain("Nothing in these dates matches, so there is no file.");
  const gone = await bot.ask(`/news export snapshot ${"0".repeat(32)}`, BEN);
  expect(plainText(gone)).toContain("no longer kept");
  expect(gone.isRefusal).toBe(true);
});

it("says that files do not go into Dropbox where that is off", async () => {
  const reply = await bot.ask("/news export dropbox csv", BEN);
  expect(plainText(reply)).toContain("whoever runs it sets EXPORT=on");
});

it("bounds what one person exports in an hour, and nobody else", async () => {
  const dora = { ...BEN, id: "U9" };
  // Refused without any work, and counted all the same.
  for (let made = 0; made < EXPORTS_AN_HOUR; made++) await bot.ask("/news export dropbox", dora);
  const refused = await bot.ask("/news export dropbox", dora);
  expect(plainText(refused)).toMatch(/That is more than 20 exports in an hour\. Ask again in \d+ minutes\./);
  expect(plainText(await bot.ask("/news export until 2020-01-01", CLEO))).toContain("Nothing in these dates");
});

it("leaves one file for each answer and nothing of the work", async () => {
  const { path } = fileOf(await bot.ask("/news export latvia csv", CLEO));
  expect(await readdir(dirname(path))).toHaveLength(1);
});
