// `/news help`: every command, or one of them with its options.

import { AppError, assertNever } from "../errors.ts";
import type { Option } from "../language/declare/options.ts";
import type { Actor } from "../platform/invocation.ts";
import { actions, code, command, heading, list, note, paragraph, privately, strong } from "../reply/build.ts";
import { excerpt } from "../reply/excerpt.ts";
import type { Reply } from "../reply/reply.ts";
import { type Command, defineCommand } from "./serve/define.ts";
import { mayRun } from "./serve/roles.ts";

/** The help command over all commands, itself included. */
export function helpCommand(others: readonly Command[]): Command {
  const help: Command = defineCommand({
    path: ["news", "help"],
    summary: "What you can ask, and how",
    role: "read",
    answers: "message",
    examples: ["/news help", "/news help top"],
    options: {
      command: {
        kind: "text",
        vocabulary: "command",
        summary: "The command to explain, for example top",
        rest: true,
        maxLength: 60,
      },
    },
    async handler({ command: wanted }, { invocation }) {
      const all = [...others, help];
      return wanted === undefined ? overview(all, invocation.actor) : detail(find(all, wanted));
    },
  });
  return help;
}

function nameOf({ path }: Command): string {
  return `/${path.join(" ")}`;
}

function find(commands: readonly Command[], wanted: string): Command {
  const words = wanted.toLowerCase().replace(/^\//, "").split(/\s+/);
  const found = commands.find(
    ({ path }) => path.join(" ") === words.join(" ") || path[1] === words.join(" "),
  );
  if (found !== undefined) return found;
  throw new AppError("not-found", `There is no command "${excerpt(wanted, 60)}". /news help lists them all.`);
}

function overview(commands: readonly Command[], actor: Actor): Reply {
  const allowed = commands.filter((candidate) => mayRun(actor, candidate));
  return privately(
    heading("What you can ask"),
    list(allowed.map((candidate) => [code(nameOf(candidate)), `: ${candidate.summary}`])),
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

function detail(target: Command): Reply {
  const options = Object.entries(target.options).filter(([, option]) => option.hidden !== true);
  return privately(
    heading(nameOf(target), target.summary),
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
