// Where digests go: a channel, a thread, a forum or a person on some platform. Adapters implement these ports.

import type { Reply } from "../reply/reply.ts";
import type { MentionAnswer, MentionRequest } from "./mentions.ts";
import type { WorkspaceKey } from "./workspace.ts";

/** What one delivery says: a reply, or a head with the rest in a thread under it. */
export interface Delivery {
  readonly main: Reply;
  /** Goes into a thread that the first message opens; where a place has no threads, below it. */
  readonly inThread?: Reply;
  /** The pillars that its articles are told under, by number, the commonest first; a forum has tags for them. */
  readonly pillars?: readonly number[];
}

/** One message of a delivery, rendered before the first is sent and stored until it is. Plain data. */
export interface Part {
  /**
   * Names this message among all that were ever sent, at most 25 characters: Slack carries it as its last `block_id`,
   * Discord as its nonce and in its receipt button.
   */
  readonly key: string;
  /** Its number in the delivery; the first message has 0. */
  readonly n: number;
  /** The platform's own message, as JSON. */
  readonly payload: string;
}

/** Where something stands in a list of replies. */
export interface Spot {
  /** Of a delivery: 0 `main`, 1 `inThread`. */
  readonly reply: number;
  readonly block: number;
  /** Of a list; 0 of any other block. */
  readonly item: number;
}

/** Which of several messages that go on from one another. */
export interface Continuation {
  /** From 2: the first says nothing of it. */
  readonly number: number;
  readonly of: number;
}

/** All spots of these replies, in order. */
export function spotsIn(replies: readonly Reply[]): readonly Spot[] {
  return replies.flatMap(({ blocks }, reply) =>
    blocks.flatMap((of, block) =>
      Array.from({ length: of.type === "list" ? of.items.length : 1 }, (_, item) => ({ reply, block, item })),
    ),
  );
}

/** A message that was just planned. */
export interface PlannedPart extends Part {
  /** The blocks and items of lists that begin in it. What begins in no message was left out. */
  readonly begins: readonly Spot[];
  /** Present where the message begins with a line that says which it is. */
  readonly continued?: Continuation;
}

/** What became of a message that was sent. */
export type SendOutcome =
  | { readonly type: "sent"; readonly messageId: string }
  /** Not taken now; ask again after so long. */
  | { readonly type: "later"; readonly afterMs: number }
  /** Never will be: the place is archived, deleted or closed to the bot. The reason is a sentence for the owner. */
  | { readonly type: "never"; readonly reason: string }
  /**
   * The place takes messages, but not this one: for what it says, or for being too long. The reason is a sentence for the
   * owner.
   */
  | { readonly type: "refused"; readonly cause: "content" | "length"; readonly reason: string }
  /** The answer was lost: it may or may not be there. `find` tells. */
  | { readonly type: "unknown" };

/** Whether a message is in its place. */
export type FindOutcome =
  | { readonly type: "sent"; readonly messageId: string }
  | { readonly type: "absent" }
  /** The history cannot be read: nobody knows, so it is not sent again. */
  | { readonly type: "unreadable" };

/** A message that stands, and whose delivery is over. */
export interface StandingMessage extends Pick<Part, "key" | "n"> {
  readonly messageId: string;
  /** The id of the delivery's first message; absent where nobody knows it, and of the first itself. */
  readonly firstMessageId?: string;
  /** What its first line says, where it has such a line. */
  readonly continued?: Continuation;
}

/** What became of a message that was to be corrected. */
export type CorrectOutcome =
  | { readonly type: "corrected" }
  /** Not now; ask again after so long. */
  | { readonly type: "later"; readonly afterMs: number }
  /** Never will be: the bot may not, the place is archived, what it would say is too long. The reason is for the log. */
  | { readonly type: "never"; readonly reason: string }
  /** It does not stand any more. */
  | { readonly type: "gone" }
  /** The answer was lost. Asking again with the same reply changes nothing where it was taken. */
  | { readonly type: "unknown" };

/** What sending and finding need to know besides the message. */
export interface DeliveryContext {
  readonly signal: AbortSignal;
  /** The id of the delivery's first message, once it is sent; absent for the first itself. */
  readonly firstMessageId?: string;
}

