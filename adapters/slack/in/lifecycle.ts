// What Slack tells of the bot's own life: invited to a channel, out of one, a channel closed or renamed, the app removed.

import { z } from "zod";
import { type WorkspaceKey, workspaceKey } from "../../../src/platform/workspace.ts";

/** Each says that a channel may have closed: archived, deleted, or without the bot. */
const CLOSING = [
  "channel_archive",
  "channel_deleted",
  "channel_left",
  "group_archive",
  "group_deleted",
  "group_left",
] as const;
const RENAMING = ["channel_rename", "group_rename"] as const;
const REVOKING = ["tokens_revoked", "app_uninstalled"] as const;

/** Events that are read here, by Slack's names. */
export const LIFECYCLE_EVENTS = [
  "member_joined_channel",
  "member_left_channel",
  ...CLOSING,
  ...RENAMING,
  ...REVOKING,
] as const;

export type Told =
  | { readonly type: "joined"; readonly channel: string; readonly userId: string }
  /** `userId`: who left; absent: it was the bot, or the whole channel closed. */
  | { readonly type: "closed"; readonly channel: string; readonly userId?: string }
  | { readonly type: "renamed"; readonly channel: string }
  | { readonly type: "revoked" };

export interface LifecycleEvent {
  readonly workspace: WorkspaceKey;
  /** The same when Slack delivers the event again. */
  readonly requestId: string;
  readonly told: Told;
  /** Another organisation reads in that channel, too. */
  readonly isShared: boolean;
}

const inChannel = { channel: z.string() };
const ofMember = { ...inChannel, user: z.string() };

const told = z.union([
  z
    .object({ type: z.literal("member_joined_channel"), ...ofMember })
    .transform(({ channel, user }): Told => ({ type: "joined", channel, userId: user })),
  z
    .object({ type: z.literal("member_left_channel"), ...ofMember })
    .transform(({ channel, user }): Told => ({ type: "closed", channel, userId: user })),
  z
    .object({ type: z.enum(CLOSING), ...inChannel })
    .transform(({ channel }): Told => ({ type: "closed", channel })),
  z
    .object({ type: z.enum(RENAMING), channel: z.object({ id: z.string() }) })
    .transform(({ channel }): Told => ({ type: "renamed", channel: channel.id })),
  z.object({ type: z.enum(REVOKING) }).transform((): Told => ({ type: "revoked" })),
]);

const payload = z.object({
  event_id: z.string(),
  team_id: z.string().nullish(),
  is_ext_shared_channel: z.boolean().nullish().catch(undefined),
  authorizations: z
    .array(z.object({ enterprise_id: z.string().nullish(), is_enterprise_install: z.boolean().nullish() }))
    .nullish()
    .catch(undefined),
  event: told,
});

/** Reads one of `LIFECYCLE_EVENTS`. Throws ZodError for other payloads. */
export function readLifecycle(body: unknown): LifecycleEvent {
  const { event_id, team_id, authorizations, is_ext_shared_channel, event } = payload.parse(body);
  const [installed] = authorizations ?? [];
  const organisation = installed?.is_enterprise_install === true ? installed.enterprise_id : undefined;
  return {
    workspace: workspaceKey({ platform: "slack", id: organisation ?? team_id ?? "" }),
    requestId: event_id,
    told: event,
    isShared: is_ext_shared_channel === true,
  };
}
