// A digest as the messages of a delivery: planned once, stored as text, sent later. Pure.

import { createHash } from "node:crypto";
import { z } from "zod";
import type { Delivery, Part, Place, PlannedPart, Spot } from "../../../src/platform/destination.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { chartSchema } from "../../../src/reply/stored.ts";
import { say } from "../../../src/wording/say.ts";
import { cutTo } from "../out/components.ts";
import { withDeliveryKey } from "../out/custom-ids.ts";
import { cleanLine } from "../out/escape.ts";
import { COMPONENT, MESSAGES_PER_ANSWER, NONCE_LENGTH, THREAD } from "../out/limits.ts";
import { type DiscordFile, type DiscordMessage, renderPlaced } from "../out/render.ts";

const body = z.record(z.string(), z.unknown());
const files = z.array(
  z.union([
    z.object({ name: z.string(), base64: z.string() }),
    z.object({ name: z.string(), description: z.string(), chart: chartSchema }),
  ]),
);
const planned = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), body, files }),
  z.object({
    kind: z.literal("forum-post"),
    name: z.string(),
    tags: z.array(z.string()),
    /** Whose tags those are; absent in parts that an earlier version planned. */
    pillars: z.array(z.number()).default([]),
    body,
    files,
  }),
  /** Goes under the forum post that the part `firstKey` opened. */
  z.object({ kind: z.literal("forum-reply"), firstKey: z.string(), body, files }),
  /** Goes into the thread of that name that is started from the message of the part `firstKey`. */
  z.object({ kind: z.literal("thread-reply"), firstKey: z.string(), name: z.string(), body, files }),
]);

export type Planned = z.infer<typeof planned>;

/** What a stored part says. Throws when it is none of ours. */
export function readPlanned({ payload }: Part): Planned {
  return planned.parse(JSON.parse(payload));
}

/** The messages of a delivery, at most as many as an answer may have; what goes into the thread keeps one of them. */
export function planParts(
  { main, inThread, pillars = [] }: Delivery,
  deliveryKey: string,
  { thread, forumTags }: Place,
  codes: ReadonlyMap<string, string>,
): readonly PlannedPart[] {
  const mostMessages = MESSAGES_PER_ANSWER - (inThread === undefined ? 0 : 1);
  const head = messagesOf(main, 0, codes, mostMessages);
  const below =
    inThread === undefined ? [] : messagesOf(inThread, 1, codes, MESSAGES_PER_ANSWER - head.length);
  const messages = [...head, ...below];
  const firstKey = partKey(deliveryKey, 0);
  return messages.map(({ message, begins }, n): PlannedPart => {
    const key = partKey(deliveryKey, n);
    const label =
      messages.length === 1
        ? say("Digest")
        : say("Part {number} of {count}", { number: n + 1, count: messages.length });
    return { key, n, payload: JSON.stringify(plannedOf(withKey(message, key, label), n)), begins };
  });

  function plannedOf(message: object, n: number): object {
    const name = nameOf([main, ...(inThread === undefined ? [] : [inThread])]);
    if (thread === undefined && forumTags !== undefined) {
      if (n > 0) return { kind: "forum-reply", firstKey, ...message };
      const tags = pillars.flatMap((pillar) => forumTags[pillar] ?? []).slice(0, THREAD.tags);
      return { kind: "forum-post", name, tags, pillars, ...message };
    }
    if (thread !== undefined || n < head.length) return { kind: "message", ...message };
    return { kind: "thread-reply", firstKey, name, ...message };
  }
}

