// The process that makes the full text of one snapshot: the program that answers people is another one.

import { z } from "zod";
import { buildSearch } from "./build.ts";

/** What the process is asked, and what it tells. */
export const buildRequestSchema = z.object({
  directory: z.string(),
  workDirectory: z.string(),
  manifest: z.object({ articles: z.number(), assessments: z.number(), indexHash: z.string() }),
});
export const buildToldSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), done: z.number() }),
  z.object({ type: z.literal("built") }),
  z.object({ type: z.literal("failed"), reason: z.string() }),
]);
export type BuildTold = z.infer<typeof buildToldSchema>;

function tell(told: BuildTold): void {
  process.send?.(told);
}

process.once("message", (message) => {
  buildSearch({
    ...buildRequestSchema.parse(message),
    onProgress: (done) => tell({ type: "progress", done }),
  }).then(
    () => tell({ type: "built" }),
    (error: unknown) => tell({ type: "failed", reason: String(error) }),
  );
});
// Nobody waits for it any more, or the one who did is gone.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
