// Calls to Slack's Web API: what came of them, and which may be repeated.

import { webApi } from "@slack/bolt";
import { z } from "zod";
import { AppError, messageOf } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { EVERY_CALL, type Rests, tooManyIn } from "../../../src/platform/rests.ts";
import { unlessAborted } from "../../../src/platform/waiting.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import { MINUTE_MS, SECOND_MS } from "../../../src/time/units.ts";
import { say } from "../../../src/wording/say.ts";
import { withOlderBlocks } from "../out/older-blocks.ts";
import { boltLogger } from "./bolt-logger.ts";
import { slackFetch } from "./slack-fetch.ts";

/** A call without an answer after so long has failed. */
export const CALL_TIMEOUT_MS = 10_000;

/** How long a call waits altogether for Slack to take it, where nothing else is said. Nobody sits before it then. */
const LONGEST_WAIT_MS = 5 * MINUTE_MS;

/** How often a call is made before its failure is told. */
const ATTEMPTS = 3;

/** Pause before a call is repeated that never reached Slack. */
const RETRY_MS = 500;

/** Slack's words for trouble of its own: what was asked may have been done, or was not. */
export const UNSURE: readonly string[] = ["internal_error", "fatal_error"];
export const BUSY: readonly string[] = [
  "service_unavailable",
  "request_timeout",
  "ratelimited",
  "rate_limited",
  "team_added_to_org",
  "org_login_required",
  // What arrived was not what was sent.
  "invalid_charset",
  "invalid_form_data",
  "invalid_json",
  "invalid_post_type",
  "json_not_object",
  "missing_post_type",
];

/** Whether a word tells of Slack's own trouble, and nothing of who asked or what for. */
export function isOwnTrouble(word: string): boolean {
  return UNSURE.includes(word) || BUSY.includes(word);
}

/** When Slack is out of reach or out of order, it is asked again after so long. */
export const RETRY_LATER_MS = 30_000;

/** Slack's words for a token, an app or a network that an operator has to mend for all places; nothing was done. */
export const TOKEN_REFUSED: readonly string[] = [
  "access_denied",
  "accesslimited",
  "account_inactive",
  "app_access_restricted",
  "deprecated_endpoint",
  "ekm_access_denied",
  "enterprise_is_restricted",
  "invalid_auth",
  "is_bot",
  "method_deprecated",
  "no_permission",
  "not_allowed_token_type",
  "not_authed",
  "team_access_not_granted",
  "token_expired",
  "token_revoked",
  "two_factor_setup_required",
  "unknown_method",
  "upgrade_required",
];

export type Failure =
  /** Slack said no, with its own word for why. */
  | { readonly type: "refused"; readonly error: string }
  | { readonly type: "rate-limited"; readonly afterMs: number }
  /** It never left: nothing was done. */
  | { readonly type: "unreachable" }
  /** It may have been done: the answer was lost, or Slack failed. */
  | { readonly type: "unknown" };

/** A token of the bot's that changes: it expires, or the app was installed anew. */
export interface TokenSource {
  /** `refused`: the one that Slack just refused. Rejects with NoToken. */
  current(refused?: string): Promise<string>;
}

/** Words that say that a token is not, or no longer, one: nothing was done with it. */
const NO_TOKEN_ANY_MORE: readonly string[] = [
  "account_inactive",
  "invalid_auth",
  "token_expired",
  "token_revoked",
];

/** There is nothing to call with: as Slack would say it, or the place where tokens are kept is away. */
export class NoToken extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super("There is no token of the bot's for that workspace.", options);
    this.name = "NoToken";
    this.failure = failure;
  }
}

