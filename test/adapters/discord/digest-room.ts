// A Discord with a channel, a thread in it and a forum, and digests on their way there.

import { expect } from "vitest";
import type { Delivery, Destination, Part, Place } from "../../../src/platform/destination.ts";
import { command, heading, note, paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import type { FakeChannel } from "../../fakes/discord/channel.ts";
import { CHANNEL_ID, GUILD_ID, GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import { everyBlock } from "../../reply/samples.ts";
import { type Newsroom, type NewsroomOptions, openNewsroom } from "./fixture.ts";

export const FORUM_ID = "300000000000000002";
export const THREAD_ID = "300000000000000003";
export const KEY = "sub12-20240305T0700";
export const context = { signal: new AbortController().signal };

export const digest: Reply = {
  audience: "everyone",
  blocks: [
    heading("Morning brief", "Tue 5 Mar 2024"),
    { ...everyBlock.article, actions: [command("Details", "/news show 4109a1fd")] },
    note("1 of 1 shown"),
  ],
};

export const longDigest: Reply = {
  audience: "everyone",
  blocks: [
    heading("Long brief"),
    ...Array.from({ length: 12 }, (_, n) => paragraph(`${n} ${"word ".repeat(200)}`)),
  ],
};

export interface DigestRoom {
  readonly newsroom: Newsroom;
  readonly channel: FakeChannel;
  readonly forum: FakeChannel;
  readonly thread: FakeChannel;
  /** A place, and the parts of a delivery planned for it. */
  at(
    place: Omit<Place, "platform">,
    main?: Reply,
    rest?: Omit<Delivery, "main">,
  ): Promise<{ readonly to: Destination; readonly parts: readonly Part[] }>;
  /** Closes it; fails when Discord was sent what it would not take. */
  close(): Promise<void>;
}

export async function openDigestRoom(options: Pick<NewsroomOptions, "draw"> = {}): Promise<DigestRoom> {
  const newsroom = await openNewsroom({ started: false, ...options });
  const { channels } = newsroom.fake;
  const guildId = GUILD_ID;
  const tags = ["71", "74"].map((id) => ({ id, name: id }));
  return {
    newsroom,
    channel: channels.all.get(CHANNEL_ID) ?? channels.add({ id: CHANNEL_ID, type: "text" }),
    forum: channels.add({ id: FORUM_ID, type: "forum", guildId, tags }),
    thread: channels.add({ id: THREAD_ID, type: "thread", guildId, parentId: CHANNEL_ID }),
    async at(place, main = digest, rest = {}) {
      const codes = await newsroom.codes.codesOf(GUILD_WORKSPACE, main);
      const to = newsroom.adapter.places.open({ platform: "discord", ...place }, codes);
      return { to, parts: to.plan({ main, ...rest }, KEY) };
    },
    async close() {
      const { problems } = newsroom.fake;
      await newsroom.close();
      expect(problems).toEqual([]);
    },
  };
}

/** Sends all parts as a delivery does: the first message's id goes along once it is known. */
export async function deliver(to: Destination, parts: readonly Part[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const part of parts) {
    const [firstMessageId] = ids;
    const outcome = await to.send(part, {
      ...context,
      ...(firstMessageId === undefined ? {} : { firstMessageId }),
    });
    if (outcome.type !== "sent") throw new Error(JSON.stringify(outcome));
    ids.push(outcome.messageId);
  }
  return ids;
}

/** The first part of a delivery. */
export function first(parts: readonly Part[]): Part {
  const [part] = parts;
  if (part === undefined) throw new Error("a digest has at least one part");
  return part;
}
