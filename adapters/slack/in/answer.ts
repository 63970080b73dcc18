// One request after its acknowledgement: who asks, what the router answers, and how that is shown. After two seconds
// one line says that the bot is working.

import type { types } from "@slack/bolt";
import type { AcrossReplicas } from "../../../src/commands/serve/across-replicas.ts";
import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { forOneAlone } from "../../../src/commands/serve/alone.ts";
import type { Completer } from "../../../src/commands/serve/completer.ts";
import type { Router } from "../../../src/commands/serve/router.ts";
import type { Completion } from "../../../src/language/know/complete.ts";
import type { Logger } from "../../../src/log.ts";
import type { Actor } from "../../../src/platform/invocation.ts";
import { createRequests } from "../../../src/platform/requests.ts";
import { asShared } from "../../../src/platform/sharing.ts";
import { type Working, within, workingLine } from "../../../src/platform/waiting.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import type { Clock, Pace } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { type Language, languageFor } from "../../../src/wording/languages.ts";
import { inLanguage, say } from "../../../src/wording/say.ts";
import { reasonOf, type SlackWeb } from "../api/client.ts";
import type { Installation } from "../api/installation.ts";
import type { People } from "../api/people.ts";
import type { Codes } from "../out/blocks.ts";
import { optionOf } from "../out/inputs.ts";
import { OPTION_TEXT } from "../out/limits.ts";
import { formView } from "../out/modal.ts";
import { type Form, render } from "../out/render.ts";
import { type Responses, type StandingLine, sentence } from "../out/responses.ts";
import type { Closing } from "./closing.ts";
import { type Inbound, invocationOf, type Suggesting, writeReplyTo } from "./read.ts";
import type { Sharing } from "./sharing.ts";

