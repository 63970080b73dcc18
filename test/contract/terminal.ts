// The contract at a terminal: the session of the command line, its lines read back.

import { TERMINAL_WORKSPACE } from "../../adapters/terminal/in/invocation.ts";
import { renderTerminal } from "../../adapters/terminal/out/render.ts";
import { isForm, openTerminalSession } from "../../src/cli/terminal-session.ts";
import type { Bot } from "../../src/main.ts";
import type { Input } from "../../src/platform/invocation.ts";
import type { Reply } from "../../src/reply/reply.ts";
import type { Answer, Codes, Driver, Platform, Posted, Shown, ShownForm } from "./driver.ts";
import { typed } from "./typed.ts";

const layout = { width: 100, bold: (text: string): string => text };

export const terminal: Platform = {
  name: "terminal",
  lacks: {
    "far end": "nothing lies between a terminal and the bot",
    roles: "whoever sits at a terminal is admin",
    audience: "a terminal has one reader",
    "several messages": "a terminal prints an answer of any length whole",
    "every button": "a terminal shows one card's command for all, and none that the text names already",
    links: "a terminal has no links but addresses",
  },
  show: (reply) => [read(renderTerminal(reply, layout))],
  formOf,
  start: async (bot) => startTerminal(bot),
};

/** A button is a line with its label and what to type or open. */
function read(text: string): Shown {
  const actions = [...text.matchAll(/^(\S.*?) {2,}(\/\S.*|https?:\S+)$/gm)];
  return {
    text,
    links: [...text.matchAll(/https?:\S+/g)].map(([url]) => url),
    buttons: actions.map(([, label = "", target = ""]) =>
      target.startsWith("/") ? { label, code: target } : { label, url: target },
    ),
  };
}

function formOf(reply: Reply, codes: Codes): ShownForm | undefined {
  const form = reply.blocks.find(isForm);
  if (form === undefined) return undefined;
  const { title, command, fields } = form;
  const lines = renderTerminal(reply, layout);
  return {
    title,
    fields: fields.map(({ name }) => name),
    labels: fields.flatMap(({ label }) => (lines.includes(label) ? [label] : [])),
    code: codes.get(command) ?? "",
  };
}

function startTerminal(bot: Bot): Driver {
  const session = openTerminalSession(bot);
  const watchers = new Set<() => void>();

  function ask(input: Input): Answer {
    let posted: readonly Posted[] = [];
    let form: ShownForm | undefined;
    async function answer(): Promise<void> {
      const reply = await session.reply(input);
      form = formOf(reply, await bot.codes.codesOf(TERMINAL_WORKSPACE, reply));
      posted = [{ ...read(await session.render(reply)), isPublic: false }];
      for (const look of watchers) look();
    }
    const whole = answer();
    return { acknowledged: () => whole, shown: () => posted, form: () => form };
  }

  return {
    ask: (_person, path, values) => ask({ type: "text", text: typed(bot.router.commands, path, values) }),
    press: (_person, { code = "" }) => ask({ type: "text", text: code }),
    sendForm: (_person, { code }, values) => ask({ type: "form", code, values }),
    until(condition) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (!condition()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
      return promise;
    },
    stop: () => bot.router.drain(5_000),
    close: async () => undefined,
  };
}
