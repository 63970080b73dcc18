// Polish: every message of the bot, by the part of the code that says it.

import { DIGEST_OPTIONS } from "./digest-options.ts";
import { DIGESTS } from "./digests.ts";

export const POLISH: Readonly<Record<string, string>> = {
  ...DIGESTS,
  ...DIGEST_OPTIONS,
};
