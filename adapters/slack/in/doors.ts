// The ways to the bot without a slash: what is said to it, and shortcuts. Each becomes what a slash command becomes.

import type { Logger } from "../../../src/log.ts";
import { createRequests } from "../../../src/platform/requests.ts";
import { within } from "../../../src/platform/waiting.ts";
import type { Clock, Pace } from "../../../src/reply/ports.ts";
import { type Language, languageFor } from "../../../src/wording/languages.ts";
import { inLanguage, say } from "../../../src/wording/say.ts";
import { reasonOf, type SlackWeb } from "../api/client.ts";
import type { People } from "../api/people.ts";
import { ASK, NEW_DIGEST } from "../api/shortcuts.ts";
import { createChannels } from "../digests/channels.ts";
import { formView } from "../out/modal.ts";
import type { Form } from "../out/render.ts";
import { type Responses, sentence } from "../out/responses.ts";
import type { Answering } from "./answer.ts";
import type { Inbound } from "./read.ts";
import { readSaid } from "./said.ts";
import { type GlobalShortcut, newDigest, readGlobalShortcut, readMessageShortcut } from "./shortcuts.ts";

/** What takes a payload takes it as Slack sent it, and rejects with ZodError for one of another shape. */
export interface Doors {
  said(payload: unknown): Promise<void>;
  messageShortcut(payload: unknown): Promise<void>;
  globalShortcut(payload: unknown): Promise<void>;
  /** Answers such a question as if it had been written in the direct conversation, where it can be followed up. */
  asked(sent: Inbound, question: string): Promise<void>;
}

const QUESTION = "question";

function questionForm(): Form {
  return {
    type: "form",
    title: say("Ask the news"),
    submit: say("Ask"),
    command: ASK,
    fields: [
      {
        kind: "text",
        maxLength: 800,
        name: QUESTION,
        label: say("Your question"),
        hint: say("For example: {question}. The bot answers you directly.", {
          question: "top pillar 1 estonia since january",
        }),
        required: true,
      },
    ],
  };
}

/** Of the three seconds in which a modal can be opened. */
const LANGUAGE_DEADLINE_MS = 1_000;

/** What was asked in a sent modal; undefined where it is that of a command. */
export function questionIn({ input }: Inbound): string | undefined {
  return input.type === "form" && input.code === ASK ? (input.values[QUESTION] ?? "") : undefined;
}

export function createDoors(options: {
  readonly answering: Answering;
  readonly web: SlackWeb;
  readonly responses: Pick<Responses, "tell">;
  readonly identity: () => { readonly botUserId?: string };
  readonly people: People;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}): Doors {
  const { answering, web, responses, identity, people, clock, pace, log } = options;
  const channels = createChannels(web);
  const requests = createRequests<void>({ clock });

  /** A question opens within three seconds or not at all: by then in English, where Slack does not tell. */
  async function languageOf({ workspace, userId }: GlobalShortcut): Promise<Language> {
    return languageFor((await within(people.actor(workspace, userId), LANGUAGE_DEADLINE_MS, pace))?.locale);
  }

  async function openQuestion({ userId, triggerId }: GlobalShortcut): Promise<void> {
    try {
      await web.once("views.open", { trigger_id: triggerId, view: formView(questionForm(), ASK, "") });
    } catch (error) {
      log.info({ reason: reasonOf(error) }, "the question of a shortcut did not open");
      const notOpened = sentence(
        say("Slack did not open the question in time. Use the shortcut again, or write your question here."),
      );
      await responses.tell(userId, [notOpened]).catch((failure: unknown) => {
        log.warn({ reason: reasonOf(failure) }, "somebody could not be told");
      });
    }
  }

  async function asked(inbound: Inbound, text: string): Promise<void> {
    const channel = await channels.directWith(inbound.userId).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, "slack does not tell a direct conversation");
      return undefined;
    });
    const place = channel ?? inbound.userId;
    await answering.answer({
      ...inbound,
      place,
      input: { type: "said", text, conversation: place },
      replyTo: { channel },
    });
  }

  return {
    async said(payload) {
      const inbound = readSaid(payload, identity());
      if (inbound !== undefined) await answering.answer(inbound);
    },
    messageShortcut: async (payload) => answering.answer(readMessageShortcut(payload)),
    async globalShortcut(payload) {
      const shortcut = readGlobalShortcut(payload);
      if (shortcut.callbackId === NEW_DIGEST) return answering.answer(newDigest(shortcut));
      if (shortcut.callbackId === ASK)
        return requests.once(shortcut.requestId, async () =>
          inLanguage(await languageOf(shortcut), () => openQuestion(shortcut)),
        );
      log.info(
        { shortcut: shortcut.callbackId.slice(0, 60) },
        "slack sent a shortcut that the bot does not have",
      );
    },
    asked,
  };
}
