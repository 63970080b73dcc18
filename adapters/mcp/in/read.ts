// From a call of a tool to an invocation.

import { randomUUID } from "node:crypto";
import type { Command } from "../../../src/commands/serve/define.ts";
import { AppError } from "../../../src/errors.ts";
import type { Input, Invocation } from "../../../src/platform/invocation.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { CURSOR, fieldsGiven } from "./arguments.ts";

export const MCP_PLATFORM = "mcp";

/** Checked arguments by name. */
export type Given = Readonly<Record<string, unknown>>;

/** The invocation of a call. Throws AppError "bad-input" for a cursor that is not of this tool, or not alone. */
export function toolInvocation(
  { path, options }: Pick<Command, "path" | "options">,
  given: Given,
  workspace: WorkspaceKey,
): Invocation {
  const { [CURSOR]: cursor, ...others } = given;
  const input: Input =
    typeof cursor === "string"
      ? { type: "text", text: commandOf(path, cursor, others, options) }
      : { type: "options", path, values: fieldsGiven(options, others) };
  return {
    platform: MCP_PLATFORM,
    workspace,
    place: MCP_PLATFORM,
    // Whatever stands in an article and talks an assistant into something: nobody may do more than read here.
    actor: { id: MCP_PLATFORM, name: "a program", roles: ["read"] },
    requestId: randomUUID(),
    input,
  };
}

/** The cursor of the reply's next page, if it has one. */
export function nextCursor({ path }: Pick<Command, "path">, { blocks }: Reply): string | undefined {
  const more = blocks
    .flatMap((block) => (block.type === "actions" ? block.actions : []))
    .find((action) => action.type === "command" && action.label === "More");
  if (more?.type !== "command" || !isOf(path, more.command)) return undefined;
  return Buffer.from(more.command).toString("base64url");
}

function isOf(path: Command["path"], command: string): boolean {
  return command === `/${path.join(" ")}` || command.startsWith(`/${path.join(" ")} `);
}

function commandOf(
  path: Command["path"],
  cursor: string,
  others: Given,
  options: Command["options"],
): string {
  const command = Buffer.from(cursor, "base64url").toString();
  if (!isOf(path, command) || command.includes("\n"))
    throw new AppError("bad-input", "That cursor is of no answer of this tool. Ask without it.");
  const besides = Object.keys(others).filter((name) => options[name]?.required !== true);
  if (besides.length > 0)
    throw new AppError(
      "bad-input",
      `A cursor goes on with the filters of its answer; ${besides.join(", ")} cannot be changed. Leave it out, or ask without the cursor.`,
    );
  return command;
}
