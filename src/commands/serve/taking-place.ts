// Which buttons turn an answer into another: what they answer then stands where it stood, where the platform can.

import type { Option } from "../../language/declare/options.ts";
import type { Action, Block, Reply } from "../../reply/reply.ts";
import type { Command } from "./define.ts";

type Known = Pick<Command, "path" | "isList" | "options">;

/** The command of a line as `formatCommand` writes it; undefined where there is none such. */
export function commandOfLine<C extends Known>(line: string, commands: readonly C[]): C | undefined {
  const [, group, verb] = /^\/(\S+) (\S+)/.exec(line) ?? [];
  return commands.find(({ path }) => path[0] === group && path[1] === verb);
}

/**
 * The answer of `own` with those of its buttons marked that ask the same command otherwise: pages, filters, what a question
 * asks to be sure. A list becomes any other list. Of an answer that is a question alone, such as what was not understood,
 * every button settles it; so do those beside one that says "sure".
 */
export function takingPlace(reply: Reply, own: Known | undefined, commands: readonly Known[]): Reply {
  const turns = ({ command }: CommandAction): boolean => {
    const asked = commandOfLine(command, commands);
    if (own === undefined) return true;
    if (asked === undefined || standsBelow(command, asked)) return false;
    return asked === own || (own.isList === true && asked.isList === true);
  };
  const onBlock = (block: Block): Block => {
    // What was said of an answer does not take it away.
    if (block.type !== "actions" || block.isFeedback === true) return block;
    const isSettled = block.actions.some(
      (one) => one.type === "command" && turns(one) && SURE.test(one.command),
    );
    return {
      ...block,
      actions: block.actions.map((action) =>
        action.type === "command" && (isSettled || turns(action)) ? { ...action, replaces: true } : action,
      ),
    };
  };
  return { ...reply, blocks: reply.blocks.map(onBlock) };
}

type CommandAction = Extract<Action, { type: "command" }>;

/** Says that it is meant: the last word of a line that was asked back about. */
const SURE = / sure$/;

/** Whether a line, as `formatCommand` writes it, asks for what stands below: a value that is called so is in quotes there. */
function standsBelow(line: string, { options }: Known): boolean {
  const words = line.replace(/"(?:[^"]|"")*"/g, '""').split(" ");
  return Object.entries<Option>(options).some(
    ([name, option]) => option.kind === "flag" && option.standsBelow === true && words.includes(name),
  );
}
