// The fake Discord is as strict as Discord: what it lets pass, Discord takes.

import { REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import { pingsOf } from "../../fakes/discord/pings.ts";
import { commandProblems, message } from "../../fakes/discord/rules.ts";
import {
  APPLICATION_ID,
  CHANNEL_ID,
  type FakeDiscord,
  GUILD_ID,
  OWNER_ID,
  TOKEN,
} from "../../fakes/discord/server.ts";
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
    newsroom.lexicon = async () => ({ countries: [], sources: [], digests: [] });
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
    [
      "mentions of whomever a text names",
      { ...plain, content: "<@5>", allowed_mentions: { parse: ["users"] } },
    ],
    [
      "a mention that nobody reads",
      { ...plain, content: "<@5>", allowed_mentions: { parse: [], users: ["6"] } },
    ],
    ["a role for a person", { ...plain, content: "<@5>", allowed_mentions: { parse: [], roles: ["5"] } }],
    ["a person twice", { ...plain, content: "<@5>", allowed_mentions: { parse: [], users: ["5", "5"] } }],
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

describe("a message", () => {
  it.each<[string, string, object, readonly string[]]>([
    ["nobody, unless it is allowed", "<@5> <@&6> @everyone @here", { parse: [] }, []],
    ["those who are listed", "<@5> <@!7> <@&6>", { parse: [], users: ["7"], roles: ["6"] }, ["7", "&6"]],
    [
      "all, where that is allowed",
      "@here and @everyone, <@5>",
      { parse: ["everyone"] },
      ["here", "everyone"],
    ],
  ])("pings %s", (_, content, mentions, pinged) => {
    const { data } = message.safeParse({ content, allowed_mentions: mentions });
    expect(data && pingsOf(data)).toEqual(pinged);
  });

  it("without allowed_mentions pings everybody it names, but not from embeds", () => {
    expect(pingsOf({ content: "<@5> @here" })).toEqual(["5", "here"]);
    expect(pingsOf(message.parse({ embeds: [{ description: "<@5> @here" }] }))).toEqual([]);
  });
});

describe("a server", () => {
  beforeEach(() => {
    rest.setToken(TOKEN);
  });

  const startThread = (channelId: string, messageId: string): Promise<unknown> =>
    rest.post(Routes.threads(channelId, messageId), { body: { name: "More" } });

  it("has one thread at most for each message, and none for what is not there", async () => {
    fake.channels.chat(CHANNEL_ID, 1);
    const id = fake.channels.all.get(CHANNEL_ID)?.messages[0]?.id ?? "";
    await startThread(CHANNEL_ID, id);
    expect(fake.channels.all.get(id)).toMatchObject({ type: "thread", parentId: CHANNEL_ID, name: "More" });
    await expect(startThread(CHANNEL_ID, id)).rejects.toMatchObject({ code: 160004 });
    await expect(startThread(CHANNEL_ID, "1")).rejects.toMatchObject({ code: 10008 });
    await expect(startThread(id, id)).rejects.toMatchObject({ code: 50024 });
    fake.channels.remove(CHANNEL_ID);
    expect(fake.channels.all.has(id)).toBe(false);
  });

  it("tells nothing to a bot that was thrown out", async () => {
    const routes = [
      ...[Routes.guild(GUILD_ID), Routes.guildChannels(GUILD_ID), Routes.guildMember(GUILD_ID, OWNER_ID)],
      ...[
        Routes.guildActiveThreads(GUILD_ID),
        Routes.channel(CHANNEL_ID),
        Routes.channelMessages(CHANNEL_ID),
      ],
    ] as const;
    for (const route of routes) await rest.get(route);
    fake.guild.isKicked = true;
    for (const route of routes) {
      const refusal = expect.toSatisfy((status) => status === 403 || status === 404);
      await expect(rest.get(route)).rejects.toMatchObject({ status: refusal });
    }
  });

  it("answers only when it is let, where it hangs", async () => {
    const silence = Promise.withResolvers<void>();
    fake.http.fail("GET", /guilds/, { type: "hang", until: silence.promise });
    let isAnswered = false;
    const answer = rest.get(Routes.guild(GUILD_ID)).then(() => {
      isAnswered = true;
    });
    await fake.until(() => fake.http.hanging() === 1);
    expect(isAnswered).toBe(false);
    silence.resolve();
    await answer;
    expect(fake.http.hanging()).toBe(0);
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

describe("the gateway", () => {
  /** The close code that an identify with these intents gets; undefined while it is taken. */
  async function closedWith(intents: number): Promise<number | undefined> {
    const line = new WebSocket(fake.apiUrl.replace("http:", "ws:").replace("/api", ""));
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    line.addEventListener("close", ({ code }) => resolve(code));
    line.addEventListener("message", ({ data }) => {
      const { op, t } = z.object({ op: z.number(), t: z.string().nullish() }).parse(JSON.parse(String(data)));
      if (op === 10) line.send(JSON.stringify({ op: 2, d: { token: TOKEN, intents, properties: {} } }));
      if (t === "READY") resolve(undefined);
    });
    const code = await promise;
    line.close();
    return code;
  }

  it("takes intents that need no approval, and closes on those that do, or that there are not", async () => {
    expect(await closedWith((1 << 0) | (1 << 12))).toBeUndefined();
    for (const privileged of [1, 8, 15]) expect(await closedWith(1 << privileged)).toBe(4014);
    expect(await closedWith(1 << 27)).toBe(4013);
  });

  it("tells messages by intent, and their words to the bot alone or to whom they name", async () => {
    const told: unknown[] = [];
    const line = new WebSocket(fake.apiUrl.replace("http:", "ws:").replace("/api", ""));
    const { promise, resolve } = Promise.withResolvers<void>();
    line.addEventListener("message", ({ data }) => {
      const { op, t, d } = z
        .object({ op: z.number(), t: z.string().nullish(), d: z.unknown() })
        .parse(JSON.parse(String(data)));
      const intents = (1 << 9) | (1 << 12);
      if (op === 10) line.send(JSON.stringify({ op: 2, d: { token: TOKEN, intents, properties: {} } }));
      if (t === "READY") resolve();
      if (t === "MESSAGE_CREATE") told.push(z.object({ content: z.string() }).parse(d).content);
    });
    await promise;
    fake.say(READER, "in a channel");
    fake.say(READER, `<@${APPLICATION_ID}> in a channel`);
    fake.say({ ...READER, alone: true }, "alone");
    const { promise: last, resolve: done } = Promise.withResolvers<void>();
    line.addEventListener("message", () => told.length === 3 && done());
    await last;
    expect(told).toEqual(["", `<@${APPLICATION_ID}> in a channel`, "alone"]);
    line.close();
  });
});

describe("a command of a message's menu", () => {
  const menu = { type: 3, name: "Reports of this story", contexts: [0, 1], integration_types: [0] };

  it.each<[string, object, boolean]>([
    ["with spaces and capitals", menu, true],
    ["of 32 characters", { ...menu, name: "x".repeat(32) }, true],
    ["of 33 characters", { ...menu, name: "x".repeat(33) }, false],
    ["without a name", { ...menu, name: "" }, false],
    ["with a description", { ...menu, description: "x" }, false],
    ["with options", { ...menu, options: [] }, false],
    [
      "for other people's conversations, which only a person's install reaches",
      { ...menu, contexts: [2] },
      false,
    ],
  ])("%s", (_, body, isTaken) => {
    expect(commandProblems(body).length === 0).toBe(isTaken);
  });

  it("for people, of an application that people may not install, is refused", async () => {
    rest.setToken(TOKEN);
    const body = { ...menu, name: "For people", integration_types: [0, 1] };
    await expect(rest.post(Routes.applicationCommands(APPLICATION_ID), { body })).rejects.toMatchObject({
      status: 400,
    });
  });
});
