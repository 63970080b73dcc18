// What replies are made of, shown on every platform: blocks, buttons, forms. What is missing fails.

import { expect, it } from "vitest";
import type { Codes } from "../../adapters/adapter.ts";
import type { Command } from "../../src/commands/serve/define.ts";
import type { Bot } from "../../src/main.ts";
import type { Actor } from "../../src/platform/invocation.ts";
import { command, privately } from "../../src/reply/build.ts";
import type { Action, ActionStyle, Block, Inline, Reply } from "../../src/reply/reply.ts";
import { everyBlock, textsOf } from "../reply/samples.ts";
import type { PlatformUnderTest, Shown } from "./driver.ts";
import type { Newsroom } from "./newsroom.ts";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const textOf = (shown: readonly Shown[]): string => oneLine(shown.map(({ text }) => text).join("\n"));

/**
 * Every kind of inline text; one that is missing in the sample paragraph is tested nowhere. A mention is none: each
 * adapter's own tests hold that it notifies somebody, and that nothing else does.
 */
export const INLINES: Readonly<Record<Exclude<Inline["type"], "mention">, true>> = {
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

/** The tests of one platform, inside a `describe` of its name. */
export function describeShowing({ lacks, show, formOf }: PlatformUnderTest, newsroom: () => Newsroom): void {
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
    const answering = newsroom().bot.router.commands.filter(({ answers }) => answers === "form");
    expect(answering.length).toBeGreaterThan(0);
    for (const { path } of answering) {
      const reply = await ask(newsroom().bot, `/${path.join(" ")}`);
      const form = reply.blocks.find((block) => block.type === "form");
      if (form === undefined) throw new Error(`/${path.join(" ")} has no form`);
      const codes = await newsroom().bot.codes.codesOf(WORKSPACE, reply);
      expect(formOf(reply, codes)).toMatchObject({
        title: form.title,
        fields: form.fields.map((field) => field.name),
        labels: form.fields.map(({ label }) => label),
        code: codes.get(form.command),
      });
    }
  });

  it("has every button of every command's examples", async () => {
    for (const { example, reply, codes } of await exampleReplies(newsroom().bot))
      expect(missingActions(reply, show(reply, codes), codes, lacks), example).toEqual([]);
  });
}

export interface ExampleReply {
  readonly example: string;
  readonly answers: Command["answers"];
  readonly reply: Reply;
  readonly codes: Codes;
}

const answeredExamples = new WeakMap<Bot, Promise<readonly ExampleReply[]>>();

/** What every command's examples are answered with; asked once of a bot, one after another. */
export function exampleReplies(bot: Bot): Promise<readonly ExampleReply[]> {
  const known = answeredExamples.get(bot) ?? askExamples(bot);
  answeredExamples.set(bot, known);
  return known;
}

async function askExamples(bot: Bot): Promise<readonly ExampleReply[]> {
  const replies: ExampleReply[] = [];
  for (const { examples, answers } of bot.router.commands)
    for (const example of examples) {
      const reply = await ask(bot, example);
      replies.push({ example, answers, reply, codes: await bot.codes.codesOf(WORKSPACE, reply) });
    }
  return replies;
}

const WORKSPACE = "slack:T0NEWS";
const actor: Actor = { id: "U0ADMIN", name: "Ana", roles: ["read", "manage", "admin"] };
let requests = 0;

function ask({ router }: Bot, text: string): Promise<Reply> {
  requests += 1;
  return router.handle(
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

export const actionsOf = ({ blocks }: Reply): readonly Action[] => blocks.flatMap(actionsIn);

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
  lacks: PlatformUnderTest["lacks"],
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

/** On a card the label may say which one. Signs may keep to their words by no-break spaces. */
function isOf(action: Action, shown: string): boolean {
  const label = shown.replaceAll("\u00a0", " ");
  return (
    label === action.label || label.startsWith(`${action.label} `) || label.startsWith(`${action.label}:`)
  );
}
