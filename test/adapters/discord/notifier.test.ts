// What admins are told unasked.

import { afterEach, describe, expect, it } from "vitest";
import { actions, command, paragraph, privately } from "../../../src/reply/build.ts";
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
  it("named by the operator are told directly, and what to type instead of buttons", async () => {
    newsroom = await openNewsroom({ started: false, options: { adminIds: [ADMIN.id, READER.id] } });
    await newsroom.adapter.notifier.tell(GUILD_WORKSPACE, "admins", trouble);
    for (const { id } of [ADMIN, READER])
      expect(direct(id)).toBe(
        "Dropbox has refused the bot's access since 4 Mar 14:05.\nUse it: `/dropbox refresh accept`",
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
      message: "No admin could be told on Discord.",
    });
  });

  it("of an unknown server are told in the admin channel", async () => {
    newsroom = await openNewsroom({ started: false, options: { adminChannel: CHANNEL_ID } });
    await newsroom.adapter.notifier.tell("discord:200000000000000099", "admins", trouble);
    expect(said(CHANNEL_ID)).toContain("Dropbox has refused");
  });
});

describe("one actor", () => {
  it("is told directly, after a 429", async () => {
    newsroom = await openNewsroom({ started: false });
    newsroom.fake.http.fail("POST", /users\/@me\/channels$/, {
      type: "answer",
      status: 429,
      headers: { "retry-after": "0.05" },
      body: { message: "You are being rate limited.", retry_after: 0.05, global: false },
    });
    await newsroom.adapter.notifier.tell(GUILD_WORKSPACE, { actorId: READER.id }, trouble);
    expect(direct(READER.id)).toContain("Dropbox has refused");
  });
});
