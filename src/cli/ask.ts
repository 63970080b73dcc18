// `ask`: one command against the configured data or local files, or a prompt.

import { render } from "../../adapters/discord/out/render.ts";
import { slackPayloads } from "../../adapters/slack/out/payloads.ts";
import { TERMINAL_WORKSPACE } from "../../adapters/terminal/in/invocation.ts";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import { assembleBot, type Bot } from "../main.ts";
import type { Clock } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { holderOf } from "../store/lock.ts";
import {
  openTerminalSession,
  silentNotifier,
  TERMINAL_COMMANDS_PER_MINUTE,
  terminalPlatform,
} from "./terminal-session.ts";

export interface AskOptions {
  readonly files?: string;
  /** ISO date or date and time. */
  readonly now?: string;
  readonly json: boolean;
  /** Prints the payloads that a platform would get. */
  readonly as?: "slack" | "discord";
  /** Empty for a prompt. */
  readonly command: string;
}

const GREETING = "Ask about the news: /news top corruption, /news latest, /news help. Type exit to leave.";

/** Answers on standard output. Throws AppError when it cannot start; trouble with data is part of the answer. */
export async function ask({ files, now, json, as, command }: AskOptions): Promise<void> {
  const config = readConfig();
  const asData = json || as !== undefined;
  const bot = await assembleBot({
    config,
    clock: clockAt(now),
    log: createLogger(config.LOG_LEVEL ?? "error"),
    notifier: silentNotifier,
    commandsPerMinute: TERMINAL_COMMANDS_PER_MINUTE,
    platformNamed: terminalPlatform({ onError: asData }),
    readOnly: (await holderOf(config.DATA_DIR)) !== undefined,
    ...(files === undefined ? {} : { files }),
  });
  try {
    const session = openTerminalSession(bot, asData ? { asData: dataOf(bot, as) } : {});
    await session.converse(command === "" ? { greeting: bot.asRead(GREETING) } : { only: command });
  } finally {
    await bot.close();
  }
}

/** What is printed of a reply instead of lines: the reply itself, or what a platform would get. */
function dataOf(bot: Bot, as: AskOptions["as"]): (reply: Reply) => Promise<unknown> {
  return async (reply) => {
    if (as === undefined) return reply;
    const codes = await bot.codes.codesOf(TERMINAL_WORKSPACE, reply);
    return as === "slack" ? slackPayloads(reply, codes) : render(reply, codes);
  };
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
