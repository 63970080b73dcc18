// The ways to Discord's HTTP API: which of them wait and ask again, and which tell at once what became of a request.

import { REST, type RESTOptions } from "discord.js";
import type { Rests } from "../../../src/platform/rests.ts";
import { MINUTE_MS, SECOND_MS } from "../../../src/time/units.ts";
import { BY_THE_BOT, discordFetch, REQUEST_TIMEOUT_MS } from "./discord-fetch.ts";

export interface RestOptions {
  /** The API's address without version; Discord's own when absent. */
  readonly apiUrl: string | undefined;
  /** Shared by all ways: what one of them meets, the others keep to. */
  readonly rests: Rests;
}

export const DEFAULT_API = "https://discord.com/api";

/** An interaction takes answers for 15 minutes, https://docs.discord.com/developers/interactions/receiving-and-responding */
const INTERACTION_WAIT_MS = 14 * MINUTE_MS;
/** Nobody sits before what the bot asks or tells by itself; who does, gives it up by a signal. */
const LONGEST_WAIT_MS = 10 * MINUTE_MS;
/** What is not taken by then is told to whoever waits for it, or tried again later. */
const ONCE_WAIT_MS = MINUTE_MS;
/** The connection is tried again by whoever wants it. */
const CONNECTION_WAIT_MS = 30 * SECOND_MS;

/**
 * For answers to interactions. They do not count towards the bot's global limit of 50 requests a second
 * (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit), and have their own token.
 */
export function interactionRest(options: RestOptions): REST {
  return new REST({
    ...wayOf(options, { among: [], longestWaitMs: INTERACTION_WAIT_MS }),
    globalRequestsPerSecond: 100_000,
  });
}

/** The same for messages that everybody sees: nothing is sent again whose answer was lost. */
export function interactionOnceRest(options: RestOptions): REST {
  return new REST({
    ...wayOf(options, { among: [], longestWaitMs: INTERACTION_WAIT_MS }),
    globalRequestsPerSecond: 100_000,
    retries: 0,
  });
}

/** For what the bot tells people by itself, once: nothing is sent again whose answer was lost. */
export function onceRest(options: RestOptions): REST {
  return new REST({
    ...wayOf(options, { among: [BY_THE_BOT], longestWaitMs: ONCE_WAIT_MS }),
    retries: 0,
  });
}

/** For posts that must be there exactly once: nothing is tried again or waited for behind the caller's back. */
export function deliveryRest(options: RestOptions): REST {
  return new REST({
    ...wayOf(options, { among: [BY_THE_BOT], longestWaitMs: 0 }),
    retries: 0,
    rejectOnRateLimit: () => true,
  });
}

/** For what the bot asks and tells by itself: waits as long as Discord wants, tries again where it fails. */
export function botRest(options: RestOptions): REST {
  return new REST(wayOf(options, { among: [BY_THE_BOT], longestWaitMs: LONGEST_WAIT_MS }));
}

/** What the gateway's client asks with. */
export function gatewayWay(options: RestOptions): Partial<RESTOptions> {
  return wayOf(options, { among: [BY_THE_BOT], longestWaitMs: CONNECTION_WAIT_MS });
}

function wayOf(
  { apiUrl, rests }: RestOptions,
  how: { readonly among: readonly string[]; readonly longestWaitMs: number },
): Pick<RESTOptions, "api" | "version" | "timeout" | "makeRequest"> {
  return {
    api: apiUrl ?? DEFAULT_API,
    version: "10",
    // Held back first, then a request's own time, which discordFetch keeps.
    timeout: how.longestWaitMs + 2 * REQUEST_TIMEOUT_MS,
    makeRequest: discordFetch({ rests, ...how }),
  };
}
