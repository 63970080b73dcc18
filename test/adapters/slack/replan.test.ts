// Messages in place of one that Slack did not take: where it would have gone, and found by keys of their own.

import { afterEach, beforeEach, expect, it } from "vitest";
import { paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";

let bot: AdapterUnderTest;
const context = { signal: new AbortController().signal };
const since = Date.UTC(2024, 2, 7, 8, 59);
const saying = (text: string): Reply => ({ audience: "everyone", blocks: [paragraph(text)] });

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

it("the pieces of a part stand in its thread, each found by its key", async () => {
  const to = bot.adapter.places.open({ platform: "slack", channel: "C0NEWS" }, new Map());
  const key = "sub12.2024-03-07";
  const [head, below] = to.plan({ main: saying("Head"), inThread: saying("Stories") }, key);
  if (head === undefined || below === undefined) throw new Error("A head and a thread.");
  const pieces = to.replan(below, ["One", "Two", "Three"].map(saying), { key, next: 2 });
  expect(pieces.map((part) => part.key)).toEqual([`${key}.1`, `${key}.2`, `${key}.3`]);
  const posted = await to.send(head, context);
  if (posted.type !== "sent") throw new Error(posted.type);
  const of = { ...context, firstMessageId: posted.messageId };
  for (const part of pieces) expect(await to.find(part, since, of)).toEqual({ type: "absent" });
  for (const part of pieces) {
    const sent = await to.send(part, of);
    expect(await to.find(part, since, of)).toEqual(sent);
  }
  const standing = bot.slack.workspace.messages.filter(({ channel }) => channel === "C0NEWS");
  expect(standing.map(({ threadTs }) => threadTs)).toEqual([undefined, ...Array(3).fill(posted.messageId)]);
});
