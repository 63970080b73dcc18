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
import { asShared, sharedSentence } from "../../../src/platform/sharing.ts";
import { latestProgress, within } from "../../../src/platform/waiting.ts";
import { paragraph, privately, refusing } from "../../../src/reply/build.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { type Language, languageFor } from "../../../src/wording/languages.ts";
import { inLanguage, say } from "../../../src/wording/say.ts";
import type { Codes } from "../../adapter.ts";
import { codesOutside, withoutPlaces } from "../out/custom-ids.ts";
import { withForms } from "../out/form-codes.ts";
import { FOLLOW_UPS_OF_OWN_INSTALLS } from "../out/limits.ts";
import { withPlaces } from "../out/place-codes.ts";
import { type DiscordAnswer, type DiscordMessage, render } from "../out/render.ts";
import { isClosed, isGone, isOver, type Reader, type Responses, type Taken } from "../out/responses.ts";
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
const answeredLate = (): Reply =>
  privately(
    paragraph(say("That took longer than Discord waits for an answer where you asked. So it comes here.")),
  );
const tooLate = (): string => say("It came too late to be shared there. Share it again.");
const sharedHere = (): Reply => privately(paragraph(sharedSentence()));
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
  /** Of several messages, or of one that others see, too, none is replaced. */
  function rendered({ reply, codes: found, isBrief }: Answer): DiscordAnswer {
    const how = isBrief ? { mostMessages: FOLLOW_UPS_OF_OWN_INSTALLS } : {};
    const alone = render(reply, found, how);
    const mayChange = reply.audience === "asker" && alone.messages.length === 1;
    return mayChange ? alone : render(reply, withoutPlaces(found), how);
  }

  /** What was asked, run for the workspace that it belongs to; shown where it was asked, or told directly and why. */
  type Ran = (directly?: "closed" | "late") => Promise<Answer>;

  async function run(inbound: Invoked | Said, progress: Progress): Promise<Ran> {
    const { whereabouts, marked, mayWrite, isBrief } = inbound.origin;
    const belonging = await belongings.of(inbound).catch((error: unknown): Belonging => {
      log.warn({ err: error, requestId: inbound.replyTo.id }, "discord does not tell whose request it is");
      return { type: "asked", reply: notTold(), codes: new Map() };
    });
    if (belonging.type === "asked") return async () => ({ ...belonging, isBrief });
    const { workspace, actor, input } = belonging.invocation;
    const invocation = { ...belonging.invocation, input: offered.chosen(actor.id, input) };
    const answered = await router.handle(invocation, progress);
    return async (directly) => {
      const here = mayWrite ? undefined : mayNotWriteHere();
      const refusal = directly === undefined ? here : directly === "late" ? tooLate() : placeClosed();
      const shown = isAlone(inbound)
        ? forOneAlone(answered, router.commands)
        : asShared(answered, actor.name, refusal);
      const reply =
        belonging.chosen === undefined ? shown : { ...shown, blocks: [...shown.blocks, belonging.chosen] };
      const known = withForms(await codes.codesOf(workspace, reply), router.commands);
      const found = withPlaces(known, reply);
      const isOutside = directly !== undefined || whereabouts !== "server" || marked !== undefined;
      return { reply, codes: isOutside ? codesOutside(workspace, found) : found, isBrief };
    };
  }

  async function answerInvocation(inbound: Invoked): Promise<void> {
    const { replyTo } = inbound;
    if (inbound.opensForm || answersWithForm(inbound, router.commands)) return answerWithForm(inbound);
    const ready = isTaken(inbound, acknowledged(inbound));
    if (!(await ready)) return;
    let isShowing = false;
    const working = latestProgress((reply) => {
      isShowing = true;
      return showProgress(replyTo, reply);
    });
    const ran = await run(inbound, working);
    await working.stop();
    await finish(inbound, ran, isShowing);
  }

  function acknowledged(inbound: Invoked): Promise<Taken> {
    return inbound.origin.inPlace === true
      ? responses.acknowledgeInPlace(inbound.replyTo)
      : responses.acknowledge(inbound.replyTo, !isAlone(inbound));
  }

  /** A form must be the first response. One that takes too long becomes a button that opens it. */
  async function answerWithForm(inbound: Invoked): Promise<void> {
    const { replyTo } = inbound;
    const handled = run(inbound, QUIETLY).then(async (ran) => ({ ran, answer: await ran() }));
    const ready = await within(handled, FORM_DEADLINE_MS, pace);
    if (ready === undefined) {
      if (await isTaken(inbound, acknowledged(inbound))) await finish(inbound, (await handled).ran);
      return;
    }
    const { ran, answer } = ready;
    const { modal } = render(
      answer.reply,
      inbound.origin.inPlace === true ? answer.codes : withoutPlaces(answer.codes),
    );
    if (modal !== undefined) {
      await isTaken(inbound, responses.showModal(replyTo, modal), ran);
      return;
    }
    if (inbound.origin.inPlace === true) {
      if (await isTaken(inbound, acknowledged(inbound), ran)) await finish(inbound, ran);
      return;
    }
    const [first, ...others] = rendered(answer).messages;
    const reader = readerOf(inbound, answer.reply);
    if (await isTaken(inbound, responses.reply(replyTo, first, reader === "asker"), ran))
      for (const message of others) await responses.followUp(replyTo, message, reader);
  }

  /** Whether Discord took the first response. Where it takes none, the person is answered directly. */
  async function isTaken(inbound: Invoked, response: Promise<Taken>, ran?: Ran): Promise<boolean> {
    const taken = await response;
    if (taken === "late")
      log.warn({ requestId: inbound.replyTo.id }, "an interaction came too late to be answered");
    if (taken === "closed") await answerDirectly(inbound, ran ?? (await run(inbound, QUIETLY)), "closed");
    return taken === "taken";
  }

  async function answerDirectly(inbound: Invoked, ran: Ran, why: "closed" | "late"): Promise<void> {
    const { replyTo, invocation } = inbound;
    const { messages } = rendered(await ran(why));
    const told = plain(why === "closed" ? answeredHere() : answeredLate());
    await responses.direct(replyTo, invocation.actor.id, [told, ...messages]);
  }

  async function answerSaid(inbound: Said): Promise<void> {
    const { replyTo } = inbound;
    const typing = responses.type(replyTo.channelId);
    const answer = await (await run(inbound, QUIETLY))();
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

  /** Puts the answer in the place of "thinking…", or where it was pressed; what is for everyone follows below it. */
  async function finish(inbound: Invoked, ran: Ran, isReplaced = false): Promise<void> {
    const { replyTo, origin } = inbound;
    try {
      const answer = await ran();
      const { messages } = rendered(answer);
      const reader = readerOf(inbound, answer.reply);
      if (origin.inPlace !== true) await put(replyTo, messages, reader);
      else if (isReplaced || !keepsWhatStands(inbound, answer.reply)) await swap(replyTo, messages, reader);
      else for (const message of messages) await responses.followUp(replyTo, message, reader);
    } catch (error) {
      // It was closed meanwhile, or it took too long.
      if (isClosed(error)) return answerDirectly(inbound, ran, "closed");
      if (isOver(error)) return answerDirectly(inbound, ran, "late");
      if (!(error instanceof DiscordAPIError) || error.status !== 400) throw error;
      log.error({ err: error, requestId: replyTo.id }, "discord refused an answer");
      if (origin.inPlace === true) await responses.followUp(replyTo, plain(notTaken()), "asker");
      else await responses.edit(replyTo, plain(notTaken()));
    }
  }

  type Messages = DiscordAnswer["messages"];

  async function put(replyTo: ReplyTo, messages: Messages, reader: Reader): Promise<void> {
    // The first response is private for ever, and a follow-up before its edit would take its place.
    const [first, ...others] = reader === "everyone" ? [plain(shared()), ...messages] : messages;
    await edit(replyTo, first, reader);
    if (!(await follow(replyTo, others, reader))) await edit(replyTo, plain(perhapsShared()), "asker");
  }

  /** In the place of what was pressed; what everybody sees now stands below, and what was pressed says so. */
  async function swap(replyTo: ReplyTo, messages: Messages, reader: Reader): Promise<void> {
    const [first, ...others] = messages;
    if (reader !== "everyone") {
      await edit(replyTo, first, reader);
      await follow(replyTo, others, reader);
    } else if (await follow(replyTo, messages, reader)) await edit(replyTo, plain(sharedHere()), "asker");
    else await responses.followUp(replyTo, plain(perhapsShared()), "asker");
  }

  /** Whether all of them are known to stand there. */
  async function follow(
    replyTo: ReplyTo,
    messages: readonly DiscordMessage[],
    reader: Reader,
  ): Promise<boolean> {
    let isSure = true;
    for (const message of messages) isSure = (await responses.followUp(replyTo, message, reader)) && isSure;
    return isSure;
  }

  /** Below, where the message that was to be changed was put away. */
  async function edit(replyTo: ReplyTo, message: DiscordMessage, reader: Reader): Promise<void> {
    try {
      await responses.edit(replyTo, message);
    } catch (error) {
      if (!isGone(error)) throw error;
      await responses.followUp(replyTo, message, reader === "everyone" ? "asker" : reader);
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

/** What was refused takes nothing away; a form that was sent has served, whatever came of it. */
function keepsWhatStands({ invocation: { input } }: Inbound & { type: "invocation" }, reply: Reply): boolean {
  return reply.isRefusal === true && input.type !== "form";
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
