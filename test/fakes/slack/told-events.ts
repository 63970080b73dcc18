// Events that Slack tells without anybody having asked the bot: where it was invited, what closed, what was revoked. Their
// shapes are those of Slack's reference, each at its page; ids are the fake's.

import { randomUUID } from "node:crypto";
import { slackManifest } from "../../../adapters/slack/api/manifest.ts";
import { type ApiState, BOT } from "./api.ts";
import type { Payload } from "./envelopes.ts";

export type ToldEvent =
  /** https://docs.slack.dev/reference/events/member_joined_channel/, `member_left_channel` beside it. */
  | {
      readonly type: "member_joined_channel" | "member_left_channel";
      readonly user: string;
      readonly channel: string;
    }
  /**
   * https://docs.slack.dev/reference/events/channel_left/, `channel_archive` and `channel_deleted` beside it, and the same
   * with `group_`.
   */
  | {
      readonly type:
        | "channel_archive"
        | "channel_deleted"
        | "channel_left"
        | "group_archive"
        | "group_deleted"
        | "group_left";
      readonly channel: string;
    }
  /** https://docs.slack.dev/reference/events/channel_rename/ */
  | {
      readonly type: "channel_rename" | "group_rename";
      readonly channel: { readonly id: string; readonly name: string; readonly created: number };
    }
  /** https://docs.slack.dev/reference/events/tokens_revoked/ */
  | {
      readonly type: "tokens_revoked";
      readonly tokens: { readonly oauth: readonly string[]; readonly bot: readonly string[] };
    }
  /** https://docs.slack.dev/reference/events/app_uninstalled/ */
  | { readonly type: "app_uninstalled" };

const { bot_events } = slackManifest([], { prefix: "", mode: "socket" }).settings.event_subscriptions;

/** The whole event. Throws where Slack would not tell it. */
export function toldPayload(
  { workspace, scopes }: ApiState,
  event: ToldEvent,
  { isShared = false, id = randomUUID() }: { readonly isShared?: boolean; readonly id?: string } = {},
): Payload {
  if (!bot_events.includes(event.type)) throw new Error(`the manifest does not ask for ${event.type}`);
  const scope = scopeOf(event);
  if (scope.length > 0 && !scope.some((one) => scopes.has(one)))
    throw new Error(`${event.type} needs ${scope.join(" or ")}`);
  return {
    token: "old-verification-token",
    team_id: workspace.team,
    api_app_id: "A0NEWS",
    type: "event_callback",
    event_id: `Ev${id}`,
    event_time: 1,
    event: { ...event, ...extraOf(event, workspace.team), event_ts: "1.1" },
    authorizations: [
      {
        enterprise_id: workspace.organisation ?? null,
        team_id: workspace.team,
        user_id: BOT.userId,
        is_bot: true,
        is_enterprise_install: workspace.organisation !== undefined,
      },
    ],
    is_ext_shared_channel: isShared,
  };
}

/**
 * Public channels need channels:read and private ones groups:read, of the member events either
 * (https://docs.slack.dev/reference/events/member_joined_channel/). The page of group_archive names none: the fake is stricter.
 */
function scopeOf({ type }: ToldEvent): readonly string[] {
  if (type.startsWith("channel_")) return ["channels:read"];
  if (type.startsWith("group_")) return ["groups:read"];
  return type.startsWith("member_") ? ["channels:read", "groups:read"] : [];
}

function extraOf({ type }: ToldEvent, team: string): Payload {
  switch (type) {
    case "member_joined_channel":
      return { channel_type: "C", team, inviter: "U0ADMIN" };
    case "member_left_channel":
      return { channel_type: "C", team };
    case "channel_archive":
    case "group_archive":
      return { user: "U0ADMIN", is_moved: 0 };
    case "channel_left":
    case "group_left":
      return { actor_id: "U0ADMIN" };
    default:
      return {};
  }
}
