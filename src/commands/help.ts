// `/news help`: every command that the asker may give, a group of them, or one with its options.

import { AppError, assertNever } from "../errors.ts";
import type { Option } from "../language/declare/options.ts";
import { capital } from "../language/read/text.ts";
import type { Actor } from "../platform/invocation.ts";
import {
  actions,
  code,
  command,
  heading,
  list,
  note,
  paragraph,
  privately,
  sentence,
  strong,
} from "../reply/build.ts";
import { excerpt } from "../reply/excerpt.ts";
import type { Block, Reply } from "../reply/reply.ts";
import { type Command, defineCommand, listed } from "./serve/define.ts";
import { GROUPS } from "./serve/groups.ts";
import { mayRun, whoMay } from "./serve/roles.ts";

/** The help command over all commands, itself included. */
export function helpCommand(others: readonly Command[]): Command {
  const help: Command = defineCommand({
    path: ["news", "help"],
    aliases: ["?"],
    standsAlone: true,
    summary: "What you can ask, and how",
    role: "read",
    answers: "message",
    examples: ["/news help", "/news help top"],
    options: {
      command: {
        kind: "text",
        vocabulary: "command",
        summary: "The command to explain, for example top, or a group of them: digest",
        rest: true,
        maxLength: 60,
      },
    },
    async handler({ command: wanted }, { invocation: { actor } }) {
      const all = listed([...others, help]);
      if (wanted === undefined) return overview(all, actor);
      const words = wanted.toLowerCase().replace(/^\//, "").split(/\s+/);
      const group = all.filter(({ path }) => words.length === 1 && path[0] === words[0]);
      if (group.length > 0) return groupHelp(group, actor);
      return detail(find(all, words), actor);
    },
  });
  return help;
}

function nameOf({ path }: Command): string {
  return `/${path.join(" ")}`;
}

function find(commands: readonly Command[], words: readonly string[]): Command {
  const found = commands.find(
    ({ path }) => path.join(" ") === words.join(" ") || path[1] === words.join(" "),
  );
  if (found !== undefined) return found;
  const said = excerpt(words.join(" "), 60);
  throw new AppError("not-found", `There is no command "${said}". /news help lists them all.`);
}

/** The commands of one group that the actor may give. */
function groupBlocks(commands: readonly Command[], actor: Actor): Block[] {
  const allowed = commands.filter((candidate) => mayRun(actor, candidate));
  const [group = ""] = commands[0]?.path ?? [];
  if (allowed.length === 0) return [];
  return [
    heading(capital(group), GROUPS[group]),
    list(allowed.map((candidate) => [code(nameOf(candidate)), `: ${candidate.summary}`])),
  ];
}

function overview(commands: readonly Command[], actor: Actor): Reply {
  const groups = [...new Set(commands.map(({ path }) => path[0]))];
  return privately(
    heading("What you can ask"),
    ...groups.flatMap((group) =>
      groupBlocks(
        commands.filter(({ path }) => path[0] === group),
        actor,
      ),
    ),
    paragraph(
      "Words go in any order and pillars have names: ",
      code("/news top corruption last week"),
      ". More on one command: ",
      code("/news help top"),
      ".",
    ),
    actions(
      command("Top news", "/news top"),
      command("Pillars", "/news pillars"),
      command("About the scores", "/news about"),
    ),
  );
}

function groupHelp(commands: readonly Command[], actor: Actor): Reply {
  const blocks = groupBlocks(commands, actor);
  const [first] = commands;
  if (first === undefined || blocks.length === 0)
    return privately(
      paragraph(
        `Those commands are for ${whoMay(commands)}. What you can ask yourself: `,
        code("/news help"),
        ".",
      ),
    );
  return privately(
    ...blocks,
    ...(commands.every((candidate) => mayRun(actor, candidate))
      ? []
      : [note(`The others are for ${whoMay(commands)}.`)]),
    heading("Examples"),
    list(
      commands
        .filter((candidate) => mayRun(actor, candidate))
        .slice(0, 4)
        .map(({ examples: [example] }) => [code(example)]),
    ),
  );
}

function detail(target: Command, actor: Actor): Reply {
  const options = Object.entries(target.options).filter(([, option]) => option.hidden !== true);
  return privately(
    heading(nameOf(target), target.summary),
    ...(mayRun(actor, target) ? [] : [paragraph(`It is for ${whoMay([target])}.`)]),
    ...(target.explanation === undefined ? [] : [paragraph(...sentence(target.explanation))]),
    ...(options.length === 0
      ? [paragraph("It takes no options.")]
      : [list(options.map(([name, option]) => [strong(name), `: ${option.summary}`, valuesOf(option)]))]),
    heading("Examples"),
    list(target.examples.map((example) => [code(example)])),
    note("Options are typed as name value or name:value, in any order."),
  );
}

/** What may stand behind an option's name, where its summary does not say it. */
function valuesOf(option: Option): string {
  switch (option.kind) {
    case "choice":
    case "choice-list":
      // A number alone says nothing.
      return ` (${option.choices.map(({ value, label }) => (/^\d+$/.test(value) ? `${value} ${label}` : value)).join(", ")})`;
    case "flag":
      return " (no value needed)";
    case "text":
    case "text-list":
    case "integer":
    case "date":
    case "duration":
      return "";
    default:
      return assertNever(option);
  }
}
