// A command with fields as somebody would type it.

import type { Command } from "../../src/commands/define.ts";
import { formatCommand } from "../../src/commands/format.ts";
import { commandAt, type RawValues } from "./driver.ts";

export function typed(commands: readonly Command[], path: string, values: RawValues = {}): string {
  const { path: words, options } = commandAt(commands, path);
  return formatCommand(words, values, options);
}
