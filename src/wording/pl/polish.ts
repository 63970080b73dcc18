// Polish: every message of the bot, by the part of the code that says it.

import { LIVING } from "./living.ts";

export const POLISH: Readonly<Record<string, string>> = { ...LIVING };
