// From what is typed to an invocation. Whoever sits at the terminal runs the program, and is admin.

import { randomUUID } from "node:crypto";
import type { Input, Invocation } from "../../../src/platform/invocation.ts";
import { workspaceKey } from "../../../src/platform/workspace.ts";

/** What invocations and places call the terminal. */
export const TERMINAL_PLATFORM = "terminal";

/** The one workspace of a terminal. */
export const TERMINAL_WORKSPACE = workspaceKey({ platform: TERMINAL_PLATFORM, id: "local" });

/** The invocation of a typed command or a sent form. `locale`: of whoever sits there, as the machine is set. */
export function terminalInvocation(input: Input, locale?: string): Invocation {
  return {
    platform: TERMINAL_PLATFORM,
    workspace: TERMINAL_WORKSPACE,
    place: "terminal",
    actor: {
      id: "terminal",
      name: "you",
      roles: ["read", "manage", "admin"],
      ...(locale === undefined ? {} : { locale }),
    },
    requestId: randomUUID(),
    input,
  };
}
