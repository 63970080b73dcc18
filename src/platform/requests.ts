// Requests answered once. Platforms deliver a request again when they are not sure; each has one answer, and closing waits
// for those that are being worked on.

import type { Clock } from "../reply/ports.ts";
import { MINUTE_MS } from "../time/units.ts";
import { within } from "./waiting.ts";

/** How long a request is remembered; platforms repeat within seconds or minutes, if at all. */
const REMEMBER_MS = 10 * MINUTE_MS;

/** Requests remembered at most; the oldest are forgotten first. */
export const MOST_REMEMBERED = 3_000;

/** Where each is remembered with an answer, which takes some 35 KB. */
export const MOST_ANSWERS = 500;

export interface Requests<Answer> {
  /** Whether a request was seen before. */
  knows(requestId: string): boolean;
  /** Works on a request, and gives what came of it. One that was seen before gets the answer of the first time. */
  once(requestId: string, work: () => Promise<Answer>): Promise<Answer>;
  /** Resolves when all that is in flight now is over, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

/** `rememberMs`: how long after a request a repetition may come. Default: ten minutes. `most`: default `MOST_REMEMBERED`. */
export function createRequests<Answer>({
  clock,
  rememberMs = REMEMBER_MS,
  most = MOST_REMEMBERED,
}: {
  readonly clock: Clock;
  readonly rememberMs?: number;
  readonly most?: number;
}): Requests<Answer> {
  const remembered = new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>();
  const inFlight = new Set<Promise<Answer>>();

  function forgetOld(now: number): void {
    for (const [id, { at }] of remembered) {
      if (now - at < rememberMs && remembered.size < most) return;
      remembered.delete(id);
    }
  }

  return {
    knows: (requestId) => remembered.has(requestId),
    once(requestId, work) {
      const at = clock();
      forgetOld(at);
      const known = remembered.get(requestId);
      if (known !== undefined) return known.answer;
      const answer = work();
      remembered.set(requestId, { at, answer });
      inFlight.add(answer);
      const over = (): void => void inFlight.delete(answer);
      answer.then(over, over);
      return answer;
    },
    async drain(timeoutMs) {
      await within(Promise.allSettled(inFlight), timeoutMs);
    },
  };
}
