// docs/commands.md is what `/news help` says of every command, and stays so.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createNotifier } from "../../adapters/terminal/out/notifier.ts";
import { type Command, listed } from "../../src/commands/serve/define.ts";
import { GROUPS } from "../../src/commands/serve/groups.ts";
import { whoMay } from "../../src/commands/serve/roles.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import type { Block, Inline, Reply } from "../../src/reply/reply.ts";
import { actorWith, invocationOf } from "../commands/serve/running-commands.ts";

const INTRODUCTION = `# Commands

What \`/news help\` says of each. Options are typed as \`name value\` or \`name:value\`, in any order; what is plainly a value
needs no name: \`/news top corruption latvia last week\`.
`;

let directory: string;
let bot: Bot;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-commands-"));
  bot = await assembleBot({
    config: readConfig({ DATA_DIR: directory }),
    clock: Date.now,
    log: createLogger("silent"),
    notifier: createNotifier(),
  });
});

afterAll(async () => {
  await bot.close();
  await rm(directory, { recursive: true, force: true });
});

/** Text of ours in Markdown, in which a `<` would begin a tag. */
function inlineOf(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      switch (inline.type) {
        case "code":
          return `\`${inline.text}\``;
        case "strong":
          return `**${inline.text}**`;
        case "text":
        case "emphasis":
          return inline.text.replaceAll("<", "\\<");
        default:
          throw new Error(`help says nothing as ${inline.type}`);
      }
    })
    .join("");
}

function linesOf(block: Block): readonly string[] {
  switch (block.type) {
    case "paragraph":
      return ["", inlineOf(block.content)];
    case "list":
      return ["", ...block.items.map((item) => `- ${inlineOf(item)}`)];
    case "heading":
      return ["", `${block.text}:`];
    default:
      throw new Error(`help has no ${block.type}`);
  }
}

function sectionOf({ path, summary, role }: Command, { blocks }: Reply): readonly string[] {
  const [, ...body] = blocks.filter(({ type }) => type !== "note");
  const who = role === "read" ? "" : ` For ${whoMay([{ role }])}.`;
  return ["", `### /${path.join(" ")}`, "", `${summary}.${who}`, ...body.flatMap(linesOf)];
}

it("tells of every command what its declaration says", async () => {
  const lines: string[] = [];
  const commands = listed(bot.router.commands);
  for (const [group, what] of Object.entries(GROUPS)) {
    lines.push("", `## /${group}`, "", `${what}.`);
    for (const command of commands.filter(({ path }) => path[0] === group)) {
      const asked = invocationOf(`/news help ${command.path.join(" ")}`, { actor: actorWith("admin") });
      const reply = await bot.router.handle(asked, { progress: () => undefined });
      lines.push(...sectionOf(command, reply));
    }
  }
  expect(lines.length).toBeGreaterThan(200);
  await expect(`${INTRODUCTION}${lines.join("\n")}\n`).toMatchFileSnapshot("../../docs/commands.md");
});
