// The one entry for every adapter: an invocation in, a reply out. Parses, checks the role, runs, turns errors into
// sentences. A repeated request is answered once; a closing program answers what is in flight and takes nothing new.

import type { NewsLook } from "../../datasets/look.ts";
import { AppError } from "../../errors.ts";
import { lasting } from "../../language/converse/follow.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Lexicon, Parsed } from "../../language/declare/parsed.ts";
import type { Logger } from "../../log.ts";
import type { Input, Invocation } from "../../platform/invocation.ts";
import { createRequests, MOST_ANSWERS } from "../../platform/requests.ts";
import { within } from "../../platform/waiting.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import { actions, command as button, paragraph, refusing, sentence } from "../../reply/build.ts";
import type { Clock, Pace } from "../../reply/ports.ts";
import type { Reply } from "../../reply/reply.ts";
import type { Allowances } from "../../store/allowances.ts";
import type { LastQuestions } from "../../store/questions.ts";
import { realPace } from "../../time/pace.ts";
import { languageFor } from "../../wording/languages.ts";
import { inLanguage, say, wording } from "../../wording/say.ts";
import type { ActionCodes } from "./action-codes.ts";
import { createActorTurns } from "./actor-turns.ts";
import { createConversing, type Memory, NO_MEMORY } from "./conversing.ts";
import type { Command, CommandContext } from "./define.ts";
import { answerForm, openAgain } from "./forms.ts";
import { commandLanguage } from "./language.ts";
import { misunderstandingReply } from "./misunderstanding.ts";
import { createPrefix } from "./prefix.ts";
import { createRateLimit } from "./rate-limit.ts";
import { readOpener } from "./refill.ts";
import { checkRole } from "./roles.ts";
import { commandOfLine, takingPlace } from "./taking-place.ts";

/** A command that takes longer has hung: long work runs in the background and reports progress. */
const COMMAND_TIMEOUT_MS = 120_000;

/** Of one actor. */
export const COMMANDS_PER_MINUTE = 30;
/** Of a workspace: as many as so many actors who ask as fast as they may. */
export const BUSY_ACTORS = 20;

export interface Progress {
  /** Shows an interim reply while long work goes on. */
  progress(reply: Reply): void;
  /** A sent form was read and is right: its command begins. Not told where one is refused. */
  accepted?(): void;
}

export interface Router {
  readonly commands: readonly Command[];
  /** Answers an invocation. Never rejects: every failure is a reply. */
  handle(invocation: Invocation, progress: Progress): Promise<Reply>;
  /** Takes nothing new and resolves when all that is in flight is answered, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

export interface RouterOptions {
  readonly commands: readonly Command[];
  /** A look at a workspace's news, one for each invocation. */
  readonly look: (workspace: WorkspaceKey) => NewsLook;
  /** Words that the workspace's data know; empty lists while there are no data. */
  readonly lexicon: (workspace: WorkspaceKey, news: NewsLook) => Promise<Lexicon>;
  readonly codes: ActionCodes;
  readonly clock: Clock;
  readonly log: Logger;
  /** COMMAND_PREFIX: what people type and read before the names of commands. Default none. */
  readonly prefix?: string;
  /** What is said goes on from what was said before; default: nothing is remembered. */
  readonly conversations?: Memory;
  /** What people asked last; default: it is not noted. */
  readonly questions?: Pick<LastQuestions, "note">;
  /** How a command that hangs is waited for. Default: as long as it really takes. */
  readonly pace?: Pace;
  /** Commands an actor may run a minute. Default `COMMANDS_PER_MINUTE`. */
  readonly commandsPerMinute?: number;
  /** Counts the commands of all processes; absent: this is the only one. */
  readonly allowances?: Pick<Allowances, "take"> | undefined;
}

