// Why there is nothing to read by a connection, and what to do.

import { AppError } from "../../errors.ts";
import { environmentKey } from "../../platform/workspace.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { say } from "../../wording/say.ts";
import { NO_SOURCE } from "../file-source.ts";

/** What everybody hears who asks for news where none are connected. */
export function notConnected(): AppError {
  return new AppError(
    "no-data",
    say(
      "No news folder is connected yet. An admin can run {connect}; on the bot's machine, {files} reads local files.",
      { connect: "/dropbox connect", files: "--files <folder>" },
    ),
    { trouble: NO_SOURCE },
  );
}

/** What everybody hears while nobody has chosen what is read. It is no trouble that admins need to be told of. */
export function nobodyChose({ workspace }: ConnectionRecord): AppError {
  return new AppError(
    "no-data",
    workspace === environmentKey("dropbox")
      ? say(
          "Dropbox is connected, but nobody has chosen which files are the news, so none was read. Whoever runs the bot sets DROPBOX_PATH.",
        )
      : say(
          "Dropbox is connected, but nobody has chosen which files are the news, so none was read. An admin can look at {files} and choose with {use}.",
          { files: "/dropbox files", use: "/dropbox use <path>" },
        ),
    { trouble: NOBODY_CHOSE },
  );
}

/** The trouble of `nobodyChose`. */
export const NOBODY_CHOSE = "nobody-chose";