export interface Answering {
  /** Answers a request once, whatever happens. A sent modal closes on the way, or stays open. Never rejects. */
  answer(inbound: Inbound, modal?: Closing): Promise<void>;
  /** What may stand in a select that begins so; what is typed is one of them. Never rejects. */
  suggest(typing: Suggesting): Promise<readonly types.PlainTextOption[]>;
  /** Resolves when all that is in flight is answered, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

const notInstalledHere = (): string =>
  say(
    "The bot answers in the workspace that it is installed in, and this came from another one. Nothing was done; ask somebody of that workspace.",
  );
const notKnownWhere = (): string =>
  say(
    "Slack does not tell at the moment which workspace the bot is installed in. Nothing was done; try again in a minute.",
  );

/** Of the three seconds in which Slack takes suggestions. */
const SUGGEST_DEADLINE_MS = 2_000;

export function createAnswering(options: {
  readonly router: Router;
  readonly codes: ActionCodes;
  readonly complete: Completer;
  readonly web: SlackWeb;
  readonly responses: Responses;
  readonly people: People;
  readonly sharing: Sharing;
  readonly installation: Pick<Installation, "covers">;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Default: this is the only process that is asked. */
  readonly acrossReplicas?: AcrossReplicas;
  readonly log: Logger;
}): Answering {
  const { router, codes, complete, web, responses, people, sharing, installation, clock, pace, log } =
    options;
  const { acrossReplicas = (_, work) => work() } = options;
  // The router gives a repeated request the same reply; it must not be sent a second time.
  const requests = createRequests<void>({ clock });

  /** Without codes, buttons are told in words. */
  async function codesOf(workspace: WorkspaceKey, reply: Reply): Promise<Codes> {
    return codes.codesOf(workspace, reply).catch((error: unknown) => {
      log.error({ err: error }, "buttons got no codes");
      return new Map<string, string>();
    });
  }

  async function show(inbound: Inbound, answer: Reply, line?: StandingLine): Promise<void> {
    const reply = isAlone(inbound) ? forOneAlone(answer, router.commands) : answer;
    const found = await codesOf(inbound.workspace, reply);
    const { messages, form, files } = render(reply, found);
    if (form !== undefined && (await openForm(inbound, form, found))) return;
    const inPlace = inbound.replyTo.inPlace === true && !keepsWhatStands(inbound, reply);
    const to = { ...inbound.replyTo, userId: inbound.userId, inPlace };
    await responses.deliver(to, reply.audience, messages, line);
    await responses.upload(to, reply.audience, files);
  }

  async function openForm(inbound: Inbound, form: Form, found: Codes): Promise<boolean> {
    const code = found.get(form.command);
    if (inbound.triggerId === undefined || code === undefined) return false;
    try {
      const view = formView(form, code, writeReplyTo(inbound.replyTo));
      await web.once("views.open", { trigger_id: inbound.triggerId, view });
      return true;
    } catch (error) {
      // Three seconds may be over. The message then has a button, which opens it at once.
      log.info({ reason: reasonOf(error) }, "a form did not open");
      return false;
    }
  }

  async function answerOnce(inbound: Inbound, modal?: Closing): Promise<void> {
    let language: Language = "en";
    let line: StandingLine | undefined;
    const working = workingLine(
      async (said) => {
        // What takes the place of a message leaves no line beside it.
        if (inbound.replyTo.inPlace !== true)
          line = await responses.pass({ ...inbound.replyTo, userId: inbound.userId }, sentence(said));
      },
      pace,
      () => language,
    );
    try {
      const isCovered = await installation.covers(inbound.workspace);
      if (isCovered !== true) {
        await working.stop();
        const why = isCovered === false ? notInstalledHere() : notKnownWhere();
        log.warn(
          { workspace: inbound.workspace, isCovered },
          "a request of another workspace was not answered",
        );
        return await show(inbound, privately(paragraph(why)), line);
      }
      const actor = await people.actor(inbound.workspace, inbound.userId);
      language = languageFor(actor.locale);
      await inLanguage(language, () => answerActor(inbound, actor, working, { modal, line: () => line }));
    } finally {
      void modal?.close();
      await working.stop();
    }
  }

  async function answerActor(
    inbound: Inbound,
    actor: Actor,
    working: Working,
    { modal, line }: { readonly modal: Closing | undefined; readonly line: () => StandingLine | undefined },
  ): Promise<void> {
    const reply = await router.handle(invocationOf(inbound, actor), {
      progress: working.progress,
      accepted: () => void modal?.close(),
    });
    if (reply.problems !== undefined && (await modal?.refuse(reply.problems)) === true) return;
    void modal?.close();
    const refusal =
      reply.audience === "everyone" ? await sharing.refusal(actor, inbound.replyTo.channel) : undefined;
    await working.stop();
    await show(inbound, asShared(reply, actor.name, refusal), line());
  }

  async function suggest({ workspace, userId, completes: { path, option }, partial }: Suggesting) {
    const found = async (): Promise<readonly Completion[]> => {
      if ((await installation.covers(workspace)) !== true) return [];
      const { locale } = await people.actor(workspace, userId);
      return inLanguage(languageFor(locale), () => complete(workspace, path, option, partial));
    };
    const completions = await within(
      found().catch((error: unknown): readonly Completion[] => {
        log.warn({ err: error, workspace }, "nothing to complete with");
        return [];
      }),
      SUGGEST_DEADLINE_MS,
      pace,
    );
    const typed = partial.trim();
    const isOne = completions?.some(({ value }) => value.toLowerCase() === typed.toLowerCase()) === true;
    // Whatever is typed can be chosen: the command says what is wrong with it.
    return [...(completions ?? []), ...(typed === "" || isOne ? [] : [{ value: typed, label: typed }])]
      .filter(({ value }) => value.length <= OPTION_TEXT)
      .map(optionOf);
  }

  function once(requestId: string, work: () => Promise<void>): Promise<void> {
    return requests.once(requestId, () =>
      acrossReplicas(`slack ${requestId}`, work).catch((error: unknown) => {
        log.error({ reason: reasonOf(error), err: error }, "a slack request was not answered");
      }),
    );
  }

  return {
    async answer(inbound, modal) {
      await once(inbound.requestId, () => answerOnce(inbound, modal));
      // Of a request that was answered before.
      await modal?.close();
    },
    suggest,
    drain: requests.drain,
  };
}

/** Whether the answer stands in the Messages tab: nobody else is there. Slash commands are used between people, too. */
function isAlone({ input, replyTo: { channel, isHome } }: Inbound): boolean {
  return isHome === true || channel === undefined || (input.type === "said" && channel.startsWith("D"));
}

/** What was refused takes nothing away; a form that was sent has served, whatever came of it. */
function keepsWhatStands({ input }: Inbound, { isRefusal }: Reply): boolean {
  return isRefusal === true && input.type !== "form";
}
