// Servers, their channels and members as the HTTP API tells them: read when somebody names a place, never kept.

import { ChannelFlags, DiscordAPIError, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { ForumTag } from "./forum-tags.ts";
import type { Guild, Member, Overwrite } from "./permissions.ts";

/** Text and announcement channels, forums and threads take digests; the others do not. */
export type ChannelKind =
  | "text"
  | "forum"
  | "thread"
  | "private-thread"
  | "category"
  | "voice"
  | "direct"
  | "other";

export interface GuildChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  /** Absent for conversations outside of servers. */
  readonly guildId?: string;
  readonly name: string;
  /** Where it stands among those of its server. */
  readonly position: number;
  /** The channel of a thread, the category of a channel. */
  readonly parentId?: string;
  readonly overwrites: readonly Overwrite[];
  /** A forum's. */
  readonly tags: readonly (ForumTag & { readonly isModerated: boolean })[];
  readonly requiresTag: boolean;
  readonly isLocked: boolean;
}

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const KINDS: Readonly<Record<number, ChannelKind>> = {
  0: "text",
  1: "direct",
  2: "voice",
  4: "category",
  5: "text",
  10: "thread",
  11: "thread",
  12: "private-thread",
  13: "voice",
  15: "forum",
};

/** A set of permissions as text. */
const permissions = z.string().regex(/^\d+$/).transform(BigInt);

const channel = z.object({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().nullish(),
  name: z.string().nullish(),
  position: z.number().catch(0),
  parent_id: z.string().nullish(),
  flags: z.number().catch(0),
  permission_overwrites: z
    .array(z.object({ id: z.string(), allow: permissions, deny: permissions }))
    .default([]),
  available_tags: z
    .array(z.object({ id: z.string(), name: z.string(), moderated: z.boolean().catch(false) }))
    .nullish()
    .transform((tags) => tags ?? []),
  thread_metadata: z.object({ locked: z.boolean().catch(false) }).nullish(),
});
const guild = z.object({
  id: z.string(),
  name: z.string().default(""),
  owner_id: z.string(),
  roles: z.array(
    z.object({
      id: z.string(),
      name: z.string().default(""),
      permissions,
      mentionable: z.boolean().default(false),
    }),
  ),
});
const named = z.object({ name: z.string() });
const member = z.object({
  nick: z.string().nullish(),
  user: z.object({ username: z.string(), global_name: z.string().nullish() }).optional(),
  roles: z.array(z.string()),
  communication_disabled_until: z.string().nullish(),
});

function channelOf(received: z.infer<typeof channel>): GuildChannel {
  const { guild_id: guildId, parent_id: parentId } = received;
  return {
    id: received.id,
    kind: KINDS[received.type] ?? "other",
    ...(guildId === undefined || guildId === null ? {} : { guildId }),
    name: received.name ?? received.id,
    position: received.position,
    ...(parentId === undefined || parentId === null ? {} : { parentId }),
    overwrites: received.permission_overwrites,
    tags: received.available_tags.map(({ id, name, moderated }) => ({ id, name, isModerated: moderated })),
    requiresTag: (received.flags & ChannelFlags.RequireTag) !== 0,
    isLocked: received.thread_metadata?.locked === true,
  };
}

/** A channel; `hidden` when the bot may not see it, `unknown` when there is none. */
export async function readChannel(
  rest: REST,
  id: string,
  signal: AbortSignal,
): Promise<GuildChannel | "hidden" | "unknown"> {
  try {
    return channelOf(channel.parse(await rest.get(Routes.channel(id), { signal })));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return HIDDEN.includes(Number(error.code)) ? "hidden" : "unknown";
  }
}

/** All channels of a server, those that the bot may not see included, threads not; nothing when it is no member. */
export async function readChannels(
  rest: REST,
  guildId: string,
  signal: AbortSignal,
): Promise<readonly GuildChannel[] | undefined> {
  const answer = await unlessRefused(rest.get(Routes.guildChannels(guildId), { signal }));
  return answer === undefined ? undefined : z.array(channel).parse(answer).map(channelOf);
}

/** A server as people know it. */
export interface NamedGuild extends Guild {
  readonly name: string;
  /** Its roles: what they are called, and whether everybody may mention them. */
  readonly named: ReadonlyMap<string, { readonly name: string; readonly isMentionable: boolean }>;
}

/** A server; nothing when the bot is no member. */
export async function readGuild(
  rest: REST,
  id: string,
  signal: AbortSignal,
): Promise<NamedGuild | undefined> {
  const answer = await unlessRefused(rest.get(Routes.guild(id), { signal }));
  if (answer === undefined) return undefined;
  const { owner_id: ownerId, name, roles } = guild.parse(answer);
  return {
    id,
    name,
    ownerId,
    roles: new Map(roles.map((role) => [role.id, role.permissions])),
    named: new Map(roles.map((role) => [role.id, { name: role.name, isMentionable: role.mentionable }])),
  };
}

/** The name of a server; nothing when the bot is no member. */
export async function readGuildName(
  rest: REST,
  id: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await unlessRefused(rest.get(Routes.guild(id), { signal }));
  return answer === undefined ? undefined : named.parse(answer).name;
}

/** A member of a server; nothing when that user is none. */
export async function readMember(
  rest: REST,
  { guildId, userId, now }: { readonly guildId: string; readonly userId: string; readonly now: number },
  signal: AbortSignal,
): Promise<(Member & { readonly name: string }) | undefined> {
  const answer = await unlessRefused(rest.get(Routes.guildMember(guildId, userId), { signal }));
  if (answer === undefined) return undefined;
  const { roles, nick, user, communication_disabled_until: silentUntil } = member.parse(answer);
  const isTimedOut = silentUntil !== undefined && silentUntil !== null && Date.parse(silentUntil) > now;
  const name = nick ?? user?.global_name ?? user?.username ?? userId;
  return { id: userId, name, roleIds: roles, isTimedOut };
}

/** Missing access and missing permissions; no such channel, server, member, user. Any other refusal tells nothing. */
const HIDDEN: readonly number[] = [50001, 50013];
const NOT_THERE: readonly number[] = [10003, 10004, 10007, 10013];

function isRefusal(error: unknown): error is DiscordAPIError {
  return error instanceof DiscordAPIError && [...HIDDEN, ...NOT_THERE].includes(Number(error.code));
}

async function unlessRefused(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
