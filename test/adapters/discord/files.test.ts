// A file of an answer on its way to Discord: with the message, for its asker or for everybody.

import { readFileSync } from "node:fs";
// As where the bot is on Slack, too: what it brings sends for the whole process.
import "undici";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fileHere } from "../../reply/samples.ts";
import { type Newsroom, openNewsroom, READER } from "./fixture.ts";

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom();
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

it.each([
  [{}, true],
  [{ share: true }, false],
])("comes with its message: %j", async (values, isPrivate) => {
  const exchange = newsroom.fake.command(READER, "news", "file", values);
  await newsroom.answered(exchange);
  await newsroom.fake.until(() => exchange.messages.some(({ fileNames }) => fileNames.length > 0));
  const [message] = exchange.messages.filter(({ fileNames }) => fileNames.length > 0);
  expect(message).toMatchObject({ fileNames: ["news.csv"], isPrivate });
  const [bytes] = newsroom.fake.http.requests.flatMap(({ files }) => files);
  expect(Buffer.from(bytes ?? []).equals(readFileSync(fileHere.path))).toBe(true);
});

it("is told to be too large where Discord would not take it", async () => {
  const exchange = newsroom.fake.command(READER, "news", "file", { large: true });
  await newsroom.answered(exchange);
  expect(newsroom.textOf(exchange)).toContain("news.csv has 14.2 MB, and Discord takes 10.5 MB");
  expect(exchange.messages.flatMap(({ fileNames }) => fileNames)).toEqual([]);
});
