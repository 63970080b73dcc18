// The one error family. A message is a sentence for people; a code is for code and tests.

/** Stable identifiers of everything that can go wrong where a person may see it. */
export type ErrorCode =
  | "bad-input" // what was typed cannot be understood or is out of bounds
  | "not-found" // the thing named does not exist
  | "not-allowed" // the actor's role does not suffice
  | "too-many" // the actor's rate limit
  | "no-data" // nothing to answer from yet
  | "file-refused" // a data file cannot be read
  | "build-failed" // no snapshot could be made
  | "busy" // another process or task holds what is needed
  | "no-room" // the disk or the database is full, so that nothing can be saved
  | "no-state" // the connection to the stored state broke
  | "needs-reconnect" // Dropbox refuses the stored access
  | "dropbox" // Dropbox answered with a failure
  | "network" // the other end did not answer
  | "bad-configuration" // the environment is wrong
  | "closing" // the program is shutting down
  | "internal"; // a defect

export interface AppErrorOptions {
  /** Whether trying again later may succeed. Default false. */
  readonly retryable?: boolean;
  /** How long to wait before trying again, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What it is the same trouble as, for whoever tells of each trouble once. Default the code. */
  readonly trouble?: string;
  readonly cause?: unknown;
}

/**
 * A failure with a sentence for people: what happened, what still works, what to do.
 * The message never contains a secret, a stack or a path of the server.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly trouble: string;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.trouble = options.trouble ?? code;
  }
}

/** Ends a `switch` over a union: a member that was forgotten is a type error, and loud at run time. */
export function assertNever(value: never): never {
  throw new AppError("internal", `Unexpected value: ${JSON.stringify(value)}`);
}

/** The text of anything thrown, for logs and for reasons. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
