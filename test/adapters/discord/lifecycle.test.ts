// What Discord tells of the bot's own life: a deleted channel and a server that put the bot out reach digests, with the reason that
// a send would end with.

import { afterEach, beforeEach, expect, it } from "vitest";
import { CHANNEL_ID, GUILD_ID } from "../../fakes/discord/server.ts";
import { type Newsroom, openNewsroom, READER } from "./fixture.ts";

const OUT = "The bot is no member of that server any more.";

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom();
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

const deleted = { id: CHANNEL_ID, guild_id: GUILD_ID, type: 0, name: "rule-of-law" };

async function heard(): Promise<readonly string[]> {
  await newsroom.fake.until(() => newsroom.heard.length > 0);
  return Promise.all(newsroom.heard);
}

it("a deleted channel takes no digests", async () => {
  const { fake } = newsroom;
  fake.channels.remove(CHANNEL_ID);
  fake.gateway.tell("CHANNEL_DELETE", deleted);
  expect(await heard()).toEqual([`discord ${CHANNEL_ID} closed: The channel or thread was deleted.`]);
});

it("a channel that is there all the same takes them", async () => {
  newsroom.fake.gateway.tell("CHANNEL_DELETE", deleted);
  expect(await heard()).toEqual([`discord ${CHANNEL_ID} closed: undefined`]);
});

it("the channels of a server that the bot is put out of take none, and conversations do", async () => {
  const { fake } = newsroom;
  fake.leave(GUILD_ID);
  expect(await heard()).toEqual([`discord:${GUILD_ID} left: ${OUT}, directly: undefined`]);
});

it.each([
  ["GUILD_DELETE", { id: GUILD_ID, unavailable: true }],
  ["GUILD_DELETE", { id: 7 }],
  ["CHANNEL_DELETE", { id: CHANNEL_ID, type: 1 }],
  ["CHANNEL_DELETE", {}],
] as const)("nothing is heard of an outage, or of what cannot be read: %s %j", async (type, payload) => {
  const { fake } = newsroom;
  fake.gateway.tell(type, payload);
  await newsroom.answered(fake.command(READER, "news", "help"));
  expect(newsroom.heard).toEqual([]);
});
