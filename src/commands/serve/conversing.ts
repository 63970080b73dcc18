// What is said in a conversation: it goes on from the last command there, and is remembered for what is said next.

import { lasting } from "../../language/converse/follow.ts";
import type { Courtesy } from "../../language/converse/utterance.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Values } from "../../language/declare/options.ts";
import type { Lexicon, Parsed } from "../../language/declare/parsed.ts";
import type { Language } from "../../language/language.ts";
import type { Logger } from "../../log.ts";
import type { Input, Invocation } from "../../platform/invocation.ts";
import { code, note, paragraph, privately } from "../../reply/build.ts";
import type { Reply } from "../../reply/reply.ts";
import type { Conversations, LastCommand } from "../../store/conversations.ts";
import { HOUR_MS } from "../../time/units.ts";
import { say, sayParts } from "../../wording/say.ts";
import type { Command } from "./define.ts";

/** After a pause as long, nobody has in mind what held. */
const PAUSE_MS = HOUR_MS;

export type Memory = Pick<Conversations, "remember" | "last">;

/** A conversation that nobody remembers. */
export const NO_MEMORY: Memory = { remember: async () => undefined, last: async () => undefined };

export interface ConversingOptions {
  readonly language: Language<Command>;
  readonly memory: Memory;
  readonly log: Logger;
}

type SaidInput = Extract<Input, { type: "said" }>;

/** Answers what is said: `done` runs a command, or tells what was not understood. */
export type Conversing = (
  invocation: Invocation,
  input: SaidInput,
  words: Lexicon,
  now: number,
  done: (parsed: Parsed<Command>) => Promise<Reply>,
) => Promise<Reply>;

export function createConversing({ language, memory, log }: ConversingOptions): Conversing {
  return async (invocation, { text, conversation, opens }, words, now, done) => {
    const { workspace, place, actor } = invocation;
    const key = { workspace, place, conversation };
    const last = await memory.last(key, now);
    const said = language.readSaid(text, last?.command, words);
    if (said.type === "courtesy") return courtesyReply(said.courtesy);
    const reply = await done(said);
    if (said.type === "misunderstood" || said.command.carriesOn !== true || reply.isRefusal === true)
      return reply;
    const command = textToGoOnFrom(said);
    // Whoever was answered is not told that it cannot be remembered.
    for (const known of opens === undefined ? [key] : [key, { ...key, conversation: opens }])
      await memory
        .remember(known, { command, actor: actor.id, at: now })
        .catch((error: unknown) => log.warn({ err: error, workspace }, "a conversation is not remembered"));
    return withKept(reply, said, last, invocation, now);
  };
}

/** With its page: the next one is counted from there. */
function textToGoOnFrom({
  command: { path, options },
  values,
}: Extract<Parsed<Command>, { type: "command" }>): string {
  const { page } = values;
  return formatCommand(
    path,
    { ...lasting(options, values), ...(page === undefined ? {} : { page }) },
    options,
  );
}

function courtesyReply(courtesy: Courtesy): Reply {
  switch (courtesy) {
    case "greeting":
      return privately(
        paragraph(
          ...sayParts(
            "Hello. Ask me about the news, for example {first}, then {next}; {help} tells the rest.",
            {
              first: code("top corruption last week"),
              next: code("only negative"),
              help: code("help"),
            },
          ),
        ),
      );
    case "thanks":
      return privately(paragraph(say("You are welcome. Ask on whenever you like.")));
    case "dismissal":
      return privately(
        paragraph(
          ...sayParts("All right, nothing was done. A digest stops with {command} and its name.", {
            command: code("/digest pause"),
          }),
        ),
      );
    case "assent":
      return privately(
        paragraph(
          say("I cannot tell what that is about. Press the button of what you mean, or say it whole."),
        ),
      );
  }
}

/** Headings tell every filter; that some were not said now is told where somebody else said them, or some time ago. */
function withKept(
  reply: Reply,
  { command, kept }: { readonly command: Command; readonly kept: Values },
  last: LastCommand | undefined,
  { actor }: Invocation,
  now: number,
): Reply {
  if (last === undefined || (last.actor === actor.id && now - last.at < PAUSE_MS)) return reply;
  const name = formatCommand(command.path, {}, {});
  const filters = formatCommand(command.path, kept, command.options).slice(name.length).trim();
  if (filters === "") return reply;
  const told = note(
    ...sayParts('Kept from what was said here before: {filters}. "everything again" drops it.', {
      filters: code(filters),
    }),
  );
  const [first, ...others] = reply.blocks;
  const blocks = first?.type === "heading" ? [first, told, ...others] : [told, ...reply.blocks];
  return { ...reply, blocks };
}
