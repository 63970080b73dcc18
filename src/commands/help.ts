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
import { say, sayParts, wording } from "../wording/say.ts";
import { type Command, defineCommand, listed } from "./serve/define.ts";
import { GROUPS } from "./serve/groups.ts";
import { mayRun, whoMay } from "./serve/roles.ts";

/** The help command over all commands, itself included. */
export function helpCommand(others: readonly Command[]): Command {
  const help: Command = defineCommand({
    path: ["news", "help"],
    aliases: ["?"],
    standsAlone: true,
    summary: wording("What you can ask, and how"),
    role: "read",
    answers: "message",
    examples: ["/news help", "/news help top"],
    options: {
      command: {
        kind: "text",
        vocabulary: "command",
        summary: wording("The command to explain, for example top, or a group of them: digest"),
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
  throw new AppError(
    "not-found",
    say('There is no command "{name}". /news help lists them all.', { name: excerpt(words.join(" "), 60) }),
  );
}

/** The commands of one group that the actor may give. */
function groupBlocks(commands: readonly Command[], actor: Actor): Block[] {
  const allowed = commands.filter((candidate) => mayRun(actor, candidate));
  const [group = ""] = commands[0]?.path ?? [];
  if (allowed.length === 0) return [];
  const about = GROUPS[group];
  return [
    heading(capital(group), about === undefined ? undefined : say(about)),
    list(allowed.map((candidate) => [code(nameOf(candidate)), `: ${say(candidate.summary)}`])),
  ];
}

function overview(commands: readonly Command[], actor: Actor): Reply {
  const groups = [...new Set(commands.map(({ path }) => path[0]))];
  return privately(
    heading(say("What you can ask")),
    ...groups.flatMap((group) =>
      groupBlocks(
        commands.filter(({ path }) => path[0] === group),
        actor,
      ),
    ),
    paragraph(
      ...sayParts("Words go in any order and pillars have names: {example}. More on one command: {help}.", {
        example: code("/news top corruption last week"),
        help: code("/news help top"),
      }),
    ),
    actions(
      command(say("Top news"), "/news top"),
      command(say("Pillars"), "/news pillars"),
      command(say("About the scores"), "/news about"),
    ),
  );
}

function groupHelp(commands: readonly Command[], actor: Actor): Reply {
  const blocks = groupBlocks(commands, actor);
  const [first] = commands;
  if (first === undefined || blocks.length === 0)
    return privately(
      paragraph(
        ...sayParts("Those commands are for {who}. What you can ask yourself: {help}.", {
          who: whoMay(commands),
          help: code("/news help"),
        }),
      ),
    );
  return privately(
    ...blocks,
    ...(commands.every((candidate) => mayRun(actor, candidate))
      ? []
      : [note(say("The others are for {who}.", { who: whoMay(commands) }))]),
    heading(say("Examples")),
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
    heading(nameOf(target), say(target.summary)),
    ...(mayRun(actor, target) ? [] : [paragraph(say("It is for {who}.", { who: whoMay([target]) }))]),
    ...(target.explanation === undefined ? [] : [paragraph(...sentence(say(target.explanation)))]),
    ...(options.length === 0
      ? [paragraph(say("It takes no options."))]
      : [
          list(
            options.map(([name, option]) => [strong(name), `: ${say(option.summary)}${valuesOf(option)}`]),
          ),
        ]),
    heading(say("Examples")),
    list(target.examples.map((example) => [code(example)])),
    note(say("Options are typed as name value or name:value, in any order.")),
  );
}

/** What may stand behind an option's name, where its summary does not say it. */
function valuesOf(option: Option): string {
  switch (option.kind) {
    case "choice":
    case "choice-list":
      // A number alone says nothing.
      return ` (${option.choices.map(({ value, label }) => (/^\d+$/.test(value) ? `${value} ${say(label)}` : value)).join(", ")})`;
    case "flag":
      return ` ${say("(no value needed)")}`;
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
