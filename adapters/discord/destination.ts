// A channel, a thread or a forum as a place for digests. Every message carries its key as nonce, so that Discord itself
// drops a repetition within minutes, and in a button's custom_id, so that the history tells for ever.

import { DiscordAPIError, HTTPError, RateLimitError, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Destination, FindOutcome, Part, SendOutcome } from "../../src/digest/destination.ts";
import { AppError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import type { Clock } from "../../src/reply/ports.ts";
import { findForumPost, findMessage } from "./history.ts";
import { type DiscordPlace, planParts, readPlanned } from "./parts.ts";

export type { DiscordPlace } from "./parts.ts";

import { rawFiles } from "./responses.ts";

export interface DestinationOptions {
  /** Sends; tries nothing again and waits for nothing. */
  readonly sending: REST;
  /** Reads; may wait and try again. */
  readonly reading: REST;
  readonly place: DiscordPlace;
  readonly codes: ReadonlyMap<string, string>;
  readonly clock: Clock;
  readonly log: Logger;
}

const created = z.object({ id: z.string() });

/** Error codes after which a place takes nothing any more; https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const GONE: Readonly<Record<number, string>> = {
  10003: "The channel was deleted.",
  50001: "The bot has no access to the channel.",
  50007: "This person takes no direct messages from the bot.",
  50013: "The bot may not post in the channel: it needs Send Messages and Embed Links there.",
  50083: "The thread is archived.",
  160005: "The thread is locked.",
};

/** The server has as many open threads as it may have: archiving frees some. */
const TOO_MANY_THREADS = 160006;
const THREADS_RETRY_MS = 3_600_000;
/** A token that Discord refuses is mended by the operator, not by asking often. */
const REFUSED_RETRY_MS = 600_000;
const FORUM_RETRY_MS = 60_000;

/** A delivery that is older has failed for good. */
const DELIVERY_MS = 7 * 86_400_000;

export function createDestination({
  sending,
  reading,
  place,
  codes,
  clock,
  log,
}: DestinationOptions): Destination {
  const channelId = place.threadId ?? place.channelId;

  async function post(part: Part, signal: AbortSignal): Promise<SendOutcome> {
    const planned = readPlanned(part);
    const files = rawFiles(planned.files);
    if (planned.kind === "forum-post") {
      const body = { name: planned.name, applied_tags: planned.tags, message: planned.body };
      // The first message of a forum post has the post's id.
      return sent(await sending.post(Routes.threads(place.channelId), { body, files, signal }));
    }
    const nonce = { nonce: part.key, enforce_nonce: true };
    const to = planned.kind === "message" ? channelId : await forumPost(planned.firstKey, signal);
    if (typeof to !== "string") return to;
    return sent(
      await sending.post(Routes.channelMessages(to), { body: { ...planned.body, ...nonce }, files, signal }),
    );
  }

  /** The thread that the first part of a delivery opened. */
  async function forumPost(key: string, signal: AbortSignal): Promise<string | SendOutcome> {
    const found = await findForumPost(reading, place.channelId, key, clock() - DELIVERY_MS, signal);
    if (found.type === "sent") return found.messageId;
    if (found.type === "absent")
      return { type: "gone", reason: "The forum post of this digest was deleted." };
    return { type: "retry", afterMs: FORUM_RETRY_MS };
  }

  return {
    plan: (reply, deliveryKey) => planParts(reply, deliveryKey, place, codes),
    async send(part, signal) {
      if (signal.aborted) return { type: "retry", afterMs: 0 };
      try {
        return await post(part, signal);
      } catch (error) {
        const outcome = outcomeOf(error);
        log.info({ err: error, key: part.key, outcome: outcome.type }, "a message was not sent");
        return outcome;
      }
    },
    async find(part, sinceMs, signal): Promise<FindOutcome> {
      const planned = readPlanned(part);
      try {
        if (planned.kind === "forum-post")
          return await findForumPost(reading, place.channelId, part.key, sinceMs, signal);
        if (planned.kind === "message")
          return await findMessage(reading, channelId, part.key, sinceMs, signal);
        const thread = await findForumPost(reading, place.channelId, planned.firstKey, sinceMs, signal);
        return thread.type === "sent"
          ? await findMessage(reading, thread.messageId, part.key, sinceMs, signal)
          : thread;
      } catch (error) {
        if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404))
          return { type: "unreadable" };
        throw new AppError("network", "Discord did not show the channel's messages.", {
          retryable: true,
          cause: error,
        });
      }
    },
  };
}

function sent(answer: unknown): SendOutcome {
  const message = created.safeParse(answer);
  return message.success ? { type: "sent", messageId: message.data.id } : { type: "unknown" };
}

function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof RateLimitError)
    return { type: "retry", afterMs: Math.max(error.retryAfter, error.timeToReset, 0) };
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    const reason = GONE[code];
    if (reason !== undefined) return { type: "gone", reason };
    if (code === TOO_MANY_THREADS) return { type: "retry", afterMs: THREADS_RETRY_MS };
    if (error.status === 401) return { type: "retry", afterMs: REFUSED_RETRY_MS };
    return { type: "gone", reason: `Discord refuses the message (code ${code}).` };
  }
  // A failing server may have posted it all the same; so may one whose answer never came.
  if (error instanceof HTTPError || error instanceof Error) return { type: "unknown" };
  throw error;
}
