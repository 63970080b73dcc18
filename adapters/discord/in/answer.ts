// One interaction from its arrival to its last message: acknowledged at once, run, answered, whatever happens.

import { DiscordAPIError } from "discord.js";
import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import type { Completer } from "../../../src/commands/serve/completer.ts";
import { type Command, opensForm } from "../../../src/commands/serve/define.ts";
import { commandLanguage } from "../../../src/commands/serve/language.ts";
import type { Router } from "../../../src/commands/serve/router.ts";
import { NO_WORDS } from "../../../src/language/declare/parsed.ts";
import type { Completion } from "../../../src/language/know/complete.ts";
import type { Logger } from "../../../src/log.ts";
import { latestProgress, within } from "../../../src/platform/waiting.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { formCode } from "../out/custom-ids.ts";
import { type DiscordAnswer, type DiscordMessage, render } from "../out/render.ts";
import type { Responses } from "../out/responses.ts";
import type { Inbound, ReplyTo } from "./read.ts";

export interface AnsweringOptions {
  readonly router: Router;
  readonly codes: ActionCodes;
  readonly complete: Completer;
  readonly responses: Responses;
  readonly pace: Pace;
  readonly log: Logger;
}

export interface Answering {
  /** Answers an interaction. Never rejects: what goes wrong is told or logged. */
  answer(inbound: Inbound): Promise<void>;
  /** Says that nothing new is taken. */
  decline(inbound: Inbound): Promise<void>;
}

/** Of the three seconds for a first response, what the form itself may take; the rest is the network's. */
const FORM_DEADLINE_MS = 2_000;
const COMPLETION_DEADLINE_MS = 2_000;

const RESTARTING = privately(paragraph("The bot is restarting. Nothing was lost; ask again in a minute."));
const SHARED = privately(paragraph("Everyone here sees the answer below."));
const NOT_TAKEN = privately(
  paragraph(
    "Discord did not take this answer, and the log has why. Nothing was lost; ask for less at a time.",
  ),
);

export function createAnswering({
  router,
  codes,
  complete,
  responses,
  pace,
  log,
}: AnsweringOptions): Answering {
  type Invoked = Extract<Inbound, { type: "invocation" }>;

  const plain = (reply: Reply): DiscordMessage => render(reply, new Map()).messages[0];

  async function rendered(workspace: WorkspaceKey, reply: Reply): Promise<DiscordAnswer> {
    return render(reply, withForms(await codes.codesOf(workspace, reply), router.commands));
  }

  async function answerInvocation(inbound: Invoked): Promise<void> {
    if (inbound.opensForm || answersWithForm(inbound, router.commands)) await answerWithForm(inbound);
    else if (await responses.acknowledge(inbound.replyTo)) {
      const working = latestProgress((reply) => showProgress(inbound.replyTo, reply));
      const reply = await router.handle(inbound.invocation, working);
      await working.stop();
      await finish(inbound, reply);
    } else tooLate(inbound);
  }

  /** A form must be the first response. One that takes too long becomes a button that opens it. */
  async function answerWithForm(inbound: Invoked): Promise<void> {
    const { replyTo, invocation } = inbound;
    const handled = router.handle(invocation, { progress: () => undefined });
    const reply = await within(handled, FORM_DEADLINE_MS, pace);
    if (reply === undefined) {
      if (await responses.acknowledge(replyTo)) await finish(inbound, await handled);
      else tooLate(inbound);
      return;
    }
    const { modal, messages } = await rendered(invocation.workspace, reply);
    const [first, ...others] = messages;
    const isPrivate = reply.audience === "asker";
    const inTime =
      modal === undefined
        ? await responses.reply(replyTo, first, isPrivate)
        : await responses.showModal(replyTo, modal);
    if (!inTime) tooLate(inbound);
    else if (modal === undefined)
      for (const message of others) await responses.followUp(replyTo, message, isPrivate);
  }

  /** Puts the answer in the place of "thinking…"; what is for everyone follows below it. */
  async function finish({ replyTo, invocation }: Invoked, reply: Reply): Promise<void> {
    try {
      const { messages } = await rendered(invocation.workspace, reply);
      const isPrivate = reply.audience === "asker";
      // The first response is private for ever, and a follow-up before its edit would take its place.
      const [first, ...others] = isPrivate ? messages : [plain(SHARED), ...messages];
      await responses.edit(replyTo, first);
      for (const message of others) await responses.followUp(replyTo, message, isPrivate);
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.status !== 400) throw error;
      log.error({ err: error, requestId: replyTo.id }, "discord refused an answer");
      await responses.edit(replyTo, plain(NOT_TAKEN));
    }
  }

  async function showProgress(replyTo: ReplyTo, reply: Reply): Promise<void> {
    await responses.edit(replyTo, plain(reply)).catch((error: unknown) => {
      log.warn({ err: error, requestId: replyTo.id }, "progress was not shown");
    });
  }

  async function answerCompletion({
    replyTo,
    workspace,
    path,
    option,
    partial,
  }: Extract<Inbound, { type: "completion" }>): Promise<void> {
    const found = await within(
      complete(workspace, path, option, partial).catch((error: unknown): readonly Completion[] => {
        log.warn({ err: error, workspace }, "nothing to complete with");
        return [];
      }),
      COMPLETION_DEADLINE_MS,
      pace,
    );
    await responses.complete(replyTo, found ?? []);
  }

  function tooLate({ replyTo }: Invoked): void {
    log.warn({ requestId: replyTo.id }, "an interaction came too late to be answered");
  }

  async function logged(inbound: Inbound, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      log.error({ err: error, requestId: inbound.replyTo.id }, "discord was not answered");
    }
  }

  return {
    answer: (inbound) =>
      logged(inbound, inbound.type === "completion" ? answerCompletion(inbound) : answerInvocation(inbound)),
    decline: (inbound) =>
      logged(
        inbound,
        inbound.type === "completion"
          ? responses.complete(inbound.replyTo, [])
          : responses.reply(inbound.replyTo, plain(RESTARTING), true),
      ),
  };
}

/** Whether the slash command is one that answers with a form. */
function answersWithForm(
  { invocation: { input } }: Extract<Inbound, { type: "invocation" }>,
  commands: readonly Command[],
): boolean {
  if (input.type !== "options") return false;
  const command = commands.find(({ path }) => path.join(" ") === input.path.join(" "));
  return command !== undefined && opensForm(command, Object.keys(input.values));
}

/** The codes, those of commands that answer with a form marked, so that their buttons are known without a look-up. */
export function withForms(
  codes: ReadonlyMap<string, string>,
  commands: readonly Command[],
): ReadonlyMap<string, string> {
  return new Map(
    [...codes].map(([text, code]) => [text, opensFormAsTyped(text, commands) ? formCode(code) : code]),
  );
}

function opensFormAsTyped(text: string, commands: readonly Command[]): boolean {
  const parsed = commandLanguage(commands).read(text, NO_WORDS);
  return parsed.type === "command" && opensForm(parsed.command, Object.keys(parsed.values));
}
