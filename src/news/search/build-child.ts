// The process that makes the full text of one snapshot: the program that answers people is another one.

import { messageOf } from "../../errors.ts";
import { buildSearch } from "./build.ts";
import { type BuildTold, buildRequestSchema } from "./build-protocol.ts";

function tell(told: BuildTold): void {
  process.send?.(told);
}

process.once("message", (message) => {
  const request = buildRequestSchema.parse(message);
  buildSearch({ ...request, onProgress: (done) => tell({ type: "progress", done }) }).then(
    () => tell({ type: "built" }),
    (error: unknown) => tell({ type: "failed", reason: messageOf(error) }),
  );
});
// Nobody waits for it any more, or the one who did is gone.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
