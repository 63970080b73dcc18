// A channel, thread or person as a place for digests: each message carries its key, so that it can be found again.

import { z } from "zod";
import type { Destination, FindOutcome, SendOutcome } from "../../src/digest/destination.ts";
import { AppError } from "../../src/errors.ts";
import type { Codes, SlackBlock } from "./blocks.ts";
import { DELIVERY_KEY } from "./limits.ts";
import { renderSlack } from "./render.ts";
import { failureOf, type SlackWeb } from "./web.ts";

/** Messages of one delivery at most; what does not fit is counted in the last. */
const MESSAGES_A_DELIVERY = 20;

/** Pages of history read for one message, and what one holds. */
const PAGES = 10;
const MESSAGES_A_PAGE = 100;

/** Slack's clock may be behind ours. */
const CLOCK_MARGIN_MS = 60_000;

/** A history that Slack does not show for longer is unreadable. */
const LONGEST_WAIT_MS = 65_000;

/** When Slack is out of reach or out of order, it is asked again after so long. */
const RETRY_MS = 30_000;

/** Slack's words for a place that takes no message of ours, and what its owner can do. */
const GONE: Readonly<Record<string, string>> = {
  channel_not_found: "The channel does not exist any more, or the bot is not in it.",
  not_in_channel: "The bot is not in the channel. Invite it there with /invite.",
  is_archived: "The channel is archived.",
  thread_not_found: "The thread does not exist any more.",
  cannot_reply_to_message: "The thread takes no replies.",
  messages_tab_disabled: "The app's Messages tab is switched off.",
  restricted_action: "The workspace's settings keep the bot from posting here.",
  account_inactive: "The bot was removed from the workspace, or the person's account is closed.",
  invalid_auth: "Slack refuses the bot's token.",
  not_authed: "Slack refuses the bot's token.",
  token_revoked: "Slack refuses the bot's token.",
  token_expired: "Slack refuses the bot's token.",
  missing_scope: "The bot's token lacks a permission. Reinstall the app from its manifest.",
};

/** Slack's words for trouble of its own: what was asked may have been done. */
const UNSURE = ["internal_error", "fatal_error"];
const BUSY = ["service_unavailable", "request_timeout", "ratelimited", "team_added_to_org"];

const posted = z.object({ ts: z.string() });
const history = z.object({
  messages: z.array(
    z.object({ ts: z.string(), blocks: z.array(z.object({ block_id: z.string().optional() })).optional() }),
  ),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/**
 * A place by its channel's id (or a person's), in a thread when `threadTs` is given. `codes` are those of the reply's
 * buttons; a command without one is told in words.
 */
export function createDestination(options: {
  readonly web: SlackWeb;
  readonly channel: string;
  readonly threadTs?: string;
  readonly codes: Codes;
}): Destination {
  const { web, channel, threadTs, codes } = options;
  return {
    plan(reply, deliveryKey) {
      const { messages } = renderSlack(reply, codes, { mostMessages: MESSAGES_A_DELIVERY });
      return messages.map((message, n) => {
        const key = n === 0 ? deliveryKey : `${deliveryKey}.${n}`;
        if (key.length > DELIVERY_KEY)
          throw new AppError("internal", `A delivery key is longer than ${DELIVERY_KEY} characters.`);
        return { key, n, payload: JSON.stringify({ ...message, blocks: withKey(message.blocks, key) }) };
      });
    },

    async send({ payload }, signal) {
      const message: unknown = JSON.parse(payload);
      const args = { channel, ...z.record(z.string(), z.unknown()).parse(message) };
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      try {
        const answer = await unlessAborted(web.once("chat.postMessage", { ...args, ...thread }), signal);
        return { type: "sent", messageId: posted.parse(answer).ts };
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async find({ key }, sinceMs, signal) {
      const method = threadTs === undefined ? "conversations.history" : "conversations.replies";
      const oldest = Math.max(0, (sinceMs - CLOCK_MARGIN_MS) / 1000).toFixed(6);
      const args = {
        channel,
        oldest,
        limit: MESSAGES_A_PAGE,
        ...(threadTs === undefined ? {} : { ts: threadTs }),
      };
      let cursor: string | undefined;
      try {
        for (let page = 0; page < PAGES; page += 1) {
          const call = web.call(
            method,
            { ...args, ...(cursor === undefined ? {} : { cursor }) },
            { repeatable: true, longestWaitMs: LONGEST_WAIT_MS },
          );
          const { messages, response_metadata } = history.parse(await unlessAborted(call, signal));
          const found = messages.find(({ blocks }) => blocks?.at(-1)?.block_id === key);
          if (found !== undefined) return { type: "sent", messageId: found.ts };
          cursor = response_metadata?.next_cursor;
          if (cursor === undefined || cursor === "") return { type: "absent" };
        }
      } catch {
        return unreadable;
      }
      return unreadable;
    },
  };
}

const unreadable: FindOutcome = { type: "unreadable" };

function withKey(blocks: readonly SlackBlock[], key: string): readonly SlackBlock[] {
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, block_id: key } : block));
}

function outcomeOf(error: unknown): SendOutcome {
  const failure = failureOf(error);
  switch (failure.type) {
    case "rate-limited":
      return { type: "retry", afterMs: failure.afterMs };
    case "unreachable":
      return { type: "retry", afterMs: RETRY_MS };
    case "unknown":
      return { type: "unknown" };
    case "refused": {
      if (UNSURE.includes(failure.error)) return { type: "unknown" };
      if (BUSY.includes(failure.error)) return { type: "retry", afterMs: RETRY_MS };
      return {
        type: "gone",
        reason: GONE[failure.error] ?? `Slack does not take the message (${failure.error}).`,
      };
    }
  }
}

/** The client takes no signal: what was asked goes on, and its outcome is unknown. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
