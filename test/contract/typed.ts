// A command with fields as somebody would type it.

import type { Command } from "../../src/commands/serve/define.ts";
import { formatCommand } from "../../src/language/declare/format.ts";
import type { RawValues } from "./driver.ts";

export function typed(commands: readonly Command[], path: string, values: RawValues = {}): string {
  const command = commands.find((candidate) => candidate.path.join(" ") === path);
  if (command === undefined) throw new Error(`no command ${path}`);
  return formatCommand(command.path, values, command.options);
}
