// Where digests may go: what people name, what is there, what the bot may do and what they may decide.

import { REST } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forumTagsOf } from "../../../adapters/discord/digests/forum-tags.ts";
import { createPlaces } from "../../../adapters/discord/digests/places.ts";
import type { PlaceAnswer, PlaceRequest } from "../../../src/platform/destination.ts";
import type { FakeChannel } from "../../fakes/discord/channel.ts";
import { EVERYBODYS, PERMISSION } from "../../fakes/discord/guilds.ts";
import {
  APPLICATION_ID,
  CHANNEL_ID,
  GUILD_ID,
  GUILD_WORKSPACE,
  OWNER_ID,
  TOKEN,
} from "../../fakes/discord/server.ts";
import { type Newsroom, openNewsroom } from "./fixture.ts";

const ANA = "400000000000000001";
const MODERATORS = "600000000000000001";
const [NEWS, FORUM, VOICE, CATEGORY, THREAD, PRIVATE] = [
  ...["300000000000000011", "300000000000000012", "300000000000000013", "300000000000000014"],
  ...["300000000000000015", "300000000000000016"],
] as const;

let newsroom: Newsroom;
let news: FakeChannel;

beforeEach(async () => {
  newsroom = await openNewsroom({ started: false });
  const { channels, guild } = newsroom.fake;
  const here = { guildId: GUILD_ID };
  channels.add({ ...here, id: NEWS, type: "announcement", name: "news" });
  channels.add({ ...here, id: VOICE, type: "voice", name: "Talk" });
  channels.add({ ...here, id: CATEGORY, type: "category", name: "Rule of law" });
  channels.add({ ...here, id: THREAD, type: "thread", name: "court reform", parentId: NEWS });
  channels.add({ ...here, id: PRIVATE, type: "private-thread", name: "drafts", parentId: NEWS });
  channels.add({
    ...here,
    id: FORUM,
    type: "forum",
    name: "pillars",
    tags: [
      { id: "71", name: "P1" },
      { id: "72", name: "other" },
      { id: "74", name: "Fundamental Freedoms", moderated: true },
      { id: "77", name: "civil justice" },
    ],
  });
  news = channels.all.get(NEWS) ?? news;
  guild.roles.set(MODERATORS, PERMISSION.manageMessages);
  guild.members.set(ANA, { roles: [MODERATORS] });
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

function resolve(wanted?: string, request: Partial<PlaceRequest> = {}): Promise<PlaceAnswer> {
  return newsroom.adapter.places.resolve({
    platform: "discord",
    workspace: GUILD_WORKSPACE,
    actor: { id: ANA, isAdmin: false },
    here: CHANNEL_ID,
    ...(wanted === undefined ? {} : { wanted }),
    ...request,
  });
}

async function refusalOf(wanted?: string, request: Partial<PlaceRequest> = {}): Promise<string> {
  const answer = await resolve(wanted, request);
  return answer.type === "refused" ? answer.sentence : `found ${answer.label}`;
}

const found = (place: object, label: string) => ({
  type: "found",
  place: { platform: "discord", ...place },
  label,
});

describe("a place", () => {
  it("is here when nothing is named", async () => {
    expect(await resolve()).toEqual(found({ channel: CHANNEL_ID }, "#rule-of-law"));
  });

  it.each([
    NEWS,
    `<#${NEWS}>`,
    `#${NEWS}`,
    "#news",
    "news",
    " NEWS ",
    `https://discord.com/channels/${GUILD_ID}/${NEWS}`,
    `<https://ptb.discord.com/channels/${GUILD_ID}/${NEWS}/300000000000000099>`,
  ])("is named by id, mention, name or link: %s", async (wanted) => {
    expect(await resolve(wanted)).toEqual(found({ channel: NEWS }, "#news"));
  });

  it("is a direct message for whoever says me, and in a conversation with the bot alone", async () => {
    const direct = (owner: object): object =>
      found({ channel: `9${ANA}`, direct: owner }, "a direct message to you");
    const ofServer = direct({ workspace: GUILD_WORKSPACE, name: "Newsroom" });
    expect(await resolve("me")).toEqual(ofServer);
    expect(await resolve(undefined, { here: `9${ANA}` })).toEqual(ofServer);
    const alone = { workspace: `discord:user-${ANA}` as const, here: `9${ANA}` };
    expect(await resolve(undefined, alone)).toEqual(direct({ workspace: alone.workspace }));
    expect(await resolve("Me", alone)).toEqual(direct({ workspace: alone.workspace }));
    expect(await refusalOf("#news", alone)).toContain("the digest can only come here");
  });

  it("is a thread, named or here, also a forum's post, with the permissions of its parent", async () => {
    newsroom.fake.channels.add({
      ...{ id: "300000000000000020", type: "thread", guildId: GUILD_ID },
      ...{ parentId: FORUM, name: "Morning brief" },
    });
    expect(await resolve(THREAD)).toEqual(found({ channel: NEWS, thread: THREAD }, "#court reform"));
    expect(await resolve(undefined, { here: THREAD })).toEqual(await resolve(THREAD));
    expect(await resolve("300000000000000020")).toEqual(
      found({ channel: FORUM, thread: "300000000000000020" }, "#Morning brief"),
    );
    news.overwrites.push({ id: GUILD_ID, deny: PERMISSION.sendMessages });
    expect(await resolve(THREAD)).toMatchObject({ type: "found" });
    news.overwrites.push({ id: APPLICATION_ID, isMember: true, deny: PERMISSION.sendMessagesInThreads });
    expect(await refusalOf(THREAD)).toContain("it lacks Send Messages in Threads there");
  });

  it("is known as private where not everybody may look: a closed channel, its threads, a private thread", async () => {
    const isPrivate = true;
    const own = "300000000000000021";
    newsroom.fake.channels.add({
      ...{ id: own, type: "private-thread", guildId: GUILD_ID, parentId: NEWS, name: "plans" },
    });
    expect(await resolve(undefined, { here: own })).toEqual(
      found({ channel: NEWS, thread: own, isPrivate }, "#plans"),
    );
    news.overwrites.push({ id: GUILD_ID, deny: PERMISSION.viewChannel });
    for (const id of [ANA, APPLICATION_ID])
      news.overwrites.push({ id, isMember: true, allow: PERMISSION.viewChannel });
    expect(await resolve("news")).toEqual(found({ channel: NEWS, isPrivate }, "#news"));
    expect(await resolve(THREAD)).toEqual(
      found({ channel: NEWS, thread: THREAD, isPrivate }, "#court reform"),
    );
  });

  it("is a forum with the tags that are named after pillars and that the bot may use", async () => {
    expect(await resolve("pillars")).toEqual(
      found({ channel: FORUM, forumTags: { 1: "71", 7: "77" } }, "#pillars"),
    );
    newsroom.fake.guild.roles.set(GUILD_ID, EVERYBODYS | PERMISSION.manageThreads);
    expect(await resolve("pillars")).toMatchObject({ place: { forumTags: { 1: "71", 4: "74", 7: "77" } } });
  });

  it("can be posted to as it was found", async () => {
    const answer = await resolve("pillars");
    if (answer.type !== "found") throw new Error(answer.sentence);
    const to = newsroom.adapter.places.open(answer.place, new Map());
    const [part] = to.plan({ main: { audience: "everyone", blocks: [] } }, "k");
    if (part === undefined) throw new Error("no message");
    const { signal } = new AbortController();
    expect(await to.send(part, { signal })).toMatchObject({ type: "sent" });
  });
});

describe("no place", () => {
  it("is what is not there, or not in this server", async () => {
    const { channels } = newsroom.fake;
    channels.add({ id: "300000000000000030", type: "text", guildId: "200000000000000002", name: "abroad" });
    const unknown = "This server has no such channel.";
    expect(await refusalOf("#nws")).toContain(unknown);
    expect(await refusalOf("300000000000000099")).toContain(unknown);
    // That it is there is nobody's business here.
    expect(await refusalOf("300000000000000030")).toContain(unknown);
    expect(await refusalOf(`9${ANA}`)).toContain(unknown);
    expect(await refusalOf("https://discord.com/channels/200000000000000002/300000000000000030")).toContain(
      "That channel is not in this server.",
    );
  });

  it("is a voice channel or a category", async () => {
    expect(await refusalOf("talk")).toContain(
      "#Talk is a voice channel. Choose a text or announcement channel",
    );
    expect(await refusalOf(CATEGORY)).toContain("is a category of channels");
  });

  it("is one of several with the same name, but for those that take no digests", async () => {
    newsroom.fake.channels.add({
      id: "300000000000000031",
      type: "category",
      guildId: GUILD_ID,
      name: "News",
    });
    expect(await resolve("news")).toMatchObject({ place: { channel: NEWS } });
    newsroom.fake.channels.add({ id: "300000000000000032", type: "text", guildId: GUILD_ID, name: "news" });
    expect(await refusalOf("news")).toContain("Several channels of this server have that name.");
  });

  it("is a locked thread, unless the bot may open it", async () => {
    const thread = newsroom.fake.channels.all.get(THREAD);
    if (thread !== undefined) thread.isLocked = true;
    expect(await refusalOf(THREAD)).toContain("The thread #court reform is locked.");
    newsroom.fake.guild.roles.set(GUILD_ID, EVERYBODYS | PERMISSION.manageThreads);
    expect(await resolve(THREAD)).toMatchObject({ type: "found" });
  });

  it("is a forum that wants a tag and has none for pillars", async () => {
    const wanting = { type: "forum", guildId: GUILD_ID, requiresTag: true } as const;
    const { channels } = newsroom.fake;
    channels.add({
      ...wanting,
      id: "300000000000000033",
      name: "strict",
      tags: [{ id: "1", name: "other" }],
    });
    channels.add({ ...wanting, id: "300000000000000034", name: "tagged", tags: [{ id: "1", name: "p8" }] });
    expect(await refusalOf("strict")).toContain('Add tags such as "p1" or "Civil Justice" to the forum');
    expect(await resolve("tagged")).toMatchObject({ place: { forumTags: { 8: "1" } } });
  });
});

describe("the bot", () => {
  it.each<[string, bigint, string]>([
    ["news", PERMISSION.embedLinks, "it lacks Embed Links there"],
    [
      "news",
      PERMISSION.sendMessages | PERMISSION.readMessageHistory,
      "lacks Send Messages and Read Message History",
    ],
    ["pillars", PERMISSION.sendMessagesInThreads, "lacks Send Messages in Threads there"],
    [
      "pillars",
      PERMISSION.sendMessages | PERMISSION.embedLinks | PERMISSION.readMessageHistory,
      "lacks Send Messages, Embed Links and Read Message History there",
    ],
    ["news", PERMISSION.createPublicThreads, "found #news"],
  ])("that lacks something in #%s is told what", async (name, denied, sentence) => {
    const id = name === "news" ? NEWS : FORUM;
    newsroom.fake.channels.all.get(id)?.overwrites.push({ id: APPLICATION_ID, isMember: true, deny: denied });
    expect(await refusalOf(name)).toContain(sentence);
  });

  it("that cannot see the channel is told so, by name and by id", async () => {
    news.overwrites.push({ id: APPLICATION_ID, isMember: true, deny: PERMISSION.viewChannel });
    expect(await refusalOf("news")).toContain("it lacks View Channel");
    news.mayView = false;
    expect(await refusalOf(NEWS)).toContain("The bot cannot see that channel.");
  });

  it("that was thrown out, or never let in, is told how to come back", async () => {
    newsroom.fake.guild.isKicked = true;
    for (const wanted of [undefined, "news", NEWS])
      expect(await refusalOf(wanted)).toContain("The bot is no member of this server.");
  });

  it("asks again who it is in no answer but the first", async () => {
    await resolve();
    await resolve("news");
    const asked = newsroom.fake.http.requests.filter(({ path }) => path === "/users/@me");
    expect(asked).toHaveLength(1);
  });
});

describe("who names it", () => {
  const as = (id: string, isAdmin = false): Partial<PlaceRequest> => ({ actor: { id, isAdmin } });

  it("needs Manage Messages in that channel", async () => {
    newsroom.fake.guild.members.set("41", { roles: [] });
    expect(await refusalOf("news", as("41"))).toContain("You need Manage Messages in #news");
    news.overwrites.push({ id: "41", isMember: true, allow: PERMISSION.manageMessages });
    expect(await resolve("news", as("41"))).toMatchObject({ type: "found" });
    expect(await refusalOf("pillars", as("41"))).toContain("You need Manage Messages in #pillars");
    expect(await resolve("pillars", as("41"))).toMatchObject({ isOfActor: true });
    expect(await resolve("no-such-channel", as("41"))).not.toHaveProperty("isOfActor");
  });

  it("may name every channel as owner, with Manage Server, as administrator, or as the operator's admin", async () => {
    const { guild } = newsroom.fake;
    guild.roles.set("61", PERMISSION.manageGuild);
    guild.roles.set("62", PERMISSION.administrator);
    guild.members.set("42", { roles: ["61"] });
    guild.members.set("43", { roles: ["62"] });
    guild.members.set("44", { roles: [] });
    news.overwrites.push({ id: MODERATORS, deny: PERMISSION.manageMessages });
    expect(await refusalOf("news")).toContain("You need Manage Messages");
    for (const admin of [as(OWNER_ID), as("42"), as("43"), as("44", true)])
      expect(await resolve("news", admin)).toMatchObject({ type: "found" });
  });

  it("does not learn of channels that they cannot see", async () => {
    news.overwrites.push({ id: ANA, isMember: true, deny: PERMISSION.viewChannel });
    for (const wanted of ["news", NEWS, THREAD])
      expect(await refusalOf(wanted)).toBe(await refusalOf("no-such-channel"));
    expect(await resolve(NEWS)).toMatchObject({ isOfActor: true });
  });

  it("names a private thread from within, or when they manage threads", async () => {
    expect(await refusalOf(PRIVATE)).toContain("This server has no such channel.");
    expect(await resolve(undefined, { here: PRIVATE })).toMatchObject({ place: { thread: PRIVATE } });
    newsroom.fake.guild.roles.set(MODERATORS, PERMISSION.manageMessages | PERMISSION.manageThreads);
    expect(await resolve(PRIVATE)).toMatchObject({ place: { thread: PRIVATE } });
  });

  it("may decide nothing while they are told to be silent", async () => {
    newsroom.fake.guild.members.set(ANA, { roles: [MODERATORS], silentUntil: Date.now() + 60_000 });
    expect(await refusalOf("news")).toContain("You need Manage Messages");
    newsroom.fake.guild.members.set(ANA, { roles: [MODERATORS], silentUntil: Date.now() - 60_000 });
    expect(await resolve("news")).toMatchObject({ type: "found" });
  });

  it("is asked to allow direct messages where Discord opens none", async () => {
    newsroom.fake.http.fail("POST", /users\/@me\/channels$/, {
      type: "answer",
      status: 403,
      body: { code: 50007, message: "Cannot send messages to this user" },
    });
    expect(await refusalOf("me")).toContain("Allow direct messages from members of this server");
  });
});

describe("when Discord is away", () => {
  it("is a failure for a while, not a refusal", async () => {
    newsroom.fake.http.fail("GET", /channels/, { type: "answer", status: 500 }, 10);
    await expect(resolve()).rejects.toMatchObject({ code: "network", retryable: true });
  });

  it("waits out a 429", async () => {
    newsroom.fake.http.fail("GET", /members/, {
      type: "answer",
      status: 429,
      headers: { "retry-after": "0.05" },
      body: { message: "You are being rate limited.", retry_after: 0.05, global: false },
    });
    expect(await resolve()).toMatchObject({ type: "found" });
  });

  it("waits for no answer for ever", async () => {
    const silence = Promise.withResolvers<void>();
    newsroom.fake.http.fail("GET", /guilds/, { type: "hang", until: silence.promise }, 10);
    const rest = new REST({ api: newsroom.fake.apiUrl, retries: 0 }).setToken(TOKEN);
    const places = createPlaces({
      ...{
        sending: rest,
        reading: rest,
        commands: [],
        draw: async () => undefined,
        clock: Date.now,
        log: newsroom.log,
      },
      timeoutMs: 100,
    });
    const answer = places.resolve({
      ...{ platform: "discord", workspace: GUILD_WORKSPACE, here: CHANNEL_ID },
      actor: { id: ANA, isAdmin: false },
    });
    await expect(answer).rejects.toMatchObject({
      code: "network",
      message: "Discord did not tell about that channel. Nothing was changed; try again in a minute.",
    });
    silence.resolve();
  });
});

describe("a forum's tags", () => {
  it.each([
    ["1", 1],
    ["p2", 2],
    ["P3", 3],
    ["Order and Security", 5],
    ["SECURITY", 5],
    ["Fundamental Freedoms", 4],
    // What Discord leaves of names that are longer than a tag's may be.
    ["Constraints on Gover", 1],
    ["Absence of Corruptio", 2],
    ["Corruption", 2],
    ["government powers", 1],
    ["Regulatory", 6],
  ])("%s stands for pillar %i", (name, number) => {
    expect(forumTagsOf([{ id: "7", name }])).toEqual({ [number]: "7" });
  });

  it.each(["justice", "government", "of", "", "9", "p0", "2024", "news"])("%j stands for none", (name) => {
    expect(forumTagsOf([{ id: "7", name }])).toEqual({});
  });

  it("that say it outright come before those that hint at it", () => {
    const tags = [
      { id: "1", name: "corruption" },
      { id: "2", name: "p2" },
    ];
    expect(forumTagsOf(tags)).toEqual({ 2: "2" });
  });
});
