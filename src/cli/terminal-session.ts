// A terminal before a bot, for `ask` and the demo: a bot of this process, or the one that holds the data directory.

import type { Host } from "../../adapters/adapter.ts";
import { TERMINAL_WORKSPACE } from "../../adapters/terminal/in/read.ts";
import { adapter } from "../../adapters/terminal/index.ts";
import { createNotifier } from "../../adapters/terminal/out/notifier.ts";
import type { TerminalPlatform } from "../../adapters/terminal/platform.ts";
import type { TerminalSettings } from "../../adapters/terminal/settings.ts";
import { AppError } from "../errors.ts";
import { assembleBot, type Bot, type BotOptions } from "../main.ts";
import type { Platform } from "../platform/platform.ts";
import { parseWorkspace } from "../platform/workspace.ts";
import type { Reply } from "../reply/reply.ts";
import { realPace } from "../time/pace.ts";
import type { Holder } from "./hand-over.ts";
import { hostOf } from "./host.ts";
import { goThrough, proxyOf } from "./proxy.ts";

/** A script may type faster than people do. */
const COMMANDS_PER_MINUTE = 6_000;

export interface TerminalSession {
  readonly terminal: TerminalPlatform;
  readonly codes: Host["codes"];
  close(): Promise<void>;
}

/** A session with a bot of this process, which has other faces, too, once they joined it. */
export interface OwnSession extends TerminalSession {
  readonly bot: Bot;
  /** From then on digests and notices of its workspaces go to that platform. */
  join(platform: Platform): void;
}

export interface TerminalSessionOptions
  extends Omit<BotOptions, "notifier" | "platformNamed" | "commandsPerMinute"> {
  /** Makes of a reply what is printed as JSON instead of lines; digests then go to standard error. */
  readonly asData?: (reply: Reply) => Promise<unknown>;
  /** Where files of answers are put; absent: they stay where they are. */
  readonly folder?: string;
  /** The reader's; absent: English. */
  readonly locale?: string;
  /** Answers instead of a bot of this process. */
  readonly holder?: Holder;
}

/** Puts a terminal on standard input. Close it at the end. Throws AppError when it cannot start. */
export async function openTerminalSession(options: TerminalSessionOptions): Promise<TerminalSession> {
  const { holder } = options;
  return holder === undefined ? openOwnSession(options) : handedOver(options, holder);
}

function settingsOf({ asData, folder, locale }: TerminalSessionOptions): TerminalSettings {
  return {
    input: process.stdin,
    output: process.stdout,
    asides: process.stderr,
    ...(asData === undefined ? {} : { asData }),
    ...(folder === undefined ? {} : { folder }),
    ...(locale === undefined ? {} : { locale }),
  };
}

/** The same with a bot of this process, whoever holds the data directory. */
export async function openOwnSession(options: Omit<TerminalSessionOptions, "holder">): Promise<OwnSession> {
  const running = new Map<string, Platform>();
  const { config, clock, log } = options;
  const proxy = proxyOf(config);
  if (proxy !== undefined) goThrough(proxy);
  const nobody = createNotifier();
  const bot = await assembleBot({
    ...options,
    makesFullTexts: options.readOnly !== true,
    notifier: {
      tell: (workspace, ...told) =>
        (running.get(parseWorkspace(workspace)?.platform ?? "")?.notifier ?? nobody).tell(workspace, ...told),
    },
    commandsPerMinute: COMMANDS_PER_MINUTE,
    platformNamed: (name) => running.get(name)?.places,
  });
  const terminal = await adapter.create(hostOf({ config, bot, clock, pace: realPace, log }, adapter.id), {
    ...settingsOf(options),
    before: (tell) => lookAtFiles(bot, tell),
    // A digest that the command sent is printed before its answer says so.
    after: () => bot.digests.queue.idle(),
  });
  running.set(terminal.id, terminal);
  return {
    terminal,
    codes: bot.codes,
    bot,
    join: (platform) => void running.set(platform.id, platform),
    close: bot.close,
  };
}

async function handedOver(options: TerminalSessionOptions, holder: Holder): Promise<TerminalSession> {
  const { config, clock, log } = options;
  const bot = { ...holder, complete: async () => [], isUsed: async () => false };
  const terminal = await adapter.create(hostOf({ config, bot, clock, pace: realPace, log }, adapter.id), {
    ...settingsOf(options),
    complete: holder.completeLine,
  });
  return { terminal, codes: holder.codes, close: async () => undefined };
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
