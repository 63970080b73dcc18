// A channel, thread or person as a place for digests: each message carries its key, so that it can be found again.

import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type {
  Delivery,
  DeliveryContext,
  Destination,
  Part,
  PlannedPart,
  SendOutcome,
} from "../../../src/platform/destination.ts";
import { later, never, sent } from "../../../src/platform/outcomes.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { failureOf, RETRY_LATER_MS, type SlackWeb } from "../api/client.ts";
import type { Codes, SlackBlock } from "../out/blocks.ts";
import { DELIVERY_KEY } from "../out/limits.ts";
import { renderPlaced, type SlackMessage } from "../out/render.ts";
import { outcomeOfFailure, outcomeOfWord } from "./answers.ts";
import { correctMessage } from "./corrections.ts";
import { findMessage } from "./history.ts";
import { standingIn } from "./standing.ts";

/** Messages of one delivery at most; what does not fit is counted in the last. */
const MESSAGES_A_DELIVERY = 20;

/** The payload of a part. */
const planned = z.object({
  /** Whether it goes into the thread of the delivery's first message. */
  inThread: z.boolean(),
  /** Arguments of chat.postMessage. */
  message: z.record(z.string(), z.unknown()),
});

const posted = z.object({
  ts: z.string(),
  channel: z.string(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
});

/**
 * A place by its channel's id, in a thread when `threadTs` is given. `codes` are those of the reply's buttons; a command
 * without one is told in words.
 */
export function createDestination(options: {
  readonly web: SlackWeb;
  readonly channel: string;
  readonly threadTs?: string;
  readonly codes: Codes;
}): Destination {
  const { web, channel, codes } = options;

  /** The messages of the reply with that number among those that are planned. */
  const messagesOf = (reply: Reply, mostMessages: number, number: number): readonly Planned[] => {
    const { rendering, begins } = renderPlaced(reply, codes, { mostMessages });
    return rendering.messages.map((message, index) => ({
      message,
      begins: (begins[index] ?? []).map((spot) => ({ reply: number, ...spot })),
      ...(index === 0 ? {} : { continued: { number: index + 1, of: rendering.messages.length } }),
    }));
  };

  /** A place that is a thread takes everything; else the first message opens one for what belongs there. */
  function threadOf(inThread: boolean, { firstMessageId }: DeliveryContext): string | undefined {
    return options.threadTs ?? (inThread ? firstMessageId : undefined);
  }

  return {
    plan({ main, inThread }: Delivery, deliveryKey) {
      // At least one message is left for the thread.
      const head = messagesOf(main, MESSAGES_A_DELIVERY - (inThread === undefined ? 0 : 1), 0);
      const thread = inThread === undefined ? [] : messagesOf(inThread, MESSAGES_A_DELIVERY - head.length, 1);
      return [...head, ...thread].map((planned, n) =>
        partOf(planned, { n, key: keyOf(deliveryKey, n), inThread: n >= head.length }),
      );
    },

    replan(refused, replies, { key, next }) {
      const { inThread } = planned.parse(JSON.parse(refused.payload));
      const messages = replies.flatMap((reply, number) => messagesOf(reply, MESSAGES_A_DELIVERY, number));
      return messages.map((message, index) => {
        const n = index === 0 ? refused.n : next + index - 1;
        return partOf(message, { n, key: index === 0 ? refused.key : keyOf(key, n), inThread });
      });
    },

    async send({ payload }, context) {
      const { signal } = context;
      const { inThread, message } = planned.parse(JSON.parse(payload));
      const thread = threadOf(inThread, context);
      const args = { channel, ...message, ...(thread === undefined ? {} : { thread_ts: thread }) };
      if (signal.aborted) return later(RETRY_LATER_MS);
      try {
        const {
          ts,
          message: stored,
          ...answer
        } = posted.parse(await web.once("chat.postMessage", args, signal));
        const isAstray = thread !== undefined && stored !== undefined && stored.thread_ts === undefined;
        return isAstray ? await takeBack(web, answer.channel, ts, signal) : sent(ts);
      } catch (error) {
        return outcomeOfFailure(error, outcomeOfWord);
      }
    },

    async find({ key, payload }, sinceMs, context) {
      const { inThread } = planned.parse(JSON.parse(payload));
      const threadTs = threadOf(inThread, context);
      return findMessage({
        web,
        channel,
        key,
        sinceMs,
        signal: context.signal,
        ...(threadTs === undefined ? {} : { threadTs }),
      });
    },

    standing: (sinceMs, { signal }) =>
      standingIn({
        web,
        channel,
        sinceMs,
        signal,
        ...(options.threadTs === undefined ? {} : { threadTs: options.threadTs }),
      }),

    async correct({ key, messageId, continued }, reply, { signal }) {
      const [first, ...others] = renderPlaced(reply, codes, {
        mostMessages: MESSAGES_A_DELIVERY,
        ...(continued === undefined ? {} : { continued }),
      }).rendering.messages;
      if (first === undefined || others.length > 0)
        return never(say("It does not fit into one message any more."));
      if (signal.aborted) return later(RETRY_LATER_MS);
      const { text, blocks } = first;
      return correctMessage(web, { channel, messageId }, { text, blocks: withKey(blocks, key) }, signal);
    },
  };
}

/** A message, and what begins in it. */
interface Planned extends Pick<PlannedPart, "begins" | "continued"> {
  readonly message: SlackMessage;
}

function keyOf(deliveryKey: string, n: number): string {
  const key = n === 0 ? deliveryKey : `${deliveryKey}.${n}`;
  if (key.length > DELIVERY_KEY)
    throw new AppError("internal", `A delivery key is longer than ${DELIVERY_KEY} characters.`);
  return key;
}

function partOf(
  { message, ...planning }: Planned,
  { n, key, inThread }: Pick<Part, "n" | "key"> & { readonly inThread: boolean },
): PlannedPart {
  const payload: z.infer<typeof planned> = {
    inThread,
    message: { ...message, blocks: withKey(message.blocks, key) },
  };
  return { key, n, payload: JSON.stringify(payload), ...planning };
}

function withKey(blocks: readonly SlackBlock[], key: string): readonly SlackBlock[] {
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, block_id: key } : block));
}

/**
 * Slack does not refuse a reply to a message that was deleted: it posts it in the channel, where nobody wants it, and
 * leaves `thread_ts` out of its answer (github.com/slack-go/slack/issues/1571). What cannot be taken back was sent.
 */
async function takeBack(
  web: SlackWeb,
  channel: string,
  ts: string,
  signal: AbortSignal,
): Promise<SendOutcome> {
  try {
    await web.call("chat.delete", { channel, ts }, { repeatable: true, signal });
  } catch (error) {
    const failure = failureOf(error);
    const isDeleted = failure.type === "refused" && failure.error === "message_not_found";
    if (!isDeleted) return sent(ts);
  }
  return outcomeOfWord("thread_not_found");
}
