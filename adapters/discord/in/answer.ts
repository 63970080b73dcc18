// One interaction, or what somebody wrote to the bot alone, from its arrival to its last message: acknowledged at once, run,
// answered, whatever happens.

import { DiscordAPIError } from "discord.js";
import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { forOneAlone } from "../../../src/commands/serve/alone.ts";
import type { Completer } from "../../../src/commands/serve/completer.ts";
import { type Command, opensForm } from "../../../src/commands/serve/define.ts";
import type { Progress, Router } from "../../../src/commands/serve/router.ts";
import { assertNever } from "../../../src/errors.ts";
import type { Completion } from "../../../src/language/know/complete.ts";
import type { Logger } from "../../../src/log.ts";
import { asShared } from "../../../src/platform/sharing.ts";
import { latestProgress, within } from "../../../src/platform/waiting.ts";
import { paragraph, privately, refusing } from "../../../src/reply/build.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { type Language, languageFor } from "../../../src/wording/languages.ts";
import { inLanguage, say } from "../../../src/wording/say.ts";
import type { Codes } from "../../adapter.ts";
import { codesOutside } from "../out/custom-ids.ts";
import { withForms } from "../out/form-codes.ts";
import { FOLLOW_UPS_OF_OWN_INSTALLS } from "../out/limits.ts";
import { type DiscordAnswer, type DiscordMessage, render } from "../out/render.ts";
import { isClosed, type Reader, type Responses, type Taken } from "../out/responses.ts";
import type { Belonging, Belongings } from "./belonging.ts";
import { createOffered } from "./offered.ts";
import type { Inbound, ReplyTo } from "./read.ts";

