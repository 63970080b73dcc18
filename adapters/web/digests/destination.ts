// The page as a place to post digests to: a message of any length, whole. Only this process knows what it posted.

import { z } from "zod";
import { type Destination, type Part, type PlannedPart, spotsIn } from "../../../src/platform/destination.ts";
import { sent } from "../../../src/platform/outcomes.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { replySchema } from "../../../src/reply/stored.ts";
import type { Codes } from "../../adapter.ts";
import type { Posts } from "./posts.ts";

const payloadSchema = z.object({
  replies: z.array(replySchema),
  codes: z.array(z.tuple([z.string(), z.string()])),
});

export function createDestination(posts: Posts, codes: Codes): Destination {
  const planned = ({ key, n }: Pick<Part, "key" | "n">, replies: readonly Reply[]): PlannedPart => ({
    key,
    n,
    payload: JSON.stringify({ replies, codes: [...codes] }),
    begins: spotsIn(replies),
  });
  return {
    plan: ({ main, inThread }, key) => [
      planned({ key, n: 0 }, [main, ...(inThread === undefined ? [] : [inThread])]),
    ],
    replan: (refused, replies) => [planned(refused, replies)],
    async send({ key, payload }) {
      const { replies, codes: known } = payloadSchema.parse(JSON.parse(payload));
      posts.add({ key, replies, codes: new Map(known) });
      return sent(key);
    },
    async correct({ key }, reply) {
      return posts.correct({ key, replies: [reply], codes }) ? { type: "corrected" } : { type: "gone" };
    },
    async find({ key }) {
      return posts.has(key) ? { type: "sent", messageId: key } : { type: "unreadable" };
    },
  };
}
