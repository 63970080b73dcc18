// Puts an answer where the person sees it: through the response_url, else privately in the channel, else as a direct
// message. Nothing is lost while one of them works.

import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import type { FileBlock, Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { failureOf, reasonOf, type SlackWeb, UNSURE } from "../api/client.ts";
import type { SlackFiles } from "../api/files.ts";
import type { Posted, ResponseUrls, UrlMessage } from "../api/response-urls.ts";
import type { ReplyTo } from "../in/read.ts";
import { render, type SlackMessage } from "./render.ts";

export interface Responses {
  /** Sends messages in order. Never rejects: what could not be delivered at all is in the log. */
  deliver(
    to: ReplyTo & { readonly userId: string },
    audience: Reply["audience"],
    messages: readonly SlackMessage[],
  ): Promise<void>;
  /** Shows a line until there is an answer. Never rejects. */
  pass(to: ReplyTo & { readonly userId: string }, line: SlackMessage): Promise<void>;
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

/** Who sees a message: `passing`, the asker, for as long as they look. */
type Seen = Reply["audience"] | "passing";

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
      if ((await inPlace(to, "passing", line)) === "not") await tellOrLog(to.userId, [line]);
    },
    async upload(to, audience, files) {
      for (const file of files) {
        const problem = await uploadOne(to, audience === "everyone", file);
        if (problem !== undefined && (await inPlace(to, "asker", problem)) === "not")
          await tellOrLog(to.userId, [problem]);
      }
    },
    async deliver(to, audience, messages) {
      const isPublic = audience === "everyone";
      let isUnsure = false;
      for (const message of messages) {
        const posted = await inPlace(to, audience, message);
        if (posted === "unsure") isUnsure = true;
        if (posted === "not") await tellOrLog(to.userId, isPublic ? [notPublic(), message] : [message]);
      }
      if (isUnsure && (await inPlace(to, "asker", perhapsPublic())) === "not")
        await tellOrLog(to.userId, [perhapsPublic()]);
    },
  };
}

/** Whether what was asked may have been done. */
function isLost(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.type === "unknown" || (failure.type === "refused" && UNSURE.includes(failure.error));
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
