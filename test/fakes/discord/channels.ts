// Channels, forums and threads with their histories, and who may do what in them.

import { z } from "zod";
import { type FakeRequest, type FakeResponse, type Route, refusal } from "./http.ts";
import { type FakeMessage, shown, timeOf } from "./messages.ts";
import type { BodyCheck } from "./openapi.ts";
import { message, messageProblems } from "./rules.ts";

export interface FakeChannel {
  readonly id: string;
  readonly type: "text" | "forum" | "thread" | "direct";
  readonly guildId?: string;
  /** Of a thread. */
  readonly parentId?: string;
  /** Of a direct conversation. */
  readonly recipientId?: string;
  /** Of a forum. */
  readonly tags?: readonly string[];
  readonly name?: string;
  readonly appliedTags?: readonly string[];
  readonly messages: FakeMessage[];
  mayView: boolean;
  maySend: boolean;
  mayReadHistory: boolean;
  /** ms; of a thread. */
  archivedAt?: number;
  isLocked?: boolean;
}

/** How long a nonce is remembered. */
const NONCE_MS = 5 * 60_000;

const TYPES = { text: 0, direct: 1, thread: 11, forum: 15 } as const;

const MESSAGES = "/channels/{channel_id}/messages";
const THREADS = "/channels/{channel_id}/threads";
const USER_CHANNELS = "/users/@me/channels";

export interface FakeChannels {
  readonly routes: readonly Route[];
  readonly all: Map<string, FakeChannel>;
  add(channel: Pick<FakeChannel, "id" | "type"> & Partial<FakeChannel>): FakeChannel;
  /** Others say so many things in a channel. */
  chat(channelId: string, count: number): void;
}

