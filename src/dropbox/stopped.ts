// Work on the files that somebody ended.

import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";

/** What a caller gets whose signal ended the work. */
export function stopped(cause?: unknown): AppError {
  return new AppError("closing", say("The work on the Dropbox files was stopped. Nothing was lost."), {
    retryable: true,
    cause,
  });
}

/** Throws AppError "closing" when the work is to end. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw stopped();
}
