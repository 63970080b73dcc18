// What the menu of a message offers, below "Apps": commands without fields, whose names people read. Several bots of a server
// may have the same ones, each beside its own picture, so that no prefix stands before them.

import type { Wanted } from "../../../src/platform/linked.ts";
import { BOT_DM, GUILD, GUILD_INSTALL, PRIVATE_CHANNEL, USER_INSTALL } from "./contexts.ts";

/** Value of the API's ApplicationCommandType; `description` may not be said. */
export const MESSAGE = 3;

export interface MessageCommand {
  readonly type: typeof MESSAGE;
  readonly name: string;
  readonly contexts: readonly number[];
  readonly integration_types: readonly number[];
}

/** What is wanted of the stories that the message links to, by the name that the menu shows: 1–32 characters. */
export const WANTED: Readonly<Record<string, Wanted>> = {
  "Reports of this story": "reports",
  "Why was this sent": "why",
  "Mute its source": "mute",
};

/** `installs`: how the application may be installed. Digests are a server's, so that what is about them stays there. */
export function messageCommands(installs: readonly number[]): readonly MessageCommand[] {
  return Object.entries(WANTED).map(([name, wanted]) => {
    const isForAnybody = wanted === "reports" && installs.includes(USER_INSTALL);
    return {
      type: MESSAGE,
      name,
      contexts: [GUILD, BOT_DM, ...(isForAnybody ? [PRIVATE_CHANNEL] : [])],
      integration_types: [GUILD_INSTALL, ...(isForAnybody ? [USER_INSTALL] : [])],
    };
  });
}
