// Whom a digest is to notify: members and roles that are there, and why others are not taken.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../../src/platform/destination.ts";
import type { MentionAnswer } from "../../../src/platform/mentions.ts";
import { EVERYBODYS, PERMISSION } from "../../fakes/discord/guilds.ts";
import { CHANNEL_ID, GUILD_ID, GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import { ADMIN, type Newsroom, openNewsroom, READER } from "./fixture.ts";

const [OPEN_ROLE, CLOSED_ROLE] = ["500000000000000001", "500000000000000002"];

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom({ started: false });
  const { guild } = newsroom.fake;
  guild.members.set(READER.id, { roles: [] });
  guild.members.set(ADMIN.id, { roles: [] });
  guild.roles.set(OPEN_ROLE, 0n);
  guild.roles.set(CLOSED_ROLE, 0n);
  guild.mentionable.add(OPEN_ROLE);
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

async function mentioned(id: string, place: Omit<Place, "platform"> = { channel: CHANNEL_ID }) {
  const answer: MentionAnswer | undefined = await newsroom.adapter.places.mentioned?.({
    ...{ platform: "discord", workspace: GUILD_WORKSPACE, actor: { id: READER.id } },
    ...{ place: { platform: "discord", ...place }, id },
  });
  return answer;
}

const found = (label: string, remark?: string) => ({
  type: "found",
  label,
  ...(remark === undefined ? {} : { remark: expect.stringContaining(remark) }),
});
const refused = (sentence: string) => ({ type: "refused", sentence: expect.stringContaining(sentence) });

describe("a digest in a channel notifies", () => {
  it("a member, by name, and says of one who cannot see the channel that they are not notified", async () => {
    expect(await mentioned(ADMIN.id)).toEqual(found(`@user${ADMIN.id}`));
    newsroom.fake.channels.all
      .get(CHANNEL_ID)
      ?.overwrites.push({ id: ADMIN.id, isMember: true, deny: PERMISSION.viewChannel });
    expect(await mentioned(ADMIN.id)).toEqual(found(`@user${ADMIN.id}`, "cannot see that channel"));
  });

  it("nobody who is not in the server, and nobody who was only typed", async () => {
    expect(await mentioned("400000000000000099")).toEqual(refused("not in this server"));
    expect(await mentioned("ana")).toEqual(refused("no such person or role"));
  });

  it("a role that there is, where the bot may mention it", async () => {
    expect(await mentioned(`&${OPEN_ROLE}`)).toEqual(found(`@role ${OPEN_ROLE}`));
    expect(await mentioned(`&${CLOSED_ROLE}`)).toEqual(found(`@role ${CLOSED_ROLE}`, "may not notify"));
    expect(await mentioned("&500000000000000099")).toEqual(refused("no such role"));
  });

  it("everybody, where the bot may", async () => {
    expect(await mentioned("everyone")).toEqual(found("@everyone", "may not notify @everyone there"));
    newsroom.fake.guild.roles.set(GUILD_ID, EVERYBODYS | PERMISSION.mentionEveryone);
    expect(await mentioned("everyone")).toEqual(found("@everyone"));
    expect(await mentioned(`&${CLOSED_ROLE}`)).toEqual(found(`@role ${CLOSED_ROLE}`));
  });

  it("nobody while Discord is away: nothing is made", async () => {
    newsroom.fake.http.fail("GET", /members/, { type: "answer", status: 500 }, 4);
    await expect(mentioned(ADMIN.id)).rejects.toMatchObject({ code: "network", retryable: true });
  });
});

it("a digest in a direct message notifies its reader alone", async () => {
  const place = { channel: `9${READER.id}`, direct: { workspace: GUILD_WORKSPACE } };
  expect(await mentioned(READER.id, place)).toEqual(found("you"));
  for (const id of [ADMIN.id, `&${OPEN_ROLE}`, "here"])
    expect(await mentioned(id, place)).toEqual(refused("for you alone"));
});
