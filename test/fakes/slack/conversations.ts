// Channels of the fake Slack as its Web API shows them: who is in them, what stands in them, page after page.

import { type ApiAnswer, type ApiArguments, type ApiState, BOT, type Method, no } from "./api.ts";
import type { FakeChannel, FakeMessage } from "./workspace.ts";

const FAMILIES = { public: "channels", private: "groups", direct: "im", group: "mpim" };

/** The scope depends on what kind of conversation it is. */
function scopeFor(verb: "read" | "history"): NonNullable<Method["scope"]> {
  return ({ channel }, { workspace }) => {
    const { kind } = workspace.channels.get(channel ?? "") ?? { kind: "public" };
    return `${FAMILIES[kind]}:${verb}`;
  };
}

/** A channel that the bot may know of: private ones that it is not in do not exist for it. */
function visible({ channel }: ApiArguments, { workspace }: ApiState): FakeChannel | undefined {
  const found = workspace.channels.get(channel ?? "");
  return found?.kind === "public" || found?.hasBot === true ? found : undefined;
}

/** A page of a list, or undefined for a limit that Slack does not take. */
function paged<T>(all: readonly T[], { cursor, limit }: ApiArguments, most: number) {
  const [first, wanted] = [Number(cursor ?? 0), Number(limit ?? 100)];
  if (!(wanted >= 1 && wanted < 1_000)) return undefined;
  const end = first + Math.min(wanted, most);
  const next = end < all.length ? String(end) : "";
  return { page: all.slice(first, end), response_metadata: { next_cursor: next }, hasMore: next !== "" };
}

function described({ id, kind, name, isArchived, isShared, hasBot }: FakeChannel): ApiAnswer {
  return {
    id,
    ...(name === undefined ? {} : { name, name_normalized: name }),
    is_channel: kind === "public",
    is_group: kind === "private",
    is_im: kind === "direct",
    is_mpim: kind === "group",
    is_private: kind !== "public",
    is_archived: isArchived,
    is_ext_shared: isShared,
    is_member: hasBot,
  };
}

function listed(args: ApiArguments, { workspace, listPage }: ApiState): ApiAnswer {
  const kinds = (args.types ?? "public_channel").split(",");
  const all = [...workspace.channels.values()]
    .filter(({ kind, hasBot }) => kind === "public" || (kind === "private" && hasBot))
    .filter(({ kind }) => kinds.includes(`${kind}_channel`))
    .filter(({ isArchived }) => !(isArchived && args.exclude_archived === "true"));
  const found = paged(all, args, listPage);
  if (found === undefined) return no("invalid_limit");
  const { page, response_metadata } = found;
  return { ok: true, channels: page.map(described), response_metadata };
}

function membersOf(args: ApiArguments, state: ApiState): ApiAnswer {
  const channel = visible(args, state);
  if (channel === undefined) return no("channel_not_found");
  const all = [...channel.members, ...(channel.hasBot ? [BOT.userId] : [])];
  const found = paged(all, args, state.listPage);
  if (found === undefined) return no("invalid_limit");
  return { ok: true, members: found.page, response_metadata: found.response_metadata };
}

/** Newest first, without what stands in threads. */
function history(args: ApiArguments, state: ApiState): ApiAnswer {
  return shown(args, state, ({ threadTs }) => threadTs === undefined);
}

/** Oldest first; the first message of the thread leads every page, whenever it was written. */
function replies(args: ApiArguments, state: ApiState): ApiAnswer {
  if (args.ts === undefined) return no("invalid_arguments");
  const { messages } = state.workspace;
  const given = messages.find(({ ts, channel }) => ts === args.ts && channel === args.channel);
  const first = given?.threadTs === undefined ? given : messages.find(({ ts }) => ts === given.threadTs);
  const inThread = ({ threadTs }: FakeMessage): boolean => threadTs !== undefined && threadTs === first?.ts;
  if (first === undefined) return shown(args, state, inThread, "none");
  return shown(args, state, inThread, messages.some(inThread) ? { ...first, threadTs: first.ts } : first);
}

function shown(
  args: ApiArguments,
  state: ApiState,
  belongs: (message: FakeMessage) => boolean,
  first?: FakeMessage | "none",
): ApiAnswer {
  const channel = visible(args, state);
  if (channel === undefined) return no("channel_not_found");
  if (!channel.hasBot) return no("not_in_channel");
  if (first === "none") return no("thread_not_found");
  const found = state.workspace.messages
    .filter((message) => message.channel === channel.id && message.onlyFor === undefined)
    .filter(belongs)
    .filter(({ ts }) => Number(ts) > Number(args.oldest ?? 0));
  const paging = paged(first === undefined ? found.toReversed() : found, args, state.historyPage);
  if (paging === undefined) return no("invalid_limit");
  const { page, response_metadata, hasMore } = paging;
  const messages = [...(first === undefined ? [] : [first]), ...page].map((message) => ({
    ...told(message),
    ...repliesTo(message, state),
  }));
  return { ok: true, messages, has_more: hasMore, response_metadata };
}

/** Of a message that has some: docs.slack.dev/messaging/retrieving-messages#finding_threads */
function repliesTo({ ts }: FakeMessage, { workspace }: ApiState): ApiAnswer {
  const count = workspace.messages.filter(({ threadTs }) => threadTs === ts).length;
  return count === 0 ? {} : { reply_count: count };
}

function told({ ts, text, threadTs, blocks, isTombstone }: FakeMessage): ApiAnswer {
  return {
    type: "message",
    ...(isTombstone ? { subtype: "tombstone" } : {}),
    ts,
    text,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    // Slack names every block that came without a name, and leaves none in a tombstone.
    ...(isTombstone
      ? {}
      : { blocks: blocks.map((block, n) => ({ ...block, block_id: block.block_id ?? `own${n}` })) }),
  };
}

export const CONVERSATIONS: Readonly<Record<string, Method>> = {
  "conversations.open": {
    scope: () => "im:write",
    run({ users }, { workspace }) {
      if (users === undefined || !workspace.users.has(users)) return no("user_not_found");
      if (workspace.users.get(users)?.deleted === true) return no("user_disabled");
      return { ok: true, channel: { id: workspace.direct(users).id } };
    },
  },
  "conversations.info": {
    scope: scopeFor("read"),
    run(args, state) {
      const channel = visible(args, state);
      return channel === undefined ? no("channel_not_found") : { ok: true, channel: described(channel) };
    },
  },
  "conversations.members": { scope: scopeFor("read"), run: membersOf },
  "conversations.list": {
    scope: ({ types = "" }) => (types.includes("private") ? "groups:read" : "channels:read"),
    run: listed,
  },
  "conversations.history": { scope: scopeFor("history"), run: history },
  "conversations.replies": { scope: scopeFor("history"), run: replies },
};