export interface AnsweringOptions {
  readonly router: Router;
  readonly codes: ActionCodes;
  readonly complete: Completer;
  readonly responses: Responses;
  readonly belongings: Belongings;
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

const restarting = (): Reply =>
  privately(paragraph(say("The bot is restarting. Nothing was lost; ask again in a minute.")));
const shared = (): Reply => privately(paragraph(say("Everyone here sees the answer below.")));
const perhapsShared = (): Reply =>
  privately(
    paragraph(
      say(
        "Discord did not say whether everyone here sees the answer. Nothing is sent twice: look below, and share it again if it is not there.",
      ),
    ),
  );
const answeredHere = (): Reply =>
  privately(
    paragraph(
      say(
        "Discord takes no answers where you asked: the thread is locked, or closed to you. So it comes here.",
      ),
    ),
  );
const placeClosed = (): string => say("Nothing can be shared there.");
const QUIETLY: Progress = { progress: () => undefined };
const mayNotWriteHere = (): string => say("You may not send messages here, so this is shown to you alone.");
const notTold = (): Reply =>
  refusing(
    paragraph(
      say(
        "Discord does not tell at the moment which servers you are in. Nothing was changed; try again in a minute.",
      ),
    ),
  );
const notTaken = (): Reply =>
  privately(
    paragraph(
      say("Discord did not take this answer, and the log has why. Nothing was lost; ask for less at a time."),
    ),
  );

export function createAnswering({
  router,
  codes,
  complete,
  responses,
  belongings,
  pace,
  log,
}: AnsweringOptions): Answering {
  type Invoked = Extract<Inbound, { type: "invocation" }>;
  type Said = Extract<Inbound, { type: "said" }>;

  /** A reply as it is shown, with the codes of its buttons. */
  interface Answer {
    readonly reply: Reply;
    readonly codes: Codes;
    /** Told in as many messages as Discord takes where nobody but a person has installed the bot. */
    readonly isBrief: boolean;
  }

  const offered = createOffered();

  const plain = (reply: Reply): DiscordMessage => render(reply, new Map()).messages[0];
  const rendered = ({ reply, codes: found, isBrief }: Answer): DiscordAnswer =>
    render(reply, found, isBrief ? { mostMessages: FOLLOW_UPS_OF_OWN_INSTALLS } : {});

  /** Runs what was asked, for the workspace that it belongs to. `isToldDirectly`: the answer goes to the conversation. */
  async function run(
    inbound: Invoked | Said,
    progress: Progress,
    { isToldDirectly = false } = {},
  ): Promise<Answer> {
    const { whereabouts, marked, mayWrite, isBrief } = inbound.origin;
    const belonging = await belongings.of(inbound).catch((error: unknown): Belonging => {
      log.warn({ err: error, requestId: inbound.replyTo.id }, "discord does not tell whose request it is");
      return { type: "asked", reply: notTold(), codes: new Map() };
    });
    if (belonging.type === "asked") return { ...belonging, isBrief };
    const { workspace, actor, input } = belonging.invocation;
    const invocation = { ...belonging.invocation, input: offered.chosen(actor.id, input) };
    const answered = await router.handle(invocation, progress);
    const refusal = isToldDirectly ? placeClosed() : mayWrite ? undefined : mayNotWriteHere();
    const shown = isAlone(inbound)
      ? forOneAlone(answered, router.commands)
      : asShared(answered, actor.name, refusal);
    const reply =
      belonging.chosen === undefined ? shown : { ...shown, blocks: [...shown.blocks, belonging.chosen] };
    const found = withForms(await codes.codesOf(workspace, reply), router.commands);
    const isOutside = isToldDirectly || whereabouts !== "server" || marked !== undefined;
    return { reply, codes: isOutside ? codesOutside(workspace, found) : found, isBrief };
  }

  async function answerInvocation(inbound: Invoked): Promise<void> {
    const { replyTo } = inbound;
    if (inbound.opensForm || answersWithForm(inbound, router.commands)) await answerWithForm(inbound);
    else if (await isTaken(inbound, responses.acknowledge(replyTo, !isAlone(inbound)))) {
      const working = latestProgress((reply) => showProgress(replyTo, reply));
      const answer = await run(inbound, working);
      await working.stop();
      await finish(inbound, answer);
    }
  }

  /** A form must be the first response. One that takes too long becomes a button that opens it. */
  async function answerWithForm(inbound: Invoked): Promise<void> {
    const { replyTo } = inbound;
    const handled = run(inbound, QUIETLY);
    const answer = await within(handled, FORM_DEADLINE_MS, pace);
    if (answer === undefined) {
      if (await isTaken(inbound, responses.acknowledge(replyTo, !isAlone(inbound))))
        await finish(inbound, await handled);
      return;
    }
    const { modal, messages } = rendered(answer);
    const [first, ...others] = messages;
    const reader = readerOf(inbound, answer.reply);
    const shown =
      modal === undefined
        ? responses.reply(replyTo, first, reader === "asker")
        : responses.showModal(replyTo, modal);
    if ((await isTaken(inbound, shown)) && modal === undefined)
      for (const message of others) await responses.followUp(replyTo, message, reader);
  }

  /** Whether Discord took the first response. Where it takes none, the person is answered directly. */
  async function isTaken(inbound: Invoked, response: Promise<Taken>): Promise<boolean> {
    const taken = await response;
    if (taken === "late")
      log.warn({ requestId: inbound.replyTo.id }, "an interaction came too late to be answered");
    if (taken === "closed") await answerDirectly(inbound);
    return taken === "taken";
  }

  async function answerDirectly(inbound: Invoked): Promise<void> {
    const { replyTo, invocation } = inbound;
    // What ran already is not run again: the router remembers.
    const { messages } = rendered(await run(inbound, QUIETLY, { isToldDirectly: true }));
    await responses.direct(replyTo, invocation.actor.id, [plain(answeredHere()), ...messages]);
  }

  async function answerSaid(inbound: Said): Promise<void> {
    const { replyTo } = inbound;
    const typing = responses.type(replyTo.channelId);
    const answer = await run(inbound, QUIETLY);
    // What arrives after the answer would go on showing that somebody types.
    await typing;
    try {
      await responses.say(replyTo, rendered(answer).messages);
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.status !== 400) throw error;
      log.error({ err: error, requestId: replyTo.id }, "discord refused an answer");
      await responses.say(replyTo, [plain(notTaken())]);
    }
  }

