// The child process of one export: whatever a question makes it need, the program that answers people is another process.

import { messageOf } from "../../errors.ts";
import { inLanguage } from "../../wording/say.ts";
import { type ExportMessage, exportRequestSchema } from "./protocol.ts";
import { writeExport } from "./write-export.ts";

function tell(message: ExportMessage): void {
  process.send?.(message);
}

process.once("message", (message) => {
  const request = exportRequestSchema.parse(message);
  inLanguage(request.language, () => writeExport(request, tell)).then(tell, (error: unknown) =>
    tell({ type: "failed", detail: messageOf(error) }),
  );
});
// Nobody waits any more. Native threads may still run.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
