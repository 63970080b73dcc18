// Where a person has brought the bot who installed it for themselves: servers that never added it, other people's
// conversations. It reads, for that person, the news of a server that both are in, and never those of where it stands.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PERMISSION } from "../../fakes/discord/guilds.ts";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import { FOREIGN_ID } from "../../fakes/discord/people.ts";
import {
  APPLICATION_ID,
  type FakePerson,
  GUILD_ID,
  GUILD_WORKSPACE,
  MANAGE_GUILD,
} from "../../fakes/discord/server.ts";
import { buttonOf, type Newsroom, openNewsroom, READER } from "./fixture.ts";

const OTHER_ID = "200000000000000002";
const IN_GROUP: FakePerson = { ...READER, elsewhere: "group" };
const ABROAD: FakePerson = { ...READER, elsewhere: "foreign server" };
const FRIEND: FakePerson = { id: "400000000000000007", name: "Cy", elsewhere: "group", installer: READER.id };

let newsroom: Newsroom;
/** Workspaces and roles of what ran. */
let asked: (readonly [workspace: string, roles: string])[];

beforeEach(async () => {
  asked = [];
  newsroom = await openNewsroom({
    isForPeople: true,
    options: { adminIds: [] },
    onInvocation: ({ workspace, actor }) => asked.push([workspace, actor.roles.join()]),
  });
  newsroom.fake.guild.members.set(READER.id, { roles: [] });
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

const search = (person: FakePerson, share = false): Exchange =>
  newsroom.fake.command(person, "news", "search", share ? { words: "court", share } : { words: "court" });

describe("elsewhere the bot", () => {
  it.each([
    ["a group conversation", IN_GROUP],
    ["a server that never added it", { ...ABROAD, permissions: MANAGE_GUILD }],
  ])(
    "in %s reads the news of the person's own server, for them alone, whatever they may there",
    async (_, person) => {
      const exchange = search(person);
      expect(await newsroom.answered(exchange)).toContain('ran with "court"');
      expect(exchange.messages.map(({ isPrivate }) => isPrivate)).toEqual([true]);
      await newsroom.answered(newsroom.fake.press(person, buttonOf(exchange, "More")));
      expect(asked).toEqual([
        [GUILD_WORKSPACE, "read"],
        [GUILD_WORKSPACE, "read"],
      ]);
    },
  );

  it("never touches the news of the server that it stands in, though those are there from when it was added", async () => {
    // It was thrown out; a member has installed it for themselves meanwhile.
    const foreign = newsroom.fake.addGuild(FOREIGN_ID, "Foreign");
    foreign.members.set(READER.id, { roles: [] });
    foreign.isKicked = true;
    await newsroom.answered(search(ABROAD));
    const mark = `w1:${BigInt(FOREIGN_ID).toString(36)}|c1:/news search secret`;
    expect(await newsroom.answered(newsroom.fake.press(ABROAD, mark))).toContain(
      "a server that you are not in",
    );
    expect(asked).toEqual([[GUILD_WORKSPACE, "read"]]);
  });

  it("has nobody as an admin, those of the operator neither", async () => {
    await newsroom.close();
    newsroom = await openNewsroom({
      isForPeople: true,
      options: { adminIds: [READER.id] },
      onInvocation: ({ workspace, actor }) => asked.push([workspace, actor.roles.join()]),
    });
    newsroom.fake.guild.members.set(READER.id, { roles: [] });
    await newsroom.answered(search(IN_GROUP));
    const mark = `w1:${BigInt(GUILD_ID).toString(36)}|c1:/dropbox status`;
    expect(await newsroom.answered(newsroom.fake.press(IN_GROUP, mark))).toContain(
      "is for admins of this workspace",
    );
    expect(asked.map(([, roles]) => roles)).toEqual(["read", "read"]);
  });

  it("offers what everybody may read, and nothing else", () => {
    expect(() => newsroom.fake.command(IN_GROUP, "digest", "pause")).toThrow("not offered here");
    expect(() => newsroom.fake.fromMenu(ABROAD, "Mute its source", {})).toThrow("not offered here");
  });

  it("answers from a message's menu, too", async () => {
    const exchange = newsroom.fake.fromMenu(ABROAD, "Reports of this story", { content: "https://err.ee/1" });
    expect(await newsroom.answered(exchange)).toContain("reports of");
    expect(newsroom.ran).toEqual(["reports: https://err.ee/1"]);
    expect(asked).toEqual([[GUILD_WORKSPACE, "read"]]);
  });

  it("completes with the words of that server", async () => {
    const exchange = newsroom.fake.complete(ABROAD, "news", "top", "country", "lat");
    await newsroom.answered(exchange);
    expect(exchange.choices).toEqual([{ name: "Latvia", value: "Latvia" }]);
  });

  it("takes five messages below the first for an answer, as Discord does, and says what is left out", async () => {
    const exchange = newsroom.fake.command(IN_GROUP, "news", "long", { count: 400 });
    await newsroom.fake.until(() => newsroom.textOf(exchange).includes("left out"));
    expect(exchange.messages).toHaveLength(5);
  });
});

describe("whose news are meant", () => {
  beforeEach(() => {
    newsroom.fake.addGuild(OTHER_ID, "Observatory").members.set(READER.id, { roles: [] });
  });

  it("is asked once where they share several servers, and remembered wherever they ask outside of them", async () => {
    const exchange = search(ABROAD);
    expect(await newsroom.answered(exchange)).toContain("may be about Newsroom or Observatory");
    const first = newsroom.fake.press(ABROAD, buttonOf(exchange, "Observatory"));
    expect(await newsroom.answered(first)).toContain("is about the server Observatory from now on");
    expect(await newsroom.answered(search({ ...READER, alone: true }))).not.toContain("may be about");
    expect(await newsroom.answered(search(IN_GROUP))).not.toContain("from now on");
    expect(asked.map(([workspace]) => workspace)).toEqual(Array(3).fill(`discord:${OTHER_ID}`));
    expect(await newsroom.chosen.of(READER.id)).toBe(`discord:${OTHER_ID}`);
    const completed = newsroom.fake.complete(IN_GROUP, "news", "top", "country", "est");
    await newsroom.answered(completed);
    expect(completed.choices).toHaveLength(1);
  });

  it("is asked again when the person has left that server", async () => {
    newsroom.fake.addGuild("200000000000000003", "Third");
    await newsroom.chosen.choose(READER.id, "discord:200000000000000003");
    expect(await newsroom.answered(search(IN_GROUP))).toContain("may be about Newsroom or Observatory");
    expect(asked).toEqual([]);
  });

  it("does not matter in a server of the bot", async () => {
    await newsroom.chosen.choose(READER.id, `discord:${OTHER_ID}`);
    await newsroom.answered(search(READER));
    expect(asked).toEqual([[GUILD_WORKSPACE, "read"]]);
  });
});

describe("an answer for everybody elsewhere", () => {
  it("is shown with the name of who shares it", async () => {
    const exchange = search(ABROAD, true);
    await newsroom.fake.until(() => exchange.messages.length === 2);
    expect(exchange.messages.map(({ isPrivate }) => isPrivate)).toEqual([true, false]);
    expect(newsroom.textOf(exchange)).toContain("Shared by Ana.");
  });

  it("stays with its asker, and says so, where the server lets such applications show nothing", async () => {
    const exchange = search({ ...ABROAD, mayUseExternalApps: false }, true);
    expect(await newsroom.answered(exchange)).toMatch(/^You may not send messages here.*ran with/s);
    expect(exchange.messages).toHaveLength(1);
  });

  it("has buttons that work for those who are in its server, and say so to the others", async () => {
    const exchange = search(IN_GROUP, true);
    await newsroom.fake.until(() => exchange.messages.length === 2);
    const more = buttonOf(exchange, "More");
    expect(await newsroom.answered(newsroom.fake.press(FRIEND, more))).toContain(
      "a server that you are not in",
    );
    newsroom.fake.guild.members.set("400000000000000008", { roles: ["77"] });
    newsroom.fake.guild.roles.set("77", PERMISSION.manageGuild);
    const insider = { ...FRIEND, id: "400000000000000008" };
    expect(await newsroom.answered(newsroom.fake.press(insider, more))).toContain('ran with "more"');
    expect(asked).toEqual([
      [GUILD_WORKSPACE, "read"],
      [GUILD_WORKSPACE, "read"],
    ]);
  });
});

/**
 * As the documentation shows what somebody asks who installed it for themselves, with another command and other people:
 * https://docs.discord.com/developers/tutorials/developing-a-user-installable-app#understanding-metadata-for-interactions
 */
it("a documented request of somebody who installed it, alone with the bot, is about their server", async () => {
  const exchange = newsroom.fake.replay({
    app_permissions: "442368",
    application_id: APPLICATION_ID,
    authorizing_integration_owners: { 1: READER.id },
    channel: { id: "1234563982236504123", type: 1 },
    channel_id: "1234563982236504123",
    context: 1,
    data: {
      id: "1234358421659193405",
      name: "news",
      type: 1,
      options: [{ name: "search", type: 1, options: [{ name: "words", type: 3, value: "court" }] }],
    },
    entitlements: [],
    locale: "en-US",
    type: 2,
    user: { id: READER.id, username: "ana", global_name: "Ana" },
    version: 1,
  });
  expect(await newsroom.answered(exchange)).toContain('ran with "court"');
  expect(asked).toEqual([[GUILD_WORKSPACE, "read,manage"]]);
});