  /** Puts the answer in the place of "thinking…"; what is for everyone follows below it. */
  async function finish(inbound: Invoked, answer: Answer): Promise<void> {
    const { replyTo } = inbound;
    const reader = readerOf(inbound, answer.reply);
    try {
      const { messages } = rendered(answer);
      // The first response is private for ever, and a follow-up before its edit would take its place.
      const [first, ...others] = reader === "everyone" ? [plain(shared()), ...messages] : messages;
      await responses.edit(replyTo, first);
      let isSure = true;
      for (const message of others) isSure = (await responses.followUp(replyTo, message, reader)) && isSure;
      if (!isSure) await responses.edit(replyTo, plain(perhapsShared()));
    } catch (error) {
      // It was closed meanwhile.
      if (isClosed(error)) return answerDirectly(inbound);
      if (!(error instanceof DiscordAPIError) || error.status !== 400) throw error;
      log.error({ err: error, requestId: replyTo.id }, "discord refused an answer");
      await responses.edit(replyTo, plain(notTaken()));
    }
  }

  async function showProgress(replyTo: ReplyTo, reply: Reply): Promise<void> {
    await responses.edit(replyTo, plain(reply)).catch((error: unknown) => {
      log.warn({ err: error, requestId: replyTo.id }, "progress was not shown");
    });
  }

  async function answerCompletion(inbound: Extract<Inbound, { type: "completion" }>): Promise<void> {
    const { replyTo, path, option, partial } = inbound;
    const ask = async (): Promise<readonly Completion[]> => {
      const workspace = await belongings.ofField(inbound);
      return workspace === undefined ? [] : complete(workspace, path, option, partial);
    };
    const found = await within(
      ask().catch((error: unknown): readonly Completion[] => {
        log.warn({ err: error, workspace: inbound.workspace }, "nothing to complete with");
        return [];
      }),
      COMPLETION_DEADLINE_MS,
      pace,
    );
    offered.remember(inbound.userId, path, option, found ?? []);
    await responses.complete(replyTo, found ?? []);
  }

  async function logged(inbound: Inbound, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      log.error({ err: error, requestId: inbound.replyTo.id }, "discord was not answered");
    }
  }

  async function answerAny(inbound: Inbound): Promise<void> {
    switch (inbound.type) {
      case "invocation":
        return answerInvocation(inbound);
      case "said":
        return answerSaid(inbound);
      case "completion":
        return answerCompletion(inbound);
      default:
        return assertNever(inbound);
    }
  }

  async function declineAny(inbound: Inbound): Promise<void> {
    switch (inbound.type) {
      case "invocation":
        await responses.reply(inbound.replyTo, plain(restarting()), true);
        return;
      case "said":
        return responses.say(inbound.replyTo, [plain(restarting())]);
      case "completion":
        await responses.complete(inbound.replyTo, []);
        return;
      default:
        return assertNever(inbound);
    }
  }

  return {
    answer: (inbound) => inLanguage(languageOf(inbound), () => logged(inbound, answerAny(inbound))),
    decline: (inbound) => inLanguage(languageOf(inbound), () => logged(inbound, declineAny(inbound))),
  };
}

function languageOf(inbound: Inbound): Language {
  return languageFor(inbound.type === "completion" ? inbound.locale : inbound.invocation.actor.locale);
}

/** What only its asker sees is gone when their app is started again; alone with the bot everything may stay. */
const isAlone = ({ origin }: Inbound): boolean => origin.whereabouts === "direct";

function readerOf(inbound: Inbound, { audience }: Reply): Reader {
  return isAlone(inbound) ? "alone" : audience;
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
