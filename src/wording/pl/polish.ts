// Polish: every message of the bot, by the part of the code that says it.

import { CARDS } from "./cards.ts";
import { DATA } from "./data.ts";
import { POSTS } from "./posts.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...CARDS,
  ...DATA,
  ...POSTS,
};