export function createRouter(options: RouterOptions): Router {
  const { commands, look, lexicon, codes, clock, log, pace = realPace } = options;
  const prefix = createPrefix(options.prefix ?? "", commands);
  const language = commandLanguage(commands, options.prefix, clock);
  const rateLimit = createRateLimit({
    most: options.commandsPerMinute ?? COMMANDS_PER_MINUTE,
    per: "minute",
    of: wording("commands"),
    clock,
    shared: options.allowances,
  });
  const workspaceRate = createRateLimit({
    most: (options.commandsPerMinute ?? COMMANDS_PER_MINUTE) * BUSY_ACTORS,
    per: "minute",
    of: wording("commands of this workspace"),
    clock,
  });
  const converse = createConversing({ language, memory: options.conversations ?? NO_MEMORY, log });
  const requests = createRequests<Reply>({ clock, most: MOST_ANSWERS });
  const turns = createActorTurns();
  let draining = false;

  function parse(input: Extract<Input, { type: "text" | "options" }>, words: Lexicon): Parsed<Command> {
    return input.type === "options"
      ? language.readFields(input.path, input.values, words)
      : language.read(input.text, words);
  }

  async function run(
    invocation: Invocation,
    { progress, accepted = () => undefined }: Progress,
  ): Promise<Reply> {
    if (draining)
      throw new AppError("closing", say("The bot is restarting. Nothing was lost; ask again in a minute."), {
        retryable: true,
      });
    const news = look(invocation.workspace);
    try {
      const words = await lexicon(invocation.workspace, news);
      const now = clock();
      const context: CommandContext = {
        invocation,
        now,
        news,
        progress,
        run: (text) => done(language.read(text, words)),
      };
      const done = async (parsed: Parsed<Command>): Promise<Reply> => {
        if (parsed.type === "misunderstood")
          return takingPlace(misunderstandingReply(parsed.misunderstanding), undefined, commands);
        checkRole(invocation.actor, parsed.command);
        const reply = await parsed.command.handler(parsed.values, context);
        return takingPlace(reply, parsed.command, commands);
      };
      const { input, workspace } = invocation;
      const asked = async (parsed: Parsed<Command>): Promise<Reply> => {
        const reply = await done(parsed);
        if (parsed.type === "command" && reply.isRefusal !== true)
          await noteQuestion(invocation, parsed, now);
        return reply;
      };
      const answered = async (): Promise<Reply> => {
        if (input.type === "said") return converse(invocation, input, words, now, asked);
        if (input.type !== "form" && input.type !== "action") return asked(parse(input, words));
        const text = await codes.commandOf(workspace, input.code);
        if (input.type === "form") {
          const reply = await answerForm(input, text, { language, words, context, accepted });
          return takingPlace(reply, commandOfLine(text, commands), commands);
        }
        const opener = readOpener(text);
        const reply = await asked(language.read(opener.line, words));
        return opener.answers === undefined ? reply : openAgain(opener, reply, { language, words, context });
      };
      const reply = await within(answered(), COMMAND_TIMEOUT_MS, pace);
      if (reply !== undefined) return reply;
    } finally {
      news.release();
    }
    throw new AppError(
      "busy",
      say("That took too long and was given up. Nothing was lost; try again in a moment."),
      {
        retryable: true,
      },
    );
  }

  /** What somebody asked in words of their own may be asked again: a button's words are those of an answer. */
  async function noteQuestion(
    { workspace, actor, input }: Invocation,
    { command, values }: Extract<Parsed<Command>, { type: "command" }>,
    at: number,
  ): Promise<void> {
    if (command.carriesOn !== true || input.type === "action" || input.type === "form") return;
    const text = formatCommand(command.path, lasting(command.options, values), command.options);
    // Whoever was answered is not told that it cannot be noted.
    await options.questions
      ?.note(workspace, actor.id, { command: text, at })
      .catch((error: unknown) => log.warn({ err: error, workspace }, "a question is not noted"));
  }

  function notDone({ code: outcome, message, cause }: AppError, { workspace, requestId }: Invocation): Reply {
    // What the operator has to mend is no matter of the person who asked.
    const isOperators = outcome === "no-room" || outcome === "no-state";
    log[isOperators ? "error" : "info"](
      { requestId, workspace, outcome, reason: message, err: cause },
      "command not done",
    );
    return refusing(paragraph(...sentence(message)));
  }

  /** The refusal of a command that its actor may not run so soon. */
  function tooSoon(invocation: Invocation): Reply | undefined {
    try {
      // A person's own first: who is refused there takes nothing of what is everybody's.
      rateLimit.take(actorOf(invocation));
      workspaceRate.take(invocation.workspace);
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return notDone(error, invocation);
      throw error;
    }
  }

  async function answer(invocation: Invocation, progress: Progress): Promise<Reply> {
    const { workspace, actor, requestId } = invocation;
    const startedAt = performance.now();
    try {
      if (options.allowances !== undefined) await rateLimit.takeAmongAll(actorOf(invocation));
      return await turns(actorOf(invocation), () => run(invocation, progress));
    } catch (error) {
      if (error instanceof AppError && error.code !== "internal") return notDone(error, invocation);
      log.error({ err: error, requestId, workspace, actor: actor.id }, "command failed");
      return refusing(
        paragraph(
          say(
            "Something went wrong in the bot, and the log has it under {id}. Nothing was lost. Try again; if it stays, tell whoever runs the bot.",
            { id: requestId.slice(0, 40) },
          ),
        ),
        actions(button(say("Help"), "/news help")),
      );
    } finally {
      log.debug({ requestId, workspace, durationMs: Math.round(performance.now() - startedAt) }, "answered");
    }
  }

  return {
    commands,
    handle: (invocation, progress) =>
      inLanguage(languageFor(invocation.actor.locale), () => handle(invocation, progress)),
    drain(timeoutMs) {
      draining = true;
      return requests.drain(timeoutMs);
    },
  };

  function handle(invocation: Invocation, progress: Progress): Promise<Reply> {
    const key = `${invocation.platform}\n${invocation.workspace}\n${invocation.requestId}`;
    // Before it is remembered: whoever is refused pushes nobody else's answers out.
    const refusal = requests.knows(key) ? undefined : tooSoon(invocation);
    if (refusal !== undefined) return Promise.resolve(prefix.onReply(refusal));
    const asRead: Progress = {
      progress: (interim) => progress.progress(prefix.onReply(interim)),
      accepted: () => progress.accepted?.(),
    };
    return requests.once(key, async () => prefix.onReply(await answer(invocation, asRead)));
  }
}

function actorOf({ workspace, actor }: Invocation): string {
  return `${workspace}\n${actor.id}`;
}
