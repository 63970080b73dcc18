// Discord's part of the environment.

import { origin, text } from "../../src/platform/settings.ts";
import { defineSettings } from "../adapter.ts";

export interface DiscordSettings {
  readonly token: string;
  /** Default: what the gateway tells. */
  readonly applicationId?: string;
  /** The API's address without version. Default: Discord's own. */
  readonly apiUrl?: string;
}

export const settings = defineSettings({
  variables: { DISCORD_TOKEN: text, DISCORD_APPLICATION_ID: text, DISCORD_API_URL: origin },
  read({
    DISCORD_TOKEN: token,
    DISCORD_APPLICATION_ID: applicationId,
    DISCORD_API_URL: apiUrl,
  }): DiscordSettings | undefined {
    if (token === undefined) return undefined;
    return {
      token,
      ...(applicationId === undefined ? {} : { applicationId }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
    };
  },
  off: "it needs DISCORD_TOKEN",
});
