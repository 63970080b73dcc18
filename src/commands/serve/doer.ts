// Whoever gave a command, as the history of what was changed names them.

import type { Doer } from "../../store/audit.ts";
import type { CommandContext } from "./define.ts";

export function doerOf({
  invocation: { workspace, actor },
  now,
}: Pick<CommandContext, "invocation" | "now">): Doer {
  return { workspace, actorId: actor.id, actorName: actor.name, at: now };
}
