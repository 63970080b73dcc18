// Looks for a delivered message by its key: in a channel's messages, or among a forum's posts.

import { DiscordAPIError, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { FindOutcome } from "../../../src/platform/destination.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { deliveryKeyOf } from "../out/custom-ids.ts";

/** The most that one request brings; https://discord.com/developers/docs/resources/message#get-channel-messages */
const PAGE = 100;

/** More than this since the delivery began is not looked through: then nobody knows. */
const MOST_PAGES = 20;
const MOST_POSTS = 200;

/** How far our clock and Discord's may be apart. */
const CLOCK_SKEW_MS = MINUTE_MS;

/** Ids carry their time: https://discord.com/developers/docs/reference#snowflakes */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

const component = z.looseObject({ custom_id: z.string().optional() });
const message = z.looseObject({
  id: z.string(),
  components: z.array(z.looseObject({ components: z.array(component).optional() })).default([]),
  embeds: z.array(z.looseObject({ footer: z.object({ text: z.string() }).optional() })).default([]),
});
type Message = z.infer<typeof message>;

const channel = z.object({ guild_id: z.string().optional(), last_message_id: z.string().nullish() });
const thread = z.object({ id: z.string(), parent_id: z.string().nullish() });
const activeThreads = z.object({ threads: z.array(thread) });
const archivedThreads = z.object({
  threads: z.array(thread.extend({ thread_metadata: z.object({ archive_timestamp: z.string() }) })),
  has_more: z.boolean(),
});

/** Throws what discord.js throws when Discord does not show the channel. */
export async function findMessage(
  rest: REST,
  channelId: string,
  key: string,
  sinceMs: number,
  signal: AbortSignal,
): Promise<FindOutcome> {
  let isNothing = true;
  for await (const { messages, isLast, after } of pagesOf(rest, channelId, sinceMs, signal)) {
    const found = messages.find((candidate) => keysIn(candidate).includes(key));
    if (found !== undefined) return { type: "sent", messageId: found.id };
    isNothing &&= messages.length === 0;
    if (isLast) return isNothing ? readNothing(rest, channelId, after, signal) : { type: "absent" };
  }
  return { type: "unreadable" };
}

/** Pages of messages, the oldest first, as many as are read at most, each with the id that it begins behind. */
export async function* pagesOf(
  rest: REST,
  channelId: string,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<{
  readonly messages: readonly Message[];
  readonly isLast: boolean;
  readonly after: bigint;
}> {
  let after = snowflakeAt(sinceMs - CLOCK_SKEW_MS);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const messages = await messagesOf(rest, channelId, { limit: PAGE, after: String(after) }, signal);
    const isLast = messages.length < PAGE;
    yield { messages, isLast, after };
    if (isLast) return;
    after = messages.reduce((latest, { id }) => (BigInt(id) > latest ? BigInt(id) : latest), after);
  }
}

/**
 * Without the right to read the history Discord answers with no messages instead of a refusal, so an empty answer
 * counts only when the channel is known to have nothing newer, or shows something older.
 */
async function readNothing(
  rest: REST,
  channelId: string,
  after: bigint,
  signal: AbortSignal,
): Promise<FindOutcome> {
  const { last_message_id: last } = channel.parse(await rest.get(Routes.channel(channelId), { signal }));
  if (last === null || last === undefined || BigInt(last) <= after) return { type: "absent" };
  const any = await messagesOf(rest, channelId, { limit: 1 }, signal);
  return any.length > 0 ? { type: "absent" } : { type: "unreadable" };
}

/** Looks at the first message of every post since then; its id is the post's. */
export async function findForumPost(
  rest: REST,
  forumId: string,
  key: string,
  sinceMs: number,
  signal: AbortSignal,
): Promise<FindOutcome> {
  const posts = await postsSince(rest, forumId, sinceMs, signal);
  if (posts === undefined) return { type: "unreadable" };
  for (const id of posts) {
    const first = await firstMessage(rest, id, signal);
    if (first !== undefined && keysIn(first).includes(key)) return { type: "sent", messageId: id };
  }
  return { type: "absent" };
}

/** The posts that were opened since then; undefined where they are too many, or not shown. */
export async function postsSince(
  rest: REST,
  forumId: string,
  fromMs: number,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const sinceMs = fromMs - CLOCK_SKEW_MS;
  const after = snowflakeAt(sinceMs);
  const { guild_id: guildId } = channel.parse(await rest.get(Routes.channel(forumId), { signal }));
  if (guildId === undefined) return undefined;
  const active = activeThreads.parse(await rest.get(Routes.guildActiveThreads(guildId), { signal }));
  const posts = active.threads.filter(({ parent_id: parent }) => parent === forumId);
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) });
    const route = Routes.channelThreads(forumId, "public");
    const archived = archivedThreads.parse(await rest.get(route, { query, signal }));
    posts.push(...archived.threads);
    before = archived.threads.at(-1)?.thread_metadata.archive_timestamp;
    // Sorted by when they were archived, which is never before they were made.
    if (!archived.has_more || before === undefined || Date.parse(before) < sinceMs) break;
  }
  const recent = posts.map(({ id }) => id).filter((id) => BigInt(id) > after);
  return recent.length > MOST_POSTS ? undefined : [...new Set(recent)];
}

/** The first message of a post; nothing when it was deleted. */
async function firstMessage(rest: REST, postId: string, signal: AbortSignal): Promise<Message | undefined> {
  try {
    return message.parse(await rest.get(Routes.channelMessage(postId, postId), { signal }));
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 404) return undefined;
    throw error;
  }
}

async function messagesOf(
  rest: REST,
  channelId: string,
  query: { readonly limit: number; readonly after?: string },
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const { limit, ...others } = query;
  const parameters = new URLSearchParams({ limit: String(limit), ...others });
  const answer = await rest.get(Routes.channelMessages(channelId), { query: parameters, signal });
  return z.array(message).parse(answer);
}

/** The keys that a message carries, or what stands where one would. */
export function keysIn({ components, embeds }: Message): readonly string[] {
  const inButtons = components
    .flatMap((row) => row.components ?? [])
    .flatMap(({ custom_id: id = "" }) => deliveryKeyOf(id) ?? []);
  return [...inButtons, ...embeds.flatMap(({ footer }) => footer?.text.split("\n").at(-1) ?? [])];
}

function snowflakeAt(timeMs: number): bigint {
  return BigInt(Math.max(0, Math.floor(timeMs) - DISCORD_EPOCH_MS)) << 22n;
}
