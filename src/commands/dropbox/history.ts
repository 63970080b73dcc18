// `/dropbox history`: who connected, chose, accepted and disconnected, and all that was changed here as a file.

import { actions, command, heading, list, paragraph, privately } from "../../reply/build.ts";
import { MOST_AUDITED } from "../../store/audit.ts";
import { say, wording } from "../../wording/say.ts";
import { changeItem, csvOf } from "../audited.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import type { DropboxServices } from "./services.ts";

const CHANGES_A_PAGE = 20;

export function historyCommand({ audit, exports }: Pick<DropboxServices, "audit" | "exports">): Command {
  return defineCommand({
    path: ["dropbox", "history"],
    summary: wording("Who connected, chose, accepted and disconnected, and when"),
    role: "admin",
    answers: "message",
    examples: ["/dropbox history", "/dropbox history page 2", "/dropbox history export"],
    options: {
      page: { kind: "integer", summary: wording("Which page, 1 to 50"), min: 1, max: 50 },
      export: {
        kind: "flag",
        standsBelow: true,
        summary: wording("As a csv file, with what was changed in digests, too"),
      },
    },
    async handler({ page = 1, export: asFile }, { invocation: { workspace }, now }) {
      if (asFile === true) {
        const entries = [
          ...(await audit.of(workspace, "dropbox", { limit: MOST_AUDITED })),
          ...(await audit.of(workspace, "digest", { limit: MOST_AUDITED })),
        ].toSorted((a, b) => a.at - b.at);
        if (entries.length === 0) return nothingYet();
        const day = new Date(now).toISOString().slice(0, "2024-03-05".length);
        const file = await exports.keepText(`rol-news-changes-${day}.csv`, csvOf(entries));
        return privately(
          heading(say("Changes")),
          paragraph(
            say("{count, plural, one {# change} other {# changes}}, the oldest first.", {
              count: entries.length,
            }),
          ),
          { type: "file", mediaType: "text/csv", ...file },
        );
      }
      const upTo = page * CHANGES_A_PAGE;
      const entries = await audit.of(workspace, "dropbox", { limit: upTo + 1 });
      const shown = entries.slice(upTo - CHANGES_A_PAGE, upTo);
      if (shown.length === 0)
        return page === 1 ? nothingYet() : privately(paragraph(say("There is no such page.")));
      return privately(
        heading(say("Changes"), say("Dropbox, times in UTC")),
        list(shown.map((entry) => changeItem(entry, "UTC"))),
        actions(
          command(say("As a file"), "/dropbox history export"),
          ...(entries.length > upTo ? [command(say("More"), `/dropbox history page ${page + 1}`)] : []),
        ),
      );
    },
  });
}

function nothingYet() {
  return privately(paragraph(say("Nothing was changed here yet that is on record.")));
}
