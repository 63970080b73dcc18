// Everything that is declared exists on every platform: commands, options, buttons, forms, blocks. What is missing fails.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDiscordAdapter } from "../../adapters/discord/index.ts";
import { slackManifest } from "../../adapters/slack/api/manifest.ts";
import { createCompleter } from "../../src/commands/serve/completer.ts";
import type { Command } from "../../src/commands/serve/define.ts";
import type { Values } from "../../src/language/declare/options.ts";
import type { Parsed } from "../../src/language/declare/parsed.ts";
import { createLogger } from "../../src/log.ts";
import type { Actor, Input } from "../../src/platform/invocation.ts";
import { command, privately } from "../../src/reply/build.ts";
import type { Action, ActionStyle, Block, Inline, Reply } from "../../src/reply/reply.ts";
import { READER } from "../adapters/discord/fixture.ts";
import { type FakeDiscord, startFakeDiscord, TOKEN } from "../fakes/discord/server.ts";
import { parseOptions, parseText } from "../language/parsing.ts";
import { everyBlock, textsOf } from "../reply/samples.ts";
import type { Codes, Platform, Shown } from "./driver.ts";
import { discordInput, isCompleted, requiredOf, slackInput, valuesFor } from "./inputs.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";
import { discordGaps, slackGaps, visibleOptions } from "./offered.ts";
import { PLATFORMS } from "./platforms.ts";

let newsroom: Newsroom;
let commands: readonly Command[];
let fake: FakeDiscord;
let closeAdapter: () => Promise<void>;

const lexicon = {
  countries: ["Estonia", "Latvia"],
  sources: ["err.ee", "delfi.ee"],
  digests: ["Morning brief"],
};

beforeAll(async () => {
  newsroom = await openNewsroom();
  const { router, codes } = newsroom.bot;
  commands = router.commands;
  fake = await startFakeDiscord();
  const adapter = createDiscordAdapter({
    router,
    codes,
    complete: createCompleter({
      commands,
      lexicon: async () => lexicon,
      titles: async () => [{ id: "c0de000000000001", title: "Judges strike" }],
    }),
    options: { token: TOKEN, apiUrl: fake.apiUrl, prefix: "", adminIds: [] },
    clock: Date.now,
    log: createLogger("silent"),
  });
  closeAdapter = () => adapter.close();
  await adapter.start();
});

afterAll(async () => {
  await closeAdapter();
  await fake.close();
  await newsroom.close();
});

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const textOf = (shown: readonly Shown[]): string => oneLine(shown.map(({ text }) => text).join("\n"));

describe("commands and options", () => {
  it("are all in Slack's manifest", () => {
    const manifest = slackManifest(commands, { prefix: "", mode: "socket" });
    expect(slackGaps(commands, manifest)).toEqual([]);
    const [first] = commands;
    const withoutOne = slackManifest(commands.slice(1), { prefix: "", mode: "socket" });
    expect(slackGaps(commands, withoutOne)).toEqual([`/${first?.path.join(" ")}`]);
  });

  it("are all registered with Discord, with types, choices, bounds and completion", () => {
    expect(fake.problems).toEqual([]);
    expect(discordGaps(commands, fake.registry.commands)).toEqual([]);
  });

  it("are missed when one is not there, or another than declared", () => {
    const registered = JSON.stringify(fake.registry.commands);
    const gapsIn = (json: string): readonly string[] => discordGaps(commands, JSON.parse(json));
    expect(gapsIn(registered.replaceAll('"name":"latest"', '"name":"newest"'))).toEqual([
      "/news newest is not declared",
      "/news latest",
    ]);
    expect(gapsIn(registered.replaceAll('"name":"share"', '"name":"public"'))).toContain("/news top share");
    expect(gapsIn(registered.replaceAll('"max_value":10', '"max_value":9')).join()).toContain(
      "/news top limit",
    );
    expect(gapsIn(registered.replaceAll('"autocomplete":true,', "")).join()).toContain("/news top country");
    expect(gapsIn(registered.replaceAll('"value":"7"', '"value":"0"')).join()).toContain("/news top pillar");
  });

  it("mean the same typed in Slack and filled in on Discord", () => {
    for (const declared of commands) {
      for (const values of valuesFor(declared)) {
        const inSlack = valuesIn(parse(slackInput(declared, values)), declared);
        const inDiscord = valuesIn(parse(discordInput(declared, values)), declared);
        expect(inSlack, `/${declared.path.join(" ")} ${JSON.stringify(values)}`).toEqual(inDiscord);
        expect(Object.keys(inSlack)).toEqual(expect.arrayContaining(Object.keys(values)));
      }
    }
  });

  it("are completed on Discord where their values are known, with values that are read", async () => {
    const completed: string[] = [];
    for (const declared of commands) {
      const [name, verb] = declared.path;
      for (const [field, option] of visibleOptions(declared)) {
        if (!isCompleted(option)) continue;
        const exchange = fake.complete(READER, name, verb, field, "");
        await fake.until(() => exchange.choices !== undefined);
        expect(exchange.choices?.length, `${name} ${verb} ${field}`).toBeGreaterThan(0);
        for (const { value } of exchange.choices ?? [])
          valuesIn(parse(discordInput(declared, { ...requiredOf(declared), [field]: value })), declared);
        completed.push(`${name} ${verb} ${field}`);
      }
    }
    expect(completed).toContain("news top country");
    expect(completed).toContain("news help command");
  });
});

