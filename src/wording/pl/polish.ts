// Polish: every message of the bot, by the part of the code that says it.

import { REPLICAS } from "./replicas.ts";

export const POLISH: Readonly<Record<string, string>> = { ...REPLICAS };
