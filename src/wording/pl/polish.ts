// Polish: every message of the bot, by the part of the code that says it.

import { NEWS } from "./news.ts";
import { NEWS_COUNTS } from "./news-counts.ts";
import { NEWS_REFERENCE } from "./news-reference.ts";

export const POLISH: Readonly<Record<string, string>> = { ...NEWS, ...NEWS_COUNTS, ...NEWS_REFERENCE };
