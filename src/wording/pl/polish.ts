// Polish: every message of the bot, by the part of the code that says it.

import { SLACK } from "./slack.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...SLACK,
};
