// A channel, a forum or a thread as Discord keeps it, and as its API shows it.

import type { FakeMessage } from "./messages.ts";

export interface FakeChannel {
  readonly id: string;
  readonly type: keyof typeof TYPES;
  readonly guildId?: string;
  /** Of a thread. */
  readonly parentId?: string;
  /** Of a direct conversation. */
  readonly recipientId?: string;
  /** Of a forum. */
  readonly tags?: readonly { readonly id: string; readonly name: string; readonly moderated?: boolean }[];
  /** Of a forum: no post without a tag. */
  readonly requiresTag?: boolean;
  readonly name?: string;
  readonly position?: number;
  readonly appliedTags?: readonly string[];
  /** As the API tells them. What the bot itself may do is what the flags below say. */
  readonly overwrites: FakeOverwrite[];
  readonly messages: FakeMessage[];
  mayView: boolean;
  maySend: boolean;
  mayReadHistory: boolean;
  mayStartThreads: boolean;
  /** ms; of a thread. */
  archivedAt?: number;
  isLocked?: boolean;
}

export interface FakeOverwrite {
  /** Of the role, or of the member. */
  readonly id: string;
  readonly isMember?: boolean;
  readonly allow?: bigint;
  readonly deny?: bigint;
}

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const TYPES = {
  text: 0,
  direct: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  "announcement-thread": 10,
  thread: 11,
  "private-thread": 12,
  stage: 13,
  forum: 15,
  media: 16,
} as const;

const REQUIRE_TAG = 1 << 4;

export function isThread({ type }: FakeChannel): boolean {
  return type === "thread" || type === "private-thread" || type === "announcement-thread";
}

/** A channel as the API shows it. */
export function channelShown(channel: FakeChannel): object {
  const { id, type, guildId, parentId, name, messages, archivedAt, appliedTags, overwrites } = channel;
  return {
    id,
    type: TYPES[type],
    ...(guildId === undefined ? {} : { guild_id: guildId }),
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...(appliedTags === undefined ? {} : { applied_tags: appliedTags }),
    ...(type === "direct" ? { name: null } : { name: name ?? id }),
    position: channel.position ?? 0,
    flags: channel.requiresTag === true ? REQUIRE_TAG : 0,
    last_message_id: messages.at(-1)?.id ?? null,
    ...(type === "forum"
      ? {
          available_tags: (channel.tags ?? []).map(({ moderated = false, ...tag }) => ({
            ...tag,
            moderated,
            emoji_id: null,
            emoji_name: null,
          })),
        }
      : {}),
    ...(isThread(channel)
      ? {
          thread_metadata: {
            archived: archivedAt !== undefined,
            archive_timestamp: new Date(archivedAt ?? 0).toISOString(),
            auto_archive_duration: 1440,
            locked: channel.isLocked === true,
          },
        }
      : {
          permission_overwrites: overwrites.map((overwrite) => ({
            id: overwrite.id,
            type: overwrite.isMember === true ? 1 : 0,
            allow: String(overwrite.allow ?? 0n),
            deny: String(overwrite.deny ?? 0n),
          })),
        }),
  };
}
