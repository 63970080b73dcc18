// One call of a tool from its arguments to its result.

import { type Command, lookups } from "../../../src/commands/serve/define.ts";
import { AppError } from "../../../src/errors.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Host } from "../../adapter.ts";
import { escapeText } from "../out/escape.ts";
import { failure, render, type ToolResult } from "../out/render.ts";
import { type Given, nextCursor, toolInvocation } from "./read.ts";

export interface Answering {
  /** The commands that are tools. */
  readonly commands: readonly Command[];
  /** Answers one call; `tell` hears how far it is. Never rejects. */
  answer(command: Command, given: Given, tell: (sentence: string) => void): Promise<ToolResult>;
}

export interface AnsweringOptions {
  readonly router: Host["router"];
  readonly workspace: WorkspaceKey;
  /** Done before each call, such as a look at the files. */
  readonly before?: (tell: (sentence: string) => void) => Promise<void>;
}

export function createAnswering({ router, workspace, before }: AnsweringOptions): Answering {
  const commands = lookups(router.commands);
  const names = commands.map(({ path }) => `/${path.join(" ")}`);
  const isTool = (text: string): boolean =>
    names.some((name) => text === name || text.startsWith(`${name} `));
  return {
    commands,
    async answer(command, given, tell) {
      try {
        const invocation = toolInvocation(command, given, workspace);
        await before?.(tell);
        const reply = await router.handle(invocation, {
          progress: (interim) => tell(escapeText(plainText(interim))),
        });
        return render(reply, { next: nextCursor(command, reply), isTool });
      } catch (error) {
        if (error instanceof AppError) return failure(error.message);
        throw error;
      }
    },
  };
}
