// Commands that tell a meter how long they took and what became of them.

import { AppError } from "../../errors.ts";
import type { CommandOutcome, Meter } from "../../platform/meter.ts";
import type { Reply } from "../../reply/reply.ts";
import type { Command } from "./define.ts";

export function measured(
  commands: readonly Command[],
  { answered }: Pick<Meter, "answered">,
): readonly Command[] {
  return commands.map((command) => ({
    ...command,
    async handler(...asked) {
      const startedAt = performance.now();
      const tell = (outcome: CommandOutcome): void =>
        answered({ command: command.path.join(" "), outcome, durationMs: performance.now() - startedAt });
      let reply: Reply;
      try {
        reply = await command.handler(...asked);
      } catch (error) {
        tell(error instanceof AppError && error.code !== "internal" ? "refused" : "failed");
        throw error;
      }
      tell(reply.isRefusal === true ? "refused" : "done");
      return reply;
    },
  }));
}
