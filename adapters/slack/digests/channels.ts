// What Slack tells about channels: which there are, who is in them, and the direct conversation with somebody. Every list
// is read up to a bound, and nobody who waits for an answer is kept waiting long.

import { z } from "zod";
import { failureOf, type SlackWeb } from "../api/client.ts";

/** An interactive answer waits no longer for Slack to take a call again. */
const LONGEST_WAIT_MS = 5_000;

/** What Slack gives at most in a page of channels or members ("under 1000"), and how many pages are read. */
const A_PAGE = 999;
const PAGES_OF_CHANNELS = 5;
const PAGES_OF_MEMBERS = 20;

/** What is not needed is read as far as it is there. */
const said = z.string().optional().catch(undefined);
const isSo = z.boolean().catch(false);

const identity = z.object({ user: z.string() });
const installation = z.object({ team_id: z.string(), team: z.string() });
const account = z.object({ user: z.object({ deleted: z.boolean().default(false) }) });
const opened = z.object({ channel: z.object({ id: z.string() }) });
const info = z.object({
  channel: z.object({
    id: z.string(),
    name: said,
    is_private: z.boolean().default(false),
    is_archived: isSo,
    is_member: isSo,
    is_ext_shared: isSo,
  }),
});
const paged = z.object({
  response_metadata: z.object({ next_cursor: said }).optional().catch(undefined),
});
const list = paged.extend({ channels: z.array(z.object({ id: z.string(), name: said })) });
const members = paged.extend({ members: z.array(z.string()) });
const replies = z.object({ messages: z.array(z.object({ thread_ts: said })) });

export type Channel = z.infer<typeof info>["channel"];

/** Each call rejects with what `failureOf` reads. */
export interface Channels {
  /** A channel by its id. Slack refuses private ones that the bot is not in, as if they did not exist. */
  info(id: string): Promise<Channel>;
  /** The id of a public channel by its name, if it is among the first five thousand. */
  named(name: string): Promise<string | undefined>;
  /** Whether somebody is in a channel; undefined when it has too many members to tell. */
  hasMember(channel: string, userId: string): Promise<boolean | undefined>;
  /** The direct conversation of the bot with somebody. */
  directWith(userId: string): Promise<string>;
  /** The first message of the thread that a message is in or would open. */
  threadOf(channel: string, ts: string): Promise<string>;
  /** Whether somebody's account was deactivated, or is not there any more. */
  isDeactivated(userId: string): Promise<boolean>;
  /** The team that the bot is installed in. */
  team(): Promise<{ readonly id: string; readonly name: string }>;
  /** The bot's name, as `/invite` takes it. */
  botName(): Promise<string>;
}

export function createChannels(web: SlackWeb): Channels {
  const ask = (method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> =>
    web.call(method, args, { repeatable: true, longestWaitMs: LONGEST_WAIT_MS });

  /** Page after page; the answer is undefined when the bound comes before the end. */
  async function through<T extends z.infer<typeof paged>>(
    pages: number,
    page: (args: Readonly<Record<string, unknown>>) => Promise<T>,
    isLast: (answer: T) => boolean,
  ): Promise<T | "ended" | "too long"> {
    let cursor = "";
    for (let read = 0; read < pages; read += 1) {
      const answer = await page({ limit: A_PAGE, ...(cursor === "" ? {} : { cursor }) });
      if (isLast(answer)) return answer;
      cursor = answer.response_metadata?.next_cursor ?? "";
      if (cursor === "") return "ended";
    }
    return "too long";
  }

  return {
    async info(id) {
      return info.parse(await ask("conversations.info", { channel: id })).channel;
    },
    async named(name) {
      const wanted = { types: "public_channel", exclude_archived: true };
      const isIt = (channel: { readonly name?: string | undefined }): boolean => channel.name === name;
      const found = await through(
        PAGES_OF_CHANNELS,
        async (args) => list.parse(await ask("conversations.list", { ...wanted, ...args })),
        ({ channels }) => channels.some(isIt),
      );
      return typeof found === "string" ? undefined : found.channels.find(isIt)?.id;
    },
    async hasMember(channel, userId) {
      const found = await through(
        PAGES_OF_MEMBERS,
        async (args) => members.parse(await ask("conversations.members", { channel, ...args })),
        (answer) => answer.members.includes(userId),
      );
      return found === "too long" ? undefined : found !== "ended";
    },
    async directWith(userId) {
      return opened.parse(await ask("conversations.open", { users: userId })).channel.id;
    },
    async threadOf(channel, ts) {
      const { messages } = replies.parse(await ask("conversations.replies", { channel, ts, limit: 1 }));
      return messages[0]?.thread_ts ?? ts;
    },
    async isDeactivated(userId) {
      try {
        return account.parse(await ask("users.info", { user: userId })).user.deleted;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.type === "refused" && failure.error === "user_not_found") return true;
        throw error;
      }
    },
    async team() {
      const { team_id: id, team: name } = installation.parse(await ask("auth.test", {}));
      return { id, name };
    },
    async botName() {
      return identity.parse(await ask("auth.test", {})).user;
    },
  };
}
