// What admins hear without having asked: Dropbox refuses or accepts again, files are held back or cannot be used.

import type { ConnectionNews } from "../../datasets/connections/index.ts";
import type { RefreshOutcome } from "../../datasets/data-set.ts";
import { actions, command, paragraph, privately } from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import type { Reply } from "../../reply/reply.ts";
import { heldBlocks } from "../held-files.ts";

/** The message for admins; undefined for what they did themselves and need not hear. */
export function connectionNotice(news: ConnectionNews): Reply | undefined {
  switch (news.type) {
    case "connected":
    case "disconnected":
      return undefined;
    case "refused":
      return privately(
        paragraph(
          `Dropbox has refused the bot's access since ${formatInstant(news.since, "UTC")}. Questions are still answered from the last good news, and every answer says so. Connect again to mend it.`,
        ),
        actions(command("Connect", "/dropbox connect", { style: "primary" })),
      );
    case "mended":
      return privately(
        paragraph("Dropbox accepts the bot's access again. The news is up to date from now on."),
      );
  }
}

/**
 * The message for admins about data that could not be brought up to date; undefined when all went well. A refused access
 * has its own notice.
 */
export function outcomeNotice(outcome: RefreshOutcome): Reply | undefined {
  switch (outcome.type) {
    case "unchanged":
    case "swapped":
      return outcome.newlyHeld.length === 0
        ? undefined
        : privately(
            paragraph("The newest version of these files is not in use; all other files are."),
            ...heldBlocks(outcome.newlyHeld),
          );
    case "failed":
      return outcome.error.code === "needs-reconnect" || outcome.error.code === "closing"
        ? undefined
        : privately(paragraph(`${outcome.error.message} The last good news keeps answering.`));
  }
}
