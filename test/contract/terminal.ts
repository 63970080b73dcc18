// The contract at a terminal: the session of the command line, its lines read back.

import { PassThrough } from "node:stream";
import type { Codes, Host } from "../../adapters/adapter.ts";
import { isForm } from "../../adapters/terminal/in/intake.ts";
import { TERMINAL_WORKSPACE } from "../../adapters/terminal/in/read.ts";
import { render } from "../../adapters/terminal/out/render.ts";
import { createPlatform } from "../../adapters/terminal/platform.ts";
import type { Input } from "../../src/platform/invocation.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { createConditions } from "./conditions.ts";
import type { Answer, Driver, PlatformUnderTest, Posted, Shown, ShownForm } from "./driver.ts";
import { typed } from "./typed.ts";

const layout = { width: 100, bold: (text: string): string => text };

export const terminal: PlatformUnderTest = {
  id: "terminal",
  name: "terminal",
  lacks: {
    "far end": "nothing lies between a terminal and the bot",
    roles: "whoever sits at a terminal is admin",
    audience: "a terminal has one reader",
    "several messages": "a terminal prints an answer of any length whole",
    "every button": "a terminal shows one card's command for all, and none that the text names already",
    links: "a terminal has no links but addresses",
    mentions: "a terminal has no channels",
    threads: "a terminal has no threads",
    "doors on messages": "nobody else writes at a terminal",
  },
  turns: {
    nothing: "beside",
    "it was put away": { never: "what was printed stays" },
    "the bot may not change it": { never: "what was printed cannot change" },
    "its place is archived": { never: "a terminal is not archived" },
    "it is too old to be changed": { never: "what was printed cannot change" },
    "it was changed as often as it may be": { never: "what was printed cannot change" },
  },
  invites: { never: "a form is filled in line by line where it was asked" },
  corrects: {
    nothing: "as it was",
    "the bot may not change it any more": { never: "what was printed never changes" },
    "it was deleted": { never: "what was printed stays" },
    "its thread is archived": { never: "a terminal has no threads" },
    "its thread is archived and locked": { never: "a terminal has no threads" },
    "its channel is archived": { never: "a terminal is not archived" },
  },
  show: (reply) => [read(render(reply, layout))],
  formOf,
  start: async (host) => startTerminal(host),
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
  const lines = render(reply, layout);
  return {
    title,
    fields: fields.map(({ name }) => name),
    labels: fields.flatMap(({ label }) => (lines.includes(label) ? [label] : [])),
    code: codes.get(command) ?? "",
  };
}

function startTerminal(host: Host): Driver {
  const { router, codes } = host;
  const stream = new PassThrough();
  const terminal = createPlatform(host, { input: stream, output: stream, asides: stream });
  const { until, changed } = createConditions();
  const printed: string[] = [];
  stream.on("data", (chunk) => printed.push(String(chunk)));

  function ask(input: Input): Answer {
    let posted: readonly Posted[] = [];
    let form: ShownForm | undefined;
    async function answer(): Promise<void> {
      const reply = await terminal.reply(input);
      form = formOf(reply, await codes.codesOf(TERMINAL_WORKSPACE, reply));
      posted = [{ ...read(await terminal.show(reply)), isPublic: false }];
      changed();
    }
    const whole = answer();
    return { acknowledged: () => whole, shown: () => posted, form: () => form };
  }

  return {
    ask: (_person, path, values) => ask({ type: "text", text: typed(router.commands, path, values) }),
    press: (_person, { code = "" }) => ask({ type: "text", text: code }),
    say: (_person, text) => ask({ type: "said", text, conversation: "prompt" }),
    sendForm: (_person, { code }, values) => ask({ type: "form", code, values }),
    until,
    stop: () => router.drain(5_000),
    close: async () => undefined,
    digests: {
      destination: (ofButtons) =>
        terminal.places.open({ platform: "terminal", channel: "terminal" }, ofButtons),
      posts: async () => printed.length,
      said: async () => printed.join(""),
      spoil: async () => undefined,
    },
  };
}
