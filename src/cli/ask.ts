// `ask`: one command against the configured data or local files, or a prompt.

import { ADAPTERS } from "../../adapters/index.ts";
import { TERMINAL_WORKSPACE } from "../../adapters/terminal/in/read.ts";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import type { Bot } from "../main.ts";
import type { Clock } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { holderOf } from "../store/lock.ts";
import { openTerminalSession } from "./terminal-session.ts";

export interface AskOptions {
  readonly files?: string;
  /** ISO date or date and time. */
  readonly now?: string;
  readonly json: boolean;
  /** Prints the payloads that the platform of that name would get. */
  readonly as?: string;
  /** Empty for a prompt. */
  readonly command: string;
}

const GREETING = "Ask about the news: /news top corruption, /news latest, /news help. Type exit to leave.";

/** Answers on standard output. Throws AppError when it cannot start; trouble with data is part of the answer. */
export async function ask({ files, now, json, as, command }: AskOptions): Promise<void> {
  const config = readConfig();
  const preview = as === undefined ? undefined : previewOf(as);
  const { bot, terminal } = await openTerminalSession({
    config,
    clock: clockAt(now),
    log: createLogger(config.LOG_LEVEL ?? "error"),
    readOnly: (await holderOf(config.DATA_DIR)) !== undefined,
    ...(files === undefined ? {} : { files }),
    ...(preview !== undefined ? { asData: preview } : json ? { asData: async (_bot, reply) => reply } : {}),
  });
  try {
    await terminal.converse(command === "" ? { greeting: bot.asRead(GREETING) } : { only: command });
  } finally {
    await bot.close();
  }
}

/** The platforms that tell what they would be sent. */
export const PREVIEWED: readonly string[] = ADAPTERS.filter(({ preview }) => preview !== undefined).map(
  ({ id }) => id,
);

/** What the platform of that name would get for a reply. Throws AppError "bad-input" when there is none. */
function previewOf(name: string): (bot: Bot, reply: Reply) => Promise<unknown> {
  const adapter = ADAPTERS.find(({ id }) => id === name);
  const { preview } = adapter ?? {};
  if (preview === undefined)
    throw new AppError("bad-input", `--as takes ${PREVIEWED.join(" or ")}, not "${name}".`);
  return async (bot, reply) => preview(reply, await bot.codes.codesOf(TERMINAL_WORKSPACE, reply));
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
