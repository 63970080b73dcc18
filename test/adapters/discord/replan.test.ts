// Messages in place of one that Discord did not take: where it would have gone, and found by keys of their own.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { CHANNEL_ID, GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import {
  context,
  type DigestRoom,
  deliver,
  digest,
  FORUM_ID,
  first,
  KEY,
  openDigestRoom,
} from "./digest-room.ts";

let room: DigestRoom;

beforeEach(async () => {
  room = await openDigestRoom();
});

afterEach(() => room.close());

const since = Date.now() - 60_000;
const inPieces: readonly Reply[] = ["One", "Two", "Three"].map((said) => ({
  audience: "everyone",
  blocks: [paragraph(said)],
}));

describe("a part that is sent in pieces", () => {
  it("in a forum opens the post with the first, and what follows stands in it", async () => {
    const { to, parts } = await room.at({ channel: FORUM_ID, forumTags: { 1: "71" } }, digest, {
      inThread: digest,
    });
    const pieces = to.replan(first(parts), inPieces, { key: KEY, next: parts.length });
    const ids = await deliver(to, [...pieces, ...parts.slice(1)]);
    const posts = [...room.newsroom.fake.channels.all.values()].filter(
      ({ parentId }) => parentId === FORUM_ID,
    );
    expect(posts.map(({ id }) => id)).toEqual([ids[0]]);
    expect(posts[0]?.messages.map(({ id }) => id)).toEqual(ids);
    for (const [index, part] of pieces.entries())
      expect(await to.find(part, since, context)).toEqual({ type: "sent", messageId: ids[index] });
  });

  it("in a thread stands in that thread", async () => {
    const { to, parts } = await room.at({ channel: CHANNEL_ID }, digest, { inThread: digest });
    const [head, below] = parts;
    if (head === undefined || below === undefined) throw new Error("A head and a thread.");
    const pieces = to.replan(below, inPieces, { key: KEY, next: parts.length });
    const ids = await deliver(to, [head, ...pieces]);
    const [firstMessageId = ""] = ids;
    const thread = room.newsroom.fake.channels.all.get(firstMessageId);
    expect(thread?.messages.map(({ id }) => id)).toEqual(ids.slice(1));
    for (const [index, part] of pieces.entries())
      expect(await to.find(part, since, { ...context, firstMessageId })).toEqual({
        type: "sent",
        messageId: ids[index + 1],
      });
  });

  it("to one person still says once which server it is from", async () => {
    const direct = { workspace: GUILD_WORKSPACE, name: "Newsroom" };
    const { to, parts } = await room.at({ channel: CHANNEL_ID, direct }, digest);
    const pieces = to.replan(first(parts), inPieces, { key: KEY, next: parts.length });
    const named = pieces.map(({ payload }) => payload.includes("From the server Newsroom."));
    expect(named).toEqual([true, false, false]);
  });
});
