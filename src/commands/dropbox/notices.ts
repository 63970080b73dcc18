// What admins hear without having asked: Dropbox refuses or accepts again, files are held back or cannot be used.

import type { ConnectionNews } from "../../datasets/connections/index.ts";
import { NOBODY_CHOSE } from "../../datasets/connections/nothing-to-read.ts";
import type { DataSetNews } from "../../datasets/data-set.ts";
import { actions, command, joined, paragraph, privately, quote } from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import type { Reply } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";
import { sayStored } from "../../wording/stored.ts";
import { heldBlocks } from "../held-files.ts";

/** The message for admins. */
export function connectionNotice(news: ConnectionNews): Reply {
  switch (news.type) {
    case "connected":
      return privately(
        paragraph(
          ...sayParts("{who} connected the Dropbox of {account}. News are read from there from now on.", {
            who: quote(news.by || say("Somebody")),
            account: quote(news.account),
          }),
        ),
        actions(command(say("Status"), "/dropbox status")),
      );
    case "disconnected":
      return privately(
        paragraph(
          ...sayParts(
            "{who} disconnected the Dropbox of {account}. Nobody here gets news, and digests are silent, until somebody connects again.",
            { who: quote(news.by), account: quote(news.account) },
          ),
        ),
        actions(command(say("Connect"), "/dropbox connect")),
      );
    case "refused":
      return privately(
        paragraph(
          say(
            "Dropbox has refused the bot's access since {time}. {refusal} Questions are still answered from the last good news, and every answer says so.",
            { time: formatInstant(news.since, "UTC"), refusal: sayStored(news.refusal) },
          ),
        ),
        actions(command(say("Connect"), "/dropbox connect", { style: "primary" })),
      );
    case "mended":
      return privately(
        paragraph(say("Dropbox accepts the bot's access again. The news is up to date from now on.")),
      );
  }
}

/** Troubles that admins are not told of: a refused access has its own notices, and who has to choose was asked. */
const NOT_TOLD = ["refused", "needs-reconnect", NOBODY_CHOSE];

/** The message for admins about data that could not be brought up to date; undefined when all went well. */
export function dataSetNotice(news: DataSetNews): Reply | undefined {
  switch (news.type) {
    case "unchanged":
    case "swapped":
      return news.newlyHeld.length === 0
        ? undefined
        : privately(
            paragraph(say("The newest version of these files is not in use; all other files are.")),
            ...heldBlocks(news.newlyHeld),
          );
    case "failed":
      return NOT_TOLD.includes(news.error.trouble)
        ? undefined
        : privately(
            paragraph(joined(sayStored(news.error.message), say("The last good news keeps answering."))),
          );
    case "recovered":
      return news.troubles.every((trouble) => NOT_TOLD.includes(trouble))
        ? undefined
        : privately(
            paragraph(
              say("The files can be read again. What was wrong since {time} is over.", {
                time: formatInstant(news.since, "UTC"),
              }),
            ),
          );
  }
}
