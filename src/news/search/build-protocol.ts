// What the process that makes a full text is asked, and what it tells.

import { z } from "zod";

export const buildRequestSchema = z.object({
  /** Of the snapshot. */
  directory: z.string(),
  /** For what is unfinished; on the same file system. */
  workDirectory: z.string(),
  manifest: z.object({ articles: z.number(), assessments: z.number(), indexHash: z.string() }),
});

export const buildToldSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), done: z.number() }),
  z.object({ type: z.literal("built") }),
  z.object({ type: z.literal("failed"), reason: z.string() }),
]);

export type BuildRequest = z.infer<typeof buildRequestSchema>;
export type BuildTold = z.infer<typeof buildToldSchema>;
