// What the Web API's client fetches with. It lets through what is Slack's own: the client reads any other page as an
// error by that name, and a 429 that does not say for how long as lost.

import { z } from "zod";
import { EVERY_CALL, TooManyRequests } from "../../../src/platform/rests.ts";
import { textWithin } from "../../../src/platform/text-within.ts";
import { SECOND_MS } from "../../../src/time/units.ts";

/** An answer that is not Slack's: a proxy's page, nothing, half an answer. Whether the call was made is not known. */
class ForeignAnswer extends Error {
  constructor(status: number) {
    super(`The answer is not Slack's (HTTP ${status}).`);
    this.name = "ForeignAnswer";
  }
}

/** Every answer of the Web API says whether it is one, and why not in a word of its own. */
const slackAnswer = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.looseObject({ ok: z.literal(false), error: z.string().regex(/^[a-z][a-z0-9_]*$/) }),
]);

/** Pages of people and channels have a hundredth of this. */
export const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** Rejects with ForeignAnswer, also for what is larger than any answer of Slack's, and with TooManyRequests of a method, or of every call where the answer says nothing. */
export async function slackFetch(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(url, init);
  const { status, headers } = response;
  const body = await textWithin(response, LARGEST_ANSWER_BYTES);
  if (body === undefined) throw new ForeignAnswer(status);
  if (status === 429) {
    const afterMs = waitOf(headers);
    // One that does not say for how long is no word about this method.
    const kind = afterMs === undefined ? EVERY_CALL : (String(url).split("/").at(-1) ?? "");
    throw new TooManyRequests(kind, afterMs);
  }
  if (status === 200 && !isSlacks(body)) throw new ForeignAnswer(status);
  return new Response(body, { status, headers });
}

/** How long a 429 asks to wait; undefined when it does not say. */
export function waitOf(headers: Headers): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds) * SECOND_MS;
}

function isSlacks(body: string): boolean {
  try {
    return slackAnswer.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