function parse(input: Input): Parsed {
  if (input.type === "text") return parseText(input.text, commands, lexicon);
  if (input.type === "options") return parseOptions(input.path, input.values, commands, lexicon);
  throw new Error(`a command came as ${input.type}`);
}

function valuesIn(parsed: Parsed, declared: Command): Values {
  if (parsed.type === "misunderstood") throw new Error(parsed.misunderstanding.sentence);
  expect(parsed.command.path).toEqual(declared.path);
  return parsed.values;
}

// What replies are made of

/**
 * Every kind of inline text; one that is missing in the sample paragraph is tested nowhere. A mention is none: each
 * adapter's own tests hold that it notifies somebody, and that nothing else does.
 */
const INLINES: Readonly<Record<Exclude<Inline["type"], "mention">, true>> = {
  text: true,
  strong: true,
  emphasis: true,
  code: true,
  link: true,
  time: true,
};

const STYLES: Readonly<Record<ActionStyle, Action>> = {
  primary: command("Primary", "/news top primary", { style: "primary" }),
  danger: command("Danger", "/dropbox disconnect", { style: "danger" }),
};

const ACTIONS: Readonly<Record<Action["type"], readonly Action[]>> = {
  link: [{ type: "link", label: "Site", url: "https://news.example/a?b=1&c=2" }],
  command: [
    command("Plain", "/news latest"),
    command("Typed", "/news top pillar 1 page 2 snapshot 0f3a", { typed: "/news top pillar 1 page 2" }),
    command("Long", `/news search ${"veto ".repeat(40)}end`),
    ...Object.values(STYLES),
  ],
};

const allActions = Object.values(ACTIONS).flat();

describe.each(PLATFORMS)("$name", ({ lacks, show, formOf }) => {
  it.each(Object.values(everyBlock))("shows all of the block $type", (block) => {
    const reply = privately(block);
    const codes = ownCodes(reply);
    const shown = show(reply, codes);
    const form = formOf(reply, codes);
    const buttons = shown.flatMap((message) => message.buttons);
    const seen = [
      textOf(shown),
      ...shown.flatMap(({ links }) => links),
      ...buttons.flatMap(({ label, url = "" }) => [label, url]),
      ...(form?.labels ?? []),
    ].join("\n");
    const typed = actionsOf(reply).flatMap((action) =>
      action.type === "command" ? (action.typed ?? []) : [],
    );
    for (const text of textsOf[block.type]) if (!typed.includes(text)) expect(seen).toContain(oneLine(text));
    expect(missingActions(reply, shown, codes, lacks)).toEqual([]);
    expect(shown.length).toBeGreaterThan(0);
  });

  it.each(allActions)("has the button $label, below a text and on a card", (action) => {
    const below = privately({ type: "actions", actions: [action] });
    const onCard = privately({ ...everyBlock.article, actions: [action] });
    const third = privately({ ...everyBlock.article, actions: [...ACTIONS.command.slice(0, 2), action] });
    for (const reply of [below, onCard, third])
      expect(missingActions(reply, show(reply, ownCodes(reply)), ownCodes(reply), lacks)).toEqual([]);
  });

  it("tells in words what a button without a code would do", () => {
    const reply = privately({ type: "actions", actions: ACTIONS.command });
    const text = textOf(show(reply, new Map()));
    for (const action of ACTIONS.command) {
      const words = action.type === "command" ? (action.typed ?? action.command) : "";
      expect(text.replaceAll(": ", " ")).toContain(`${action.label} ${words}`);
    }
  });

  it("opens the form of every command that answers with one, with all its fields", async () => {
    const answering = commands.filter(({ answers }) => answers === "form");
    expect(answering.length).toBeGreaterThan(0);
    for (const { path } of answering) {
      const reply = await ask(`/${path.join(" ")}`);
      const form = reply.blocks.find((block) => block.type === "form");
      if (form === undefined) throw new Error(`/${path.join(" ")} has no form`);
      const codes = await newsroom.bot.codes.codesOf(WORKSPACE, reply);
      expect(formOf(reply, codes)).toMatchObject({
        title: form.title,
        fields: form.fields.map((field) => field.name),
        labels: form.fields.map(({ label }) => label),
        code: codes.get(form.command),
      });
    }
  });

  it("has every button of every command's examples", async () => {
    for (const { example, reply, codes } of await exampleReplies())
      expect(missingActions(reply, show(reply, codes), codes, lacks), example).toEqual([]);
  });
});

