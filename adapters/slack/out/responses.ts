// Puts an answer where the person sees it: through the response_url, else privately in the channel, else as a direct
// message. Nothing is lost while one of them works.

import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { sharedSentence } from "../../../src/platform/sharing.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import type { FileBlock, Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { failureOf, reasonOf, type SlackWeb, UNSURE } from "../api/client.ts";
import type { SlackFiles } from "../api/files.ts";
import type { Posted, ResponseUrls, UrlMessage } from "../api/response-urls.ts";
import type { ReplyTo } from "../in/read.ts";
import { render, type SlackMessage } from "./render.ts";

export interface Responses {
  /**
   * Sends messages in order, the first in the place of the line that stands there, or of the message whose button was pressed,
   * where that is asked for; when everybody sees them, what was pressed says so. Never rejects: what could not be delivered
   * at all is in the log.
   */
  deliver(
    to: ReplyTo & { readonly userId: string },
    audience: Reply["audience"],
    messages: readonly SlackMessage[],
    line?: StandingLine,
  ): Promise<void>;
  /** Shows a line until there is an answer: resolves with where it stands, if it can become one. Never rejects. */
  pass(to: ReplyTo & { readonly userId: string }, line: SlackMessage): Promise<StandingLine | undefined>;
  /**
   * Uploads files: into the place of the question where everybody sees the answer, else into the conversation with who asked.
   * Never rejects: what Slack does not take is told to them.
   */
  upload(
    to: ReplyTo & { readonly userId: string },
    audience: Reply["audience"],
    files: readonly FileBlock[],
  ): Promise<void>;
  /** Sends a direct message. Rejects when Slack does not take it. */
  tell(userId: string, messages: readonly SlackMessage[]): Promise<void>;
}

/** A line of the bot's that can be changed: in a conversation with one person. */
export interface StandingLine {
  readonly channel: string;
  readonly ts: string;
}

/** Who sees a message: `passing`, the asker, for as long as they look. */
type Seen = Reply["audience"] | "passing";

const posted = z.object({ ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });

