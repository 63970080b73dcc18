// One request to Dropbox, sent again while that may help: busy, broken and silent answers. Knows no tokens.

import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { wayCodeOf, wayFailureOf } from "../platform/way.ts";
import type { Pace } from "../reply/ports.ts";
import { backoffMs, realPace } from "../time/pace.ts";
import { MINUTE_MS } from "../time/units.ts";
import { errorOf, retryAfterMsOf } from "./refusal.ts";
import { throwIfStopped } from "./stopped.ts";

export interface HttpRequest {
  /** The real service's address; sent to the other origin when there is one. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** `stream` leaves the body of a good answer to the caller, who must read or cancel it. */
  readonly answer: "whole" | "stream";
  /** Of one attempt: until the whole answer is there, with `stream` until its headers are. Default 30 s. */
  readonly timeoutMs?: number;
  /** Default 5. */
  readonly attempts?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Http {
  /**
   * Returns the answer, whatever its status: the last one when the attempts or a minute of waiting are used up.
   * @throws AppError network when there was none, dropbox when it was too long, closing when the signal said so
   */
  send(request: HttpRequest): Promise<Response>;
  /** Where an address of the real service is here. */
  addressOf(url: string): string;
  readonly pace: Pace;
}

export interface HttpOptions {
  /** Everything goes there instead of to the four hosts of Dropbox: `http://127.0.0.1:4567`, no slash at the end. */
  readonly origin?: string | undefined;
  readonly log: Logger;
  /** Default: that of Node. */
  readonly fetch?: typeof fetch;
  /** Default: the real time. */
  readonly pace?: Pace;
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 5;
/** Of all the waits between the attempts of one request. */
export const LONGEST_WAIT_MS = MINUTE_MS;
/** A page of 2,000 entries has about 2 MB. */
const LONGEST_ANSWER_BYTES = 32 * 1024 * 1024;

type Outcome =
  | { readonly type: "answer"; readonly response: Response }
  | { readonly type: "failure"; readonly error: AppError };

export function createHttp({ origin, log, fetch: fetchOnce = fetch, pace = realPace }: HttpOptions): Http {
  function addressOf(url: string): string {
    if (origin === undefined) return url;
    const { pathname, search } = new URL(url);
    return `${origin}${pathname}${search}`;
  }

  async function sendOnce(request: HttpRequest): Promise<Outcome> {
    const { signal, answer, timeoutMs = TIMEOUT_MS } = request;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      const response = await fetchOnce(addressOf(request.url), {
        method: "POST",
        headers: request.headers,
        body: request.body,
        // Dropbox never redirects, and a secret in a body must not follow a stranger's redirect.
        redirect: "error",
        signal: signal === undefined ? timeout.signal : AbortSignal.any([signal, timeout.signal]),
      });
      if (answer === "stream" && response.ok) return { type: "answer", response };
      return { type: "answer", response: await readWhole(response) };
    } catch (error) {
      throwIfStopped(signal);
      if (error instanceof AppError) throw error;
      return { type: "failure", error: unreachable(timeout.signal.aborted ? "timeout" : wayCodeOf(error)) };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    addressOf,
    pace,
    async send(request) {
      const { attempts = ATTEMPTS, signal } = request;
      const route = new URL(request.url).pathname;
      let waitedMs = 0;
      for (let attempt = 1; ; attempt += 1) {
        throwIfStopped(signal);
        const outcome = await sendOnce(request);
        const waitMs = await waitBeforeNext(outcome, attempt, pace);
        waitedMs += waitMs ?? 0;
        const reason = outcome.type === "answer" ? outcome.response.status : messageOf(outcome.error.cause);
        if (waitMs === undefined || attempt >= attempts || waitedMs > LONGEST_WAIT_MS) {
          log.debug({ route, attempt, reason }, "dropbox request");
          if (outcome.type === "failure") throw outcome.error;
          return outcome.response;
        }
        log.info({ route, attempt, reason, waitMs }, "dropbox request will be repeated");
        await pace.sleep(waitMs, signal);
      }
    },
  };
}

/** Undefined: another attempt would bring nothing else. */
async function waitBeforeNext(
  outcome: Outcome,
  attempt: number,
  { random }: Pace,
): Promise<number | undefined> {
  if (outcome.type === "failure") return backoffMs(attempt, random);
  const { status, headers } = outcome.response;
  if (status !== 429 && status < 500) return undefined;
  const toldMs = retryAfterMsOf(headers, await outcome.response.clone().text());
  const ownMs = backoffMs(attempt, random);
  // Callers that were told the same second should not all come back in its first millisecond.
  return toldMs === undefined ? ownMs : toldMs + Math.round(random() * 250);
}

async function readWhole(response: Response): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (sizeBytes > LONGEST_ANSWER_BYTES) throw errorOf("endless");
    chunks.push(chunk);
  }
  const { status, headers } = response;
  return new Response(sizeBytes === 0 ? null : Buffer.concat(chunks), { status, headers });
}

/** The cause names a code only: the message of a failed fetch may quote a header. */
function unreachable(code: string): AppError {
  return errorOf(wayFailureOf(code), {}, { cause: new Error(code) });
}
