// The bot's token in calls: kept whatever Discord answers, and watched, so that a refusal is told and its end noticed.

import { type REST, RESTEvents } from "discord.js";
import type { TokenWatch } from "../../../src/platform/standing.ts";

/** What the operator hears of a token that Discord does not take. */
export const REFUSED =
  "Discord refuses DISCORD_TOKEN. Copy the token anew from the Bot page of the developer portal and start the bot with it.";

/** Calls of `rest` carry the token from now on, and tell the watch what became of it. */
export function withToken(rest: REST, token: string, watch: TokenWatch): REST {
  rest.setToken(token);
  rest.on(RESTEvents.Response, (_request, { status }) => {
    if (status === 401) watch.refused(REFUSED);
    else if (status < 500) watch.taken();
    else watch.unsure();
  });
  // discord.js drops it at the first 401, and then sends nothing any more (discord.js #10958).
  return Object.assign(rest, { setToken: () => rest });
}
