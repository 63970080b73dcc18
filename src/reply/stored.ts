// Replies that leave the process and come back to this program: over a socket, from the store.

import { z } from "zod";
import type { Chart } from "./chart.ts";
import type { Block, Reply } from "./reply.ts";

/** Both ends are this program: that it is a reply at all is enough. */
export const replySchema = z.custom<Reply>(
  (value) =>
    z
      .object({
        audience: z.enum(["asker", "everyone"]),
        blocks: z.array(z.looseObject({ type: z.string() })),
      })
      .safeParse(value).success,
);

/** A block of such a reply. */
export const blockSchema = z.custom<Block>(
  (value) => z.looseObject({ type: z.string() }).safeParse(value).success,
);

/** A chart of such a reply, or of a message that was made of it. */
export const chartSchema = z.custom<Chart>(
  (value) =>
    z
      .object({ kind: z.string(), categories: z.array(z.unknown()), series: z.array(z.unknown()) })
      .safeParse(value).success,
);

/** Reads a stored reply. Throws when it is none. */
export function readReply(json: string): Reply {
  return replySchema.parse(JSON.parse(json));
}
