// `ask`: one command against the configured data or local files, or a prompt.

import { resolve } from "node:path";
import { TERMINAL_WORKSPACE } from "../../adapters/terminal/in/read.ts";
import { createPrefix } from "../commands/serve/prefix.ts";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import type { Clock } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { holderOf } from "../store/lock.ts";
import { holderAt } from "./hand-over.ts";
import { previewOf } from "./previews.ts";
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
const GREETED = ["top", "latest", "help"].map((verb) => ({ path: ["news", verb] }) as const);

/**
 * Answers on standard output: beside a running bot that bot does, else this process. False when one command was asked and
 * not done. Throws AppError when it cannot start; trouble with data is part of the answer.
 */
export async function ask({ files, now, json, as, command }: AskOptions): Promise<boolean> {
  const config = readConfig();
  const preview = as === undefined ? undefined : previewOf(as);
  const clock = clockAt(now);
  const log = createLogger(config.LOG_LEVEL ?? "error");
  const isHeld = (await holderOf(config.DATA_DIR)) !== undefined;
  // Other files and another time are this process's own.
  const holder =
    isHeld && files === undefined && now === undefined ? await holderAt(resolve(config.DATA_DIR)) : undefined;
  const { terminal, codes, close } = await openTerminalSession({
    config,
    clock,
    log,
    readOnly: isHeld,
    ...(holder === undefined ? {} : { holder }),
    ...(files === undefined ? {} : { files }),
    ...(preview !== undefined || json ? { asData } : {}),
    // What a platform would be sent is only looked at.
    ...(preview === undefined ? { folder: process.cwd() } : {}),
    // JSON is for programs, which read English.
    ...(json || config.locale === undefined ? {} : { locale: config.locale }),
  });

  async function asData(reply: Reply): Promise<unknown> {
    return preview === undefined ? reply : preview(reply, await codes.codesOf(TERMINAL_WORKSPACE, reply));
  }

  try {
    const greeting = createPrefix(config.COMMAND_PREFIX, GREETED).onSentence(GREETING);
    return await terminal.converse(command === "" ? { greeting } : { only: command });
  } finally {
    await close();
  }
}

/** The clock of `--now`, standing still; the real one without it. */
export function clockAt(now: string | undefined): Clock {
  if (now === undefined) return Date.now;
  const at = Date.parse(now);
  if (Number.isNaN(at))
    throw new AppError(
      "bad-input",
      `--now takes a date such as 2024-03-08 or 2024-03-08T09:00:00Z, not "${now}".`,
    );
  return () => at;
}
