// What stands in a channel, a thread or a forum of digests of ours, whatever the store knows of them.

import { DiscordAPIError, type REST } from "discord.js";
import type { Destination, Place } from "../../../src/platform/destination.ts";
import { linksOf } from "../in/links.ts";
import { keysIn, pagesOf, postsSince } from "./history.ts";

type Standing = Awaited<ReturnType<NonNullable<Destination["standing"]>>>;

/** As `parts.ts` makes keys. A footer of people's words has more than one. */
const OF_A_DIGEST = /^[\w-]{12}(?:-\d+)?$/;

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const UNKNOWN_CHANNEL = 10_003;

/** Throws what discord.js throws when Discord does not show the channel. */
export async function standingIn(
  rest: REST,
  { channel, thread, forumTags }: Place,
  sinceMs: number,
  signal: AbortSignal,
): Promise<Standing> {
  const channels =
    forumTags === undefined ? [thread ?? channel] : await postsSince(rest, channel, sinceMs, signal);
  if (channels === undefined) throw new Error("Discord shows too many posts.");
  const found: Standing[number][] = [];
  for (const id of channels)
    found.push(...(await standingAt(rest, id, sinceMs, signal, thread === undefined)));
  return found;
}

async function standingAt(
  rest: REST,
  channelId: string,
  sinceMs: number,
  signal: AbortSignal,
  hasThreads: boolean,
): Promise<Standing> {
  const found: Standing[number][] = [];
  for await (const { messages } of pagesOf(rest, channelId, sinceMs, signal))
    for (const message of messages) {
      const key = keysIn(message).find((one) => OF_A_DIGEST.test(one));
      if (key === undefined) continue;
      found.push({ key, links: linksOf(message) });
      // A thread has the id of the message that it was opened at.
      if (hasThreads && message.id !== channelId)
        found.push(...(await standingAt(rest, message.id, sinceMs, signal, false).catch(ifNone)));
    }
  return found;
}

function ifNone(error: unknown): Standing {
  if (error instanceof DiscordAPIError && Number(error.code) === UNKNOWN_CHANNEL) return [];
  throw error;
}
