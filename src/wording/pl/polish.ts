// Polish: every message of the bot, by the part of the code that says it.

import { DISCORD } from "./discord.ts";
import { PAGE } from "./page.ts";
import { SLACK } from "./slack.ts";
import { TERMINAL } from "./terminal.ts";
import { WEB } from "./web.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...DISCORD,
  ...PAGE,
  ...SLACK,
  ...TERMINAL,
  ...WEB,
};
