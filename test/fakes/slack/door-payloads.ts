// Payloads as Slack sends them for what is said to the bot and for shortcuts. Those recorded elsewhere are in
// test/adapters/slack/recorded.ts; these have the same fields.

import { BOT } from "./api.ts";
import type { Addresses, From } from "./payloads.ts";

export interface SaidIn {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string | undefined;
  /** Who wrote the first message of the thread. */
  readonly above?: string | undefined;
}

type Payload = Readonly<Record<string, unknown>>;

let count = 0;

function eventPayload(team: string, event: Payload): Payload {
  count += 1;
  return {
    token: "old-verification-token",
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: "A0NEWS",
    event,
    type: "event_callback",
    event_id: `Ev0SAID${count}`,
    event_time: Math.floor(Number(event.ts)),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team,
        user_id: BOT.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: "4-opaque",
  };
}

function messageOf(
  { team, user }: From,
  text: string,
  { channel, ts, threadTs, above = user }: SaidIn,
): Payload {
  return {
    client_msg_id: `00000000-0000-4000-8000-${ts.replace(".", "").slice(-12)}`,
    user,
    text,
    ts,
    team,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs, parent_user_id: above }),
    blocks: [
      {
        type: "rich_text",
        block_id: "own",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
      },
    ],
    channel,
    event_ts: ts,
  };
}

/** The bot was mentioned in a channel or a thread of it. https://docs.slack.dev/reference/events/app_mention */
export function mentionPayload(from: From, text: string, where: SaidIn): Payload {
  return eventPayload(from.team, { type: "app_mention", ...messageOf(from, text, where) });
}

/** Something was said in the direct conversation. https://docs.slack.dev/reference/events/message.im */
export function directPayload(from: From, text: string, where: SaidIn): Payload {
  return eventPayload(from.team, { type: "message", ...messageOf(from, text, where), channel_type: "im" });
}

/**
 * What the bot wrote into a direct conversation comes back to it, with no subtype:
 * https://github.com/slackapi/bolt-js/issues/580
 */
export function ownMessagePayload(team: string, text: string, where: SaidIn): Payload {
  const { client_msg_id: _, ...message } = messageOf({ team, user: BOT.userId }, text, where);
  const profile = {
    id: BOT.botId,
    deleted: false,
    name: BOT.name,
    updated: 1,
    app_id: "A0NEWS",
    team_id: team,
  };
  return eventPayload(team, {
    type: "message",
    ...message,
    bot_id: BOT.botId,
    app_id: "A0NEWS",
    bot_profile: profile,
    channel_type: "im",
  });
}

function shortcutPayload({ team, user }: From, triggerId: string, callbackId: string): Payload {
  return {
    token: "old-verification-token",
    action_ts: "1581106241.371594",
    team: { id: team, domain: "news" },
    user: { id: user, username: user.toLowerCase(), team_id: team, name: user.toLowerCase() },
    is_enterprise_install: false,
    enterprise: null,
    callback_id: callbackId,
    trigger_id: triggerId,
  };
}

/** A shortcut from anywhere: no channel, no response_url. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function globalShortcutPayload(from: From, triggerId: string, callbackId: string): Payload {
  return { type: "shortcut", ...shortcutPayload(from, triggerId, callbackId) };
}

/** A shortcut in a message's menu. The same page. */
export function messageShortcutPayload(
  from: From,
  { responseUrl, triggerId }: Addresses,
  callbackId: string,
  channel: string,
  message: Payload,
): Payload {
  return {
    type: "message_action",
    ...shortcutPayload(from, triggerId, callbackId),
    channel: { id: channel, name: channel.startsWith("D") ? "directmessage" : "news" },
    message_ts: message.ts,
    message: { type: "message", ...message },
    response_url: responseUrl,
  };
}
