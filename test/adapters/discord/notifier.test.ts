// What admins are told unasked.

import { afterEach, describe, expect, it } from "vitest";
import { actions, command, paragraph, privately } from "../../../src/reply/build.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { PERMISSION } from "../../fakes/discord/guilds.ts";
import { CHANNEL_ID, GUILD_WORKSPACE, OWNER_ID } from "../../fakes/discord/server.ts";
import { ADMIN, type Newsroom, openNewsroom, READER, textOf } from "./fixture.ts";

let newsroom: Newsroom;

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

const trouble = privately(
  paragraph("Dropbox has refused the bot's access since 4 Mar 14:05."),
  actions(command("Use it", "/dropbox refresh accept")),
);

/** What stands in somebody's conversation with the bot, or in a channel. */
function said(place: string): string {
  return textOf({
    messages: (newsroom.fake.channels.all.get(place)?.messages ?? []).map((message) => ({
      ...message,
      isPrivate: false,
    })),
  });
}

const direct = (userId: string): string => said(`9${userId}`);

describe("admins", () => {
  it("named by the operator are told directly, of which server, with buttons that belong to it", async () => {
    newsroom = await openNewsroom({ started: false, options: { adminIds: [ADMIN.id, READER.id] } });
    await newsroom.adapter.notifier.tell(GUILD_WORKSPACE, "admins", trouble);
    for (const { id } of [ADMIN, READER])
      expect(direct(id)).toBe(
        "Dropbox has refused the bot's access since 4 Mar 14:05.\n\n-# About the server Newsroom.",
      );
  });

  it("are the owner of the server when nobody is named", async () => {
    newsroom = await openNewsroom({ started: false });
    await newsroom.adapter.notifier.tell(GUILD_WORKSPACE, "admins", trouble);
    expect(direct(OWNER_ID)).toContain("Dropbox has refused");
  });

  it("who take no direct messages are told in the admin channel", async () => {
    newsroom = await openNewsroom({ started: false, options: { adminChannel: CHANNEL_ID } });
    newsroom.fake.closedTo.add(OWNER_ID);
    await newsroom.adapter.notifier.tell(GUILD_WORKSPACE, "admins", trouble);
    expect(said(CHANNEL_ID)).toContain("Dropbox has refused");
  });

  it("who cannot be told at all are a failure", async () => {
    newsroom = await openNewsroom({ started: false });
    newsroom.fake.closedTo.add(OWNER_ID);
    await expect(newsroom.adapter.notifier.tell(GUILD_WORKSPACE, "admins", trouble)).rejects.toMatchObject({
      code: "network",
      message: "Nobody could be told on Discord.",
      retryable: false,
    });
  });

  it("of an unknown server are told in the admin channel", async () => {
    newsroom = await openNewsroom({ started: false, options: { adminChannel: CHANNEL_ID } });
    await newsroom.adapter.notifier.tell("discord:200000000000000099", "admins", trouble);
    expect(said(CHANNEL_ID)).toContain("Dropbox has refused");
  });
});

describe("one actor", () => {
  const tell = (reply = trouble, since?: number): Promise<void> =>
    newsroom.adapter.notifier.tell(GUILD_WORKSPACE, { actorId: READER.id }, reply, {
      key: "notice-1",
      ...(since === undefined ? {} : { since }),
    });
  const messages = () => newsroom.fake.channels.all.get(`9${READER.id}`)?.messages ?? [];
  const posts = /channels\/\d+\/messages$/;

  it("is told directly, after a 429", async () => {
    newsroom = await openNewsroom({ started: false });
    for (const path of [/users\/@me\/channels$/, posts])
      newsroom.fake.http.fail("POST", path, {
        type: "answer",
        status: 429,
        headers: { "retry-after": "0.05" },
        body: { message: "You are being rate limited.", retry_after: 0.05, global: false },
      });
    await tell();
    expect(direct(READER.id)).toContain("Dropbox has refused");
  });

  it.each([
    ["fails, and may have taken it", { type: "answer", status: 503 }, 0],
    ["has lost the answer", { type: "lose" }, 1],
  ] as const)("is told once, whatever comes: Discord %s", async (_, fault, there) => {
    newsroom = await openNewsroom({ started: false });
    newsroom.fake.http.fail("POST", posts, fault);
    const at = Date.now();
    await expect(tell()).rejects.toMatchObject({ code: "network", retryable: true });
    expect(messages()).toHaveLength(there);
    // Long after Discord forgot the nonce.
    newsroom.fake.advance(10 * MINUTE_MS);
    await tell(trouble, at);
    await tell(trouble, at);
    expect(messages()).toHaveLength(1);
  });

  it("is told once of what has no button of its own", async () => {
    newsroom = await openNewsroom({ started: false });
    const mended = privately(paragraph("Dropbox accepts the bot's access again."));
    await tell(mended);
    await tell(mended, Date.now());
    expect(messages()).toHaveLength(1);
  });

  it("presses a button that runs in the server, with the rights that they have there", async () => {
    newsroom = await openNewsroom();
    newsroom.fake.guild.roles.set("77", PERMISSION.manageGuild);
    newsroom.fake.guild.members.set(READER.id, { roles: ["77"] });
    await tell(privately(paragraph("Dropbox refuses."), actions(command("State", "/dropbox status"))));
    const [message] = messages();
    const ids = message?.body.components.flatMap((row) => row.components.map((one) => one.custom_id ?? ""));
    const pressed = newsroom.fake.press({ ...READER, alone: true }, ids?.[0] ?? "");
    await newsroom.answered(pressed);
    expect(newsroom.textOf(pressed)).toContain("Nothing yet.");
  });
});
