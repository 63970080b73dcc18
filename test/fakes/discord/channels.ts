// Channels with their histories, and who may do what in them.

import { z } from "zod";
import { channelShown, type FakeChannel } from "./channel.ts";
import { type FakeRequest, type FakeResponse, type Route, refusal } from "./http.ts";
import { type FakeMessage, shown, timeOf } from "./messages.ts";
import type { BodyCheck } from "./openapi.ts";
import { message, messageProblems } from "./rules.ts";
import { threadRoutes } from "./threads.ts";

/** How long a nonce is remembered. */
const NONCE_MS = 5 * 60_000;

const MESSAGES = "/channels/{channel_id}/messages";
const USER_CHANNELS = "/users/@me/channels";

export interface FakeChannels {
  readonly routes: readonly Route[];
  readonly all: Map<string, FakeChannel>;
  add(channel: Pick<FakeChannel, "id" | "type"> & Partial<FakeChannel>): FakeChannel;
  /** Deletes a channel, and its threads with it. */
  remove(id: string): void;
  /** The conversation with somebody alone. */
  direct(userId: string): FakeChannel;
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
  /** Whether the bot is no member of a server. */
  readonly isOutOf: (guildId: string | undefined) => boolean;
  /** Hears of every message of the bot. */
  readonly posted: (message: FakeMessage, channel: FakeChannel) => void;
  readonly typing: (channelId: string) => void;
}): FakeChannels {
  const { now, nextId, botId, check, closedTo, isOutOf, posted, typing } = options;
  const all = new Map<string, FakeChannel>();

  function add(channel: Pick<FakeChannel, "id" | "type"> & Partial<FakeChannel>): FakeChannel {
    const rights = { mayView: true, maySend: true, mayReadHistory: true, mayStartThreads: true };
    const added = { messages: [], overwrites: [], ...rights, ...channel };
    all.set(added.id, added);
    return added;
  }

  /** The channel, or why it is not shown. */
  function visible(request: FakeRequest): FakeChannel | FakeResponse {
    const channel = all.get(request.values[0] ?? "");
    if (channel === undefined) return refusal(404, 10003, "Unknown Channel");
    return channel.mayView && !isOutOf(channel.guildId) ? channel : refusal(403, 50001, "Missing Access");
  }

  function post(request: FakeRequest): FakeResponse {
    const channel = visible(request);
    if ("status" in channel) return channel;
    if (!channel.maySend) return refusal(403, 50013, "Missing Permissions");
    if (channel.recipientId !== undefined && closedTo.has(channel.recipientId))
      return refusal(403, 50007, "Cannot send messages to this user");
    if (channel.type === "forum") return refusal(400, 40058, "Cannot send a message in a forum channel");
    if (channel.type === "category") return refusal(400, 50008, "Cannot send messages in a non-text channel");
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
    posted(added, channel);
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

  function direct(userId: string): FakeChannel {
    const id = `9${userId}`;
    return all.get(id) ?? add({ id, type: "direct", recipientId: userId });
  }

  /**
   * https://docs.discord.com/developers/resources/message#edit-message: of another's message only its flags; all attachments that
   * are to stand are named. Of an archived thread nothing can be edited:
   * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json, 50083.
   */
  function edit(request: FakeRequest): FakeResponse {
    const channel = visible(request);
    if ("status" in channel) return channel;
    const found = channel.messages.find(({ id }) => id === request.values[1]);
    if (found === undefined) return refusal(404, 10008, "Unknown Message");
    if (found.isByOthers) return refusal(403, 50005, "Cannot edit a message authored by another user");
    if (channel.archivedAt !== undefined) return refusal(400, 50083, "Thread is archived");
    found.body = { ...found.body, ...message.parse(request.body) };
    found.fileNames = request.fileNames;
    found.edits = (found.edits ?? 0) + 1;
    return { status: 200, body: shown(found, botId) };
  }

  return {
    all,
    add,
    direct,
    remove(id) {
      for (const channel of all.values())
        if (channel.id === id || channel.parentId === id) all.delete(channel.id);
    },
    chat(channelId, count) {
      for (let n = 0; n < count; n += 1) {
        const body = message.parse({ content: `Message ${n}` });
        all.get(channelId)?.messages.push({ id: nextId(), channelId, body, fileNames: [], isByOthers: true });
      }
    },
    routes: [
      {
        method: "POST",
        template: MESSAGES,
        problems: (request) => [
          ...messageProblems(request.body, request.fileNames),
          ...check("POST", MESSAGES, request.body),
        ],
        handle: post,
      },
      { method: "GET", template: MESSAGES, handle: history },
      { method: "GET", template: `${MESSAGES}/{message_id}`, handle: one },
      {
        method: "PATCH",
        template: `${MESSAGES}/{message_id}`,
        problems: (request) => [
          ...messageProblems(request.body, request.fileNames),
          ...editProblems(request.body),
          ...check("PATCH", `${MESSAGES}/{message_id}`, request.body),
        ],
        handle: edit,
      },
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
        template: "/channels/{channel_id}/typing",
        handle(request) {
          const channel = visible(request);
          if ("status" in channel) return channel;
          typing(channel.id);
          return { status: 204 };
        },
      },
      ...threadRoutes({ nextId, botId, check, all, add, visible, isOutOf }),
      {
        method: "POST",
        template: USER_CHANNELS,
        problems: ({ body }) => check("POST", USER_CHANNELS, body),
        handle({ body }) {
          const { recipient_id: recipientId } = z.strictObject({ recipient_id: z.string() }).parse(body);
          return { status: 200, body: channelShown(direct(recipientId)) };
        },
      },
    ],
  };
}

/** A correction pings nobody, and says what stays attached. */
function editProblems(body: unknown): readonly string[] {
  const edited = z
    .object({
      allowed_mentions: z.strictObject({ parse: z.array(z.never()) }),
      attachments: z.array(z.unknown()),
    })
    .safeParse(body);
  return edited.success ? [] : [z.prettifyError(edited.error)];
}
