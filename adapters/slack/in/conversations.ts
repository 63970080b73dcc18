// One request after its acknowledgement: who asks, what the router answers, and how that is shown. After two seconds
// one line says that the bot is working.

import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import type { Prefix } from "../../../src/commands/serve/prefix.ts";
import type { Router } from "../../../src/commands/serve/router.ts";
import type { Logger } from "../../../src/log.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import type { People } from "../api/people.ts";
import { reasonOf, type SlackWeb } from "../api/web.ts";
import { type Answers, sentence } from "../out/answers.ts";
import type { Codes } from "../out/blocks.ts";
import { homeReply, homeView } from "../out/home.ts";
import { formView } from "../out/modal.ts";
import { type Form, renderSlack, type SlackMessage } from "../out/render.ts";
import { type HomeOpened, invocationOf, type SlackRequest, writeAnswerPlace } from "./inbound.ts";

/** How long an answer may take before somebody who waits is told so. */
const WORKING_AFTER_MS = 2_000;

/** How long a delivered request is remembered: Slack repeats one within minutes, if at all. */
const REMEMBER_MS = 10 * MINUTE_MS;
const MOST_REMEMBERED = 10_000;

export interface Conversations {
  /** Answers a request once, whatever happens. Never rejects. */
  answer(request: SlackRequest): Promise<void>;
  /** Publishes somebody's Home tab. Never rejects. */
  showHome(opened: HomeOpened): Promise<void>;
  /** Resolves when all that is in flight is answered, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

export function createConversations(options: {
  readonly router: Router;
  readonly codes: ActionCodes;
  /** For what the adapter says by itself; replies come as people read them. */
  readonly prefix: Prefix;
  readonly web: SlackWeb;
  readonly answers: Answers;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Logger;
}): Conversations {
  const { router, codes, prefix, web, answers, people, clock, log } = options;
  const seen = new Map<string, number>();
  const inFlight = new Set<Promise<void>>();

  /** The router gives a repeated request the same reply; it must not be sent a second time. */
  function isRepeated(requestId: string): boolean {
    const now = clock();
    for (const [id, at] of seen) {
      if (now - at < REMEMBER_MS && seen.size < MOST_REMEMBERED) break;
      seen.delete(id);
    }
    if (seen.has(requestId)) return true;
    seen.set(requestId, now);
    return false;
  }

  /** Without codes, buttons are told in words. */
  async function codesOf(workspace: WorkspaceKey, reply: Reply): Promise<Codes> {
    return codes.codesOf(workspace, reply).catch((error: unknown) => {
      log.error({ err: error }, "buttons got no codes");
      return new Map<string, string>();
    });
  }

  async function show(request: SlackRequest, reply: Reply): Promise<void> {
    const found = await codesOf(request.workspace, reply);
    const { messages, form } = renderSlack(reply, found);
    if (form !== undefined && (await openForm(request, form, found))) return;
    await answers.deliver({ ...request.answerPlace, userId: request.userId }, reply.audience, messages);
  }

  async function openForm(request: SlackRequest, form: Form, found: Codes): Promise<boolean> {
    const code = found.get(form.command);
    if (request.triggerId === undefined || code === undefined) return false;
    try {
      const view = formView(form, code, writeAnswerPlace(request.answerPlace));
      await web.once("views.open", { trigger_id: request.triggerId, view });
      return true;
    } catch (error) {
      // Three seconds may be over. The message then has a button, which opens it at once.
      log.info({ reason: reasonOf(error) }, "a form did not open");
      return false;
    }
  }

  async function answerOnce(request: SlackRequest): Promise<void> {
    const working = startWorkingLine((message) =>
      answers.deliver({ ...request.answerPlace, userId: request.userId }, "asker", [message]),
    );
    try {
      const actor = await people.actor(request.workspace, request.userId);
      const reply = await router.handle(invocationOf(request, actor), { progress: working.progress });
      await working.stop();
      await show(request, reply);
    } finally {
      await working.stop();
    }
  }

  async function publishHome({ workspace, userId, requestId }: HomeOpened): Promise<void> {
    const actor = await people.actor(workspace, userId);
    const ask = (text: string): Promise<Reply> =>
      router.handle(
        {
          platform: "slack",
          workspace,
          place: userId,
          actor,
          requestId: `${requestId} ${text}`,
          input: { type: "text", text },
        },
        { progress: () => undefined },
      );
    const news = await ask("/news status");
    const dropbox = actor.roles.includes("admin") ? await ask("/dropbox status") : undefined;
    const reply = prefix.onReply(homeReply(news, dropbox));
    const view = homeView(reply, await codesOf(workspace, reply), prefix);
    await web.call("views.publish", { user_id: userId, view }, { repeatable: true });
  }

  async function tracked(work: Promise<void>): Promise<void> {
    const logged = work.catch((error: unknown) => {
      log.error({ reason: reasonOf(error), err: error }, "a slack request was not answered");
    });
    inFlight.add(logged);
    await logged;
    inFlight.delete(logged);
  }

  return {
    answer: (request) => (isRepeated(request.requestId) ? Promise.resolve() : tracked(answerOnce(request))),
    showHome: (opened) => (isRepeated(opened.requestId) ? Promise.resolve() : tracked(publishHome(opened))),
    async drain(timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, timeoutMs);
      await Promise.race([Promise.all(inFlight), promise]);
      clearTimeout(timer);
    },
  };
}

interface WorkingLine {
  /** Says what is being done, when the line has not been shown yet. */
  progress(reply: Reply): void;
  /** Resolves when no line can come any more, so that it never stands below the answer. */
  stop(): Promise<void>;
}

function startWorkingLine(send: (message: SlackMessage) => Promise<void>): WorkingLine {
  let text = "Working…";
  let sent: Promise<void> = Promise.resolve();
  const timer = setTimeout(() => {
    sent = send(sentence(text));
  }, WORKING_AFTER_MS);
  return {
    progress(reply) {
      text = plainText(reply) || text;
    },
    async stop() {
      clearTimeout(timer);
      await sent;
    },
  };
}
