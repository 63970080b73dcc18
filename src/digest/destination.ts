// Where digests go: a channel, a thread, a forum or a person on some platform. Adapters implement it.

import type { Reply } from "../reply/reply.ts";

/** One message of a delivery, rendered before the first is sent and stored until it is. Plain data. */
export interface Part {
  /**
   * Names this message among all that were ever sent, at most 25 characters: Slack carries it as its last `block_id`,
   * Discord as its nonce and in its receipt button.
   */
  readonly key: string;
  /** Its place in the delivery, from 0. */
  readonly n: number;
  /** The platform's own message, as JSON. */
  readonly payload: string;
}

/** What became of a message that was sent. */
export type SendOutcome =
  | { readonly type: "sent"; readonly messageId: string }
  /** Not taken now; ask again after so long. */
  | { readonly type: "retry"; readonly afterMs: number }
  /** Never will be: the place is archived, deleted or closed to the bot. The reason is a sentence for the owner. */
  | { readonly type: "gone"; readonly reason: string }
  /** The answer was lost: it may or may not be there. `find` tells. */
  | { readonly type: "unknown" };

/** Whether a message is in its place. */
export type FindOutcome =
  | { readonly type: "sent"; readonly messageId: string }
  | { readonly type: "absent" }
  /** The history cannot be read: nobody knows, so it is not sent again. */
  | { readonly type: "unreadable" };

export interface Destination {
  /** Splits a reply into the messages of a delivery. Pure. */
  plan(reply: Reply, deliveryKey: string): readonly Part[];
  /** Sends one message. Never throws for what the platform answers; a lost answer is `unknown`. */
  send(part: Part, signal: AbortSignal): Promise<SendOutcome>;
  /** Looks for a message among those since `sinceMs`. */
  find(part: Part, sinceMs: number, signal: AbortSignal): Promise<FindOutcome>;
}
