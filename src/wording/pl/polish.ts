// Polish: every message of the bot, by the part of the code that says it.

import { PAGE } from "./page.ts";

export const POLISH: Readonly<Record<string, string>> = { ...PAGE };
