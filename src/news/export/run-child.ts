// Runs one export in a child process, and ends it when it takes too much memory, disk or time.

import { letGo, residentBytes, startChild } from "../child-process.ts";
import { folderBytes } from "../disk-room.ts";
import { type ExportMessage, type ExportRequest, exportMessageSchema } from "./protocol.ts";

/** What one export may take. */
export interface ExportLimits {
  readonly memoryBytes: number;
  /** Of its folder: the file, the rows that are put aside, and what DuckDB puts aside. */
  readonly diskBytes: number;
  readonly timeMs: number;
}

/** How a child ended. */
export type ExportEnd =
  | Extract<ExportMessage, { readonly type: "written" | "too-many" | "nothing" | "failed" }>
  | { readonly type: "ended"; readonly cause: "memory" | "disk" | "time" | "died" }
  | { readonly type: "aborted" };

export type ExportProgress = Extract<ExportMessage, { readonly type: "rows" | "writing" }>;

const WATCH_MS = 100;

/**
 * Never throws for what happens in the child.
 * @param options.directory the child's folder, which paths in the request are relative to.
 * @param options.compiledDirectory where the child's program is kept as compiled.
 */
export async function runExport(
  request: ExportRequest,
  options: {
    readonly directory: string;
    readonly compiledDirectory: string;
    readonly limits: ExportLimits;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: ExportProgress) => void;
  },
): Promise<ExportEnd> {
  const { directory, compiledDirectory, limits, signal, onProgress } = options;
  let end: ExportEnd | undefined;
  const { child, gone } = startChild(new URL("./child.ts", import.meta.url), request, {
    directory,
    compiledDirectory,
    execArgv: ["--expose-gc", "--max-semi-space-size=2"],
  });

  function stop(reason: ExportEnd): void {
    end ??= reason;
    child.kill("SIGKILL");
  }

  child.on("message", (message) => {
    const { data } = exportMessageSchema.safeParse(message);
    if (data === undefined) return stop({ type: "failed", detail: "it spoke nonsense" });
    if (data.type === "rows" || data.type === "writing") return onProgress(data);
    end ??= data;
    letGo(child);
  });
  const abort = (): void => stop({ type: "aborted" });
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  const overdue = setTimeout(() => stop({ type: "ended", cause: "time" }), limits.timeMs);
  const watch = setInterval(() => {
    void residentBytes(child).then((bytes) => {
      if (bytes > limits.memoryBytes) stop({ type: "ended", cause: "memory" });
    });
    void folderBytes(directory).then((bytes) => {
      if (bytes > limits.diskBytes) stop({ type: "ended", cause: "disk" });
    });
  }, WATCH_MS);
  await gone;
  clearTimeout(overdue);
  clearInterval(watch);
  signal.removeEventListener("abort", abort);
  return end ?? { type: "ended", cause: "died" };
}
