// `mcp`: the tools at standard input and output, over the configured data or local files.

import { createAnswering } from "../../adapters/mcp/in/answer.ts";
import { serveStdio } from "../../adapters/mcp/in/stdio.ts";
import { createNotifier } from "../../adapters/mcp/out/notifier.ts";
import { DEFAULT_WORKSPACE } from "../../adapters/mcp/settings.ts";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { createLogger } from "../log.ts";
import { assembleBot } from "../main.ts";
import { holderOf } from "../store/lock.ts";
import { clockAt } from "./ask.ts";
import { goThrough, proxyOf } from "./proxy.ts";

/** An assistant asks several things at once, and nobody else is kept waiting. */
const COMMANDS_PER_MINUTE = 600;

export interface McpOptions {
  readonly files?: string;
  /** ISO date or date and time. */
  readonly now?: string;
}

/** Answers until standard input ends. Throws AppError when it cannot start. */
export async function mcp({ files, now }: McpOptions): Promise<void> {
  const config = readConfig();
  // Standard output is the protocol's alone; the log goes to standard error.
  const log = createLogger(config.LOG_LEVEL ?? "error");
  const proxy = proxyOf(config);
  if (proxy !== undefined) goThrough(proxy);
  const isHeld = (await holderOf(config.DATA_DIR)) !== undefined;
  const bot = await assembleBot({
    config,
    clock: clockAt(now),
    log,
    readOnly: isHeld,
    makesFullTexts: !isHeld,
    notifier: createNotifier({ log }),
    commandsPerMinute: COMMANDS_PER_MINUTE,
    ...(files === undefined ? {} : { files }),
  });
  const { router, followsFiles, datasets } = bot;
  try {
    const answering = createAnswering({
      router,
      workspace: DEFAULT_WORKSPACE,
      ...(followsFiles ? { before: lookAtFiles } : {}),
    });
    await serveStdio(answering, { input: process.stdin, output: process.stdout, log });
  } finally {
    await bot.close();
  }

  async function lookAtFiles(tell: (sentence: string) => void): Promise<void> {
    // A bot that started since brings its data up to date itself, and one process alone may.
    if (files === undefined && (await holderOf(config.DATA_DIR)) !== undefined) return;
    try {
      await datasets.refresh(DEFAULT_WORKSPACE, tell);
    } catch (error) {
      // Nothing is connected: the answer itself says so.
      if (!(error instanceof AppError)) throw error;
    }
  }
}
