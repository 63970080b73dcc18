// One question at a terminal, from what is typed to its reply.

import { commandLanguage } from "../../../src/commands/serve/language.ts";
import { readOpener } from "../../../src/commands/serve/refill.ts";
import { NO_WORDS } from "../../../src/language/declare/parsed.ts";
import type { Input } from "../../../src/platform/invocation.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import type { Host } from "../../adapter.ts";
import type { TerminalSettings } from "../settings.ts";
import type { Form } from "./intake.ts";
import { TERMINAL_WORKSPACE, terminalInvocation } from "./read.ts";

export interface Answering {
  /** Answers one input. */
  reply(input: Input): Promise<Reply>;
  /** Sends a filled-in form. */
  submit(form: Form, values: Readonly<Record<string, string>>): Promise<Reply>;
  /** What is wrong with one answer whatever the data, a sentence; the rest is told when the form is sent. */
  check(form: Form, name: string, answer: string): string | undefined;
}

export function createAnswering(options: {
  readonly host: Pick<Host, "router" | "codes">;
  readonly settings: Pick<TerminalSettings, "before" | "after" | "locale">;
  /** Says something while somebody waits. */
  readonly tell: (sentence: string) => void;
  /** A reply as lines. */
  readonly lines: (reply: Reply) => string;
}): Answering {
  const {
    host: { router, codes },
    settings: { before, after, locale },
    tell,
    lines,
  } = options;

  const language = commandLanguage(router.commands);

  async function reply(input: Input): Promise<Reply> {
    await before?.(tell);
    const answer = await router.handle(terminalInvocation(input, locale), {
      progress: (interim) => tell(lines(interim)),
    });
    await after?.();
    return answer;
  }

  return {
    reply,
    async submit(form, values) {
      const known = await codes.codesOf(TERMINAL_WORKSPACE, { audience: "asker", blocks: [form] });
      return reply({ type: "form", code: known.get(form.command) ?? "", values });
    },
    check(form, name, answer) {
      // What only the data know is not told yet.
      if (form.fields.some((field) => field.name === name && "completes" in field)) return undefined;
      const opened = language.read(readOpener(form.command).line, NO_WORDS);
      if (opened.type !== "command") return undefined;
      return language.checkFields(opened.command, { [name]: answer }, NO_WORDS)[0]?.sentence;
    },
  };
}
