// A command is declared once. The text parser, Discord's schema, autocomplete, help, the manifest and the command
// reference all come from this record.

import type { NewsLook } from "../../datasets/look.ts";
import type { Arguments, Declaration, Options } from "../../language/declare/options.ts";
import type { Invocation, Role } from "../../platform/invocation.ts";
import type { FieldProblem } from "../../reply/form.ts";
import type { Reply } from "../../reply/reply.ts";

export interface CommandContext {
  readonly invocation: Invocation;
  /** ms UTC at the start of the command: one reading for the whole answer. */
  readonly now: number;
  /** The workspace's news, as one look for the whole command; the router ends it. */
  readonly news: NewsLook;
  /** Answers another command in this one's stead, as if the actor had typed it. */
  run(text: string): Promise<Reply>;
  /** Shows an interim reply while long work goes on. */
  progress(reply: Reply): void;
}

/** `formUnless`: a form that asks for what is missing, unless one of these options is given. */
export type Answers = "message" | "form" | { readonly formUnless: readonly string[] };

/** Whether a command answers with a form when these options are given. */
export function opensForm({ answers }: Pick<Command, "answers">, given: Iterable<string>): boolean {
  if (typeof answers === "string") return answers === "form";
  const names = new Set(given);
  return !answers.formUnless.some((name) => names.has(name));
}

export interface Command<O extends Options = Options> extends Declaration<O> {
  readonly role: Role;
  /**
   * Changes nothing, opens no form, and its answer rests on its options alone, not on what its asker asked before: programs
   * may ask it, too.
   */
  readonly isLookup?: true;
  /** Answers with a list of stories: one list's buttons turn it into another. */
  readonly isList?: true;
  /** What its help says besides its options, a sentence or a few. */
  readonly explanation?: string;
  /** With what it answers. Some platforms must show a form first and at once. */
  readonly answers: Answers;
  /**
   * What of its sent form cannot be taken, besides what the declaration tells: quick, and before the handler runs. `sent` is as
   * it was typed, an emptied field as an empty text; `opened` is what the form's own command says.
   */
  check?(
    sent: Readonly<Record<string, string>>,
    context: CommandContext,
    opened: Partial<Arguments<O>>,
  ): Promise<readonly FieldProblem[]>;
  handler(values: Arguments<O>, context: CommandContext): Promise<Reply>;
}

/** The commands that people are told of. */
export function listed<C extends Pick<Command, "hidden">>(commands: readonly C[]): readonly C[] {
  return commands.filter(({ hidden }) => hidden !== true);
}

/** The commands that programs may ask: of those that people are told of, what changes nothing and everybody may read. */
export function lookups(commands: readonly Command[]): readonly Command[] {
  return listed(commands).filter(({ role, isLookup }) => role === "read" && isLookup === true);
}

/** Declares a command. The handler's arguments are typed from the options. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}
