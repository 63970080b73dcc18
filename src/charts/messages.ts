// What the thread that draws says back.

import { z } from "zod";

export const drawnSchema = z.union([
  z.object({ png: z.instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array) }),
  /** Why this chart could not be drawn. */
  z.object({ problem: z.string() }),
]);

export type Drawn = z.infer<typeof drawnSchema>;
