// The word that a server gets when the bot was added to it.

import { afterEach, beforeEach, expect, it } from "vitest";
import { PERMISSION } from "../../fakes/discord/guilds.ts";
import { MANAGE_MESSAGES } from "../../fakes/discord/server.ts";
import { type Newsroom, openNewsroom, READER, textOf } from "./fixture.ts";

const NEW = "200000000000000055";
const [FIRST, SYSTEM, LAST] = ["300000000000000051", "300000000000000052", "300000000000000053"];

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom();
  const { channels } = newsroom.fake;
  channels.add({ id: LAST, type: "text", guildId: NEW, name: "z", position: 3 });
  channels.add({ id: SYSTEM, type: "text", guildId: NEW, name: "welcome", position: 2 });
  channels.add({ id: FIRST, type: "text", guildId: NEW, name: "general", position: 1 });
  channels.add({ id: "300000000000000054", type: "voice", guildId: NEW, name: "talk", position: 0 });
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

const messagesIn = (channel: string) => newsroom.fake.channels.all.get(channel)?.messages ?? [];

function deny(channel: string): void {
  newsroom.fake.channels.all.get(channel)?.overwrites.push({ id: NEW, deny: PERMISSION.sendMessages });
}

it("stands in the channel for such messages, and has buttons that work", async () => {
  newsroom.fake.join(NEW, "Observatory", { system_channel_id: SYSTEM });
  await newsroom.fake.until(() => messagesIn(SYSTEM).length > 0);
  const [greeting] = messagesIn(SYSTEM);
  const text = textOf({ messages: messagesIn(SYSTEM).map((one) => ({ ...one, isPrivate: false })) });
  expect(text).toContain("Rule-of-law news");
  expect(text).toContain("Write to the bot directly to ask without commands");
  const [first] = greeting?.body.components.flatMap((row) => row.components) ?? [];
  const pressed = newsroom.fake.press({ ...READER, in: SYSTEM }, first?.custom_id ?? "");
  await newsroom.answered(pressed);
  expect(newsroom.textOf(pressed)).toContain("top of everywhere");
});

it("stands in the first channel where the bot may write, where it may not in the other", async () => {
  deny(SYSTEM);
  newsroom.fake.join(NEW, "Observatory", { system_channel_id: SYSTEM });
  await newsroom.fake.until(() => messagesIn(FIRST).length > 0);
  expect([SYSTEM, LAST].map((channel) => messagesIn(channel).length)).toEqual([0, 0]);
});

it("comes once: not after a restart, an outage or a return", async () => {
  const { fake } = newsroom;
  fake.join(NEW, "Observatory", { system_channel_id: SYSTEM });
  await fake.until(() => messagesIn(SYSTEM).length > 0);
  // Discord tells of all servers again.
  fake.gateway.forget();
  await fake.until(() => fake.gateway.counts.identified === 2);
  fake.join(NEW, "Observatory", { system_channel_id: SYSTEM });
  fake.join(NEW, "Observatory", { unavailable: true });
  await newsroom.answered(fake.command({ ...READER, permissions: MANAGE_MESSAGES }, "news", "help"));
  await Promise.all(newsroom.greetings);
  expect(messagesIn(SYSTEM)).toHaveLength(1);
});

it("comes to no server that has added the bot long ago, which the gateway tells at every start", async () => {
  const { fake } = newsroom;
  fake.join(NEW, "Observatory", { system_channel_id: SYSTEM, joined_at: "2024-01-01T00:00:00+00:00" });
  await newsroom.answered(fake.command(READER, "news", "help"));
  expect(messagesIn(SYSTEM)).toEqual([]);
  expect(fake.http.requests.some(({ path }) => path === `/guilds/${NEW}`)).toBe(false);
});

it("waits for the next time, where the bot may write nowhere", async () => {
  const { fake } = newsroom;
  for (const channel of [FIRST, SYSTEM, LAST]) deny(channel);
  fake.join(NEW, "Observatory");
  await fake.until(() => newsroom.greetings.length > 0);
  await Promise.all(newsroom.greetings);
  const [open] = fake.channels.all.get(LAST)?.overwrites.splice(0) ?? [];
  expect(open?.id).toBe(NEW);
  fake.join(NEW, "Observatory");
  await fake.until(() => messagesIn(LAST).length > 0);
  expect(messagesIn(LAST)).toHaveLength(1);
});
