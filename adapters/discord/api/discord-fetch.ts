// What discord.js makes its requests with. It keeps rests that Discord asks for, which discord.js does not where it is
// not told for how long, and lets through what is Discord's own: discord.js takes any page for an answer.

import { DefaultRestOptions, type RESTOptions } from "discord.js";
import { z } from "zod";
import { EVERY_CALL, type Rests, TooManyRequests } from "../../../src/platform/rests.ts";
import { textWithin } from "../../../src/platform/text-within.ts";
import { SECOND_MS } from "../../../src/time/units.ts";

/** An answer that is not Discord's: a proxy's page, nothing, half an answer. Whether it was done is not known. */
class ForeignAnswer extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The answer is not Discord's (HTTP ${status}).`);
    this.name = "ForeignAnswer";
    this.status = status;
  }
}

/** A request without an answer after so long has failed. */
export const REQUEST_TIMEOUT_MS = 15_000;

/** A thousand members, or a hundred messages with all that may stand in them, have a tenth of it. */
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** Requests with the bot's token: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
export const BY_THE_BOT = "every call of the bot";

export interface Fetching {
  readonly rests: Rests;
  /** What else all these requests are among, besides every call. */
  readonly among: readonly string[];
  /** How long one may be held back altogether. */
  readonly longestWaitMs: number;
}

type MakeRequest = RESTOptions["makeRequest"];
type Response = Awaited<ReturnType<MakeRequest>>;

/**
 * Rejects with TooManyRequests when the rest is longer than may be waited, and with ForeignAnswer, also for what is larger than
 * any answer of Discord's.
 */
export function discordFetch({ rests, among, longestWaitMs }: Fetching): MakeRequest {
  return (url, init) => {
    const kind = kindOf(init.method ?? "GET", new URL(url).pathname);
    const given = init.signal ?? undefined;
    return rests.through([EVERY_CALL, ...among, kind], { longestWaitMs, signal: given }, async () => {
      const limits = [AbortSignal.timeout(REQUEST_TIMEOUT_MS), ...(given === undefined ? [] : [given])];
      const response = await DefaultRestOptions.makeRequest(url, {
        ...(await encoded(init)),
        signal: AbortSignal.any(limits),
      });
      const body = await textWithin(response, LARGEST_ANSWER_BYTES);
      if (body === undefined) throw new ForeignAnswer(response.status);
      if (response.status === 429) throw tooMany(kind, response, body);
      return read(response, ownBody(response, body));
    });
  };
}

/**
 * Files as the bytes of their form: the dispatcher that all share may be of another undici, Slack's, which takes no FormData but
 * its own.
 */
async function encoded(init: Parameters<MakeRequest>[1]): Promise<Parameters<MakeRequest>[1]> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const headers = { ...named.parse(init.headers), "content-type": form.headers.get("content-type") ?? "" };
  return { ...init, headers, body: await form.bytes() };
}

/** As discord.js names a request's headers. */
const named = z.record(z.string(), z.string());

/** Limits count for each channel, server and interaction: other ids are left out. */
function kindOf(method: string, path: string): string {
  const [, major = "", rest = ""] =
    /^.*?(\/(?:channels|guilds|webhooks|interactions)\/\d+)?(\/.*)$/.exec(
      path.replace(/^.*?\/v\d+(?=\/)/, ""),
    ) ?? [];
  const isOfInteraction = major.startsWith("/webhooks") || major.startsWith("/interactions");
  return `${method} ${major}${isOfInteraction ? rest : rest.replaceAll(/\/\d+/g, "/:id")}`;
}

/** A kind with an interaction's token, which nobody may write down and which is over in 15 minutes. */
export function hasToken(kind: string): boolean {
  return /^\w+ \/(webhooks|interactions)\//.test(kind);
}

const limited = z.object({ retry_after: z.number().nonnegative(), global: z.boolean().default(false) });

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit; a bare one is the whole address's. */
function tooMany(kind: string, { headers }: Response, body: string): TooManyRequests {
  const told = limited.safeParse(parsed(body));
  const header = headers.get("retry-after");
  const seconds = header === null || !/^[\d.]+$/.test(header) ? told.data?.retry_after : Number(header);
  if (seconds === undefined) return new TooManyRequests(EVERY_CALL);
  const isGlobal = told.data?.global === true || headers.has("x-ratelimit-global");
  return new TooManyRequests(told.success ? (isGlobal ? BY_THE_BOT : kind) : EVERY_CALL, seconds * SECOND_MS);
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const refusal = z.object({ code: z.number(), message: z.string() });

function ownBody({ status, headers }: Response, body: string): string {
  // Not known to be done; discord.js may ask again.
  if (status >= 500) return body;
  // Nothing was done, whoever says so.
  if (status === 401) return JSON.stringify(refusal.safeParse(parsed(body)).data ?? UNAUTHORIZED);
  const isOwn =
    status >= 400
      ? refusal.safeParse(parsed(body)).success
      : status < 300 && headers.get("content-type")?.startsWith("text/html") !== true;
  if (!isOwn) throw new ForeignAnswer(status);
  return body;
}

const UNAUTHORIZED = { code: 0, message: "401: Unauthorized" };

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The response with a body that was read. A refusal is read as JSON whatever its type is called. */
function read({ headers, ok, status, statusText }: Response, body: string): Response {
  if (status >= 400 && status < 500) headers.set("content-type", "application/json");
  return {
    headers,
    ok,
    status,
    statusText,
    body: null,
    bodyUsed: true,
    text: async () => body,
    json: async () => JSON.parse(body),
    arrayBuffer: async () => new TextEncoder().encode(body).buffer,
  };
}
