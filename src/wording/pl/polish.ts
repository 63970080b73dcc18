// Polish: every message of the bot, by the part of the code that says it.

import { DISCORD } from "./discord.ts";
import { LIVING } from "./living.ts";
import { NEWS_COUNTS } from "./news-counts.ts";
import { NEWS_REFERENCE } from "./news-reference.ts";
import { NEWS } from "./news.ts";
import { SLACK } from "./slack.ts";
import { TERMINAL } from "./terminal.ts";
import { WEB } from "./web.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...DISCORD,
  ...LIVING,
  ...NEWS,
  ...NEWS_COUNTS,
  ...NEWS_REFERENCE,
  ...SLACK,
  ...TERMINAL,
  ...WEB,
};
