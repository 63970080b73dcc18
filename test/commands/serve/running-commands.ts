// Commands that really run, and actors who run them.

import { type Command, type CommandContext, defineCommand } from "../../../src/commands/serve/define.ts";
import type { NewsLook } from "../../../src/datasets/look.ts";
import type { Actor, Input, Invocation, Role } from "../../../src/platform/invocation.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";

/** A command that takes free words and answers the text that `run` makes of them. */
export function doing(
  path: Command["path"],
  run: (words: string, context: CommandContext) => Promise<string>,
  { role = "read" }: { readonly role?: Role } = {},
): Command {
  return defineCommand({
    path,
    summary: `Does ${path[1]}`,
    role,
    answers: "message",
    examples: [`/${path.join(" ")}`],
    options: { words: { kind: "text", summary: "Any words", rest: true, maxLength: 800 } },
    handler: async ({ words = "" }, context) => privately(paragraph(await run(words, context))),
  });
}

export function actorWith(...roles: readonly Role[]): Actor {
  return { id: `U-${roles.join("-")}`, name: "Ana", roles };
}

/** The news of a workspace whose commands ask for none. */
export function noNews(): NewsLook {
  const notAsked = (): never => {
    throw new Error("These commands ask for no news.");
  };
  return {
    lexicon: notAsked,
    serving: notAsked,
    snapshot: notAsked,
    status: notAsked,
    release: () => undefined,
  };
}

let requests = 0;

/** A new request: a typed text, or another input. */
export function invocationOf(input: Input | string, change: Partial<Invocation> = {}): Invocation {
  requests += 1;
  return {
    platform: "slack",
    workspace: "slack:T1",
    place: "C1",
    actor: actorWith("read"),
    requestId: `request ${requests}`,
    input: typeof input === "string" ? { type: "text", text: input } : input,
    ...change,
  };
}
