// Why a snapshot does not answer just now, said once.

import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";

/** It is being closed: whoever asks again finds what serves then. */
export function beingClosed(): AppError {
  return new AppError("closing", say("The news is being closed. Ask again in a moment."), {
    retryable: true,
  });
}

/** Its database is none, or does not open. */
export function notOpened(cause: unknown): AppError {
  return new AppError(
    "build-failed",
    say("The prepared news could not be opened. It is made anew from the files."),
    { retryable: true, cause },
  );
}

/** Something of it is not what was written. */
export function damaged(cause: unknown): AppError {
  return new AppError(
    "build-failed",
    say("The prepared news is damaged. It is made anew from the files. Ask again in a minute."),
    { retryable: true, cause },
  );
}
