// Which language a browser's reader reads.

import { parseAccept } from "hono/utils/accept";
import { isSpoken } from "../../../src/wording/languages.ts";

/** Of the languages that the header `Accept-Language` asks for, the first that the bot speaks; BCP 47. */
export function localeOf(acceptLanguage = ""): string | undefined {
  return parseAccept(acceptLanguage)
    .map(({ type }) => type)
    .find((asked) => isSpoken(asked));
}
