// What a search says while the full text is still being made.

import type { SearchNotReady } from "../../news/catalog.ts";
import { actions, code, command, counted, paragraph, privately } from "../../reply/build.ts";
import type { Reply } from "../../reply/reply.ts";

/** How far it is, and what works meanwhile. */
export function notReadyReply({ done, of }: SearchNotReady): Reply {
  const percent = of === 0 ? 0 : Math.min(99, Math.floor((done / of) * 100));
  return privately(
    paragraph(
      `Search over ${counted(of, "article")} is being prepared: ${percent} %. `,
      code("/news top"),
      " and ",
      code("/news latest"),
      " work meanwhile. Search again in a moment.",
    ),
    actions(command("Top news", "/news top"), command("Latest", "/news latest")),
  );
}
