// What a search says while the full text is still being made.

import type { SearchNotReady } from "../../news/catalog.ts";
import { actions, code, command, counted, heading, paragraph, privately } from "../../reply/build.ts";
import type { Reply } from "../../reply/reply.ts";

/** How far it is, what works meanwhile, and the same command once more. */
export function notReadyReply(title: string, again: string, { done, of }: SearchNotReady): Reply {
  const percent = of === 0 ? 0 : Math.min(99, Math.floor((done / of) * 100));
  return privately(
    heading(title),
    paragraph(
      `Search over ${counted(of, "article")} is being prepared: ${percent} %. `,
      code("/news top"),
      " and ",
      code("/news latest"),
      " work meanwhile.",
    ),
    actions(command("Try again", again), command("Top news", "/news top"), command("Latest", "/news latest")),
  );
}
