// The terminal put together: what is typed goes through the router, the replies and digests are printed.

import { randomUUID } from "node:crypto";
import { styleText } from "node:util";
import { AppError } from "../../src/errors.ts";
import type { Input } from "../../src/platform/invocation.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { paragraph, refusing } from "../../src/reply/build.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { withoutSteering } from "../../src/steering.ts";
import { languageFor } from "../../src/wording/languages.ts";
import { inLanguage } from "../../src/wording/say.ts";
import type { Host } from "../adapter.ts";
import { createPlaces } from "./digests/places.ts";
import { type Answering, createAnswering } from "./in/answer.ts";
import { createLineCompleter } from "./in/complete.ts";
import { isForm, runPrompt, type TerminalAnswer } from "./in/intake.ts";
import { TERMINAL_PLATFORM } from "./in/read.ts";
import { withFilesIn } from "./out/files.ts";
import { widthOf } from "./out/limits.ts";
import { createNotifier } from "./out/notifier.ts";
import { render, type TerminalLayout } from "./out/render.ts";
import type { TerminalSettings } from "./settings.ts";

export interface TerminalPlatform extends Required<Omit<Platform, "mount" | "invitation">>, Answering {
  /** Makes a title stand out, where the terminal can. */
  bold(text: string): string;
  /** A reply as it is printed. */
  show(reply: Reply): Promise<string>;
  /** Answers one typed command as lines of text. */
  answer(text: string): Promise<string>;
  /**
   * Answers `only` one command, or line by line until the end of input or `exit`; forms are filled in on the way.
   * Resolves with false when what it was only asked was not done.
   */
  converse(options: { readonly greeting?: string; readonly only?: string }): Promise<boolean>;
}

export function createPlatform(host: Host, settings: TerminalSettings): TerminalPlatform {
  const { input, output, asides, asData } = settings;
  const bold = (text: string): string => styleText("bold", text, { stream: output });
  const layout = (): TerminalLayout => ({ width: widthOf(output.columns), bold });
  const lines = (reply: Reply): string => render(reply, layout());
  const tell = (sentence: string): void => {
    if (asides.isTTY === true) asides.write(`${sentence}\n`);
  };
  const answering = createAnswering({ host, settings, tell, lines });
  const digestsTo = asData === undefined ? output : asides;

  /** With its files in the folder of whoever asks; where they cannot be put, they are told to be elsewhere. */
  async function placed(reply: Reply): Promise<Reply> {
    if (settings.folder === undefined) return reply;
    try {
      return await withFilesIn(settings.folder, reply);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refusing(paragraph(error.message));
    }
  }

  async function show(reply: Reply): Promise<string> {
    return asData === undefined
      ? lines(reply)
      : withoutSteering(JSON.stringify(await asData(reply), null, 2));
  }

  async function printed(answer: Reply): Promise<TerminalAnswer> {
    const reply = await placed(answer);
    const form = reply.blocks.find(isForm);
    // Data are for programs, which send forms themselves.
    const fillsIn = form !== undefined && asData === undefined;
    const suggestion = reply.blocks
      .flatMap((block) => (block.type === "actions" ? block.actions : []))
      .find((action) => action.type === "command" && action.isSuggestion === true);
    return {
      text: await show(reply),
      isRefusal: reply.isRefusal === true,
      ...(reply.problems === undefined ? {} : { problems: reply.problems }),
      ...(fillsIn ? { form } : {}),
      ...(suggestion?.type === "command" ? { suggestion: suggestion.typed ?? suggestion.command } : {}),
    };
  }

  return {
    ...answering,
    id: TERMINAL_PLATFORM,
    name: "Terminal",
    start: async () => undefined,
    close: async () => undefined,
    notifier: createNotifier(),
    places: createPlaces({ render: lines, print: (text) => void digestsTo.write(`${text}\n\n`) }),
    bold,
    show,
    answer: async (text) => show(await answering.reply({ type: "text", text })),
    converse: (options) => inLanguage(languageFor(settings.locale), () => conversed(options)),
  };

  function conversed(options: Parameters<TerminalPlatform["converse"]>[0]): Promise<boolean> {
    // What one prompt was asked is over with it.
    const conversation = randomUUID();
    const inputOf = (text: string): Input =>
      options.only === undefined ? { type: "said", text, conversation } : { type: "text", text };
    return runPrompt({
      check: answering.check,
      input,
      output,
      answer: async (text) => printed(await answering.reply(inputOf(text))),
      submit: async (form, values) => printed(await answering.submit(form, values)),
      complete: settings.complete ?? createLineCompleter(host),
      ...options,
    });
  }
}
