// Messages through a `response_url`, which takes five in thirty minutes and needs no membership of the bot.

import type { Logger } from "../../../src/log.ts";
import type { Clock, Pace } from "../../../src/reply/ports.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { RESPONSE_URL_LIFE_MS, RESPONSE_URL_USES } from "../out/limits.ts";
import type { SlackMessage } from "../out/render.ts";
import { CALL_TIMEOUT_MS, neverLeft } from "./client.ts";

/** What such a message says of itself, besides its text and blocks. */
export interface UrlMessage extends SlackMessage {
  readonly response_type: "ephemeral" | "in_channel";
  readonly replace_original: false;
  readonly thread_ts?: string;
}

export interface ResponseUrls {
  /** True when Slack took the message; false when the address takes no more or Slack cannot be reached. */
  post(url: string, message: UrlMessage): Promise<boolean>;
}

/** Attempts at one message, and the longest wait that Slack may ask for between two. */
const ATTEMPTS = 3;
const LONGEST_WAIT_MS = MINUTE_MS;
const RETRY_MS = 500;

/** Addresses remembered at most; the oldest are past their half hour long before. */
export const MOST_URLS = 10_000;

export function createResponseUrls(options: {
  /** Where Slack is, when elsewhere: its addresses may then be http. */
  readonly apiUrl: string | undefined;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}): ResponseUrls {
  const { apiUrl, clock, pace, log } = options;
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
      if (!isSlacks(url, apiUrl)) return false;
      const use = useOf(url);
      if (use.uses >= RESPONSE_URL_USES || clock() - use.since >= RESPONSE_URL_LIFE_MS) return false;
      use.uses += 1;
      const taken = await attempt(url, message, pace, log);
      if (!taken) use.uses -= 1;
      return taken;
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

async function attempt(url: string, message: UrlMessage, pace: Pace, log: Logger): Promise<boolean> {
  for (let attempts = 1; attempts <= ATTEMPTS; attempts += 1) {
    const outcome = await postOnce(url, message);
    if (outcome.type === "taken") return true;
    log.info({ outcome: outcome.type }, "a response_url did not take an answer");
    // A private answer that stands there twice is better than none; one for everybody is not.
    const mayRepeat =
      outcome.type === "later" || (outcome.type === "unknown" && message.response_type === "ephemeral");
    if (!mayRepeat || attempts === ATTEMPTS || outcome.waitMs > LONGEST_WAIT_MS)
      return outcome.type === "unknown" && message.response_type === "in_channel";
    await pace.sleep(outcome.waitMs);
  }
  return false;
}

type Outcome =
  | { readonly type: "taken" }
  | { readonly type: "refused" }
  | { readonly type: "later"; readonly waitMs: number }
  | { readonly type: "unknown"; readonly waitMs: number };

async function postOnce(url: string, message: UrlMessage): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(message),
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return { type: "taken" };
    if (response.status === 429) {
      const seconds = Number(response.headers.get("retry-after") ?? "1");
      return { type: "later", waitMs: Number.isFinite(seconds) ? seconds * 1000 : 1000 };
    }
    return response.status >= 500 ? { type: "unknown", waitMs: RETRY_MS } : { type: "refused" };
  } catch (error) {
    return error instanceof Error && neverLeft(error)
      ? { type: "later", waitMs: RETRY_MS }
      : { type: "unknown", waitMs: RETRY_MS };
  }
}
