// `ask`: one command against the configured data or local files, or a prompt.

import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import { assembleBot } from "../main.ts";
import type { Clock } from "../reply/ports.ts";
import { holderOf } from "../store/lock.ts";
import { openTerminalSession, silentNotifier } from "./terminal-session.ts";

export interface AskOptions {
  readonly files?: string;
  /** ISO date or date and time. */
  readonly now?: string;
  readonly json: boolean;
  /** Empty for a prompt. */
  readonly command: string;
}

const GREETING = "Ask about the news: /news top corruption, /news latest, /news help. Type exit to leave.";

/** Answers on standard output. Throws AppError when it cannot start; trouble with data is part of the answer. */
export async function ask({ files, now, json, command }: AskOptions): Promise<void> {
  const config = readConfig();
  const bot = await assembleBot({
    config,
    clock: clockAt(now),
    log: createLogger(config.LOG_LEVEL ?? "error"),
    notifier: silentNotifier,
    readOnly: (await holderOf(config.DATA_DIR)) !== undefined,
    ...(files === undefined ? {} : { files }),
  });
  try {
    const session = openTerminalSession(bot, { asJson: json });
    await session.converse(command === "" ? { greeting: GREETING } : { only: command });
  } finally {
    await bot.close();
  }
}

/** The clock of `--now`, standing still; the real one without it. */
function clockAt(now: string | undefined): Clock {
  if (now === undefined) return Date.now;
  const at = Date.parse(now);
  if (Number.isNaN(at))
    throw new AppError(
      "bad-input",
      `--now takes a date such as 2024-03-08 or 2024-03-08T09:00:00Z, not "${now}".`,
    );
  return () => at;
}
