// Puts an answer where the person sees it: through the response_url, else privately in the channel, else as a direct
// message. Nothing is lost while one of them works.

import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { reasonOf, type SlackWeb } from "../api/client.ts";
import type { ResponseUrls, UrlMessage } from "../api/response-urls.ts";
import type { ReplyTo } from "../in/read.ts";
import { render, type SlackMessage } from "./render.ts";

export interface Responses {
  /** Sends messages in order. Never rejects: what could not be delivered at all is in the log. */
  deliver(
    to: ReplyTo & { readonly userId: string },
    audience: Reply["audience"],
    messages: readonly SlackMessage[],
  ): Promise<void>;
  /** Sends a direct message. Rejects when Slack does not take it. */
  tell(userId: string, messages: readonly SlackMessage[]): Promise<void>;
}

const opened = z.object({ channel: z.object({ id: z.string() }) });

export function createResponses(options: {
  readonly web: SlackWeb;
  readonly responseUrls: ResponseUrls;
  readonly log: Logger;
}): Responses {
  const { web, responseUrls, log } = options;

  async function tell(userId: string, messages: readonly SlackMessage[]): Promise<void> {
    const { channel } = opened.parse(
      await web.call("conversations.open", { users: userId }, { repeatable: true }),
    );
    for (const message of messages) await web.call("chat.postMessage", { channel: channel.id, ...message });
  }

  /** True when it stands in the channel. */
  async function inChannel(
    to: ReplyTo & { readonly userId: string },
    isPublic: boolean,
    message: SlackMessage,
  ): Promise<boolean> {
    const { channel, threadTs, userId } = to;
    if (channel === undefined) return false;
    const args = { channel, ...message, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
    try {
      await (isPublic
        ? web.call("chat.postMessage", args)
        : web.call("chat.postEphemeral", { ...args, user: userId }));
      return true;
    } catch (error) {
      log.info({ channel, reason: reasonOf(error) }, "slack does not take an answer in this channel");
      return false;
    }
  }

  return {
    tell,
    async deliver(to, audience, messages) {
      const isPublic = audience === "everyone";
      for (const message of messages) {
        const viaUrl =
          to.responseUrl !== undefined &&
          (await responseUrls.post(to.responseUrl, urlMessage(message, audience, to.threadTs)));
        if (viaUrl || (await inChannel(to, isPublic, message))) continue;
        try {
          await tell(to.userId, isPublic ? [notPublic, message] : [message]);
        } catch (error) {
          log.error({ userId: to.userId, reason: reasonOf(error) }, "an answer could not be delivered");
        }
      }
    },
  };
}

/** A message as a `response_url` takes it. It stands beside what was there: a slash command's cannot be replaced. */
export function urlMessage(
  message: SlackMessage,
  audience: Reply["audience"],
  threadTs: string | undefined,
): UrlMessage {
  return {
    ...message,
    response_type: audience === "everyone" ? "in_channel" : "ephemeral",
    replace_original: false,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  };
}

const notPublic: SlackMessage = sentence(
  "This could not be posted in the channel. Invite the bot there with /invite, then share again.",
);

/** One private sentence as a message. */
export function sentence(text: string): SlackMessage {
  const [message] = render(privately(paragraph(text)), new Map()).messages;
  if (message === undefined) throw new AppError("internal", "A sentence became no message.");
  return message;
}
