// The Web API of the fake Slack: scopes, membership and limits as the real one has them.

import { randomUUID } from "node:crypto";
import { type ApiAnswer, type ApiArguments, type ApiState, BOT, type Method, no } from "./api.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { type FakeView, hasCharts, pingingMessageRule, pingsIn, problemsOf, viewRule } from "./rules.ts";
import type { FakeChannel } from "./workspace.ts";

/** A trigger_id opens one modal within three seconds. */
const TRIGGER_LIFE_MS = 3_000;

const parsed = (json: string | undefined): unknown => (json === undefined ? undefined : JSON.parse(json));

function post(args: ApiArguments, state: ApiState, onlyFor?: string): ApiAnswer {
  const { workspace, onProblem } = state;
  const body = {
    ...args,
    blocks: parsed(args.blocks),
    unfurl_links: parsed(args.unfurl_links),
    unfurl_media: parsed(args.unfurl_media),
  };
  for (const problem of problemsOf(pingingMessageRule, body)) onProblem(`message: ${problem}`);
  for (const id of pingsIn(body)) if (!state.mayPing.has(id)) onProblem(`message: pings ${id}`);
  const message = pingingMessageRule.safeParse(body);
  if (!message.success || (hasCharts(message.data.blocks) && !state.takesCharts()))
    return no("invalid_blocks");
  const id = args.channel ?? "";
  const channel = id.startsWith("U") ? workspace.direct(id) : workspace.channels.get(id);
  const refusal = refusalOf(channel);
  if (channel === undefined || refusal !== undefined) return no(refusal ?? "channel_not_found");
  if (onlyFor !== undefined) checkEphemeral(channel, onlyFor, args.thread_ts, state);
  const thread = threadIn(channel, args.thread_ts, state);
  const added = workspace.add({
    channel: channel.id,
    via: onlyFor === undefined ? "chat.postMessage" : "chat.postEphemeral",
    text: message.data.text,
    blocks: message.data.blocks,
    ...(onlyFor === undefined ? {} : { onlyFor }),
    ...(thread === undefined ? {} : { threadTs: thread }),
  });
  if (onlyFor !== undefined) return { ok: true, message_ts: added.ts };
  const told = { ts: added.ts, text: added.text, ...(thread === undefined ? {} : { thread_ts: thread }) };
  return { ok: true, channel: channel.id, ts: added.ts, message: told };
}

/**
 * The thread that a reply ends up in. One to a message that is not there is taken all the same and stands in the channel:
 * github.com/slack-go/slack/issues/1571.
 */
function threadIn(
  { id }: FakeChannel,
  threadTs: string | undefined,
  { workspace, onProblem }: ApiState,
): string | undefined {
  const first = workspace.messages.find(({ ts, channel }) => ts === threadTs && channel === id);
  if (first?.threadTs !== undefined) onProblem("message: thread_ts is that of a reply");
  return first?.ts;
}

/**
 * "Ephemeral messages in threads are only shown if there is already an active thread", and the reader "should be in the
 * channel": https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
function checkEphemeral(
  { id, kind, members }: FakeChannel,
  user: string,
  threadTs: string | undefined,
  { workspace, onProblem }: ApiState,
): void {
  const inChannel = workspace.messages.filter(({ channel }) => channel === id);
  if (threadTs !== undefined && !inChannel.some((message) => message.threadTs === threadTs))
    onProblem("message: for one person, in a thread without replies: shown to nobody");
  if (kind !== "direct" && !members.has(user))
    onProblem("message: for one person, who is not in the channel");
}

/** What chat.update takes of ours; everything else is a problem. */
const UPDATE_ARGUMENTS = ["blocks", "channel", "parse", "text", "ts"];

/**
 * https://docs.slack.dev/reference/methods/chat.update: by the channel's id, D… for a direct message; only what the app itself
 * posted; nothing in an archived channel (`is_inactive`); what nobody sees but one person is no message there.
 */
