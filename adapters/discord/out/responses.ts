// Answers to one interaction: a first response within three seconds, then edits and follow-ups for 15 minutes.

import {
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  HTTPError,
  MessageFlags,
  type REST,
  Routes,
} from "discord.js";
import { z } from "zod";
import type { Completion } from "../../../src/language/know/complete.ts";
import { TooManyRequests } from "../../../src/platform/rests.ts";
import type { DrawChart } from "../../../src/reply/ports.ts";
import type { ReplyTo } from "../in/read.ts";
import { COMMAND } from "./limits.ts";
import type { DiscordMessage } from "./render.ts";
import { type Upload, uploadOf } from "./uploads.ts";

/** Discord takes the first response for three seconds, whatever the network does meanwhile. */
const FIRST_RESPONSE_MS = 3_000;

const MOST_TRIES = 3;

/** An answer does not wait longer for the sign that it comes. */
const SIGN_MS = 1_000;

/** Values of the API's InteractionResponseType. */
const [MESSAGE, DEFERRED, COMPLETIONS, MODAL] = [4, 5, 8, 9] as const;

/** The response came too late: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const UNKNOWN_INTERACTION = 10062;
/** An earlier try of the same response arrived, only its answer was lost. */
const ALREADY_ACKNOWLEDGED = 40060;

/**
 * What became of a first response. `late`: nothing can be answered any more. `closed`: Discord lets nothing be answered in
 * that place, such as a thread that was locked: https://github.com/discord/discord-api-docs/issues/5517
 */
export type Taken = "taken" | "late" | "closed";

const channel = z.object({ id: z.string() });

/** `alone`: only its asker is there, so that it may stay. */
export type Reader = "asker" | "everyone" | "alone";

export interface Responses {
  /** Tells that an answer comes, for the asker alone: `privately`, or where nobody else is. */
  acknowledge(replyTo: ReplyTo, privately: boolean): Promise<Taken>;
  showModal(replyTo: ReplyTo, modal: APIModalInteractionResponseCallbackData): Promise<Taken>;
  complete(replyTo: ReplyTo, completions: readonly Completion[]): Promise<Taken>;
  /** A message as the first response. */
  reply(replyTo: ReplyTo, message: DiscordMessage, privately: boolean): Promise<Taken>;
  /** Puts a message in the place of "thinking…" or of the message before. */
  edit(replyTo: ReplyTo, message: DiscordMessage): Promise<void>;
  /**
   * A message below. False when it is not known whether it stands there: one for everybody is not sent twice, while a
   * private one that stands there twice is better than none.
   */
  followUp(replyTo: ReplyTo, message: DiscordMessage, reader: Reader): Promise<boolean>;
  /** Messages below what somebody wrote; `id`: of what they wrote, so that none stands there twice. */
  say(
    to: { readonly id: string; readonly channelId: string },
    messages: readonly DiscordMessage[],
  ): Promise<void>;
  /** Shows for some seconds that an answer comes. Never rejects: it is only a sign. */
  type(channelId: string): Promise<void>;
  /** Messages in the conversation with somebody, where the place of the interaction takes none. */
  direct(replyTo: ReplyTo, userId: string, messages: readonly DiscordMessage[]): Promise<void>;
}

/** The ways to Discord. `once` and `direct` send nothing again whose answer was lost. */
export interface Ways {
  /** For interactions, by their own tokens. */
  readonly rest: REST;
  readonly once: REST;
  /** With the bot's token. */
  readonly direct: REST;
  readonly draw: DrawChart;
}

export function createResponses({ rest, once, direct, draw }: Ways): Responses {
  async function first(replyTo: ReplyTo, body: unknown, files: Upload["files"] = []): Promise<Taken> {
    const signal = AbortSignal.timeout(FIRST_RESPONSE_MS);
    try {
      await throughBadLines(() =>
        rest.post(Routes.interactionCallback(replyTo.id, replyTo.token), {
          body,
          files,
          auth: false,
          signal,
        }),
      );
      return "taken";
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) throw error;
      if (error.code === ALREADY_ACKNOWLEDGED) return "taken";
      if (error.code === UNKNOWN_INTERACTION) return "late";
      if (isClosed(error)) return "closed";
      throw error;
    }
  }

  async function write(
    { id, channelId }: { readonly id: string; readonly channelId: string },
    messages: readonly DiscordMessage[],
  ): Promise<void> {
    for (const [n, message] of messages.entries()) {
      const { body, files } = await uploadOf(message, draw);
      await direct.post(Routes.channelMessages(channelId), {
        body: { ...body, nonce: `${id}-${n}`, enforce_nonce: true },
        files,
      });
    }
  }

  return {
    acknowledge: (replyTo, privately) => first(replyTo, { type: DEFERRED, data: flagsOf(privately) }),
    showModal: (replyTo, modal) => first(replyTo, { type: MODAL, data: modal }),
    complete: (replyTo, completions) =>
      first(replyTo, { type: COMPLETIONS, data: { choices: completions.flatMap(choiceOf) } }),
    async reply(replyTo, message, privately) {
      const { body, files } = await uploadOf(message, draw);
      return first(replyTo, { type: MESSAGE, data: { ...body, ...flagsOf(privately) } }, files);
    },
    async edit({ applicationId, token }, message) {
      const { body, files } = await uploadOf(message, draw);
      await throughBadLines(() =>
        rest.patch(Routes.webhookMessage(applicationId, token), { body, files, auth: false }),
      );
    },
    async followUp({ applicationId, token }, { body, files }, reader) {
      const upload = await uploadOf({ body: { ...body, ...flagsOf(reader === "asker") }, files }, draw);
      const message = { ...upload, auth: false };
      const route = Routes.webhook(applicationId, token);
      if (reader !== "everyone") {
        await rest.post(route, message);
        return true;
      }
      try {
        await once.post(route, message);
        return true;
      } catch (error) {
        if (error instanceof DiscordAPIError) throw error;
        return false;
      }
    },
    async direct({ id }, userId, messages) {
      const opened = channel.parse(
        await direct.post(Routes.userChannels(), { body: { recipient_id: userId } }),
      );
      await write({ id, channelId: opened.id }, messages);
    },
    say: write,
    async type(channelId) {
      const signal = AbortSignal.timeout(SIGN_MS);
      await direct.post(Routes.channelTyping(channelId), { signal }).catch(() => undefined);
    },
  };
}

/** Whether the place of an interaction takes no answer, whatever it is. */
export function isClosed(error: unknown): error is DiscordAPIError {
  return error instanceof DiscordAPIError && error.status === 403;
}

/** Tries again when the line breaks, which discord.js does not; only for what may arrive twice without harm. */
async function throughBadLines(send: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await send();
      return;
    } catch (error) {
      const isAnswer =
        error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof TooManyRequests;
      if (isAnswer || tries === MOST_TRIES) throw error;
    }
  }
}

function flagsOf(privately: boolean): { readonly flags?: number } {
  return privately ? { flags: MessageFlags.Ephemeral } : {};
}

/** A value that is too long cannot be offered; it can still be typed. */
function choiceOf({ label, value }: Completion): { readonly name: string; readonly value: string }[] {
  const isSendable = [label, value].every((text) => text !== "" && text.length <= COMMAND.choiceLength);
  return isSendable ? [{ name: label, value }] : [];
}
