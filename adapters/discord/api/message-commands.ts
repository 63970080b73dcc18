// What the menu of a message offers, below "Apps": commands without fields, whose names people read. Several bots of a server
// may have the same ones, each beside its own picture, so that no prefix stands before them.

import type { Wanted } from "../../../src/platform/linked.ts";
import { wording } from "../../../src/wording/say.ts";
import { BOT_DM, GUILD, GUILD_INSTALL, PRIVATE_CHANNEL, USER_INSTALL } from "./contexts.ts";
import type { Localizations } from "./localized.ts";

/** Value of the API's ApplicationCommandType; `description` may not be said. */
export const MESSAGE = 3;

export interface MessageCommand {
  readonly type: typeof MESSAGE;
  readonly name: string;
  readonly name_localizations?: Localizations;
  readonly contexts: readonly number[];
  readonly integration_types: readonly number[];
}

/** What the menu shows in English, 1–32 characters, and what is wanted then of the stories that the message links to. */
const MENU: readonly { readonly name: string; readonly wanted: Wanted }[] = [
  { name: wording("Reports of this story"), wanted: "reports" },
  { name: wording("Why was this sent"), wanted: "why" },
  { name: wording("Mute its source"), wanted: "mute" },
];

/** By name. */
export const WANTED: Readonly<Record<string, Wanted>> = Object.fromEntries(
  MENU.map(({ name, wanted }) => [name, wanted]),
);

/** `installs`: how the application may be installed. Digests are a server's, so that what is about them stays there. */
export function messageCommands(installs: readonly number[]): readonly MessageCommand[] {
  return MENU.map(({ name, wanted }) => {
    const isForAnybody = wanted === "reports" && installs.includes(USER_INSTALL);
    return {
      type: MESSAGE,
      name,
      contexts: [GUILD, BOT_DM, ...(isForAnybody ? [PRIVATE_CHANNEL] : [])],
      integration_types: [GUILD_INSTALL, ...(isForAnybody ? [USER_INSTALL] : [])],
    };
  });
}
