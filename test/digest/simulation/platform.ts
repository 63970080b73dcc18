// A platform that digests are sent to, in memory. It is strict: what no real platform would be sent, it notes as wrong.

import type {
  DeliveryContext,
  FindOutcome,
  Part,
  Places,
  SendOutcome,
} from "../../../src/platform/destination.ts";
import type { Block } from "../../../src/reply/reply.ts";

/** A message as it stands in its place. */
export interface Message {
  readonly key: string;
  /** The delivery that it is a part of, and its place in it. */
  readonly delivery: string;
  readonly n: number;
  readonly channel: string;
  /** The message under which it stands; absent when it stands in the channel itself. */
  readonly under?: string;
  readonly messageId: string;
  /** ms UTC. */
  readonly at: number;
  readonly blocks: readonly Block[];
}

/** A message that is being sent. */
export interface Attempt {
  readonly channel: string;
  readonly part: Part;
  readonly context: DeliveryContext;
  /** From now on it stands in its place. */
  arrive(): SendOutcome & { readonly type: "sent" };
}

/** How the platform behaves; by default it takes everything and reads its history. */
export interface Behaviour {
  send(attempt: Attempt): Promise<SendOutcome>;
  /** `look` is what an honest look at the history finds. */
  find(channel: string, look: () => FindOutcome): Promise<FindOutcome>;
}

export interface FakePlatform {
  readonly places: Places;
  /** Messages that arrived since this was last asked, in the order of their arrival. */
  take(): readonly Message[];
  /** Resolves when nothing is on its way any more. */
  still(): Promise<void>;
  /** What a platform would not have been sent. */
  readonly wrong: readonly string[];
}

/** https://docs.slack.dev/reference/block-kit/blocks allows more; Discord's nonce takes 25 characters. */
const LONGEST_KEY = 25;
/** A platform's clock is not ours: every adapter looks back so much further. */
const CLOCK_MARGIN_MS = 60_000;
/** Blocks of one message: few, so that many deliveries have several. */
const BLOCKS_A_MESSAGE = 8;

interface PlannedMessage {
  readonly delivery: string;
  readonly payload: string;
  readonly blocks: readonly Block[];
  readonly isInThread: boolean;
}

export const HONEST: Behaviour = {
  send: async ({ arrive }) => arrive(),
  find: async (_channel, look) => look(),
};

/** Sends nothing and does not answer until it is called off. */
export const hang: Behaviour["send"] = ({ context: { signal } }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

export function createFakePlatform(options: {
  readonly clock: () => number;
  readonly behaviour?: Behaviour;
}): FakePlatform {
  const { clock, behaviour = HONEST } = options;
  const drafts = new Map<string, PlannedMessage>();
  const planned = new Set<string>();
  const standing = new Map<string, { readonly messageId: string; readonly at: number }>();
  const underWay = new Map<string, Promise<SendOutcome>>();
  const wrong: string[] = [];
  let fresh: Message[] = [];

  function arrive(channel: string, part: Part, { firstMessageId }: DeliveryContext): string {
    const draft = drafts.get(part.key);
    if (standing.has(part.key)) wrong.push(`${part.key} arrived twice.`);
    const messageId = `m${standing.size + 1}`;
    standing.set(part.key, { messageId, at: clock() });
    if (draft === undefined) return messageId;
    const { delivery, blocks, isInThread } = draft;
    for (let n = 0; n < part.n; n += 1)
      if (!standing.has(keyOf(delivery, n))) wrong.push(`${part.key} arrived before what comes before it.`);
    fresh.push({
      key: part.key,
      delivery,
      n: part.n,
      channel,
      ...(isInThread && firstMessageId !== undefined ? { under: firstMessageId } : {}),
      messageId,
      at: clock(),
      blocks,
    });
    drafts.delete(part.key);
    return messageId;
  }

  function check(channel: string, part: Part, { signal, firstMessageId }: DeliveryContext): void {
    const draft = drafts.get(part.key);
    if (draft === undefined) {
      if (!standing.has(part.key)) wrong.push(`${part.key} was never planned.`);
      return;
    }
    if (signal.aborted) wrong.push(`${part.key} was sent though it was too late.`);
    if (part.payload !== draft.payload) wrong.push(`${part.key} is not what was planned.`);
    const first = standing.get(keyOf(draft.delivery, 0))?.messageId;
    if (firstMessageId !== undefined && firstMessageId !== first)
      wrong.push(`${part.key} was told another first message.`);
    if (underWay.has(channel)) wrong.push(`${part.key} was sent while another was on its way to ${channel}.`);
  }

  return {
    wrong,
    take() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    async still() {
      await Promise.allSettled(underWay.values());
    },
    places: {
      serves: (platform) => platform === "test",
      resolve: async () => ({ type: "refused", sentence: "Nobody asks for places here." }),
      open: async (_workspace, { platform, channel }) =>
        platform !== "test"
          ? undefined
          : {
              plan({ main, inThread }, delivery) {
                const pieces = [
                  ...split(main.blocks).map((blocks) => ({ blocks, isInThread: false })),
                  ...split(inThread?.blocks ?? []).map((blocks) => ({ blocks, isInThread: true })),
                ];
                return pieces.map((piece, n) => {
                  const key = keyOf(delivery, n);
                  if (key.length > LONGEST_KEY) wrong.push(`The key ${key} is too long.`);
                  if (planned.has(key)) wrong.push(`${key} was planned twice.`);
                  const payload = JSON.stringify(piece);
                  planned.add(key);
                  drafts.set(key, { ...piece, delivery, payload });
                  return { key, n, payload };
                });
              },
              async send(part, context) {
                check(channel, part, context);
                const sending = behaviour
                  .send({
                    channel,
                    part,
                    context,
                    arrive: () => ({ type: "sent", messageId: arrive(channel, part, context) }),
                  })
                  .finally(() => underWay.delete(channel));
                underWay.set(channel, sending);
                return sending;
              },
              find: (part, sinceMs) =>
                behaviour.find(channel, () => {
                  const message = standing.get(part.key);
                  return message === undefined || message.at < sinceMs - CLOCK_MARGIN_MS
                    ? { type: "absent" }
                    : { type: "sent", messageId: message.messageId };
                }),
            },
    },
  };
}

function keyOf(delivery: string, n: number): string {
  return `${delivery}-${n}`;
}

function split(blocks: readonly Block[]): (readonly Block[])[] {
  return Array.from({ length: Math.ceil(blocks.length / BLOCKS_A_MESSAGE) }, (_, index) =>
    blocks.slice(index * BLOCKS_A_MESSAGE, (index + 1) * BLOCKS_A_MESSAGE),
  );
}

/** Ids of the articles that these blocks show: of cards, and of the brief layout's lines by their links. */
export function articlesIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === "article") return [block.article.id];
    if (block.type !== "list") return [];
    return block.items.flat().flatMap((inline) => {
      const id = inline.type === "link" ? /[^/=]+$/.exec(inline.url)?.[0] : undefined;
      return id === undefined ? [] : [id];
    });
  });
}
