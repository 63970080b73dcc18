// Polish: every message of the bot, by the part of the code that says it.

import { LANGUAGE } from "./language.ts";
import { NEWS_COUNTS } from "./news-counts.ts";
import { NEWS_REFERENCE } from "./news-reference.ts";
import { NEWS } from "./news.ts";
import { REPLY } from "./reply.ts";
import { SERVE } from "./serve.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...LANGUAGE,
  ...NEWS,
  ...NEWS_COUNTS,
  ...NEWS_REFERENCE,
  ...REPLY,
  ...SERVE,
};
