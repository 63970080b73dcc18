// One request after its acknowledgement: who asks, what the router answers, and how that is shown. After two seconds
// one line says that the bot is working.

import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import type { Router } from "../../../src/commands/serve/router.ts";
import type { Logger } from "../../../src/log.ts";
import { createRequests } from "../../../src/platform/requests.ts";
import { asShared } from "../../../src/platform/sharing.ts";
import { workingLine } from "../../../src/platform/waiting.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import type { Clock, Pace } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { reasonOf, type SlackWeb } from "../api/client.ts";
import type { Installation } from "../api/installation.ts";
import type { People } from "../api/people.ts";
import type { Codes } from "../out/blocks.ts";
import { formView } from "../out/modal.ts";
import { type Form, render } from "../out/render.ts";
import { type Responses, sentence } from "../out/responses.ts";
import { type Inbound, invocationOf, writeReplyTo } from "./read.ts";
import type { Sharing } from "./sharing.ts";

export interface Answering {
  /** Answers a request once, whatever happens. Never rejects. */
  answer(inbound: Inbound): Promise<void>;
  /** Resolves when all that is in flight is answered, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

const NOT_INSTALLED_HERE =
  "The bot answers in the workspace that it is installed in, and this came from another one. Nothing was done; ask somebody of that workspace.";
const NOT_KNOWN_WHERE =
  "Slack does not tell at the moment which workspace the bot is installed in. Nothing was done; try again in a minute.";

export function createAnswering(options: {
  readonly router: Router;
  readonly codes: ActionCodes;
  readonly web: SlackWeb;
  readonly responses: Responses;
  readonly people: People;
  readonly sharing: Sharing;
  readonly installation: Pick<Installation, "covers">;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}): Answering {
  const { router, codes, web, responses, people, sharing, installation, clock, pace, log } = options;
  // The router gives a repeated request the same reply; it must not be sent a second time.
  const requests = createRequests<void>({ clock });

  /** Without codes, buttons are told in words. */
  async function codesOf(workspace: WorkspaceKey, reply: Reply): Promise<Codes> {
    return codes.codesOf(workspace, reply).catch((error: unknown) => {
      log.error({ err: error }, "buttons got no codes");
      return new Map<string, string>();
    });
  }

  async function show(inbound: Inbound, reply: Reply): Promise<void> {
    const found = await codesOf(inbound.workspace, reply);
    const { messages, form, files } = render(reply, found);
    if (form !== undefined && (await openForm(inbound, form, found))) return;
    const to = { ...inbound.replyTo, userId: inbound.userId };
    await responses.deliver(to, reply.audience, messages);
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

  async function answerOnce(inbound: Inbound): Promise<void> {
    const working = workingLine(
      (line) => responses.pass({ ...inbound.replyTo, userId: inbound.userId }, sentence(line)),
      pace,
    );
    try {
      const isCovered = await installation.covers(inbound.workspace);
      if (isCovered !== true) {
        await working.stop();
        const why = isCovered === false ? NOT_INSTALLED_HERE : NOT_KNOWN_WHERE;
        log.warn(
          { workspace: inbound.workspace, isCovered },
          "a request of another workspace was not answered",
        );
        return await show(inbound, privately(paragraph(why)));
      }
      const actor = await people.actor(inbound.workspace, inbound.userId);
      const reply = await router.handle(invocationOf(inbound, actor), { progress: working.progress });
      const refusal =
        reply.audience === "everyone" ? await sharing.refusal(actor, inbound.replyTo.channel) : undefined;
      await working.stop();
      await show(inbound, asShared(reply, actor.name, refusal));
    } finally {
      await working.stop();
    }
  }

  function once(requestId: string, work: () => Promise<void>): Promise<void> {
    return requests.once(requestId, () =>
      work().catch((error: unknown) => {
        log.error({ reason: reasonOf(error), err: error }, "a slack request was not answered");
      }),
    );
  }

  return {
    answer: (inbound) => once(inbound.requestId, () => answerOnce(inbound)),
    drain: requests.drain,
  };
}