export function createChannels(options: {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly botId: string;
  readonly check: BodyCheck;
  /** Users who take no direct messages. */
  readonly closedTo: ReadonlySet<string>;
}): FakeChannels {
  const { now, nextId, botId, check, closedTo } = options;
  const all = new Map<string, FakeChannel>();

  function add(channel: Pick<FakeChannel, "id" | "type"> & Partial<FakeChannel>): FakeChannel {
    const added = { messages: [], mayView: true, maySend: true, mayReadHistory: true, ...channel };
    all.set(added.id, added);
    return added;
  }

  /** The channel, or why it is not shown. */
  function visible(request: FakeRequest): FakeChannel | FakeResponse {
    const channel = all.get(request.values[0] ?? "");
    if (channel === undefined) return refusal(404, 10003, "Unknown Channel");
    return channel.mayView ? channel : refusal(403, 50001, "Missing Access");
  }

  function post(request: FakeRequest): FakeResponse {
    const channel = visible(request);
    if ("status" in channel) return channel;
    if (!channel.maySend) return refusal(403, 50013, "Missing Permissions");
    if (channel.recipientId !== undefined && closedTo.has(channel.recipientId))
      return refusal(403, 50007, "Cannot send messages to this user");
    if (channel.type === "forum") return refusal(400, 50008, "Cannot send messages in a non-text channel");
    if (channel.isLocked === true) return refusal(400, 160005, "This thread is locked");
    const { nonce, enforce_nonce: enforced } = z
      .object({ nonce: z.string().max(25).optional(), enforce_nonce: z.boolean().optional() })
      .parse(request.body);
    const known = channel.messages.find(
      (old) =>
        enforced === true && nonce !== undefined && old.nonce === nonce && now() - timeOf(old.id) < NONCE_MS,
    );
    if (known !== undefined) return { status: 200, body: { ...shown(known, botId), nonce } };
    const added: FakeMessage = {
      id: nextId(),
      channelId: channel.id,
      body: message.parse(request.body),
      fileNames: request.fileNames,
      ...(nonce === undefined ? {} : { nonce }),
    };
    channel.messages.push(added);
    delete channel.archivedAt;
    return { status: 200, body: { ...shown(added, botId), nonce } };
  }

  /** `after` brings the first ones after that id, each page newest first; without the right to read, nothing. */
  function history(request: FakeRequest): FakeResponse {
    const channel = visible(request);
    if ("status" in channel) return channel;
    if (!channel.mayReadHistory) return { status: 200, body: [] };
    const limit = Number(request.query.get("limit") ?? "50");
    if (limit < 1 || limit > 100) return refusal(400, 50035, "Invalid Form Body");
    const after = request.query.get("after");
    const page =
      after === null
        ? channel.messages.slice(-limit)
        : channel.messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
    return { status: 200, body: page.toReversed().map((found) => shown(found, botId)) };
  }

  function one(request: FakeRequest): FakeResponse {
    const channel = visible(request);
    if ("status" in channel) return channel;
    const found = channel.messages.find(({ id }) => id === request.values[1]);
    if (found === undefined || !channel.mayReadHistory) return refusal(404, 10008, "Unknown Message");
    return { status: 200, body: shown(found, botId) };
  }

  function openPost(request: FakeRequest): FakeResponse {
    const forum = visible(request);
    if ("status" in forum) return forum;
    if (!forum.maySend) return refusal(403, 50013, "Missing Permissions");
    const { name, applied_tags: tags, message: first } = forumPost.parse(request.body);
    if (forum.type !== "forum") return refusal(400, 50024, "Cannot execute action on this channel type");
    if (tags.some((tag) => forum.tags?.includes(tag) !== true)) return refusal(400, 10087, "Unknown tag");
    const id = nextId();
    const thread = add({
      id,
      type: "thread",
      parentId: forum.id,
      name,
      appliedTags: tags,
      ...(forum.guildId === undefined ? {} : { guildId: forum.guildId }),
    });
    const opening = { id, channelId: id, body: message.parse(first), fileNames: request.fileNames };
    thread.messages.push(opening);
    return { status: 201, body: { ...channelShown(thread), message: shown(opening, botId) } };
  }

  const threadsOf = (filter: (thread: FakeChannel) => boolean): FakeChannel[] =>
    [...all.values()].filter((channel) => channel.type === "thread" && filter(channel));

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

  const messageChecks = (template: string) => (request: FakeRequest) => [
    ...messageProblems(request.body, request.fileNames),
    ...check("POST", template, request.body),
  ];

  return {
    all,
    add,
    chat(channelId, count) {
      for (let n = 0; n < count; n += 1) {
        const body = message.parse({ content: `Message ${n}` });
        all.get(channelId)?.messages.push({ id: nextId(), channelId, body, fileNames: [] });
      }
    },
    routes: [
      { method: "POST", template: MESSAGES, problems: messageChecks(MESSAGES), handle: post },
      { method: "GET", template: MESSAGES, handle: history },
      { method: "GET", template: `${MESSAGES}/{message_id}`, handle: one },
      {
        method: "GET",
        template: "/channels/{channel_id}",
        handle(request) {
          const channel = visible(request);
          return "status" in channel ? channel : { status: 200, body: channelShown(channel) };
        },
      },
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
        method: "GET",
        template: "/guilds/{guild_id}/threads/active",
        handle: ({ values: [guildId] }) => {
          const active = threadsOf(
            (thread) => thread.guildId === guildId && thread.archivedAt === undefined && thread.mayView,
          );
          return { status: 200, body: { threads: active.map(channelShown), members: [] } };
        },
      },
      { method: "GET", template: `${THREADS}/archived/public`, handle: archived },
      {
        method: "POST",
        template: USER_CHANNELS,
        problems: ({ body }) => check("POST", USER_CHANNELS, body),
        handle({ body }) {
          const { recipient_id: recipientId } = z.strictObject({ recipient_id: z.string() }).parse(body);
          const id = `9${recipientId}`;
          const channel = all.get(id) ?? add({ id, type: "direct", recipientId });
          return { status: 200, body: channelShown(channel) };
        },
      },
    ],
  };
}

/** A post in a forum takes no nonce. */
const forumPost = z.strictObject({
  name: z.string().trim().min(1).max(100),
  applied_tags: z.array(z.string()).max(5),
  message: z.unknown(),
});

function channelShown({
  id,
  type,
  guildId,
  parentId,
  name,
  messages,
  archivedAt,
  appliedTags,
}: FakeChannel): object {
  return {
    id,
    type: TYPES[type],
    ...(guildId === undefined ? {} : { guild_id: guildId }),
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...(appliedTags === undefined ? {} : { applied_tags: appliedTags }),
    name: name ?? id,
    last_message_id: messages.at(-1)?.id ?? null,
    ...(type === "thread"
      ? {
          thread_metadata: {
            archived: archivedAt !== undefined,
            archive_timestamp: new Date(archivedAt ?? 0).toISOString(),
            auto_archive_duration: 1440,
            locked: false,
          },
        }
      : {}),
  };
}
