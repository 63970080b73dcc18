// A channel, a thread or a forum as a place for digests. Every message carries its key as nonce, so that Discord itself
// drops a repetition within minutes, and in a button's custom_id, so that the history tells for ever.

import { DiscordAPIError, RateLimitError, type REST, Routes } from "discord.js";
import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import type {
  DeliveryContext,
  Destination,
  FindOutcome,
  Part,
  Place,
  SendOutcome,
} from "../../../src/platform/destination.ts";
import { later, never, outcomesBy, sent, UNKNOWN } from "../../../src/platform/outcomes.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/time/units.ts";
import { rawFiles } from "../out/responses.ts";
import { findForumPost, findMessage } from "./history.ts";
import { type Planned, planParts, readPlanned, replanParts } from "./parts.ts";

export interface DestinationOptions {
  /** Sends; tries nothing again and waits for nothing. */
  readonly sending: REST;
  /** Reads; may wait and try again. */
  readonly reading: REST;
  readonly place: Place;
  readonly codes: ReadonlyMap<string, string>;
  readonly clock: Clock;
  readonly log: Logger;
}

type Post = Extract<Planned, { kind: "forum-post" }>;
/** A message under the first one of its delivery. */
type Under = Extract<Planned, { kind: "forum-reply" | "thread-reply" }>;

const created = z.object({ id: z.string() });

const UNKNOWN_CHANNEL = 10003;
const NO_PERMISSION = 50013;

/** The server has as many open threads as it may have: archiving frees some. */
const TOO_MANY_THREADS = 160006;
const THREADS_RETRY_MS = HOUR_MS;

/** What error codes mean for a message; https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const outcomeOfCode = outcomesBy<number>([
  [[UNKNOWN_CHANNEL], never("The channel or thread was deleted.")],
  [[10008], never("The digest's first message was deleted, so nothing can stand in its thread.")],
  [[50001], never("The bot has no access to the channel.")],
  [[50007], never("This person takes no direct messages from the bot.")],
  [
    [NO_PERMISSION],
    never(
      "The bot may not post in the channel: it needs Send Messages there, in threads Send Messages in Threads, and Embed Links.",
    ),
  ],
  [[50083], never("The thread is archived.")],
  [[160005], never("The thread is locked.")],
  [[TOO_MANY_THREADS], later(THREADS_RETRY_MS)],
]);

/** No thread can start from a message there: a conversation with one person, a thread, or the bot may not. */
const WITHOUT_THREADS: readonly number[] = [50003, NO_PERMISSION, 50024];
/** An earlier try started the thread of that message. */
const ALREADY_STARTED = 160004;

/** A forum wants a tag, or knows one of the tags no longer. */
const TAG_PROBLEMS: readonly number[] = [40067, 10087];

/** A token that Discord refuses is mended by the operator, not by asking often. */
const REFUSED_RETRY_MS = 600_000;
/** Where a message belongs could not be learned. */
const WHERE_RETRY_MS = MINUTE_MS;

/** A delivery that is older has failed for good. */
const DELIVERY_MS = 7 * DAY_MS;

