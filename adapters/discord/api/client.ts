// The ways to Discord's HTTP API. Waiting out 429 and trying again after 5xx is discord.js's work where it may be done.

import { DefaultRestOptions, REST, type RESTOptions } from "discord.js";
import type { TokenWatch } from "../../../src/platform/standing.ts";

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

/** For what may be asked again: places, members, registered commands, messages to people. */
export function botRest(options: RestOptions, watch: TokenWatch): REST {
  return restWithToken(options, watch, {});
}

/** For posts that must be there exactly once: nothing is tried again or waited for behind the caller's back. */
export function deliveryRest(options: RestOptions, watch: TokenWatch): REST {
  return restWithToken(options, watch, { retries: 0, rejectOnRateLimit: () => true, timeout: 15_000 });
}

function restWithToken(options: RestOptions, watch: TokenWatch, rest: Partial<RESTOptions>): REST {
  const made = new REST({
    ...rest,
    api: apiOf(options),
    version: API_VERSION,
    async makeRequest(url, init) {
      const response = await DefaultRestOptions.makeRequest(url, init).catch((error: unknown) => {
        watch.unsure();
        throw error;
      });
      if (response.status === 401) watch.refused(REFUSED);
      else if (response.status < 500) watch.taken();
      else watch.unsure();
      return response;
    },
  }).setToken(options.token);
  // It forgets its token at the first 401, and then every call fails unsent (discord.js #10958).
  return Object.assign(made, { setToken: () => made });
}

/** What the operator hears when Discord answers 401. */
export const REFUSED =
  "Discord refuses DISCORD_TOKEN. Copy the token anew from the Bot page of the developer portal and start the bot with it.";
