// A platform that digests are sent to, in memory. It is strict: what no real platform would be sent, it notes as wrong.

import {
  type CorrectOutcome,
  type DeliveryContext,
  type FindOutcome,
  type Part,
  type Places,
  type PlannedPart,
  type SendOutcome,
  type StandingMessage,
  spotsIn,
} from "../../../src/platform/destination.ts";
import type { Block, Reply } from "../../../src/reply/reply.ts";

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
  /** What it says. */
  readonly blocks: readonly Block[];
  /** From now on it stands in its place. */
  arrive(): SendOutcome & { readonly type: "sent" };
}

/** A message that is being corrected. */
export interface CorrectAttempt {
  readonly message: Message;
  /** What it is to say. */
  readonly blocks: readonly Block[];
  /** From now on it says that. */
  change(): CorrectOutcome;
}

/** How the platform behaves; by default it takes everything and reads its history. */
export interface Behaviour {
  send(attempt: Attempt): Promise<SendOutcome>;
  /** `look` is what an honest look at the history finds. */
  find(channel: string, look: () => FindOutcome): Promise<FindOutcome>;
  /** Absent: what stands cannot be changed. */
  correct?(attempt: CorrectAttempt): Promise<CorrectOutcome>;
}

export interface FakePlatform {
  /** Everything that ever stood, as it stands now. */
  standing(): readonly Message[];
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
export const BLOCKS_A_MESSAGE = 8;

interface Page extends Pick<PlannedPart, "begins" | "continued"> {
  readonly blocks: readonly Block[];
  readonly isInThread: boolean;
}

interface PlannedMessage extends Omit<Page, "begins" | "continued"> {
  readonly delivery: string;
  readonly payload: string;
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
  /** Messages of one delivery; what they do not hold is left out. Default: as many as there are. */
  readonly mostMessages?: number;
  /** Of one message in a channel; by default few, so that many deliveries have several. */
  readonly blocksAMessage?: (channel: string) => number;
}): FakePlatform {
  const { clock, behaviour = HONEST, blocksAMessage = () => BLOCKS_A_MESSAGE, mostMessages } = options;
  /** By their keys: what is sent in pieces was planned more than once. */
  const drafts = new Map<string, PlannedMessage[]>();
  /** Messages of each delivery, in their order. */
  const orders = new Map<string, string[]>();
  const standing = new Map<string, { readonly messageId: string; readonly at: number }>();
  const underWay = new Map<string, Promise<SendOutcome | CorrectOutcome>>();
  const wrong: string[] = [];
  /** What the first line of each message says of it, by key: of the plan that was made last. */
  const continuations = new Map<string, string | undefined>();
  const messages = new Map<string, Message>();
  let fresh: Message[] = [];

  function draft(
    { begins, continued, ...page }: Page,
    { delivery, n, key }: { readonly delivery: string; readonly n: number; readonly key: string },
  ): PlannedPart {
    if (key.length > LONGEST_KEY) wrong.push(`The key ${key} is too long.`);
    const payload = JSON.stringify(page);
    drafts.set(key, [...(drafts.get(key) ?? []), { ...page, delivery, payload }]);
    continuations.set(key, JSON.stringify(continued));
    return { key, n, payload, begins, ...(continued === undefined ? {} : { continued }) };
  }

  function arrive(channel: string, part: Part, { firstMessageId }: DeliveryContext): string {
    const draft = draftOf(part);
    if (standing.has(part.key)) wrong.push(`${part.key} arrived twice.`);
    const messageId = `m${standing.size + 1}`;
    standing.set(part.key, { messageId, at: clock() });
    drafts.delete(part.key);
    if (draft === undefined) return messageId;
    const { delivery, blocks, isInThread } = draft;
    if (isLate(delivery, part.key)) wrong.push(`${part.key} arrived behind what comes after it.`);
    const message: Message = {
      key: part.key,
      delivery,
      n: part.n,
      channel,
      ...(isInThread && firstMessageId !== undefined ? { under: firstMessageId } : {}),
      messageId,
      at: clock(),
      blocks,
    };
    fresh.push(message);
    messages.set(messageId, message);
    return messageId;
  }

  function draftOf({ key, payload }: Part): PlannedMessage | undefined {
    return drafts.get(key)?.find((draft) => draft.payload === payload);
  }

  /** Whether a message that has to come after it stands. */
  function isLate(delivery: string, key: string): boolean {
    const order = orders.get(delivery) ?? [];
    return order.slice(order.lastIndexOf(key) + 1).some((other) => standing.has(other));
  }

  function check(channel: string, part: Part, { signal, firstMessageId }: DeliveryContext): void {
    const draft = draftOf(part);
    if (draft === undefined) {
      wrong.push(`${part.key} is not what was planned.`);
      return;
    }
    if (signal.aborted) wrong.push(`${part.key} was sent though it was too late.`);
    const first = standing.get(keyOf(draft.delivery, 0))?.messageId;
    if (firstMessageId !== undefined && firstMessageId !== first)
      wrong.push(`${part.key} was told another first message.`);
    if (underWay.has(channel)) wrong.push(`${part.key} was sent while another was on its way to ${channel}.`);
  }

  async function correct(
    channel: string,
    { key, n, messageId, firstMessageId, continued }: StandingMessage,
    reply: Reply,
    { signal }: Pick<DeliveryContext, "signal">,
  ): Promise<CorrectOutcome> {
    const message = messages.get(messageId);
    if (behaviour.correct === undefined || message === undefined) return { type: "gone" };
    if (message.key !== key || message.channel !== channel || message.n !== n)
      wrong.push(`${key} was to be corrected in another place.`);
    if (n > 0 && firstMessageId !== standing.get(keyOf(message.delivery, 0))?.messageId)
      wrong.push(`${key} was corrected under another first message.`);
    if (JSON.stringify(continued) !== continuations.get(key))
      wrong.push(`${key} was to say that it is another of several.`);
    if (signal.aborted) wrong.push(`${key} was corrected though it was too late.`);
    if (underWay.has(channel)) wrong.push(`${key} was corrected while another was on its way to ${channel}.`);
    const correcting = behaviour
      .correct({
        message,
        blocks: reply.blocks,
        change() {
          messages.set(messageId, { ...message, blocks: reply.blocks });
          return { type: "corrected" };
        },
      })
      .finally(() => underWay.delete(channel));
    underWay.set(channel, correcting);
    return correcting;
  }

  return {
    wrong,
    standing: () => [...messages.values()],
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
                const pages = [
                  ...split(main, 0, blocksAMessage(channel)).map((page) => ({ ...page, isInThread: false })),
                  ...(inThread === undefined
                    ? []
                    : split(inThread, 1, blocksAMessage(channel)).map((page) => ({
                        ...page,
                        isInThread: true,
                      }))),
                ].slice(0, mostMessages);
                if (orders.has(delivery)) wrong.push(`${delivery} was planned twice.`);
                const parts = pages.map((page, n) => draft(page, { delivery, n, key: keyOf(delivery, n) }));
                orders.set(
                  delivery,
                  parts.map(({ key }) => key),
                );
                return parts;
              },
              replan(refused, replies, { key: delivery, next }) {
                const isInThread = draftOf(refused)?.isInThread ?? false;
                const parts = replies
                  .flatMap((reply, number) => split(reply, number, blocksAMessage(channel)))
                  .map((page, index) => {
                    const n = index === 0 ? refused.n : next + index - 1;
                    return draft(
                      { ...page, isInThread },
                      { delivery, n, key: index === 0 ? refused.key : keyOf(delivery, n) },
                    );
                  });
                const order = orders.get(delivery) ?? [];
                order.splice(order.indexOf(refused.key), 1, ...parts.map(({ key }) => key));
                return parts;
              },
              async send(part, context) {
                check(channel, part, context);
                const sending = behaviour
                  .send({
                    channel,
                    part,
                    context,
                    blocks: draftOf(part)?.blocks ?? [],
                    arrive: () => ({ type: "sent", messageId: arrive(channel, part, context) }),
                  })
                  .finally(() => underWay.delete(channel));
                underWay.set(channel, sending);
                return sending;
              },
              ...(behaviour.correct === undefined
                ? {}
                : {
                    correct: (
                      message: StandingMessage,
                      reply: Reply,
                      context: Pick<DeliveryContext, "signal">,
                    ) => correct(channel, message, reply, context),
                  }),
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

function split(reply: Reply, number: number, size: number): readonly Omit<Page, "isInThread">[] {
  const spots = spotsIn([reply]).map((spot) => ({ ...spot, reply: number }));
  const of = Math.ceil(reply.blocks.length / size);
  return Array.from({ length: of }, (_, index) => {
    const [from, to] = [index * size, (index + 1) * size];
    return {
      blocks: reply.blocks.slice(from, to),
      begins: spots.filter(({ block }) => block >= from && block < to),
      ...(index === 0 ? {} : { continued: { number: index + 1, of } }),
    };
  });
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