export interface SlackWeb {
  /**
   * Makes one call. Rejects with what `failureOf` reads, also when the signal gives it up: what was asked then goes on,
   * and its outcome is unknown.
   */
  once(method: string, args: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<unknown>;
  /**
   * Makes a call, and again when Slack is busy or out of reach; `unknown` failures only when it is safe to repeat.
   * `longestWaitMs`: for Slack to take it, altogether. Default: five minutes.
   */
  call(
    method: string,
    args: Readonly<Record<string, unknown>>,
    options?: {
      readonly repeatable?: boolean;
      readonly longestWaitMs?: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<unknown>;
}

/** A client that repeats nothing by itself: a message whose answer was lost must not be sent twice. */
export function createWeb({
  token,
  apiUrl,
  rests,
  pace,
  log,
}: {
  /** Absent: for the few calls that need none. */
  readonly token?: string | TokenSource;
  readonly apiUrl: string | undefined;
  readonly rests: Rests;
  readonly pace: Pace;
  readonly log: Logger;
}): SlackWeb {
  const clientWith = (of?: string): webApi.WebClient =>
    new webApi.WebClient(of, { ...clientOptions(apiUrl), logger: boltLogger(log) });
  let client = clientWith(typeof token === "string" ? token : undefined);

  /** The client with the token of now; the last one is kept. */
  async function clientNow(source: TokenSource, refused?: string): Promise<webApi.WebClient> {
    const now = await source.current(refused);
    if (client.token !== now) client = clientWith(now);
    return client;
  }

  async function apiCall(method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (token === undefined || typeof token === "string") return client.apiCall(method, args);
    const first = await clientNow(token);
    try {
      return await first.apiCall(method, args);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.type !== "refused" || !NO_TOKEN_ANY_MORE.includes(failure.error)) throw error;
      const next = await clientNow(token, first.token);
      if (next.token === first.token) throw error;
      return next.apiCall(method, args);
    }
  }

  function within(
    longestWaitMs: number,
    method: string,
    args: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<unknown> {
    return rests.through([EVERY_CALL, method], { longestWaitMs, signal }, async () => {
      signal?.throwIfAborted();
      // The client takes no signal of ours.
      return unlessAborted(taken(method, args), signal);
    });
  }

  /** What is refused for its blocks was not posted, and is posted in older ones where it has newer. */
  async function taken(method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    try {
      return await apiCall(method, args);
    } catch (error) {
      const failure = failureOf(error);
      const isRefused = failure.type === "refused" && failure.error === "invalid_blocks";
      const plainer = isRefused ? withOlderBlocks(args) : undefined;
      if (plainer === undefined) throw error;
      log.warn({ method }, "slack does not take a newer block; older ones go");
      return apiCall(method, plainer);
    }
  }

  return {
    once: (method, args, signal) => within(0, method, args, signal),
    async call(method, args, { repeatable = false, longestWaitMs = LONGEST_WAIT_MS, signal } = {}) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await within(longestWaitMs, method, args, signal);
        } catch (error) {
          const waitMs = waitBeforeRepeating(failureOf(error), repeatable);
          const isLast = attempt === ATTEMPTS || signal?.aborted === true;
          if (isLast || waitMs === undefined) throw error;
          log.info({ method, waitMs }, "slack is asked again");
          await pace.sleep(waitMs, signal);
        }
      }
    },
  };
}

/** Options of every client of ours; the token is not among them. */
export function clientOptions(apiUrl: string | undefined) {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    fetch: slackFetch,
  };
}

function waitBeforeRepeating(failure: Failure, repeatable: boolean): number | undefined {
  switch (failure.type) {
    case "rate-limited":
      // It has waited as long as it may.
      return undefined;
    case "unreachable":
      return RETRY_MS;
    case "unknown":
      return repeatable ? RETRY_MS : undefined;
    case "refused":
      return undefined;
  }
}

/** What a failed call came to. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NoToken) return error.failure;
  if (error instanceof webApi.WebAPIPlatformError) return { type: "refused", error: error.data.error };
  const tooMany = tooManyIn(error);
  if (tooMany !== undefined) return { type: "rate-limited", afterMs: tooMany.afterMs ?? SECOND_MS };
  // Whoever asks for other credentials has done nothing.
  if (error instanceof webApi.WebAPIHTTPError && [401, 407].includes(error.statusCode))
    return { type: "unreachable" };
  if (error instanceof webApi.WebAPIRequestError && neverLeft(error.original)) return { type: "unreachable" };
  return { type: "unknown" };
}

/** Slack's word for why it refuses. Throws a retryable AppError "network" where it is away, busy or out of order. */
export function refusalOf(error: unknown): string {
  const failure = failureOf(error);
  if (failure.type === "refused" && !isOwnTrouble(failure.error)) return failure.error;
  throw new AppError("network", say("Slack does not answer at the moment. Try again in a minute."), {
    retryable: true,
    ...(failure.type === "rate-limited" ? { retryAfterMs: failure.afterMs } : {}),
    cause: error,
  });
}

const withCode = z.object({ code: z.string() });

/** Whether a request failed before anything of it was sent. */
export function neverLeft(error: Error): boolean {
  const { data } = withCode.safeParse(error.cause);
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"].includes(data?.code ?? "");
}

/** A failed call for the log, without what was sent. */
export function reasonOf(error: unknown): string {
  const failure = failureOf(error);
  return failure.type === "refused" ? failure.error : `${failure.type}: ${messageOf(error)}`;
}
