// The Web API of the fake Slack: scopes, membership, limits and pages as the real one has them.

import { type FakeView, messageRule, problemsOf, viewRule } from "./rules.ts";
import type { FakeChannel, FakeWorkspace } from "./workspace.ts";

/** A trigger_id opens one modal within three seconds. */
const TRIGGER_LIFE_MS = 3_000;

export interface Trigger {
  readonly at: number;
  isUsed: boolean;
}

export interface ApiState {
  readonly workspace: FakeWorkspace;
  readonly scopes: ReadonlySet<string>;
  readonly triggers: Map<string, Trigger>;
  readonly modals: FakeView[];
  readonly homes: Map<string, FakeView>;
  readonly clock: () => number;
  /** Told of everything that Slack would refuse as malformed. */
  readonly onProblem: (problem: string) => void;
  /** Objects of one page of a history at most: 15 for distributed apps outside the Marketplace, else 999. */
  readonly historyPage: number;
}

export type ApiArguments = Readonly<Record<string, string>>;
export type ApiAnswer = Readonly<Record<string, unknown>>;

const no = (error: string): ApiAnswer => ({ ok: false, error });

interface Method {
  /** The scope it needs, which may depend on the channel. */
  readonly scope?: (args: ApiArguments, state: ApiState) => string;
  readonly run: (args: ApiArguments, state: ApiState) => ApiAnswer;
}

const parsed = (json: string | undefined): unknown => (json === undefined ? undefined : JSON.parse(json));

function post(args: ApiArguments, state: ApiState, onlyFor?: string): ApiAnswer {
  const { workspace, onProblem } = state;
  const body = {
    ...args,
    blocks: parsed(args.blocks),
    unfurl_links: parsed(args.unfurl_links),
    unfurl_media: parsed(args.unfurl_media),
  };
  const problems = problemsOf(messageRule, body);
  for (const problem of problems) onProblem(`message: ${problem}`);
  const message = messageRule.safeParse(body);
  if (!message.success) return no("invalid_blocks");
  const id = args.channel ?? "";
  const channel = id.startsWith("U") ? workspace.direct(id) : workspace.channels.get(id);
  const refusal = refusalOf(channel);
  if (channel === undefined || refusal !== undefined) return no(refusal ?? "channel_not_found");
  const added = workspace.add({
    channel: channel.id,
    via: onlyFor === undefined ? "chat.postMessage" : "chat.postEphemeral",
    text: message.data.text,
    blocks: message.data.blocks,
    ...(onlyFor === undefined ? {} : { onlyFor }),
    ...(args.thread_ts === undefined ? {} : { threadTs: args.thread_ts }),
  });
  return onlyFor === undefined
    ? { ok: true, channel: channel.id, ts: added.ts }
    : { ok: true, message_ts: added.ts };
}

function refusalOf(channel: FakeChannel | undefined): string | undefined {
  if (channel === undefined) return "channel_not_found";
  if (channel.isArchived) return "is_archived";
  if (channel.hasBot) return undefined;
  return channel.kind === "private" ? "channel_not_found" : "not_in_channel";
}

const HISTORY_SCOPES = { public: "channels:history", private: "groups:history", direct: "im:history" };

function historyScope({ channel }: ApiArguments, { workspace }: ApiState): string {
  return HISTORY_SCOPES[workspace.channels.get(channel ?? "")?.kind ?? "public"];
}

function history(args: ApiArguments, state: ApiState, thread?: string): ApiAnswer {
  const channel = state.workspace.channels.get(args.channel ?? "");
  if (channel === undefined) return no("channel_not_found");
  if (!channel.hasBot) return no("not_in_channel");
  const oldest = Number(args.oldest ?? 0);
  const all = state.workspace.messages
    .filter((message) => message.channel === channel.id && message.onlyFor === undefined)
    .filter(({ threadTs }) => threadTs === thread)
    .filter(({ ts }) => Number(ts) > oldest)
    .toReversed();
  const first = Number(args.cursor ?? 0);
  const size = Math.min(Number(args.limit ?? 100), state.historyPage);
  const page = all.slice(first, first + size);
  const hasMore = first + size < all.length;
  return {
    ok: true,
    messages: page.map(({ ts, text, blocks }) => ({ type: "message", ts, text, blocks: blocks.map(named) })),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(first + size) : "" },
  };
}

/** Slack names every block that came without a name. */
function named<B extends { readonly block_id?: string | undefined }>(block: B, index: number): B {
  return { ...block, block_id: block.block_id ?? `own${index}` };
}

export const METHODS: Readonly<Record<string, Method>> = {
  "auth.test": {
    run: (_, { workspace }) => ({ ok: true, team_id: workspace.team, user_id: "U0BOT", bot_id: "B0BOT" }),
  },
  "users.info": {
    scope: () => "users:read",
    run({ user, include_locale }, { workspace }) {
      const found = workspace.users.get(user ?? "");
      if (found === undefined) return no("user_not_found");
      const { locale, ...rest } = found;
      return {
        ok: true,
        user: {
          team_id: workspace.team,
          name: found.id.toLowerCase(),
          ...rest,
          ...(include_locale === "true" ? { locale } : {}),
        },
      };
    },
  },
  "users.list": {
    scope: () => "users:read",
    run: ({ cursor, limit }, { workspace }) => {
      const all = [...workspace.users.values()];
      const [first, size] = [Number(cursor ?? 0), Number(limit ?? 100)];
      const next = first + size < all.length ? String(first + size) : "";
      return { ok: true, members: all.slice(first, first + size), response_metadata: { next_cursor: next } };
    },
  },
  "chat.postMessage": { scope: () => "chat:write", run: (args, state) => post(args, state) },
  "chat.postEphemeral": {
    scope: () => "chat:write",
    run: (args, state) =>
      args.user === undefined ? no("user_not_in_channel") : post(args, state, args.user),
  },
  "conversations.open": {
    scope: () => "im:write",
    run({ users }, { workspace }) {
      if (users === undefined || !workspace.users.has(users)) return no("user_not_found");
      if (workspace.users.get(users)?.deleted === true) return no("user_disabled");
      return { ok: true, channel: { id: workspace.direct(users).id } };
    },
  },
  "conversations.history": { scope: historyScope, run: (args, state) => history(args, state) },
  "conversations.replies": {
    scope: historyScope,
    run: (args, state) => (args.ts === undefined ? no("invalid_arguments") : history(args, state, args.ts)),
  },
  "views.open": {
    run({ trigger_id, view }, { triggers, modals, clock, onProblem }) {
      const trigger = triggers.get(trigger_id ?? "");
      if (trigger === undefined) return no("invalid_trigger_id");
      if (trigger.isUsed) return no("exchanged_trigger_id");
      if (clock() - trigger.at > TRIGGER_LIFE_MS) return no("expired_trigger_id");
      return accept(view, "modal", onProblem, (opened) => {
        trigger.isUsed = true;
        modals.push(opened);
      });
    },
  },
  "views.publish": {
    run: ({ user_id, view }, { homes, onProblem }) =>
      accept(view, "home", onProblem, (published) => homes.set(user_id ?? "", published)),
  },
};

function accept(
  view: string | undefined,
  type: FakeView["type"],
  onProblem: (problem: string) => void,
  take: (view: FakeView) => void,
): ApiAnswer {
  const value = parsed(view);
  for (const problem of problemsOf(viewRule, value)) onProblem(`view: ${problem}`);
  const result = viewRule.safeParse(value);
  if (!result.success || result.data.type !== type) return no("invalid_arguments");
  take(result.data);
  return { ok: true };
}