export interface Destination {
  /** Splits a delivery into its messages, in the order in which they are sent. Pure. */
  plan(delivery: Delivery, deliveryKey: string): readonly PlannedPart[];
  /**
   * Plans messages that go where one goes that was refused: these replies, none of them together with another. Pure.
   * The first message takes over its key and number, the others are numbered from `next` on: no other message of the
   * delivery has those.
   */
  replan(
    refused: Part,
    replies: readonly Reply[],
    delivery: { readonly key: string; readonly next: number },
  ): readonly PlannedPart[];
  /** Sends one message. Never throws for what the platform answers; a lost answer is `unknown`. */
  send(part: Part, context: DeliveryContext): Promise<SendOutcome>;
  /** Looks for a message among those since `sinceMs`. Rejects with a retryable AppError when the platform is away. */
  find(part: Part, sinceMs: number, context: DeliveryContext): Promise<FindOutcome>;
  /**
   * The messages of digests of ours that stand there since then, threads included, by whatever key. Rejects where the platform does
   * not show them. Absent where nothing outlives the process.
   */
  standing?(
    sinceMs: number,
    context: Pick<DeliveryContext, "signal">,
  ): Promise<readonly { readonly key: string; readonly links: readonly string[] }[]>;
  /**
   * Makes a message that stands say this reply, under its key, and pings nobody. What does not fit into one message is `never`.
   * Never throws for what the platform answers; the same twice does no more than once. Absent where nothing can be changed.
   */
  correct?(
    message: StandingMessage,
    reply: Reply,
    context: Pick<DeliveryContext, "signal">,
  ): Promise<CorrectOutcome>;
}

/** A place by the ids of its platform, as the store keeps it: a rename changes nothing. */
export interface Place {
  readonly platform: string;
  /** A channel, a forum, or the conversation with one person. */
  readonly channel: string;
  /** A thread of the channel. */
  readonly thread?: string;
  /** Given when the channel is a forum, where each digest becomes a post: the tag of each pillar, by its number. */
  readonly forumTags?: Readonly<Record<string, string>>;
  /** Not everybody of its workspace sees it: its name is not told to others. */
  readonly isPrivate?: true;
  /**
   * Given when it is the conversation with one person, where several workspaces may write: whose digests these are, and what
   * that workspace is called.
   */
  readonly direct?: { readonly workspace: WorkspaceKey; readonly name?: string };
}

/** A place as somebody named it. */
export interface PlaceRequest {
  readonly platform: string;
  readonly workspace: WorkspaceKey;
  readonly actor: { readonly id: string; readonly isAdmin: boolean };
  /** The place that the command came from. */
  readonly here: string;
  /** What was typed: a channel's id, name or link, or `me`; absent for here. */
  readonly wanted?: string;
}

export type PlaceAnswer =
  /**
   * `label` is for people: `#rule-of-law`, `a direct message to Ana`. `remark`: a sentence on what is unusual about
   * digests that go there.
   */
  | { readonly type: "found"; readonly place: Place; readonly label: string; readonly remark?: string }
  /**
   * Why not, and what to do, in a sentence or two; a line to type stands between backticks. `isOfActor`: the place is there,
   * and it is the person who may not decide what is posted there.
   */
  | { readonly type: "refused"; readonly sentence: string; readonly isOfActor?: true };

/** All platforms' places. */
export interface Places {
  /** Whether a platform runs in this process. */
  serves(platform: string): boolean;
  /** Finds a place, and whether the bot may post there and the actor may decide what it posts. */
  resolve(request: PlaceRequest): Promise<PlaceAnswer>;
  /**
   * Whether a place is one person's alone, and that person has left; false where nobody knows, absent where sending tells. Never
   * rejects.
   */
  isLeft?(place: Place, owner: string, workspace: WorkspaceKey): Promise<boolean>;
  /**
   * A place to plan and send to; undefined when its platform does not run in this process. The replies are those that
   * will be planned: their buttons get codes here.
   */
  open(workspace: WorkspaceKey, place: Place, replies: readonly Reply[]): Promise<Destination | undefined>;
}

/** One platform's places. */
export interface PlatformPlaces {
  /** What people call a workspace; undefined or absent where the platform does not tell. Never rejects. */
  nameOf?(workspace: WorkspaceKey): Promise<string | undefined>;
  resolve(request: PlaceRequest): Promise<PlaceAnswer>;
  /** Absent where the platform cannot tell. */
  mentioned?(request: MentionRequest): Promise<MentionAnswer>;
  /** As `Places` has it. */
  isLeft?(place: Place, owner: string, workspace: WorkspaceKey): Promise<boolean>;
  /**
   * `codes`: those of the buttons in the replies that will be planned; a button without one is told in words. `workspace`:
   * whose digest it is, where the platform calls each with a token of its own.
   */
  open(place: Place, codes: ReadonlyMap<string, string>, workspace?: WorkspaceKey): Destination;
}
