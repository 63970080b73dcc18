// What stands in a channel or a thread of digests of ours, whatever the store knows of them.

import type { Destination } from "../../../src/platform/destination.ts";
import { linksOf } from "../in/links.ts";
import { keyIn, pagesOf, type Reading } from "./history.ts";

type Standing = Awaited<ReturnType<NonNullable<Destination["standing"]>>>;

/** As `destination.ts` makes keys: Slack names blocks otherwise, in a few characters. */
const OF_A_DIGEST = /^[\w-]{12}(?:\.\d+)?$/;

/** Rejects with what `failureOf` reads. */
export async function standingIn(reading: Reading): Promise<Standing> {
  const found: Standing[number][] = [];
  for await (const { messages } of pagesOf(reading))
    for (const message of messages) {
      const key = keyIn(message) ?? "";
      if (!OF_A_DIGEST.test(key)) continue;
      found.push({ key, links: linksOf(message) });
      if (reading.threadTs === undefined && (message.reply_count ?? 0) > 0)
        found.push(...(await standingIn({ ...reading, threadTs: message.ts })));
    }
  return found;
}
