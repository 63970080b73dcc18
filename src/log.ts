// Structured logs on standard error, so that standard output carries only answers.

import { type DestinationStream, type Logger, pino } from "pino";
import { withoutSteering } from "./steering.ts";

export type { DestinationStream as LogDestination, Logger } from "pino";

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

const HIDDEN = "[hidden]";

/** Keys whose values never reach a log, at any depth that we log. */
const SECRET_KEYS = [
  "token",
  "accessToken",
  "refreshToken",
  "verifier",
  "secret",
  "authorization",
  "password",
];

/** A code opens something, unless it is an error's: ECONNRESET, 23505, no-room say more than a message. */
const ERROR_CODE = /^[\w-]{1,40}$/;

/** A logger that writes one JSON line an event to standard error, or elsewhere; others' words neither end nor steer it. */
export function createLogger(level: LogLevel, destination: DestinationStream = standardError()): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ["code", ...SECRET_KEYS.flatMap((key) => [key, `*.${key}`])],
        censor: HIDDEN,
      },
      formatters: { log: withoutCodes },
    },
    { write: (line) => destination.write(withoutSteering(line)) },
  );
}

function standardError(): DestinationStream {
  return pino.destination({ dest: 2, sync: true });
}

/** pino's own paths cannot tell an error from anything else. */
function withoutCodes(logged: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(logged).map(([key, value]) => {
      if (typeof value !== "object" || value === null || !("code" in value)) return [key, value];
      if (!(value instanceof Error)) return [key, { ...value, code: HIDDEN }];
      const isShown = ERROR_CODE.test(String(value.code));
      return [key, isShown ? value : { ...pino.stdSerializers.err(value), code: HIDDEN }];
    }),
  );
}