export function createDestination({
  sending,
  reading,
  place,
  codes,
  clock,
  log,
}: DestinationOptions): Destination {
  const channelId = place.thread ?? place.channel;
  /** Messages whose threads are known to be there. */
  const started = new Set<string>();

  /** Where a message goes, or why it cannot be sent now. Throws when Discord does not tell: then nothing was sent. */
  async function whereTo(
    planned: Exclude<Planned, Post>,
    { signal, firstMessageId }: DeliveryContext,
  ): Promise<string | SendOutcome> {
    if (planned.kind === "message") return channelId;
    const first: FindOutcome =
      firstMessageId === undefined
        ? await findFirst(planned, clock() - DELIVERY_MS, signal)
        : { type: "sent", messageId: firstMessageId };
    if (first.type === "absent") return never("The first message of this digest was deleted.");
    if (first.type === "unreadable") return later(WHERE_RETRY_MS);
    // The first message of a forum post has the post's id.
    return planned.kind === "forum-reply"
      ? first.messageId
      : startThread(first.messageId, planned.name, signal);
  }

  function findFirst({ kind, firstKey }: Under, sinceMs: number, signal: AbortSignal): Promise<FindOutcome> {
    const look = kind === "forum-reply" ? findForumPost : findMessage;
    return look(reading, place.channel, firstKey, sinceMs, signal);
  }

  /** The thread of that message, or the channel where there can be none. */
  async function startThread(messageId: string, name: string, signal: AbortSignal): Promise<string> {
    if (started.has(messageId)) return messageId;
    try {
      await sending.post(Routes.threads(place.channel, messageId), { body: { name }, signal });
    } catch (error) {
      const code = codeOf(error);
      if (code !== undefined && WITHOUT_THREADS.includes(code)) return place.channel;
      if (code !== ALREADY_STARTED) throw error;
    }
    started.add(messageId);
    return messageId;
  }

  async function openPost({ name, tags, body, files }: Post, signal: AbortSignal): Promise<SendOutcome> {
    const open = (applied: readonly string[]): Promise<unknown> => {
      const message = { name, applied_tags: applied, message: body };
      return sending.post(Routes.threads(place.channel), { body: message, files: rawFiles(files), signal });
    };
    // Where a tag is wanted and none fits, the digest counts more than its tag.
    const others = Object.values(place.forumTags ?? {}).map((tag) => [tag]);
    let problem: unknown;
    for (const applied of [tags, ...(tags.length === 0 ? [] : [[]]), ...others]) {
      try {
        return postedBy(await open(applied));
      } catch (error) {
        if (!TAG_PROBLEMS.includes(codeOf(error) ?? 0)) throw error;
        problem = error;
      }
    }
    throw problem;
  }

  async function post(part: Part, context: DeliveryContext): Promise<SendOutcome> {
    const { signal } = context;
    const planned = readPlanned(part);
    if (planned.kind === "forum-post") return openPost(planned, signal);
    const to = await whereTo(planned, context).catch((error: unknown) =>
      refused(part, notSent(error), error),
    );
    if (typeof to !== "string") return to;
    const body = { ...planned.body, nonce: part.key, enforce_nonce: true };
    return postedBy(
      await sending.post(Routes.channelMessages(to), { body, files: rawFiles(planned.files), signal }),
    );
  }

  async function look(part: Part, sinceMs: number, context: DeliveryContext): Promise<FindOutcome> {
    const { signal, firstMessageId } = context;
    const planned = readPlanned(part);
    if (planned.kind === "forum-post")
      return findForumPost(reading, place.channel, part.key, sinceMs, signal);
    if (planned.kind === "message") return findMessage(reading, channelId, part.key, sinceMs, signal);
    const first: FindOutcome =
      firstMessageId === undefined
        ? await findFirst(planned, sinceMs, signal)
        : { type: "sent", messageId: firstMessageId };
    if (first.type !== "sent") return first;
    const inThread = await findMessage(reading, first.messageId, part.key, sinceMs, signal).catch(ifDeleted);
    // Without a thread it stands in the channel.
    return inThread.type === "absent" && planned.kind === "thread-reply"
      ? findMessage(reading, place.channel, part.key, sinceMs, signal)
      : inThread;
  }

  function refused({ key }: Part, outcome: SendOutcome, error: unknown): SendOutcome {
    log.info({ err: error, key, outcome: outcome.type }, "a message was not sent");
    return outcome;
  }

  return {
    plan: (delivery, deliveryKey) => planParts(delivery, deliveryKey, place, codes),
    replan: (refused, replies, delivery) => replanParts(refused, replies, delivery, codes),
    async send(part, context) {
      if (context.signal.aborted) return later(0);
      try {
        return await post(part, context);
      } catch (error) {
        return refused(part, outcomeOf(error), error);
      }
    },
    async find(part, sinceMs, context) {
      try {
        return await look(part, sinceMs, context).catch(ifDeleted);
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

/** An answer that is not Discord's own tells nothing. */
function postedBy(answer: unknown): SendOutcome {
  const message = created.safeParse(answer);
  return message.success ? sent(message.data.id) : UNKNOWN;
}

function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError ? Number(error.code) : undefined;
}

/** What is not there has no messages. */
function ifDeleted(error: unknown): FindOutcome {
  if (codeOf(error) === UNKNOWN_CHANNEL) return { type: "absent" };
  throw error;
}

/** What failed before the message was sent is tried again, unless it never can succeed. */
function notSent(error: unknown): SendOutcome {
  const outcome = outcomeOf(error);
  return outcome.type === "unknown" ? later(WHERE_RETRY_MS) : outcome;
}

function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof RateLimitError) return later(Math.max(error.retryAfter, error.timeToReset, 0));
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    const known = outcomeOfCode(code);
    if (known !== undefined) return known;
    return error.status === 401
      ? later(REFUSED_RETRY_MS)
      : never(`Discord refuses the message (code ${code}).`);
  }
  // A failing server may have posted it all the same; so may one whose answer never came.
  if (error instanceof Error) return UNKNOWN;
  throw error;
}
