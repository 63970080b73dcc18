// The ways to Discord's HTTP API. Waiting out 429 and trying again after 5xx is discord.js's work where it may be done.

import { REST } from "discord.js";

export interface RestOptions {
  readonly token: string;
  /** The API's address without version; Discord's own when absent. */
  readonly apiUrl: string | undefined;
}

const DEFAULT_API = "https://discord.com/api";

/** The API's version in every path. */
export const API_VERSION = "10";

export function apiOf({ apiUrl }: Pick<RestOptions, "apiUrl">): string {
  return apiUrl ?? DEFAULT_API;
}

/**
 * For answers to interactions. They do not count towards the bot's global limit of 50 requests a second
 * (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit), and have their own token.
 */
export function interactionRest(options: RestOptions): REST {
  return new REST({
    api: apiOf(options),
    version: API_VERSION,
    globalRequestsPerSecond: 100_000,
    timeout: 10_000,
  });
}

/** For what the bot asks and tells by itself. */
export function botRest(options: RestOptions): REST {
  return new REST({ api: apiOf(options), version: API_VERSION });
}

/** For posts that must be there exactly once: nothing is tried again or waited for behind the caller's back. */
export function deliveryRest(options: RestOptions): REST {
  return new REST({
    api: apiOf(options),
    version: API_VERSION,
    retries: 0,
    rejectOnRateLimit: () => true,
    timeout: 15_000,
  });
}
