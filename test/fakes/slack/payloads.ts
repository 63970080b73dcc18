// Payloads as Slack sends them, for a slash command, a button, a modal and an opened Home tab.

import { createHmac, randomUUID } from "node:crypto";
import { z } from "zod";

let count = 0;
const unique = (): string => {
  count += 1;
  return `${Date.now()}.${count}.${randomUUID().slice(0, 8)}`;
};

export interface From {
  readonly team: string;
  readonly user: string;
}

export interface Addresses {
  readonly responseUrl: string;
  readonly triggerId: string;
}

/** A slash command: every value a string, as in a form. */
export function commandPayload(
  { team, user }: From,
  { responseUrl, triggerId }: Addresses,
  channel: string,
  command: string,
  text: string,
): Readonly<Record<string, string>> {
  return {
    token: "old-verification-token",
    team_id: team,
    team_domain: "news",
    channel_id: channel,
    channel_name: "news",
    user_id: user,
    user_name: user.toLowerCase(),
    command,
    text,
    api_app_id: "A0NEWS",
    is_enterprise_install: "false",
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

/** Where a button is pressed: without a message it is some message that everybody sees. */
export interface PressedIn {
  readonly channel: string;
  readonly threadTs?: string;
  readonly message?: { readonly ts: string; readonly isEphemeral: boolean };
}

/** A pressed button, in a channel's message or, without one, in the Home tab, whose view `hash` names. */
export function actionPayload(
  { team, user }: From,
  { responseUrl, triggerId }: Addresses,
  button: { readonly action_id: string; readonly value?: string | undefined },
  place?: PressedIn,
  hash?: string,
): Readonly<Record<string, unknown>> {
  return {
    type: "block_actions",
    user: { id: user, username: user.toLowerCase(), team_id: team },
    api_app_id: "A0NEWS",
    token: "old-verification-token",
    trigger_id: triggerId,
    team: { id: team, domain: "news" },
    enterprise: null,
    is_enterprise_install: false,
    actions: [{ type: "button", block_id: "b", action_ts: unique(), ...button }],
    ...(place === undefined
      ? {
          container: { type: "view", view_id: "V1" },
          view: { id: "V1", type: "home", callback_id: "", hash: hash ?? "" },
        }
      : {
          container: {
            type: "message",
            message_ts: place.message?.ts ?? "1.1",
            is_ephemeral: place.message?.isEphemeral ?? false,
            channel_id: place.channel,
            ...(place.threadTs === undefined ? {} : { thread_ts: place.threadTs }),
          },
          channel: { id: place.channel, name: "news" },
          response_url: responseUrl,
        }),
  };
}

/** A sent modal. */
export function viewPayload(
  { team, user }: From,
  { triggerId }: Pick<Addresses, "triggerId">,
  view: { readonly callback_id: string; readonly private_metadata?: string | undefined },
  values: Readonly<Record<string, string | null>>,
): Readonly<Record<string, unknown>> {
  return {
    type: "view_submission",
    team: { id: team, domain: "news" },
    user: { id: user, username: user.toLowerCase(), team_id: team },
    api_app_id: "A0NEWS",
    token: "old-verification-token",
    trigger_id: triggerId,
    view: {
      id: `V${unique()}`,
      hash: unique(),
      type: "modal",
      callback_id: view.callback_id,
      private_metadata: view.private_metadata ?? "",
      app_installed_team_id: team,
      state: {
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            { answer: { type: "plain_text_input", value } },
          ]),
        ),
      },
    },
    response_urls: [],
  };
}

/** A modal that stands open: the same id and hash each time it is sent until it changes. */
export interface OpenModal {
  readonly id: string;
  readonly hash: string;
  readonly view: { readonly callback_id: string; readonly private_metadata?: string | undefined };
}

/** A modal sent with the state of all its inputs, by `block_id` and `action_id`. */
export function filledPayload(
  from: From,
  at: Pick<Addresses, "triggerId">,
  { id, hash, view }: OpenModal,
  state: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Readonly<Record<string, unknown>> {
  const { view: empty, ...rest } = viewPayload(from, at, view, {});
  return { ...rest, view: { ...z.object({}).loose().parse(empty), id, hash, state: { values: state } } };
}

/** Somebody types into a select of a modal. https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export function suggestionPayload(
  { team, user }: From,
  { id, hash, view }: OpenModal,
  asked: { readonly block_id: string; readonly action_id: string; readonly value: string },
): Readonly<Record<string, unknown>> {
  return {
    type: "block_suggestion",
    user: { id: user, username: user.toLowerCase(), team_id: team },
    container: { type: "view", view_id: id },
    api_app_id: "A0NEWS",
    token: "old-verification-token",
    team: { id: team, domain: "news" },
    enterprise: null,
    is_enterprise_install: false,
    view: { id, hash, type: "modal", app_installed_team_id: team, callback_id: view.callback_id },
    ...asked,
  };
}

/** The app's page was opened; `hash`: that of its view, where one was published before. */
export function homePayload({ team, user }: From, hash?: string): Readonly<Record<string, unknown>> {
  return {
    token: "old-verification-token",
    team_id: team,
    api_app_id: "A0NEWS",
    type: "event_callback",
    event_id: `Ev${unique()}`,
    event_time: 1,
    event: {
      type: "app_home_opened",
      user,
      channel: `D${user.slice(1)}`,
      tab: "home",
      event_ts: "1.1",
      // https://docs.slack.dev/reference/events/app_home_opened
      ...(hash === undefined ? {} : { view: { id: "V1", type: "home", hash, blocks: [] } }),
    },
    authorizations: [{ enterprise_id: null, team_id: team, user_id: "U0BOT", is_bot: true }],
  };
}

/** A request of HTTP mode: a form, an interaction in a form's `payload`, or an event as JSON; signed as Slack signs. */
export function signedRequest(
  payload: Readonly<Record<string, unknown>>,
  secret: string,
  sentAt: number,
): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  const isCommand = typeof payload.command === "string";
  const isEvent = payload.type === "event_callback";
  const body = isEvent
    ? JSON.stringify(payload)
    : new URLSearchParams(
        isCommand
          ? Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)])
          : { payload: JSON.stringify(payload) },
      ).toString();
  const timestamp = String(Math.floor(sentAt / 1000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    body,
    headers: {
      "content-type": isEvent ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  };
}
