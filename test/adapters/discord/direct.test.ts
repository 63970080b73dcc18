// What people write to the bot alone: answered below, about the server that they chose. Nobody else is ever answered.

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { Invocation } from "../../../src/platform/invocation.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { PERMISSION } from "../../fakes/discord/guilds.ts";
import { APPLICATION_ID, type FakePerson, GUILD_ID, GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import { oddPayload } from "../odd-shapes.ts";
import { listenForUncaught } from "../uncaught.ts";
import { ADMIN, type Newsroom, openNewsroom, READER, textOf } from "./fixture.ts";

const OTHER_ID = "200000000000000002";
const ALONE: FakePerson = { ...READER, alone: true };

let newsroom: Newsroom;
let asked: Invocation[];

beforeEach(async () => {
  asked = [];
  newsroom = await openNewsroom({ onInvocation: (invocation) => asked.push(invocation) });
  newsroom.fake.guild.members.set(READER.id, { roles: [] });
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

const messagesOf = ({ id }: FakePerson) => newsroom.fake.channels.all.get(`9${id}`)?.messages ?? [];
const shownTo = (person: FakePerson): string =>
  textOf({ messages: messagesOf(person).map((message) => ({ ...message, isPrivate: false })) });

/** What stands there after the last words. */
async function say(person: FakePerson, words: string): Promise<string> {
  const before = messagesOf(person).length;
  newsroom.fake.say(person, words);
  await newsroom.fake.until(() => messagesOf(person).length > before);
  return textOf({
    messages: messagesOf(person)
      .slice(before)
      .map((one) => ({ ...one, isPrivate: false })),
  });
}

function buttonOf(person: FakePerson, label: string): string {
  const components = messagesOf(person).flatMap(({ body }) =>
    body.components.flatMap((row) => row.components),
  );
  const found = components.findLast((component) => component.type === 2 && component.label === label);
  return found?.custom_id ?? `no button ${label}`;
}

describe("what somebody writes to the bot alone", () => {
  it("is answered there, as what is said in that conversation, with a sign until then", async () => {
    expect(await say(ALONE, "news search court")).toContain('ran with "court"');
    expect(newsroom.fake.typing).toEqual([`9${READER.id}`]);
    expect(asked).toMatchObject([
      {
        workspace: GUILD_WORKSPACE,
        place: `9${READER.id}`,
        actor: { id: READER.id, name: "Ana", roles: ["read", "manage"] },
        input: { type: "said", text: "news search court", conversation: `9${READER.id}` },
      },
    ]);
    expect(messagesOf(ALONE)).toHaveLength(1);
  });

  it.each([
    ["the bot's name", `<@${APPLICATION_ID}> news search court`],
    ["the bot's name as older clients write it", `<@!${APPLICATION_ID}>, news search court`],
    ["marks of code", "`/news search court`"],
  ])("is read without %s", async (_, words) => {
    expect(await say(ALONE, words)).toContain('ran with "court"');
  });

  it("has buttons that work, and a button in place of a form, which nothing but a button can open", async () => {
    newsroom.fake.guild.roles.set("77", PERMISSION.manageGuild);
    newsroom.fake.guild.members.set(ADMIN.id, { roles: ["77"] });
    const admin = { ...ADMIN, alone: true };
    expect(await say(admin, "dropbox code")).toContain("Code from Dropbox");
    const opened = newsroom.fake.press(admin, buttonOf(admin, "Code from Dropbox"));
    await newsroom.answered(opened);
    expect(opened.modal?.title).toBe("Code from Dropbox");
    await say(ALONE, "news search court");
    const pressed = newsroom.fake.press(ALONE, buttonOf(ALONE, "More"));
    await newsroom.answered(pressed);
    expect(newsroom.textOf(pressed)).toContain('ran with "more"');
  });

  it("is shared with nobody, whatever it asks for, and offers nobody to share it", async () => {
    expect(await say(ALONE, "news search share court")).not.toContain("Shared by");
    await say(ALONE, "news trend share");
    expect(buttonOf(ALONE, "Share here")).toBe("no button Share here");
    const here = newsroom.fake.command(READER, "news", "trend");
    await newsroom.answered(here);
    const labels = here.messages.flatMap(({ body }) => body.components.flatMap((row) => row.components));
    expect(labels).toMatchObject([{ label: "Share here" }]);
  });

  it("checks the role that the person has in the server", async () => {
    expect(await say(ALONE, "dropbox status")).toContain("is for admins of this workspace");
  });

  it("is answered once, though the gateway tells it twice", async () => {
    await say(ALONE, "news search court");
    newsroom.fake.gateway.repeatLast();
    await say(ALONE, "news search after");
    expect(newsroom.ran).toEqual(["court", "after"]);
    expect(messagesOf(ALONE)).toHaveLength(2);
  });

  it("is told that the bot restarts while it closes", async () => {
    newsroom.fake.say(ALONE, "news wait x");
    await newsroom.fake.until(() => newsroom.fake.typing.length > 0);
    const closed = newsroom.adapter.close();
    newsroom.fake.say(ALONE, "news search late");
    await newsroom.fake.until(() => shownTo(ALONE).includes("The bot is restarting."));
    newsroom.release();
    await closed;
    expect(shownTo(ALONE)).toContain('waited for "x"');
    expect(newsroom.ran).toEqual(["x"]);
  });

  it("is answered though Discord takes no sign, and not twice where the answer's arrival is not known", async () => {
    newsroom.fake.http.fail("POST", /typing$/, { type: "answer", status: 500 });
    newsroom.fake.http.fail("POST", /messages$/, { type: "lose" });
    newsroom.fake.say(ALONE, "news search court");
    await newsroom.fake.until(() => messagesOf(ALONE).length > 0);
    await say(ALONE, "news search after");
    expect(messagesOf(ALONE)).toHaveLength(2);
  });
});

describe("whose news it is about", () => {
  beforeEach(() => {
    newsroom.fake.addGuild(OTHER_ID, "Observatory").members.set(READER.id, { roles: [] });
  });

  it("is asked once, remembered, and changed by a word", async () => {
    expect(await say(ALONE, "news search court")).toContain("may be about Newsroom or Observatory");
    const first = newsroom.fake.press(ALONE, buttonOf(ALONE, "Observatory"));
    await newsroom.answered(first);
    // What was said is said in that server, and stays there: nobody else reads it.
    expect(asked.at(-1)?.input).toEqual({
      type: "said",
      text: "news search court",
      conversation: `9${READER.id}`,
    });
    expect(first.messages.map(({ isPrivate }) => isPrivate)).toEqual([false]);
    expect(newsroom.textOf(first)).toMatch(/ran with "court".*the server Observatory from now on/s);
    await say(ALONE, "news search bench");
    expect(await say(ALONE, "Server?")).toBe(
      "Here you get the news of Observatory. Whose do you want from now on?",
    );
    const second = newsroom.fake.press(ALONE, buttonOf(ALONE, "Newsroom"));
    await newsroom.answered(second);
    expect(newsroom.textOf(second)).toMatch(/^top of everywhere.*the server Newsroom from now on/s);
    await say(ALONE, "news search veto");
    expect(newsroom.ran).toEqual(["court", "bench", "top  5", "veto"]);
    expect(asked.map(({ workspace }) => workspace)).toEqual([
      `discord:${OTHER_ID}`,
      `discord:${OTHER_ID}`,
      GUILD_WORKSPACE,
      GUILD_WORKSPACE,
    ]);
  });

  it("is known in the next process", async () => {
    await newsroom.chosen.choose(READER.id, `discord:${OTHER_ID}`);
    expect(await say(ALONE, "news search court")).toContain("ran with");
    expect(asked.map(({ workspace }) => workspace)).toEqual([`discord:${OTHER_ID}`]);
  });

  it("needs no choice where there is none, and says so", async () => {
    newsroom.fake.guild.members.delete(READER.id);
    newsroom.fake.advance(5 * MINUTE_MS);
    expect(await say(ALONE, "server")).toContain("Here it is about Observatory");
  });
});

describe("nothing is answered", () => {
  const bot = { id: "400000000000000066", username: "other", global_name: null, bot: true };

  it.each<[string, FakePerson, Readonly<Record<string, unknown>>]>([
    ["of other bots", ALONE, { author: bot }],
    ["of the bot itself", ALONE, { author: { ...bot, id: APPLICATION_ID } }],
    ["of Discord", ALONE, { author: { ...bot, bot: false, system: true } }],
    ["of webhooks", ALONE, { webhook_id: "5" }],
    ["that nobody wrote: a pin", ALONE, { type: 6 }],
    ["in a group", ALONE, { channel_type: 3 }],
    ["in a channel, though the gateway told it", ALONE, { guild_id: GUILD_ID }],
    ["in a channel", READER, {}],
  ])("%s", async (_, person, how) => {
    newsroom.fake.say(person, `<@${APPLICATION_ID}> news search court`, how);
    await say({ ...ADMIN, alone: true }, "news help");
    expect(newsroom.ran).toEqual([]);
    expect(messagesOf(READER)).toEqual([]);
  });

  it("to its own answers, which the gateway tells like all messages", async () => {
    await say(ALONE, "news long count 20");
    await newsroom.fake.until(() => shownTo(ALONE).includes("Paragraph 19"));
    const stood = messagesOf(ALONE).length;
    expect(stood).toBeGreaterThan(2);
    await say({ ...ADMIN, alone: true }, "news help");
    expect(messagesOf(ALONE)).toHaveLength(stood);
  });
});

/** As discord-api-types has the event (GatewayMessageCreateDispatchData), for want of a public recording of one. */
const WRITTEN = {
  id: "1459999999999999999",
  channel_id: `9${READER.id}`,
  channel_type: 1,
  type: 0,
  content: "news search court",
  author: {
    id: READER.id,
    username: "ana",
    global_name: "Ana",
    discriminator: "0",
    avatar: null,
    public_flags: 0,
    primary_guild: null,
  },
  attachments: [],
  components: [],
  edited_timestamp: null,
  embeds: [],
  flags: 0,
  mention_everyone: false,
  mention_roles: [],
  mentions: [],
  nonce: "1459999999999999998",
  pinned: false,
  timestamp: "2026-01-12T00:49:57.486000+00:00",
  tts: false,
};

it("whatever shape messages and servers have, the bot lives, and answers people alone", async () => {
  const uncaught = listenForUncaught();
  newsroom.fake.channels.direct(READER.id);
  const told = fc.constantFrom("MESSAGE_CREATE", "GUILD_CREATE").chain((t) =>
    oddPayload([WRITTEN, { id: "5", joined_at: new Date().toISOString(), system_channel_id: "6" }]).map(
      (d) => ({
        op: 0,
        t,
        s: null,
        d,
      }),
    ),
  );
  const texts = fc.sample(told, { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 150 });
  for (const text of texts) newsroom.fake.gateway.raw(JSON.stringify(text) ?? "");
  newsroom.fake.gateway.raw(JSON.stringify({ op: 0, t: "MESSAGE_CREATE", s: null, d: WRITTEN }));
  await newsroom.fake.until(() => newsroom.ran.includes("court"));
  expect(asked.every(({ actor }) => actor.id !== APPLICATION_ID)).toBe(true);
  expect(await uncaught.stop()).toEqual([]);
});
