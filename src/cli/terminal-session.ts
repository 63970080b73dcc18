// A bot at a terminal: typed commands in, rendered answers out.

import { styleText } from "node:util";
import { createTerminalPlaces } from "../../adapters/terminal/digests/places.ts";
import {
  TERMINAL_PLATFORM,
  TERMINAL_WORKSPACE,
  terminalInvocation,
} from "../../adapters/terminal/in/invocation.ts";
import { type Form, runPrompt, type TerminalAnswer } from "../../adapters/terminal/in/prompt.ts";
import { renderTerminal, type TerminalLayout } from "../../adapters/terminal/out/render.ts";
import { AppError } from "../errors.ts";
import type { Bot } from "../main.ts";
import type { PlatformPlaces } from "../platform/destination.ts";
import type { Input } from "../platform/invocation.ts";
import type { Notifier } from "../platform/notifier.ts";
import type { Block, Reply } from "../reply/reply.ts";

/** Columns of a page that reads well; wider terminals are not filled. */
const MAX_WIDTH = 100;
const MIN_WIDTH = 60;

export interface TerminalSession {
  readonly bold: (text: string) => string;
  /** Answers one input as a reply. */
  reply(input: Input): Promise<Reply>;
  /** A reply as it is printed. */
  render(reply: Reply): Promise<string>;
  /** Sends a filled-in form. */
  submit(form: Form, values: Readonly<Record<string, string>>): Promise<Reply>;
  /** Answers one typed command as lines of text. */
  answer(text: string): Promise<string>;
  /** Answers `only` one command, or line by line until the end of input or `exit`; forms are filled in on the way. */
  converse(options: { readonly greeting?: string; readonly only?: string }): Promise<void>;
}

export function isForm(block: Block): block is Form {
  return block.type === "form";
}

/** A script may type faster than people do. */
export const TERMINAL_COMMANDS_PER_MINUTE = 6_000;

/** Admins at a terminal need no messages: every answer says what is wrong. */
export const silentNotifier: Notifier = { tell: async () => undefined };

/** The layout of this terminal. */
function terminalLayout(): TerminalLayout {
  return {
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, process.stdout.columns ?? MAX_WIDTH)),
    bold: boldText,
  };
}

function boldText(text: string): string {
  return styleText("bold", text, { stream: process.stdout });
}

/** Digests for this terminal are printed; `onError` on standard error, where standard output carries data. */
export function terminalPlatform({ onError = false } = {}): (name: string) => PlatformPlaces | undefined {
  const stream = onError ? process.stderr : process.stdout;
  const places = createTerminalPlaces({
    render: (reply) => renderTerminal(reply, terminalLayout()),
    print: (text) => void stream.write(`${text}\n\n`),
  });
  return (name) => (name === TERMINAL_PLATFORM ? places : undefined);
}

/** Talks to a bot; `asData` makes of a reply what is printed as JSON instead of lines. */
export function openTerminalSession(
  bot: Bot,
  { asData }: { readonly asData?: (reply: Reply) => Promise<unknown> } = {},
): TerminalSession {
  const rendered = async (reply: Reply): Promise<string> =>
    asData === undefined
      ? renderTerminal(reply, terminalLayout())
      : JSON.stringify(await asData(reply), null, 2);
  const tellProgress = (sentence: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`${sentence}\n`);
  };

  async function reply(input: Input): Promise<Reply> {
    // The files may have changed since the last question, so they are looked at first.
    if (bot.followsFiles)
      await bot.datasets.refresh(TERMINAL_WORKSPACE, tellProgress).catch((error: unknown) => {
        // Nothing is connected: the command itself says so, and help works without data.
        if (!(error instanceof AppError)) throw error;
      });
    const answer = await bot.router.handle(terminalInvocation(input), {
      progress: (interim) => tellProgress(renderTerminal(interim, terminalLayout())),
    });
    // A digest that the command sent is printed before its answer says so.
    await bot.digests.queue.idle();
    return answer;
  }

  async function submit(form: Form, values: Readonly<Record<string, string>>): Promise<Reply> {
    const codes = await bot.codes.codesOf(TERMINAL_WORKSPACE, { audience: "asker", blocks: [form] });
    return reply({ type: "form", code: codes.get(form.command) ?? "", values });
  }

  async function printed(answer: Reply): Promise<TerminalAnswer> {
    const form = answer.blocks.find(isForm);
    // Data are for programs, which send forms themselves.
    const fillsIn = form !== undefined && asData === undefined;
    return { text: await rendered(answer), ...(fillsIn ? { form } : {}) };
  }

  return {
    bold: boldText,
    reply,
    render: rendered,
    submit,
    answer: async (text) => rendered(await reply({ type: "text", text })),
    converse: (options) =>
      runPrompt({
        input: process.stdin,
        output: process.stdout,
        answer: async (text) => printed(await reply({ type: "text", text })),
        submit: async (form, values) => printed(await submit(form, values)),
        ...options,
      }),
  };
}
