// Failures of the disk under the downloaded files, as sentences.

import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";

/** Waits for work on the file system. @throws AppError bad-configuration with the reason when it fails */
export async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskError(error);
  }
}

function diskError(error: unknown): AppError {
  const code = codeOf(error);
  // The original message names a path of the server.
  const cause = new Error(code);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new AppError(
        "bad-configuration",
        say("The disk is full, so the news files could not be stored. Free some space, then run {refresh}.", {
          refresh: "/dropbox refresh",
        }),
        { retryable: true, cause },
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new AppError(
        "bad-configuration",
        say(
          "The bot may not write into its data directory, so the news files could not be stored. Give it the permission, then run {refresh}.",
          { refresh: "/dropbox refresh" },
        ),
        { cause },
      );
    default:
      return new AppError(
        "bad-configuration",
        say("The news files could not be stored in the data directory ({code}).", { code }),
        { cause },
      );
  }
}

/** `ENOENT` and the like. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
