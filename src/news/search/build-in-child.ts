// Makes a full text in a process of its own, and ends it when nobody wants it any more.

import { letGo, startChild } from "../child-process.ts";
import { type BuildRequest, buildToldSchema } from "./build-protocol.ts";

/** Makes the two files in the folder of a snapshot. Rejects when it cannot, and when it is told to end. */
export type BuildFullText = (
  request: BuildRequest,
  options: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
) => Promise<void>;

/** The child's own heap; what it works with stands outside of it, some 200 MB. */
const HEAP_MEGABYTES = 384;

export const buildInChild: BuildFullText = async (request, { signal, onProgress }) => {
  const { child, gone } = startChild(new URL("./build-child.ts", import.meta.url), request, {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
  });
  let reason = "it ended before it was done";
  let isBuilt = false;
  const end = (): void => {
    child.kill("SIGKILL");
  };
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  child.on("message", (message) => {
    const { data: told } = buildToldSchema.safeParse(message);
    if (told === undefined) return;
    if (told.type === "progress") return onProgress(told.done);
    if (told.type === "built") isBuilt = true;
    else reason = told.reason;
    letGo(child);
  });
  await gone;
  signal.removeEventListener("abort", end);
  if (!isBuilt) throw new Error(`the full text was not made: ${reason}`);
};
