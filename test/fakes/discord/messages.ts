// Messages as Discord keeps them, and ids that carry their time.

import type { FakeMessageBody } from "./rules.ts";

export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  body: FakeMessageBody;
  fileNames: readonly string[];
  readonly nonce?: string;
  /** Somebody else's. */
  readonly isByOthers?: true;
  /** How often it was changed. */
  edits?: number;
}

const EPOCH_MS = 1_420_070_400_000;

/** Makes ids: their time, then a counter. */
export function createIds(now: () => number): () => string {
  let count = 0n;
  return () => {
    count += 1n;
    return String((BigInt(Math.floor(now()) - EPOCH_MS) << 22n) | (count & 0x3fffffn));
  };
}

export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH_MS;
}

/** A message as the API shows it. */
export function shown({ id, channelId, body }: FakeMessage, authorId: string): object {
  return {
    id,
    channel_id: channelId,
    type: 0,
    content: body.content ?? "",
    author: { id: authorId, username: "rol-news", discriminator: "0000", bot: true },
    embeds: body.embeds.map((embed) => ({ type: "rich", ...embed })),
    components: body.components,
    attachments: [],
    flags: body.flags ?? 0,
    timestamp: new Date(timeOf(id)).toISOString(),
    edited_timestamp: null,
    pinned: false,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
  };
}
