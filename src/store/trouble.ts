// What a database's refusal means for people: it is full, or it cannot be reached. Everything else stays as it is.

import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";

/** https://www.sqlite.org/rescode.html; the extended codes have these in their lowest byte. */
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES_DISK_FULL = "53100";
/** Ended by an administrator, crashed, starting or stopping, too many connections; class 08 is about connections. */
const POSTGRES_AWAY = /^(?:57P0[1-5]|53300|08...)$/;

/** As Node and the resolver name them. */
const NETWORK_CODES =
  /^(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What pg says without a code. */
const PG_SENTENCES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Postgres connection has been discarded)/;

/** Whether a query failed because the connection under it broke, or none could be had. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    (code !== undefined && (POSTGRES_AWAY.test(code) || NETWORK_CODES.test(code))) ||
    PG_SENTENCES.test(error.message)
  );
}

/**
 * The error as AppError "no-room" or "no-state", where it is one of these; else as it is. `mayBeSaved`: the connection broke
 * in a step whose answer tells whether it is saved.
 */
export function troubleOf(error: unknown, { mayBeSaved }: { readonly mayBeSaved: boolean }): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (isFull(error))
    return new AppError(
      "no-room",
      say(
        "The disk that keeps the bot's state is full or cannot be written, so nothing was saved. Questions are still answered. Whoever runs the bot makes room; then everything goes on by itself.",
      ),
      { retryable: true, cause: error },
    );
  if (!isConnectionLost(error)) return error;
  return new AppError(
    "no-state",
    mayBeSaved
      ? say(
          "The connection to the bot's database broke while this was saved, so it may be saved or not. Look before you do it again.",
        )
      : say("The bot's database cannot be reached now. Nothing was changed; try again in a minute."),
    { retryable: true, cause: error },
  );
}

function isFull(error: Error): boolean {
  if (codeOf(error) === POSTGRES_DISK_FULL) return true;
  if (!("errcode" in error) || typeof error.errcode !== "number") return false;
  return [SQLITE_FULL, SQLITE_IOERR].includes(error.errcode & 0xff);
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
