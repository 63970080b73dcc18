// Tab at a prompt: names of commands, names of options, and the values that the completer of every platform knows.

import { listed } from "../../../src/commands/serve/define.ts";
import type { Host } from "../../adapter.ts";
import type { LineCompleter } from "../settings.ts";
import { TERMINAL_WORKSPACE } from "./read.ts";

type Command = Host["router"]["commands"][number];

/** Completes names of commands, names of options, and values. */
export function createLineCompleter({
  router,
  complete,
  prefix,
}: Pick<Host, "router" | "complete" | "prefix">): LineCompleter {
  const nameOf = ({ path }: Command): string => `/${prefix}${path.join(" ")}`;

  return async (line) => {
    const typed = line.startsWith("/") || line === "" ? line : `/${line}`;
    const command = router.commands.find((candidate) => typed.startsWith(`${nameOf(candidate)} `));
    if (command === undefined) {
      const names = listed(router.commands)
        .map(nameOf)
        .filter((name) => name.startsWith(typed));
      return [names.map((name) => `${name} `), typed === line ? line : typed];
    }
    const [, before = "", part = ""] = /^(.*\s)?(\S*)$/s.exec(line) ?? [];
    const options = Object.entries(command.options).filter(([, { hidden }]) => hidden !== true);
    const said = before.trim().split(/\s+/).at(-1) ?? "";
    const named = options.find(([name]) => name === said);
    const values = async (name: string): Promise<readonly string[]> =>
      (await complete(TERMINAL_WORKSPACE, command.path, name, part)).map(({ value }) =>
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
