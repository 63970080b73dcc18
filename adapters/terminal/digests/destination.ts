// A terminal as a place to print digests to. Only this process knows what it printed.

import { type Destination, spotsIn } from "../../../src/platform/destination.ts";
import { sent } from "../../../src/platform/outcomes.ts";
import type { Reply } from "../../../src/reply/reply.ts";

export interface Printer {
  /** The lines of a reply. */
  readonly render: (reply: Reply) => string;
  readonly print: (text: string) => void;
}

export function createDestination({ render, print }: Printer): Destination {
  const printed = new Set<string>();
  return {
    plan({ main, inThread }, deliveryKey) {
      const replies = [main, ...(inThread === undefined ? [] : [inThread])];
      const text = replies.map(render).join("\n");
      return [{ key: deliveryKey, n: 0, payload: text, begins: spotsIn(replies) }];
    },
    replan: ({ key, n }, replies) => [
      { key, n, payload: replies.map(render).join("\n"), begins: spotsIn(replies) },
    ],
    async send({ key, payload }) {
      print(payload);
      printed.add(key);
      return sent(key);
    },
    async find({ key }) {
      return printed.has(key) ? { type: "sent", messageId: key } : { type: "unreadable" };
    },
  };
}
