// Looks for a message of ours in a channel or a thread, page after page and within bounds. It never guesses: where Slack
// does not answer, that is an error, to be tried again.

import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { FindOutcome } from "../../../src/platform/destination.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { say } from "../../../src/wording/say.ts";
import { failureOf, RETRY_LATER_MS, type SlackWeb } from "../api/client.ts";
import { HISTORY_REFUSED } from "./answers.ts";

/** Pages of history read for one message, and what one holds: 15 for apps that Slack limits. */
const PAGES = 10;
const MESSAGES_A_PAGE = 100;

/** Slack's clock may be behind ours. */
const CLOCK_MARGIN_MS = MINUTE_MS;

/**
 * A page is waited for so long, since distributed apps outside the Marketplace get one a minute, and all pages so long:
 * docs.slack.dev, reference/methods/conversations.history.
 */
const LONGEST_WAIT_MS = 65_000;
const LONGEST_SEARCH_MS = PAGES * LONGEST_WAIT_MS;

const history = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      blocks: z.array(z.looseObject({ block_id: z.string().optional() })).optional(),
      reply_count: z.number().optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

type Message = z.infer<typeof history>["messages"][number];

/** Where and since when messages are read. */
export interface Reading {
  readonly web: SlackWeb;
  readonly channel: string;
  /** The thread to look in; else among the channel's own messages. */
  readonly threadTs?: string;
  readonly sinceMs: number;
  readonly signal: AbortSignal;
}

export interface Search extends Reading {
  /** The `block_id` of the message's last block. */
  readonly key: string;
}

/** The key of a message, if it is one of a digest's. */
export function keyIn({ blocks }: Pick<Message, "blocks">): string | undefined {
  return blocks?.at(-1)?.block_id;
}

/**
 * Finds a message by its key. `unreadable`: Slack refuses the history, or it is too long. Rejects with a retryable
 * AppError "network" when Slack is away, busy for longer than a page is waited for, or the signal gives up.
 */
export async function findMessage(search: Search): Promise<FindOutcome> {
  const { threadTs, ...inChannel } = search;
  const signal = AbortSignal.any([search.signal, AbortSignal.timeout(LONGEST_SEARCH_MS)]);
  try {
    return await searchPages({ ...search, signal });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type !== "refused")
      throw away(error, failure.type === "rate-limited" ? failure.afterMs : undefined);
    // Slack posts a reply to a deleted message in the channel.
    if (failure.error === "thread_not_found" && threadTs !== undefined) return findMessage(inChannel);
    if (HISTORY_REFUSED.includes(failure.error)) return { type: "unreadable" };
    throw away(error);
  }
}

async function searchPages({ key, ...reading }: Search): Promise<FindOutcome> {
  for await (const { messages, isLast } of pagesOf(reading)) {
    const found = messages.find((message) => keyIn(message) === key);
    if (found !== undefined) return { type: "sent", messageId: found.ts };
    if (isLast) return { type: "absent" };
  }
  return { type: "unreadable" };
}

/** Pages of messages, as many as are read at most. Rejects with what `failureOf` reads. */
export async function* pagesOf({
  web,
  channel,
  threadTs,
  sinceMs,
  signal,
}: Reading): AsyncGenerator<{ readonly messages: readonly Message[]; readonly isLast: boolean }> {
  const [method, thread] =
    threadTs === undefined ? ["conversations.history", {}] : ["conversations.replies", { ts: threadTs }];
  const oldest = Math.max(0, (sinceMs - CLOCK_MARGIN_MS) / 1000).toFixed(6);
  const args = { channel, ...thread, oldest, limit: MESSAGES_A_PAGE };
  let next = {};
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await web.call(
      method,
      { ...args, ...next },
      { repeatable: true, longestWaitMs: LONGEST_WAIT_MS, signal },
    );
    const { messages, response_metadata } = history.parse(answer);
    const cursor = response_metadata?.next_cursor ?? "";
    yield { messages, isLast: cursor === "" };
    if (cursor === "") return;
    next = { cursor };
  }
}

function away(cause: unknown, retryAfterMs = RETRY_LATER_MS): AppError {
  return new AppError(
    "network",
    say("Slack does not show now whether a message arrived. It is asked again; nothing is sent twice."),
    { retryable: true, retryAfterMs, cause },
  );
}
