// A line of typed text completed at its end: names of commands, names of options, and the values that the completer of every
// platform knows.

import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Completer } from "./completer.ts";
import { type Command, listed } from "./define.ts";

/** The ends that complete what is typed last, and that part itself, as readline's completer wants them. */
export type LineCompleter = (line: string) => Promise<[ends: string[], part: string]>;

export interface LineCompleterOptions {
  readonly commands: readonly Command[];
  readonly complete: Completer;
  /** COMMAND_PREFIX. */
  readonly prefix: string;
  readonly workspace: WorkspaceKey;
}

/** Completes names of commands, names of options, and values. */
export function completeLine({ commands, complete, prefix, workspace }: LineCompleterOptions): LineCompleter {
  const nameOf = ({ path }: Command): string => `/${prefix}${path.join(" ")}`;

  return async (line) => {
    const typed = line.startsWith("/") || line === "" ? line : `/${line}`;
    const command = commands.find((candidate) => typed.startsWith(`${nameOf(candidate)} `));
    if (command === undefined) {
      const names = listed(commands)
        .map(nameOf)
        .filter((name) => name.startsWith(typed));
      return [names.map((name) => `${name} `), typed === line ? line : typed];
    }
    const [, before = "", part = ""] = /^(.*\s)?(\S*)$/s.exec(line) ?? [];
    const options = Object.entries(command.options).filter(([, { hidden }]) => hidden !== true);
    const said = before.trim().split(/\s+/).at(-1) ?? "";
    const named = options.find(([name]) => name === said);
    const values = async (name: string): Promise<readonly string[]> =>
      (await complete(workspace, command.path, name, part)).map(({ value }) =>
        command.options[name]?.kind === "date" ? value : asTyped(value),
      );
    if (named !== undefined) return [endings(await values(named[0]), part), part];
    const bare = options.filter(
      ([, option]) => option.bare === true || ("rest" in option && option.rest === true),
    );
    const found = part === "" ? [] : await Promise.all(bare.map(([name]) => values(name)));
    const names = options.map(([name]) => name).filter((name) => name.startsWith(part.toLowerCase()));
    return [endings([...names, ...found.flat()], part), part];
  };
}

/** Only what begins like the typed part can replace it. */
function endings(words: readonly string[], part: string): string[] {
  const begun = part.toLowerCase();
  return [...new Set(words.filter((word) => word.toLowerCase().startsWith(begun)).map((word) => `${word} `))];
}

function asTyped(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
