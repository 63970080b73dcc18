// Polish: every message of the bot, by the part of the code that says it.

export const POLISH: Readonly<Record<string, string>> = {};
