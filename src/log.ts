// Structured logs on standard error, so that standard output carries only answers.

import { type Logger, pino } from "pino";

export type { Logger } from "pino";

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/** Keys whose values never reach a log, at any depth that we log. */
const SECRET_KEYS = [
  "token",
  "accessToken",
  "refreshToken",
  "code",
  "verifier",
  "secret",
  "authorization",
  "password",
];

/** A logger that writes one JSON line an event to standard error. */
export function createLogger(level: LogLevel): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: "[hidden]" },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
