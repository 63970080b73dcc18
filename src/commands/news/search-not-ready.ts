// What a search says while the full text is still being made.

import type { SearchNotReady } from "../../news/catalog.ts";
import { actions, code, command, heading, paragraph, privately } from "../../reply/build.ts";
import type { Reply } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";

/** How far it is, what works meanwhile, and the same command once more. */
export function notReadyReply(title: string, again: string, { done, of }: SearchNotReady): Reply {
  const percent = of === 0 ? 0 : Math.min(99, Math.floor((done / of) * 100));
  return privately(
    heading(title),
    paragraph(
      ...sayParts(
        "Search over {articles, plural, one {# article} other {# articles}} is being prepared: {percent} %. {top} and {latest} work meanwhile.",
        { articles: of, percent, top: code("/news top"), latest: code("/news latest") },
      ),
    ),
    actions(
      command(say("Try again"), again),
      command(say("Top news"), "/news top"),
      command(say("Latest"), "/news latest"),
    ),
  );
}
