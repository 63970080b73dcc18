// Short codes for buttons and forms: a command that fits is its own code, a longer one becomes a row in the store.

import { AppError } from "../../errors.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Reply } from "../../reply/reply.ts";
import type { Actions } from "../../store/actions.ts";
import { say } from "../../wording/say.ts";

/** Codes fit every platform with its own marks: Discord's custom_id takes 100 characters, and may name a server, too. */
const MAX_CODE_BYTES = 80;

/** Version 1: `c1:` and the command itself, or `r1:` and the id of its row. */
const INLINE = "c1:";
const ROW = "r1:";

export interface ActionCodes {
  /** The code of every command that the reply's buttons and forms carry, by command. */
  codesOf(workspace: WorkspaceKey, reply: Reply): Promise<ReadonlyMap<string, string>>;
  /** The command of a code. Throws AppError "not-found" when it expired (30 days) or never was. */
  commandOf(workspace: WorkspaceKey, code: string): Promise<string>;
}

export function createActionCodes(actions: Actions, clock: Clock): ActionCodes {
  return {
    async codesOf(workspace, reply) {
      const commands = reply.blocks.flatMap((block) => {
        if (block.type === "form") return [block.command];
        if (block.type !== "actions" && block.type !== "article") return [];
        return block.actions.flatMap((action) => (action.type === "command" ? [action.command] : []));
      });
      const codes = new Map(commands.map((command) => [command, `${INLINE}${command}`]));
      const long = [...codes].flatMap(([command, inline]) =>
        Buffer.byteLength(inline) > MAX_CODE_BYTES ? [command] : [],
      );
      if (long.length === 0) return codes;
      for (const [command, id] of await actions.keep(workspace, long, clock()))
        codes.set(command, `${ROW}${id}`);
      return codes;
    },
    async commandOf(workspace, code) {
      if (code.startsWith(INLINE)) return code.slice(INLINE.length);
      const command = code.startsWith(ROW)
        ? await actions.find(workspace, code.slice(ROW.length), clock())
        : undefined;
      if (command !== undefined) return command;
      throw new AppError(
        "not-found",
        say("This button is too old to work. Type the command again, for example /news top."),
      );
    },
  };
}