/** The messages of replies that go where a refused part goes: see `Destination.replan`. */
export function replanParts(
  refused: Part,
  replies: readonly Reply[],
  delivery: { readonly key: string; readonly next: number },
  codes: ReadonlyMap<string, string>,
): readonly PlannedPart[] {
  const before = readPlanned(refused);
  const messages = replies.flatMap((reply, number) => messagesOf(reply, number, codes, MESSAGES_PER_ANSWER));
  return messages.map(({ message, begins }, index): PlannedPart => {
    const n = index === 0 ? refused.n : delivery.next + index - 1;
    const key = index === 0 ? refused.key : partKey(delivery.key, n);
    const keyed = withKey(message, key, say("Digest"));
    // What opened the forum's post is opened by the first of them.
    const planned =
      index > 0 && before.kind === "forum-post"
        ? { kind: "forum-reply", firstKey: refused.key, ...keyed }
        : { ...before, ...keyed };
    return { key, n, payload: JSON.stringify(planned), begins };
  });
}

/** What a message that stands is to be. */
export interface CorrectedMessage {
  readonly body: object;
  readonly files: readonly DiscordFile[];
}

/** A message that stands as this reply has it, under its key; undefined where it takes more than one. */
export function correctedMessage(
  reply: Reply,
  key: string,
  codes: ReadonlyMap<string, string>,
): CorrectedMessage | undefined {
  const [first, ...others] = messagesOf(reply, 0, codes, MESSAGES_PER_ANSWER);
  return first === undefined || others.length > 0 ? undefined : withKey(first.message, key, say("Digest"));
}

interface PlacedMessage {
  readonly message: DiscordMessage;
  readonly begins: readonly Spot[];
}

/** The messages of the reply with that number among those that are planned. */
function messagesOf(
  reply: Reply,
  number: number,
  codes: ReadonlyMap<string, string>,
  mostMessages: number,
): readonly PlacedMessage[] {
  const { answer, begins } = renderPlaced(reply, codes, { mostMessages });
  return answer.messages.map((message, index) => ({
    message,
    begins: (begins[index] ?? []).map((spot) => ({ reply: number, ...spot })),
  }));
}

/** The delivery's key with the part's number; hashed where that is too long for a nonce. */
function partKey(deliveryKey: string, n: number): string {
  const key = `${deliveryKey}-${n}`;
  return key.length <= NONCE_LENGTH && !key.includes("|")
    ? key
    : createHash("sha256").update(key).digest("base64url").slice(0, NONCE_LENGTH);
}

/** Puts the key into the first button that has room for it, else into a button of its own, else into the small print. */
function withKey(
  { body: { components, embeds, ...rest }, files: images }: DiscordMessage,
  key: string,
  label: string,
) {
  let isPlaced = false;
  const rows = components.map((row) => ({
    ...row,
    components: row.components.map((component) => {
      if (isPlaced || !("custom_id" in component)) return component;
      const customId = withDeliveryKey(key, component.custom_id);
      if (customId === undefined) return component;
      isPlaced = true;
      return { ...component, custom_id: customId };
    }),
  }));
  const own = {
    type: 1,
    components: [{ type: 2, style: 2, label, disabled: true, custom_id: withDeliveryKey(key, "") }],
  };
  const hasRoom = rows.length < COMPONENT.rowsPerMessage;
  const marked = isPlaced || hasRoom ? embeds : [...embeds.slice(0, -1), withSmallPrint(embeds.at(-1), key)];
  return {
    body: { ...rest, embeds: marked, components: isPlaced || !hasRoom ? rows : [...rows, own] },
    files: images,
  };
}

type Embed = DiscordMessage["body"]["embeds"][number];

function withSmallPrint(embed: Embed | undefined, key: string): Embed {
  const before = embed?.footer?.text;
  return { ...embed, footer: { text: before === undefined ? key : `${before}\n${key}` } };
}

/** A thread is named by the digest's heading. */
function nameOf(replies: readonly Reply[]): string {
  const titles = replies
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) =>
      block.type === "heading" ? [block.text] : block.type === "article" ? [block.article.title] : [],
    );
  return cutTo(cleanLine(titles[0] ?? "").trim() || say("Digest"), THREAD.nameLength);
}
