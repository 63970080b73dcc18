// Polish: every message of the bot, by the part of the code that says it.

import { AUDIT } from "./audit.ts";
import { CARDS } from "./cards.ts";
import { CONNECTION } from "./connection.ts";
import { DATA } from "./data.ts";
import { DIGEST_OPTIONS } from "./digest-options.ts";
import { DIGESTS } from "./digests.ts";
import { DISCORD } from "./discord.ts";
import { HOME } from "./home.ts";
import { INSTALL } from "./install.ts";
import { LANGUAGE } from "./language.ts";
import { LIVING } from "./living.ts";
import { NEWS } from "./news.ts";
import { NEWS_COUNTS } from "./news-counts.ts";
import { NEWS_REFERENCE } from "./news-reference.ts";
import { PAGE } from "./page.ts";
import { POSTS } from "./posts.ts";
import { REPLICAS } from "./replicas.ts";
import { REPLY } from "./reply.ts";
import { SERVE } from "./serve.ts";
import { SLACK } from "./slack.ts";
import { TERMINAL } from "./terminal.ts";
import { WEB } from "./web.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...AUDIT,
  ...CARDS,
  ...CONNECTION,
  ...DATA,
  ...DIGESTS,
  ...DIGEST_OPTIONS,
  ...DISCORD,
  ...HOME,
  ...INSTALL,
  ...LANGUAGE,
  ...LIVING,
  ...NEWS,
  ...NEWS_COUNTS,
  ...NEWS_REFERENCE,
  ...PAGE,
  ...POSTS,
  ...REPLICAS,
  ...REPLY,
  ...SERVE,
  ...SLACK,
  ...TERMINAL,
  ...WEB,
};
