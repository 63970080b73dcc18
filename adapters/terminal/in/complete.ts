// Tab at a prompt: a line is completed with what the terminal's workspace knows.

import { completeLine, type LineCompleter } from "../../../src/commands/serve/complete-line.ts";
import type { Host } from "../../adapter.ts";
import { TERMINAL_WORKSPACE } from "./read.ts";

/** Completes names of commands, names of options, and values. */
export function createLineCompleter({
  router,
  complete,
  prefix,
}: Pick<Host, "router" | "complete" | "prefix">): LineCompleter {
  return completeLine({ commands: router.commands, complete, prefix, workspace: TERMINAL_WORKSPACE });
}
