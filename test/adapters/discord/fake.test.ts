// The fake Discord is as strict as Discord: what it lets pass, Discord takes.

import { REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import { APPLICATION_ID, CHANNEL_ID, type FakeDiscord } from "../../fakes/discord/server.ts";
import { hasSharedData, sharedDataReason } from "../../shared-data.ts";
import { type Newsroom, openNewsroom, READER } from "./fixture.ts";

let newsroom: Newsroom;
let fake: FakeDiscord;
let rest: REST;
let exchange: Exchange;

beforeEach(async () => {
  newsroom = await openNewsroom();
  ({ fake } = newsroom);
  rest = new REST({ api: fake.apiUrl, retries: 0 });
  // The bot answers completions slowly here, so that the test can answer first.
  newsroom.lexicon = () => new Promise(() => undefined);
});

afterEach(() => newsroom.close());

const plain = { embeds: [{ description: "x" }], components: [], allowed_mentions: { parse: [] } };

function respond(body: object): Promise<unknown> {
  return rest.post(Routes.interactionCallback(exchange.id, exchange.token), { body, auth: false });
}

function followUp(body: object): Promise<unknown> {
  return rest.post(Routes.webhook(APPLICATION_ID, exchange.token), { body, auth: false });
}

const edit = (body: object): Promise<unknown> =>
  rest.patch(Routes.webhookMessage(APPLICATION_ID, exchange.token), { body, auth: false });

describe("an interaction", () => {
  beforeEach(async () => {
    exchange = fake.complete(READER, "news", "top", "country", "x");
  });

  it("takes one response of its kind, and no message before it", async () => {
    await expect(followUp(plain)).rejects.toMatchObject({ code: 10015 });
    await expect(respond({ type: 4, data: plain })).rejects.toMatchObject({ status: 400 });
    await respond({ type: 8, data: { choices: [] } });
    await expect(respond({ type: 8, data: { choices: [] } })).rejects.toMatchObject({ code: 40060 });
  });

  it("takes none after three seconds", async () => {
    fake.advance(3_001);
    await expect(respond({ type: 8, data: { choices: [] } })).rejects.toMatchObject({ code: 10062 });
  });

  it("takes none with another's token", async () => {
    const other = { ...exchange, token: "token-1" };
    exchange = other;
    await expect(respond({ type: 8, data: { choices: [] } })).rejects.toMatchObject({ code: 10062 });
  });
});

describe("an answered command", () => {
  beforeEach(async () => {
    newsroom.lexicon = async () => ({ countries: [], sources: [] });
    exchange = fake.command(READER, "news", "search", { words: "x" });
    await newsroom.answered(exchange);
  });

  it("can be edited and followed up for 15 minutes", async () => {
    await edit(plain);
    await followUp(plain);
    expect(exchange.messages).toHaveLength(2);
    fake.advance(15 * 60_000);
    await expect(edit(plain)).rejects.toMatchObject({ code: 50027 });
  });

  const tooMuch: readonly (readonly [string, object])[] = [
    ["an empty message", { ...plain, embeds: [] }],
    ["eleven embeds", { ...plain, embeds: Array.from({ length: 11 }, () => ({ description: "x" })) }],
    ["over 6,000 characters", { ...plain, embeds: [1, 2].map(() => ({ description: "x".repeat(3_001) })) }],
    ["an embed of white space", { ...plain, embeds: [{ description: " \n" }] }],
    ["a link to a script", { ...plain, embeds: [{ title: "x", url: "javascript:alert(1)" }] }],
    ["mentions that ping", { ...plain, allowed_mentions: { parse: ["everyone"] } }],
    ["mentions left open", { embeds: plain.embeds, components: [] }],
    ["a button twice", buttons(["a", "a"])],
    ["six buttons in a row", buttons(["a", "b", "c", "d", "e", "f"])],
    ["a custom_id of 101", buttons(["x".repeat(101)])],
    ["an image that is not there", { ...plain, embeds: [{ image: { url: "attachment://x.png" } }] }],
  ];
  it.each(tooMuch)("is not changed to %s", async (_, body) => {
    await expect(edit(body)).rejects.toMatchObject({ status: 400, code: 50035 });
    expect(fake.problems).toHaveLength(1);
  });

  it.skipIf(!hasSharedData)(`takes no key that Discord does not know${sharedDataReason}`, async () => {
    await expect(edit({ ...plain, embed: {} })).rejects.toMatchObject({ status: 400 });
  });
});

describe("the bot's token", () => {
  it("is asked for wherever there is no other", async () => {
    rest.setToken("another");
    await expect(rest.get(Routes.channel(CHANNEL_ID))).rejects.toMatchObject({ status: 401 });
    await expect(rest.get(Routes.gatewayBot())).rejects.toThrow();
  });
});

function buttons(ids: readonly string[]): object {
  const components = ids.map((id) => ({ type: 2, style: 2, label: "x", custom_id: id }));
  return { ...plain, components: [{ type: 1, components }] };
}
