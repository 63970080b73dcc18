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
import { asCorrection, later, never, sent, UNKNOWN } from "../../../src/platform/outcomes.ts";
import { TooManyRequests } from "../../../src/platform/rests.ts";
import type { Clock, DrawChart } from "../../../src/reply/ports.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../../src/time/units.ts";
import { say } from "../../../src/wording/say.ts";
import { type Upload, uploadOf } from "../out/uploads.ts";
import {
  ALREADY_STARTED,
  HISTORY_REFUSED,
  MENDED_MS,
  NO_ACCESS,
  NO_PERMISSION,
  outcomeOfCode,
  PLACE_CHANGED,
  UNKNOWN_CHANNEL,
  WITHOUT_THREADS,
} from "./answers.ts";
import { readChannel } from "./channels.ts";
import { correctionOfCode, correctMessage } from "./corrections.ts";
import { type ForumPost, openForumPost } from "./forum-posts.ts";
import { findForumPost, findMessage } from "./history.ts";
import { correctedMessage, type Planned, planParts, readPlanned, replanParts } from "./parts.ts";
import { standingIn } from "./standing.ts";

export interface DestinationOptions {
  /** Sends; tries nothing again and waits for nothing. */
  readonly sending: REST;
  /** Reads; may wait and try again. */
  readonly reading: REST;
  readonly place: Place;
  readonly codes: ReadonlyMap<string, string>;
  readonly draw: DrawChart;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A message under the first one of its delivery. */
type Under = Extract<Planned, { kind: "forum-reply" | "thread-reply" }>;

const created = z.object({ id: z.string() });

/** Where a message belongs could not be learned. */
const WHERE_RETRY_MS = MINUTE_MS;
/** discord.js counts on to the moment, and what is sent then may still be one too many. */
const SHORTEST_WAIT_MS = SECOND_MS;

/** A delivery that is older has failed for good. */
const DELIVERY_MS = 7 * DAY_MS;

export function createDestination({
  sending,
  reading,
  place,
  codes,
  draw,
  clock,
  log,
}: DestinationOptions): Destination {
  const channelId = place.thread ?? place.channel;
  /** Messages whose threads are known to be there. */
  const started = new Set<string>();

  /** Where a message goes, or why it cannot be sent now. Throws when Discord does not tell: then nothing was sent. */
  async function whereTo(
    planned: Exclude<Planned, ForumPost>,
    { signal, firstMessageId }: DeliveryContext,
  ): Promise<string | SendOutcome> {
    if (planned.kind === "message") return channelId;
    const first: FindOutcome =
      firstMessageId === undefined
        ? await findFirst(planned, clock() - DELIVERY_MS, signal)
        : { type: "sent", messageId: firstMessageId };
    if (first.type === "absent") return never(say("The first message of this digest was deleted."));
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

  /** Why a place does not take what it took when it was chosen, as it is now. */
  async function lookAgain(at: string, signal: AbortSignal): Promise<SendOutcome> {
    const now = await readChannel(reading, at, signal);
    if (now === "hidden") return outcomeOfCode(NO_ACCESS);
    if (now === "unknown") return outcomeOfCode(UNKNOWN_CHANNEL);
    if (now.isLocked) return never(say("The thread is locked."));
    const isForum = place.thread === undefined && place.forumTags !== undefined;
    if (at === channelId && (now.kind === "forum") !== isForum)
      return never(
        say("{channel} is another kind of channel now. Choose the digest's place again.", {
          channel: `#${now.name}`,
        }),
      );
    return later(WHERE_RETRY_MS);
  }

  async function unlessChanged(
    at: string,
    signal: AbortSignal,
    work: () => Promise<SendOutcome>,
  ): Promise<SendOutcome> {
    try {
      return await work();
    } catch (error) {
      if (!PLACE_CHANGED.includes(codeOf(error) ?? 0)) throw error;
      log.info({ err: error, at }, "a place has changed");
      return lookAgain(at, signal).catch(() => later(WHERE_RETRY_MS));
    }
  }

  async function post(part: Part, context: DeliveryContext): Promise<SendOutcome> {
    const { signal } = context;
    const planned = readPlanned(part);
    if (planned.kind === "forum-post")
      return unlessChanged(place.channel, signal, async () =>
        postedBy(
          await illustrated(planned, (upload) =>
            openForumPost(planned, upload, { sending, reading, place, signal }),
          ),
        ),
      );
    const to = await whereTo(planned, context).catch((error: unknown) =>
      refused(part, notSent(error), error),
    );
    if (typeof to !== "string") return to;
    return unlessChanged(to, signal, async () =>
      postedBy(
        await illustrated(planned, ({ body, files }) =>
          sending.post(Routes.channelMessages(to), {
            body: { ...body, nonce: part.key, enforce_nonce: true },
            files,
            signal,
          }),
        ),
      ),
    );
  }

  /** Posts a message with its charts, or without them where the bot may write and attach no files. */
  async function illustrated(planned: Planned, send: (upload: Upload) => Promise<unknown>): Promise<unknown> {
    const upload = await uploadOf(planned, draw);
    try {
      return await send(upload);
    } catch (error) {
      if (upload.files.length === 0 || codeOf(error) !== NO_PERMISSION) throw error;
      log.info({ err: error }, "a digest goes without its charts: the bot may not attach files there");
      return send(await uploadOf(planned, async () => undefined));
    }
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
    async correct(message, reply, { signal }) {
      const contents = correctedMessage(reply, message.key, codes);
      if (contents === undefined) return never(say("It does not fit into one message any more."));
      if (signal.aborted) return later(0);
      try {
        return await correctMessage({ sending, draw }, message, contents, { place, signal });
      } catch (error) {
        const code = codeOf(error);
        const outcome = outcomeOf(error);
        log.info({ err: error, key: message.key }, "a message was not corrected");
        // What Discord says of a token or a wait says more than its code.
        return code === undefined || outcome.type === "later"
          ? asCorrection(outcome)
          : correctionOfCode(code);
      }
    },
    standing: (sinceMs, { signal }) => standingIn(reading, place, sinceMs, signal),
    async find(part, sinceMs, context) {
      try {
        return await look(part, sinceMs, context).catch(ifDeleted);
      } catch (error) {
        if (HISTORY_REFUSED.includes(codeOf(error) ?? 0)) return { type: "unreadable" };
        throw new AppError("network", say("Discord did not show the channel's messages."), {
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
  if (error instanceof TooManyRequests) return later(error.afterMs ?? WHERE_RETRY_MS);
  if (error instanceof RateLimitError)
    return later(Math.max(error.retryAfter, error.timeToReset, SHORTEST_WAIT_MS));
  if (error instanceof DiscordAPIError)
    return error.status === 401 ? later(MENDED_MS) : outcomeOfCode(Number(error.code));
  // A failing server may have posted it all the same; so may one whose answer never came.
  if (error instanceof Error) return UNKNOWN;
  throw error;
}
