// Messages through a `response_url`, which takes five in thirty minutes and needs no membership of the bot.

import type { Logger } from "../../../src/log.ts";
import { type Rests, TooManyRequests, tooManyIn } from "../../../src/platform/rests.ts";
import type { Clock, Pace } from "../../../src/reply/ports.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { RESPONSE_URL_LIFE_MS, RESPONSE_URL_USES } from "../out/limits.ts";
import { withOlderBlocks } from "../out/older-blocks.ts";
import type { SlackMessage } from "../out/render.ts";
import { CALL_TIMEOUT_MS, neverLeft } from "./client.ts";
import { waitOf } from "./slack-fetch.ts";

/** What such a message says of itself, besides its text and blocks. */
export interface UrlMessage extends SlackMessage {
  readonly response_type: "ephemeral" | "in_channel";
  /** The message whose button was pressed; nothing of a slash command can be replaced. */
  readonly replace_original: boolean;
  readonly thread_ts?: string;
}

/** `not`: the address takes no more, or Slack cannot be reached. `unsure`: for everybody, and its answer was lost. */
export type Posted = "taken" | "not" | "unsure";

export interface ResponseUrls {
  post(url: string, message: UrlMessage): Promise<Posted>;
}

/** Attempts at one message, and how long it waits altogether where Slack asks for it. */
const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 5 * MINUTE_MS;
const RETRY_MS = 500;

/** What a rest of these addresses is called; they are not where the Web API is. */
const KIND = "response_url";

/** Addresses remembered at most; the oldest are past their half hour long before. */
export const MOST_URLS = 10_000;

export function createResponseUrls(options: {
  /** Where Slack is, when elsewhere: its addresses may then be http. */
  readonly apiUrl: string | undefined;
  readonly rests: Rests;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}): ResponseUrls {
  const { apiUrl, rests, clock, pace, log } = options;
  const used = new Map<string, { readonly since: number; uses: number }>();

  function useOf(url: string): { readonly since: number; uses: number } {
    const known = used.get(url);
    if (known !== undefined) return known;
    const use = { since: clock(), uses: 0 };
    used.set(url, use);
    const [oldest] = used.keys();
    if (used.size > MOST_URLS && oldest !== undefined) used.delete(oldest);
    return use;
  }

  return {
    async post(url, message) {
      if (!isSlacks(url, apiUrl)) return "not";
      const use = useOf(url);
      if (use.uses >= RESPONSE_URL_USES || clock() - use.since >= RESPONSE_URL_LIFE_MS) return "not";
      use.uses += 1;
      const posted = await attempt(() => postOnce(url, message, rests), message, pace, log);
      if (posted === "not") use.uses -= 1;
      return posted;
    },
  };
}

/** Answers are sent to Slack only. */
function isSlacks(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (apiUrl !== undefined && hostname === new URL(apiUrl).hostname) return true;
  return protocol === "https:" && /\.slack(-gov)?\.com$/.test(hostname);
}

async function attempt(
  post: () => Promise<Outcome>,
  message: UrlMessage,
  pace: Pace,
  log: Logger,
): Promise<Posted> {
  for (let attempts = 1; attempts <= ATTEMPTS; attempts += 1) {
    const outcome = await post();
    if (outcome.type === "taken") return "taken";
    log.info({ outcome: outcome.type }, "a response_url did not take an answer");
    // A private answer that stands there twice is better than none; one for everybody is not.
    const mayRepeat =
      outcome.type === "later" || (outcome.type === "unknown" && message.response_type === "ephemeral");
    if (!mayRepeat || attempts === ATTEMPTS)
      return outcome.type === "unknown" && message.response_type === "in_channel" ? "unsure" : "not";
    await pace.sleep(RETRY_MS);
  }
  return "not";
}

type Outcome =
  | { readonly type: "taken" }
  | { readonly type: "refused" }
  | { readonly type: "later" }
  | { readonly type: "unknown" };

async function postOnce(url: string, message: UrlMessage, rests: Rests): Promise<Outcome> {
  try {
    const patience = { longestWaitMs: LONGEST_WAIT_MS };
    return await rests.through([KIND], patience, async () => {
      const outcome = await outcomeOf(await send(url, message));
      // It may be the newer blocks in it that were refused.
      const plainer = outcome.type === "refused" ? withOlderBlocks(message) : undefined;
      return plainer === undefined ? outcome : outcomeOf(await send(url, plainer));
    });
  } catch (error) {
    if (tooManyIn(error) !== undefined) return { type: "refused" };
    return error instanceof Error && neverLeft(error) ? { type: "later" } : { type: "unknown" };
  }
}

function send(url: string, message: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(message),
    redirect: "error",
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
}

/** Slack answers with a word or JSON; a page is somebody else's. Throws TooManyRequests. */
async function outcomeOf(response: Response): Promise<Outcome> {
  const { status, headers } = response;
  const body = await response.text();
  if (status === 429) throw new TooManyRequests(KIND, waitOf(headers));
  if (status >= 500 || body.trimStart().startsWith("<")) return { type: "unknown" };
  return { type: response.ok ? "taken" : "refused" };
}