export function createResponses(options: {
  readonly web: SlackWeb;
  readonly responseUrls: ResponseUrls;
  readonly files: SlackFiles;
  readonly log: Logger;
}): Responses {
  const { web, responseUrls, files: uploads, log } = options;

  /** The conversation with somebody. */
  async function direct(userId: string): Promise<string> {
    const { channel } = opened.parse(
      await web.call("conversations.open", { users: userId }, { repeatable: true }),
    );
    return channel.id;
  }

  async function tell(userId: string, messages: readonly SlackMessage[]): Promise<void> {
    const channel = await direct(userId);
    for (const message of messages) await web.call("chat.postMessage", { channel, ...message });
  }

  async function uploadOne(
    { channel, threadTs, userId }: ReplyTo & { readonly userId: string },
    isPublic: boolean,
    file: FileBlock,
  ): Promise<SlackMessage | undefined> {
    try {
      if (isPublic && channel !== undefined) await uploads.share(file, { channel, threadTs });
      else await uploads.share(file, { channel: await direct(userId) });
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      const why = failure.type === "refused" ? failure.error : undefined;
      log.warn({ reason: reasonOf(error) }, "slack does not take a file");
      if (why === "missing_scope") return mayNotUpload();
      // What may stand there already is not sent to somebody else's eyes a second time.
      return why !== undefined && isPublic ? notHere() : notUploaded();
    }
  }

  async function inChannel(
    to: ReplyTo & { readonly userId: string },
    seen: Seen,
    message: SlackMessage,
  ): Promise<Posted> {
    const { channel, threadTs, userId } = to;
    if (channel === undefined) return "not";
    const isPublic = seen === "everyone";
    // In a direct conversation an answer stays, as what was asked does.
    const isPosted = isPublic || (seen === "asker" && channel.startsWith("D"));
    const args = { channel, ...message, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
    try {
      await (isPosted
        ? web.call("chat.postMessage", args)
        : web.call("chat.postEphemeral", { ...args, user: userId }));
      return "taken";
    } catch (error) {
      log.info({ channel, reason: reasonOf(error) }, "slack does not take an answer in this channel");
      // A private answer that stands there twice is better than none; one for everybody is not.
      return isPublic && isLost(error) ? "unsure" : "not";
    }
  }

  /** Where and whether a message stands in the place of the question. */
  async function inPlace(
    to: ReplyTo & { readonly userId: string },
    seen: Seen,
    message: SlackMessage,
  ): Promise<Posted> {
    const viaUrl =
      to.responseUrl === undefined
        ? "not"
        : await responseUrls.post(
            to.responseUrl,
            urlMessage(message, seen === "everyone" ? seen : "asker", to.threadTs),
          );
    return viaUrl === "not" ? inChannel(to, seen, message) : viaUrl;
  }

  /** Whether a message took the place of the one whose button was pressed. */
  async function replaced({ responseUrl }: ReplyTo, message: SlackMessage): Promise<boolean> {
    if (responseUrl === undefined) return false;
    const swapped = { ...urlMessage(message, "asker", undefined), replace_original: true };
    return (await responseUrls.post(responseUrl, swapped)) === "taken";
  }

  /** Whether a message took the place of a line. The same twice does no more than once. */
  async function became(line: StandingLine, message: SlackMessage): Promise<boolean> {
    try {
      // The addresses in its text are no links by themselves: chat.update knows no `unfurl_links`.
      const { text, blocks } = message;
      await web.call("chat.update", { ...line, text, blocks, parse: "none" }, { repeatable: true });
      return true;
    } catch (error) {
      log.info({ reason: reasonOf(error) }, "slack does not change a line");
      return false;
    }
  }

  /** Sends a message beside what stands there. */
  async function send(
    to: ReplyTo & { readonly userId: string },
    audience: Reply["audience"],
    message: SlackMessage,
  ): Promise<Posted> {
    const sent = await inPlace(to, audience, message);
    if (sent === "not")
      await tellOrLog(to.userId, audience === "everyone" ? [notPublic(), message] : [message]);
    return sent;
  }

  async function tellOrLog(userId: string, messages: readonly SlackMessage[]): Promise<void> {
    try {
      await tell(userId, messages);
    } catch (error) {
      log.error({ userId, reason: reasonOf(error) }, "an answer could not be delivered");
    }
  }

  return {
    tell,
    async pass(to, line) {
      const { channel, threadTs, responseUrl } = to;
      if (responseUrl === undefined && channel?.startsWith("D") === true)
        try {
          const args = { channel, ...line, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
          return { channel, ts: posted.parse(await web.call("chat.postMessage", args)).ts };
        } catch (error) {
          log.info({ reason: reasonOf(error) }, "slack does not take a line");
          return undefined;
        }
      if ((await inPlace(to, "passing", line)) === "not") await tellOrLog(to.userId, [line]);
      return undefined;
    },
    async upload(to, audience, files) {
      for (const file of files) {
        const problem = await uploadOne(to, audience === "everyone", file);
        if (problem !== undefined && (await inPlace(to, "asker", problem)) === "not")
          await tellOrLog(to.userId, [problem]);
      }
    },
    async deliver(to, audience, messages, line) {
      const isPublic = audience === "everyone";
      const outcomes: Posted[] = [];
      for (const [n, message] of messages.entries()) {
        const isFirst = n === 0 && !isPublic;
        const stands =
          (isFirst && line !== undefined && (await became(line, message))) ||
          (isFirst && to.inPlace === true && (await replaced(to, message)));
        outcomes.push(stands ? "taken" : await send(to, audience, message));
      }
      if (outcomes.includes("unsure")) await send(to, "asker", perhapsPublic());
      else if (isPublic && to.inPlace === true && !outcomes.includes("not"))
        await replaced(to, sentence(sharedSentence()));
    },
  };
}

/** Whether what was asked may have been done. */
function isLost(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.type === "unknown" || (failure.type === "refused" && UNSURE.includes(failure.error));
}

/** A message as a `response_url` takes it, beside what stands there. */
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

const notPublic = (): SlackMessage =>
  sentence(
    say(
      "This could not be posted in the channel: it is archived, or the bot is not in it. In the second case invite it with /invite, then share again.",
    ),
  );

const notHere = (): SlackMessage =>
  sentence(
    say(
      "Slack does not take the file in this channel: it is archived, or the bot is not in it. In the second case invite it with /invite, or ask without share.",
    ),
  );

const mayNotUpload = (): SlackMessage =>
  sentence(
    say(
      "The bot may not upload files yet. Whoever runs it adds the permission files:write to the Slack app and installs it again; then ask once more.",
    ),
  );

const notUploaded = (): SlackMessage =>
  sentence(
    say("Slack did not take the file. Look at your messages with the bot, and ask again if it is not there."),
  );

const perhapsPublic = (): SlackMessage =>
  sentence(
    say(
      "Slack did not say whether everyone here sees the answer. Nothing is sent twice: look in the channel, and share it again if it is not there.",
    ),
  );

/** One private sentence as a message. */
export function sentence(text: string): SlackMessage {
  const [message] = render(privately(paragraph(text)), new Map()).messages;
  if (message === undefined) throw new AppError("internal", "A sentence became no message.");
  return message;
}
