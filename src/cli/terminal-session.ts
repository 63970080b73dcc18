// A bot and a terminal before it, for `ask` and the demo.

import { TERMINAL_WORKSPACE } from "../../adapters/terminal/in/read.ts";
import { adapter } from "../../adapters/terminal/index.ts";
import { createNotifier } from "../../adapters/terminal/out/notifier.ts";
import type { TerminalPlatform } from "../../adapters/terminal/platform.ts";
import { AppError } from "../errors.ts";
import { assembleBot, type Bot, type BotOptions } from "../main.ts";
import type { Reply } from "../reply/reply.ts";
import { realPace } from "../time/pace.ts";
import { hostOf } from "./host.ts";

/** A script may type faster than people do. */
const COMMANDS_PER_MINUTE = 6_000;

export interface TerminalSession {
  readonly bot: Bot;
  readonly terminal: TerminalPlatform;
}

export interface TerminalSessionOptions
  extends Omit<BotOptions, "notifier" | "platformNamed" | "commandsPerMinute"> {
  /** Makes of a reply what is printed as JSON instead of lines; digests then go to standard error. */
  readonly asData?: (bot: Bot, reply: Reply) => Promise<unknown>;
}

/** Puts a bot together that is asked on standard input. Close it at the end. Throws AppError when it cannot start. */
export async function openTerminalSession(options: TerminalSessionOptions): Promise<TerminalSession> {
  const { asData, ...ofBot } = options;
  const running = new Map<string, TerminalPlatform>();
  const bot = await assembleBot({
    ...ofBot,
    notifier: createNotifier(),
    commandsPerMinute: COMMANDS_PER_MINUTE,
    platformNamed: (name) => running.get(name)?.places,
  });
  const { config, clock, log } = options;
  const terminal = await adapter.create(hostOf({ config, bot, clock, pace: realPace, log }, adapter.id), {
    input: process.stdin,
    output: process.stdout,
    asides: process.stderr,
    ...(asData === undefined ? {} : { asData: (reply) => asData(bot, reply) }),
    before: (tell) => lookAtFiles(bot, tell),
    // A digest that the command sent is printed before its answer says so.
    after: () => bot.digests.queue.idle(),
  });
  running.set(terminal.id, terminal);
  return { bot, terminal };
}

/** The files may have changed since the last question. */
async function lookAtFiles(bot: Bot, tell: (sentence: string) => void): Promise<void> {
  if (!bot.followsFiles) return;
  try {
    await bot.datasets.refresh(TERMINAL_WORKSPACE, tell);
  } catch (error) {
    // Nothing is connected: the command itself says so, and help works without data.
    if (!(error instanceof AppError)) throw error;
  }
}
