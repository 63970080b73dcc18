// What admins on other platforms hear when one refuses the bot, and when that is over.

import { paragraph, privately } from "../reply/build.ts";
import { formatInstant } from "../reply/dates.ts";
import type { Reply } from "../reply/reply.ts";

/** `reason`: what is refused and how it is mended, in a sentence or two. */
export function refusedReply(name: string, reason: string): Reply {
  return privately(
    paragraph(
      `${name} does not take the bot: commands there are not answered, and its digests wait. ${reason} Everything else goes on. It is tried again every minute, and what waits is sent once it works.`,
    ),
  );
}

export function takenAgainReply(name: string, since: number): Reply {
  return privately(
    paragraph(
      `${name} takes the bot again. It had refused it since ${formatInstant(since, "UTC")}; digests that waited are on their way.`,
    ),
  );
}