it("only a command that is declared to opens a form", async () => {
  const replies = await exampleReplies();
  expect(replies.flatMap(({ reply }) => actionsOf(reply)).length).toBeGreaterThan(30);
  for (const { example, answers, reply } of replies)
    expect(
      reply.blocks.some(({ type }) => type === "form"),
      example,
    ).toBe(answers === "form");
});

it("every kind of inline text is in the sample", () => {
  const kinds = everyBlock.paragraph.content.map(({ type }) => type);
  expect([...new Set(kinds)].toSorted()).toEqual(Object.keys(INLINES).toSorted());
});

interface ExampleReply {
  readonly example: string;
  readonly answers: Command["answers"];
  readonly reply: Reply;
  readonly codes: Codes;
}

let answeredExamples: Promise<readonly ExampleReply[]> | undefined;

/** What every command's examples are answered with; asked once, one after another. */
function exampleReplies(): Promise<readonly ExampleReply[]> {
  answeredExamples ??= askExamples();
  return answeredExamples;
}

async function askExamples(): Promise<readonly ExampleReply[]> {
  const replies: ExampleReply[] = [];
  for (const { examples, answers } of commands)
    for (const example of examples) {
      const reply = await ask(example);
      replies.push({ example, answers, reply, codes: await newsroom.bot.codes.codesOf(WORKSPACE, reply) });
    }
  return replies;
}

const WORKSPACE = "slack:T0NEWS";
const actor: Actor = { id: "U0ADMIN", name: "Ana", roles: ["read", "manage", "admin"] };
let requests = 0;

function ask(text: string): Promise<Reply> {
  requests += 1;
  return newsroom.bot.router.handle(
    {
      platform: "matrix",
      workspace: WORKSPACE,
      place: "C0NEWS",
      actor,
      requestId: String(requests),
      input: { type: "text", text },
    },
    { progress: () => undefined },
  );
}

function actionsIn(block: Block): readonly Action[] {
  return block.type === "actions" || block.type === "article" ? block.actions : [];
}

const actionsOf = ({ blocks }: Reply): readonly Action[] => blocks.flatMap(actionsIn);

/** A code for every command, as short as a real one. */
function ownCodes(reply: Reply): Codes {
  const all = reply.blocks.flatMap((block) =>
    block.type === "form"
      ? [block.command]
      : actionsIn(block).flatMap((action) => (action.type === "command" ? [action.command] : [])),
  );
  return new Map(all.map((text, index) => [text, `r1:${index}`]));
}

/** Labels of the actions that cannot be pressed, opened or typed. */
function missingActions(
  reply: Reply,
  shown: readonly Shown[],
  codes: Codes,
  lacks: Platform["lacks"],
): readonly string[] {
  const buttons = shown.flatMap((message) => message.buttons);
  const showsFew = lacks["every button"] !== undefined;
  const isThere = (action: Action): boolean => {
    const own = buttons.filter(({ label }) => isOf(action, label));
    if (action.type === "link") return own.some(({ url }) => url === action.url);
    const carried = [codes.get(action.command), action.typed, action.command];
    if (own.some(({ code }) => carried.includes(code))) return true;
    return showsFew && textOf(shown).includes(action.typed ?? action.command);
  };
  const [first, ...others] = reply.blocks.filter(({ type }) => type === "article");
  return reply.blocks
    .filter((block) => !showsFew || block === first || !others.includes(block))
    .flatMap(actionsIn)
    .flatMap((action) => (isThere(action) ? [] : [action.label]));
}

/** On a card the label may say which one. */
function isOf(action: Action, label: string): boolean {
  return (
    label === action.label || label.startsWith(`${action.label} `) || label.startsWith(`${action.label}:`)
  );
}
