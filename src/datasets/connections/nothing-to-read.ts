// Why there is nothing to read by a connection, and what to do.

import { AppError } from "../../errors.ts";
import { environmentKey } from "../../platform/workspace.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { NO_SOURCE } from "../file-source.ts";

/** What everybody hears who asks for news where none are connected. */
export function notConnected(): AppError {
  return new AppError(
    "no-data",
    "No news folder is connected yet. An admin can run /dropbox connect; on the bot's machine, --files <folder> reads local files.",
    { trouble: NO_SOURCE },
  );
}

/** What everybody hears while nobody has chosen what is read. It is no trouble that admins need to be told of. */
export function nobodyChose({ workspace }: ConnectionRecord): AppError {
  const choose =
    workspace === environmentKey("dropbox")
      ? "Whoever runs the bot sets DROPBOX_PATH."
      : "An admin can look at /dropbox files and choose with /dropbox use <path>.";
  return new AppError(
    "no-data",
    `Dropbox is connected, but nobody has chosen which files are the news, so none was read. ${choose}`,
    { trouble: NOBODY_CHOSE },
  );
}

/** The trouble of `nobodyChose`. */
export const NOBODY_CHOSE = "nobody-chose";