function update(args: ApiArguments, state: ApiState): ApiAnswer {
  const { workspace, onProblem } = state;
  for (const name of Object.keys(args))
    if (!UPDATE_ARGUMENTS.includes(name)) onProblem(`chat.update: has no ${name}`);
  if (args.parse !== "none") onProblem("chat.update: words of the text become links");
  const body = { ...args, blocks: parsed(args.blocks), unfurl_links: false, unfurl_media: false };
  for (const problem of problemsOf(pingingMessageRule, body)) onProblem(`message: ${problem}`);
  const message = pingingMessageRule.safeParse(body);
  if (!message.success || (hasCharts(message.data.blocks) && !state.takesCharts()))
    return no("invalid_blocks");
  const channel = workspace.channels.get(args.channel ?? "");
  if (channel === undefined || !channel.hasBot) return no("channel_not_found");
  if (channel.isArchived) return no("is_inactive");
  const index = workspace.messages.findIndex((one) => one.ts === args.ts && one.channel === channel.id);
  const standing = workspace.messages[index];
  if (standing === undefined || standing.isTombstone || standing.onlyFor !== undefined)
    return no("message_not_found");
  if (standing.isByOthers) return no("cant_update_message");
  const { text, blocks } = message.data;
  workspace.messages.splice(index, 1, { ...standing, text, blocks, edits: (standing.edits ?? 0) + 1 });
  return { ok: true, channel: channel.id, ts: standing.ts, text };
}

function remove({ channel, ts = "" }: ApiArguments, { workspace }: ApiState): ApiAnswer {
  if (!workspace.channels.has(channel ?? "")) return no("channel_not_found");
  const message = workspace.messages.find((one) => one.ts === ts && one.channel === channel);
  if (message === undefined || message.isTombstone) return no("message_not_found");
  if (message.via === "response_url") return no("cant_delete_message");
  workspace.remove(ts);
  return { ok: true, channel, ts };
}

export function refusalOf(channel: FakeChannel | undefined): string | undefined {
  if (channel === undefined) return "channel_not_found";
  if (channel.isArchived) return "is_archived";
  if (channel.hasBot) return undefined;
  return channel.kind === "public" ? "not_in_channel" : "channel_not_found";
}

export const METHODS: Readonly<Record<string, Method>> = {
  "auth.test": {
    run: (_, { workspace }) => ({
      ok: true,
      team_id: workspace.team,
      enterprise_id: workspace.organisation ?? null,
      team: "Newsroom",
      user: BOT.name,
      user_id: BOT.userId,
      bot_id: BOT.botId,
    }),
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
      const all = [...workspace.users.values()].map((user) => ({ team_id: workspace.team, ...user }));
      const [first, size] = [Number(cursor ?? 0), Number(limit ?? 100)];
      const next = first + size < all.length ? String(first + size) : "";
      return { ok: true, members: all.slice(first, first + size), response_metadata: { next_cursor: next } };
    },
  },
  "usergroups.list": {
    scope: () => "usergroups:read",
    run: ({ include_disabled }, { workspace }) => ({
      ok: true,
      usergroups: workspace.groups
        .filter((group) => include_disabled === "true" || !group.isDisabled)
        .map(({ id, handle, isDisabled }) => ({
          id,
          handle,
          name: handle,
          date_delete: isDisabled ? 1_700_000_000 : 0,
        })),
    }),
  },
  ...CONVERSATIONS,
  "chat.update": { scope: () => "chat:write", run: update },
  "chat.delete": { scope: () => "chat:write", run: remove },
  "chat.postMessage": { scope: () => "chat:write", run: (args, state) => post(args, state) },
  "chat.postEphemeral": {
    scope: () => "chat:write",
    run: (args, state) =>
      args.user === undefined ? no("user_not_in_channel") : post(args, state, args.user),
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
    run({ user_id = "", view, hash }, { homes, homeHashes, onProblem }) {
      // What is not the present view any more: https://docs.slack.dev/reference/methods/views.publish#errors
      if (hash !== undefined && hash !== homeHashes.get(user_id)) return no("hash_conflict");
      const answer = accept(view, "home", onProblem, (published) => homes.set(user_id, published));
      if (answer.ok !== true) return answer;
      const next = randomUUID();
      homeHashes.set(user_id, next);
      return { ok: true, view: { ...homes.get(user_id), id: `V${user_id}`, hash: next } };
    },
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
