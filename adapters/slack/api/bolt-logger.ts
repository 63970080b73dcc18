// Bolt's log lines in ours. Its debug lines carry whole payloads, a pasted code among them, so they are never written.

import { LogLevel } from "@slack/bolt";
import { messageOf } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";

type BoltLogger = ConstructorParameters<typeof import("@slack/bolt").SocketModeReceiver>[0]["logger"];

/** A logger for every part of Bolt. */
export function boltLogger(log: Logger): NonNullable<BoltLogger> {
  // Only texts and messages of errors: the objects beside them may hold requests with their headers.
  const said = (parts: readonly unknown[]): string => parts.map(messageOf).join(" ");
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(said(parts)),
    warn: (...parts) => log.warn(said(parts)),
    error: (...parts) => log.warn(said(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
