// Outside of a server: what is typed to the bot alone, buttons in direct messages, threads that take no answers, and who may
// show an answer to everybody.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { PERMISSION } from "../../fakes/discord/guilds.ts";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import type { FakeMessage } from "../../fakes/discord/messages.ts";
import { CHANNEL_ID, type FakePerson, GUILD_ID, GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import { ADMIN, buttonOf, type Newsroom, openNewsroom, READER, textOf } from "./fixture.ts";

const OTHER_ID = "200000000000000002";
const ALONE: FakePerson = { ...READER, alone: true };

let newsroom: Newsroom;
/** Workspaces and roles of what ran. */
let asked: (readonly [workspace: string, roles: string])[];

beforeEach(async () => {
  asked = [];
  newsroom = await openNewsroom({
    onInvocation: ({ workspace, actor }) => asked.push([workspace, actor.roles.join()]),
  });
  newsroom.fake.guild.members.set(READER.id, { roles: [] });
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

function conversationOf({ id }: FakePerson): readonly FakeMessage[] {
  return newsroom.fake.channels.all.get(`9${id}`)?.messages ?? [];
}

const asPublic = (message: FakeMessage) => ({ ...message, isPrivate: false });

const search = (person: FakePerson, words = "court", share = false): Exchange =>
  newsroom.fake.command(person, "news", "search", share ? { words, share } : { words });

describe("what is typed to the bot alone", () => {
  it("is about the one server that both are in, and so are the buttons of its answer", async () => {
    newsroom.fake.addGuild(OTHER_ID, "Elsewhere");
    const exchange = search(ALONE);
    expect(await newsroom.answered(exchange)).toContain('ran with "court"');
    for (const label of ["More", "Long"])
      expect(await newsroom.answered(newsroom.fake.press(ALONE, buttonOf(exchange, label)))).toContain(
        "ran with",
      );
    expect(asked).toEqual([
      [GUILD_WORKSPACE, "read,manage"],
      [GUILD_WORKSPACE, "read,manage"],
      [GUILD_WORKSPACE, "read,manage"],
    ]);
  });

  it("asks which server where there are several, and each button does it there", async () => {
    newsroom.fake.addGuild(OTHER_ID, "Observatory").members.set(READER.id, { roles: [] });
    const exchange = newsroom.fake.command(ALONE, "news", "top", { country: "Latvia", limit: 3 });
    expect(await newsroom.answered(exchange)).toContain(
      "Here that may be about Newsroom or Observatory. Which one do you mean?",
    );
    expect(asked).toEqual([]);
    const chosen = newsroom.fake.press(ALONE, buttonOf(exchange, "Observatory"));
    expect(await newsroom.answered(chosen)).toContain("top of Latvia, 3");
    expect(asked).toEqual([[`discord:${OTHER_ID}`, "read,manage"]]);
  });

  it("asks too where the conversation itself has digests, from before the person's server was known", async () => {
    newsroom.used.add(`discord:user-${READER.id}`);
    const exchange = newsroom.fake.command(ALONE, "digest", "pause");
    expect(await newsroom.answered(exchange)).toContain("may be about Newsroom or this conversation.");
    await newsroom.answered(newsroom.fake.press(ALONE, buttonOf(exchange, "this conversation")));
    expect(asked).toEqual([[`discord:user-${READER.id}`, "read,manage"]]);
  });

  it("belongs to the conversation where they share no server", async () => {
    newsroom.fake.guild.members.delete(READER.id);
    expect(await newsroom.answered(newsroom.fake.command(ALONE, "digest", "pause"))).toBe("Paused.");
    expect(asked).toEqual([[`discord:user-${READER.id}`, "read,manage"]]);
  });

  it("is told to be asked in the server by a bot of too many servers", async () => {
    for (let n = 0; n < 30; n += 1) newsroom.fake.addGuild(`21${String(n).padStart(16, "0")}`, `Server ${n}`);
    expect(await newsroom.answered(search(ALONE))).toContain("more than 30 servers");
    expect(asked).toEqual([]);
    await newsroom.answered(search(READER));
    expect(await newsroom.answered(search(ALONE))).toContain("ran with");
    expect(asked.map(([workspace]) => workspace)).toEqual([GUILD_WORKSPACE, GUILD_WORKSPACE]);
  });

  it("that Discord does not tell about is refused in a sentence, and asked anew the next time", async () => {
    newsroom.fake.http.fail("GET", /users\/@me\/guilds/, { type: "answer", status: 500 }, 4);
    expect(await newsroom.answered(search(ALONE))).toContain(
      "does not tell at the moment which servers you are in",
    );
    expect(await newsroom.answered(search(ALONE))).toContain("ran with");
  });

  it("is completed with the words of that server, and of none where there are several", async () => {
    const choices = async (): Promise<unknown> => {
      const exchange = newsroom.fake.complete(ALONE, "news", "top", "country", "lat");
      await newsroom.answered(exchange);
      return exchange.choices;
    };
    expect(await choices()).toEqual([{ name: "Latvia", value: "Latvia" }]);
    await newsroom.close();
    newsroom = await openNewsroom();
    newsroom.fake.guild.members.set(READER.id, { roles: [] });
    newsroom.fake.addGuild(OTHER_ID, "Observatory").members.set(READER.id, { roles: [] });
    expect(await choices()).toEqual([]);
  });

  it("opens forms, whose answers go to that server, for its admins alone", async () => {
    newsroom.fake.guild.roles.set("77", PERMISSION.manageGuild);
    newsroom.fake.guild.members.set(ADMIN.id, { roles: ["77"] });
    const alone = { ...ADMIN, alone: true };
    const exchange = newsroom.fake.command(alone, "dropbox", "code");
    await newsroom.answered(exchange);
    const sent = newsroom.fake.sendForm(alone, exchange.modal?.custom_id ?? "", { code: "secret" });
    expect(await newsroom.answered(sent)).toBe("Connected with 6 characters.");
    expect(asked).toEqual([
      [GUILD_WORKSPACE, "read,manage,admin"],
      [GUILD_WORKSPACE, "read,manage,admin"],
    ]);
    expect(await newsroom.answered(newsroom.fake.command(ALONE, "dropbox", "status"))).toContain(
      "is for admins of this workspace",
    );
  });

  it("opens a form from the question which server", async () => {
    newsroom.fake.guild.roles.set("77", PERMISSION.manageGuild);
    newsroom.fake.guild.members.set(ADMIN.id, { roles: ["77"] });
    newsroom.fake.addGuild(OTHER_ID, "Observatory").members.set(ADMIN.id, { roles: [] });
    const alone = { ...ADMIN, alone: true };
    const exchange = newsroom.fake.command(alone, "dropbox", "code");
    await newsroom.answered(exchange);
    const opened = newsroom.fake.press(alone, buttonOf(exchange, "Newsroom"));
    await newsroom.answered(opened);
    expect(opened.modal?.title).toBe("Code from Dropbox");
  });
});

describe("a button that names a server", () => {
  const marked = `w1:${BigInt(OTHER_ID).toString(36)}|c1:/news search far`;

  it("belongs to that server, also in another one, with the roles that the person has there", async () => {
    const other = newsroom.fake.addGuild(OTHER_ID, "Observatory");
    other.roles.set("78", PERMISSION.manageMessages);
    other.members.set(READER.id, { roles: ["78"] });
    await newsroom.answered(newsroom.fake.press(READER, marked));
    expect(asked).toEqual([[`discord:${OTHER_ID}`, "read,manage"]]);
  });

  it("does nothing for somebody who is not in it, or when the bot has left it", async () => {
    const other = newsroom.fake.addGuild(OTHER_ID, "Observatory");
    expect(await newsroom.answered(newsroom.fake.press(ALONE, marked))).toContain("no longer in");
    other.members.set(READER.id, { roles: [] });
    other.isKicked = true;
    newsroom.fake.advance(5 * MINUTE_MS);
    expect(await newsroom.answered(newsroom.fake.press(READER, marked))).toContain("no longer in");
    expect(asked).toEqual([]);
  });
});

describe("a thread that takes no answers", () => {
  const THREAD = "300000000000000077";
  const direct = (): string => textOf({ messages: conversationOf(READER).map(asPublic) });

  beforeEach(() => {
    newsroom.fake.channels.add({ id: THREAD, type: "thread", guildId: GUILD_ID, parentId: CHANNEL_ID });
  });

  function lock(): void {
    const thread = newsroom.fake.channels.all.get(THREAD);
    if (thread !== undefined) Object.assign(thread, { archivedAt: Date.now(), isLocked: true });
  }

  it("has its buttons answered directly, and those of the answer work there", async () => {
    lock();
    newsroom.fake.press({ ...READER, in: THREAD }, "c1:/news search court");
    await newsroom.fake.until(() => direct().includes("ran with"));
    expect(direct()).toContain("Discord takes no answers where you asked");
    const messages = conversationOf(READER);
    expect(await newsroom.answered(newsroom.fake.press(ALONE, buttonOf({ messages }, "More")))).toContain(
      "more",
    );
    expect(newsroom.ran).toEqual(["court", "more"]);
  });

  it("that is locked while the answer is made has it told directly, once", async () => {
    newsroom.fake.command({ ...READER, in: THREAD }, "news", "wait", { words: "x" });
    await newsroom.fake.until(() =>
      newsroom.fake.http.requests.some(({ path }) => path.endsWith("/callback")),
    );
    lock();
    newsroom.release();
    await newsroom.fake.until(() => direct().includes('waited for "x"'));
    expect(newsroom.ran).toEqual(["x"]);
  });

  it("has no form; the direct answer has a button that opens it", async () => {
    lock();
    newsroom.fake.guild.roles.set("77", PERMISSION.manageGuild);
    newsroom.fake.guild.members.set(ADMIN.id, { roles: ["77"] });
    newsroom.fake.press({ ...ADMIN, in: THREAD }, "f1:c1:/dropbox code");
    await newsroom.fake.until(() => conversationOf(ADMIN).length > 1);
    const opened = newsroom.fake.press(
      { ...ADMIN, alone: true },
      buttonOf({ messages: conversationOf(ADMIN) }, "Code from Dropbox"),
    );
    await newsroom.answered(opened);
    expect(opened.modal?.title).toBe("Code from Dropbox");
  });
});

describe("an answer for everybody", () => {
  it("says who shared it", async () => {
    const exchange = search(READER, "court", true);
    await newsroom.fake.until(() => exchange.messages.length === 2);
    expect(exchange.messages.at(-1)?.isPrivate).toBe(false);
    expect(newsroom.textOf(exchange)).toContain("Shared by Ana.");
  });

  it("is for the asker alone where they may not write, and says so", async () => {
    const exchange = search({ ...READER, isSilent: true }, "court", true);
    expect(await newsroom.answered(exchange)).toMatch(/^You may not send messages here.*ran with "court"$/s);
    expect(exchange.messages.map(({ isPrivate }) => isPrivate)).toEqual([true]);
  });

  it("in a locked thread is for those who manage threads", async () => {
    newsroom.fake.channels.add({
      ...{ id: "300000000000000078", type: "thread", guildId: GUILD_ID, parentId: CHANNEL_ID },
      isLocked: true,
    });
    const at = { in: "300000000000000078" };
    expect(await newsroom.answered(search({ ...READER, ...at }, "court", true))).toContain(
      "You may not send",
    );
    const manager = { ...READER, ...at, permissions: String(PERMISSION.manageThreads) };
    const exchange = search(manager, "court", true);
    await newsroom.fake.until(() => exchange.messages.length === 2);
  });

  it("is not sent twice when the answer of Discord is lost, and the asker is told", async () => {
    newsroom.fake.http.fail("POST", /webhooks/, { type: "answer", status: 502 });
    const lost = search(READER, "court", true);
    await newsroom.fake.until(() => newsroom.textOf(lost).includes("did not say whether"));
    expect(lost.messages).toHaveLength(1);
    newsroom.fake.http.fail("POST", /webhooks/, { type: "lose" });
    const there = search(READER, "bench", true);
    await newsroom.fake.until(() => newsroom.textOf(there).includes("did not say whether"));
    expect(there.messages.filter(({ isPrivate }) => !isPrivate)).toHaveLength(1);
    expect(newsroom.fake.http.requests.filter(({ path }) => /webhooks\/\d+\/[^/]+$/.test(path))).toHaveLength(
      2,
    );
  });
});
