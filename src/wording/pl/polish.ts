// Polish: every message of the bot, by the part of the code that says it.

import { LANGUAGE } from "./language.ts";
import { REPLY } from "./reply.ts";
import { SERVE } from "./serve.ts";

export const POLISH: Readonly<Record<string, string>> = { ...LANGUAGE, ...REPLY, ...SERVE };
