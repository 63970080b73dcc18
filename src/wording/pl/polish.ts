// Polish: every message of the bot, by the part of the code that says it.

import { CONNECTION } from "./connection.ts";
import { DIGEST_OPTIONS } from "./digest-options.ts";
import { DIGESTS } from "./digests.ts";
import { HOME } from "./home.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...CONNECTION,
  ...DIGESTS,
  ...DIGEST_OPTIONS,
  ...HOME,
};
