// Threads: posts in a forum and threads that start from a message, the active ones and the archived.

import { z } from "zod";
import { channelShown, type FakeChannel, isThread } from "./channel.ts";
import { type FakeRequest, type FakeResponse, type Route, refusal } from "./http.ts";
import { shown } from "./messages.ts";
import type { BodyCheck } from "./openapi.ts";
import { message, messageProblems } from "./rules.ts";

const THREADS = "/channels/{channel_id}/threads";
const FROM_MESSAGE = "/channels/{channel_id}/messages/{message_id}/threads";

const name = z.string().trim().min(1).max(100);
const fromMessage = z.strictObject({ name });
/** A post in a forum takes no nonce. */
const forumPost = z.strictObject({ name, applied_tags: z.array(z.string()).max(5), message: z.unknown() });

export function threadRoutes(options: {
  readonly nextId: () => string;
  readonly botId: string;
  readonly check: BodyCheck;
  readonly all: ReadonlyMap<string, FakeChannel>;
  readonly add: (channel: Pick<FakeChannel, "id" | "type"> & Partial<FakeChannel>) => FakeChannel;
  /** The channel of a request, or why it is not shown. */
  readonly visible: (request: FakeRequest) => FakeChannel | FakeResponse;
  readonly isOutOf: (guildId: string | undefined) => boolean;
}): readonly Route[] {
  const { nextId, botId, check, all, add, visible, isOutOf } = options;

  const threadsOf = (filter: (thread: FakeChannel) => boolean): FakeChannel[] =>
    [...all.values()].filter((channel) => isThread(channel) && filter(channel));

  const ofGuild = ({ guildId }: FakeChannel): Pick<FakeChannel, "guildId"> =>
    guildId === undefined ? {} : { guildId };

  function openPost(request: FakeRequest): FakeResponse {
    const forum = visible(request);
    if ("status" in forum) return forum;
    if (!forum.maySend) return refusal(403, 50013, "Missing Permissions");
    const { name: title, applied_tags: tags, message: first } = forumPost.parse(request.body);
    if (forum.type !== "forum") return refusal(400, 50024, "Cannot execute action on this channel type");
    if (forum.requiresTag === true && tags.length === 0)
      return refusal(400, 40067, "A tag is required to create a forum post in this channel");
    if (tags.some((tag) => forum.tags?.some(({ id }) => id === tag) !== true))
      return refusal(400, 10087, "Unknown tag");
    const id = nextId();
    const thread = add({
      id,
      type: "thread",
      parentId: forum.id,
      name: title,
      appliedTags: tags,
      ...ofGuild(forum),
    });
    const opening = { id, channelId: id, body: message.parse(first), fileNames: request.fileNames };
    thread.messages.push(opening);
    return { status: 201, body: { ...channelShown(thread), message: shown(opening, botId) } };
  }

  /** The thread has its message's id, so there can be one only. */
  function startFromMessage(request: FakeRequest): FakeResponse {
    const channel = visible(request);
    if ("status" in channel) return channel;
    if (channel.type === "direct") return refusal(400, 50003, "Cannot execute action on a DM channel");
    if (channel.type !== "text" && channel.type !== "announcement")
      return refusal(400, 50024, "Cannot execute action on this channel type");
    if (!channel.mayStartThreads) return refusal(403, 50013, "Missing Permissions");
    const id = request.values[1] ?? "";
    if (!channel.messages.some((sent) => sent.id === id)) return refusal(404, 10008, "Unknown Message");
    if (all.has(id)) return refusal(400, 160004, "A thread has already been created for this message");
    const { name: title } = fromMessage.parse(request.body);
    const thread = add({ id, type: "thread", parentId: channel.id, name: title, ...ofGuild(channel) });
    return { status: 201, body: channelShown(thread) };
  }

  function archived(request: FakeRequest): FakeResponse {
    const forum = visible(request);
    if ("status" in forum) return forum;
    if (!forum.mayReadHistory) return refusal(403, 50013, "Missing Permissions");
    const before = Date.parse(request.query.get("before") ?? new Date(8.64e15).toISOString());
    const limit = Number(request.query.get("limit") ?? "50");
    const found = threadsOf(
      ({ parentId, archivedAt }) => parentId === forum.id && (archivedAt ?? before) < before,
    ).toSorted((a, b) => (b.archivedAt ?? 0) - (a.archivedAt ?? 0));
    return {
      status: 200,
      body: { threads: found.slice(0, limit).map(channelShown), members: [], has_more: found.length > limit },
    };
  }

  return [
    {
      method: "POST",
      template: THREADS,
      problems: (request) => {
        const parsed = forumPost.safeParse(request.body);
        if (!parsed.success) return [z.prettifyError(parsed.error)];
        return [
          ...messageProblems(parsed.data.message, request.fileNames),
          ...check("POST", THREADS, request.body),
        ];
      },
      handle: openPost,
    },
    {
      method: "POST",
      template: FROM_MESSAGE,
      problems: ({ body }) => {
        const parsed = fromMessage.safeParse(body);
        return parsed.success ? check("POST", FROM_MESSAGE, body) : [z.prettifyError(parsed.error)];
      },
      handle: startFromMessage,
    },
    {
      method: "GET",
      template: "/guilds/{guild_id}/threads/active",
      handle: ({ values: [guildId] }) => {
        if (isOutOf(guildId)) return refusal(403, 50001, "Missing Access");
        const active = threadsOf(
          (thread) => thread.guildId === guildId && thread.archivedAt === undefined && thread.mayView,
        );
        return { status: 200, body: { threads: active.map(channelShown), members: [] } };
      },
    },
    { method: "GET", template: `${THREADS}/archived/public`, handle: archived },
  ];
}
