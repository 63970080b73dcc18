// Runs one build in a child process, and ends it when it takes too much memory, disk or time.

import { say } from "../wording/say.ts";
import { letGo, processorMsOf, residentBytes, startChild } from "./child-process.ts";
import { folderBytes } from "./disk-room.ts";
import { type BuildMessage, type BuildRequest, buildMessageSchema } from "./snapshot-protocol.ts";

/** What one build may take. */
export interface BuildLimits {
  /** Of the child, as the system counts it, where it does (Linux). */
  readonly memoryBytes: number;
  /** Of that, DuckDB's own limit; beyond it DuckDB uses the disk. */
  readonly databaseMemoryBytes: number;
  /** Of the child's folder, and of what DuckDB puts aside there. */
  readonly diskBytes: number;
  /** For reading one file or several together, however small, ms. Of all times here: see `isTooLong`. */
  readonly fileMs: number;
  /** More of it for every megabyte (10^6) of them, ms. */
  readonly megabyteMs: number;
  /** And for every further file, ms. */
  readonly furtherFileMs: number;
  /** For each step that is not about one file, ms. */
  readonly joinMs: number;
}

const MEGABYTE = 1_000_000;

/**
 * What files of that size may take together. A small broken file stays under 1 GB with the program around it, a
 * gigabyte of good ones gets room for a million rows.
 */
export function defaultLimits(totalBytes: number): BuildLimits {
  const megabytes = Math.ceil(totalBytes / MEGABYTE);
  return {
    memoryBytes: Math.min(700 + 16 * megabytes, 4_000) * MEGABYTE,
    databaseMemoryBytes: Math.min(384 + 2 * megabytes, 1_024) * MEGABYTE,
    diskBytes: (2_000 + 20 * megabytes) * MEGABYTE,
    fileMs: 8_000,
    megabyteMs: 500,
    furtherFileMs: 50,
    joinMs: 30_000 + 500 * megabytes,
  };
}

/** How a child ended. */
export type BuildEnd =
  | Extract<BuildMessage, { readonly type: "built" | "nothing" | "failed" | "spoiled" }>
  /** Ended by the supervisor, or by itself (`died`). `indices` are the files it worked on, none in a step without. */
  | {
      readonly type: "ended";
      readonly cause: "memory" | "disk" | "time" | "died";
      readonly indices: readonly number[];
    }
  | { readonly type: "aborted" };

export interface BuildRun {
  readonly end: BuildEnd;
  /** Files that were refused on the way, by index. */
  readonly refused: ReadonlyMap<number, string>;
}

/** What a step took until now. */
export interface Spent {
  readonly wallMs: number;
  /** Of the child with its threads; undefined where the system does not tell. */
  readonly processorMs: number | undefined;
}

/** A child that had a processor for less than this share of what it may take was kept waiting by others. */
const BUSY_SHARE = 0.5;
/** However little it worked, so many times as long is a child that waits for ever. */
const STALLED_TIMES = 10;

/** A busy machine damages no file: a child that is kept from its work gets more time. */
export function isTooLong({ wallMs, processorMs }: Spent, allowedMs: number): boolean {
  if (wallMs <= allowedMs) return false;
  if (processorMs === undefined || processorMs > allowedMs * BUSY_SHARE) return true;
  return wallMs > allowedMs * STALLED_TIMES;
}

const WATCH_MS = 50;
const DISK_WATCH_MS = 500;

/**
 * Runs the child on a request. Never throws for what happens in the child.
 * @param options.directory the child's folder, which paths in the request are relative to.
 * @param options.compiledDirectory where the child's program is kept as compiled: a start takes half as long.
 */
export async function superviseBuild(
  request: BuildRequest,
  options: {
    readonly directory: string;
    readonly compiledDirectory: string;
    readonly limits: BuildLimits;
    readonly signal?: AbortSignal;
    readonly onReading: (indices: readonly number[]) => void;
  },
): Promise<BuildRun> {
  const { directory, compiledDirectory, limits, signal, onReading } = options;
  const refused = new Map<number, string>();
  /** By files: what earlier steps with them took. */
  const spentOn = new Map<string, Spent>();
  let reading: readonly number[] = [];
  let since = performance.now();
  /** Of the child's life, as last looked, and when this step began. */
  let processorMs: number | undefined;
  let processorMsBefore: number | undefined;
  let end: BuildEnd | undefined;

  const { child, gone } = startChild(new URL("./snapshot-child.ts", import.meta.url), request, {
    directory,
    compiledDirectory,
    execArgv: [
      `--max-old-space-size=${Math.floor(limits.memoryBytes / 2 / 2 ** 20)}`,
      // A stretch of articles is young garbage together: with less room it is copied about before it goes.
      "--min-semi-space-size=16",
      `--max-semi-space-size=${Math.min(64, Math.floor(limits.memoryBytes / 16 / 2 ** 20))}`,
    ],
  });

  function stop(reason: BuildEnd): void {
    end ??= reason;
    child.kill("SIGKILL");
  }

  function stopFor(cause: "memory" | "disk" | "time" | "died"): void {
    stop({ type: "ended", cause, indices: reading });
  }

  /** Books the time so far to the files that took it; what follows belongs to `next`. */
  function turnTo(next: readonly number[]): void {
    // Each step without files has a time of its own.
    if (reading.length > 0) spentOn.set(reading.join(), spent());
    reading = next;
    since = performance.now();
    processorMsBefore = processorMs;
  }

  /** On the files of this step, in it and before. */
  function spent(): Spent {
    const before = spentOn.get(reading.join());
    return {
      wallMs: performance.now() - since + (before?.wallMs ?? 0),
      processorMs:
        processorMs === undefined
          ? undefined
          : processorMs - (processorMsBefore ?? 0) + (before?.processorMs ?? 0),
    };
  }

  const sizes = new Map(request.files.map(({ index, sizeBytes }) => [index, sizeBytes]));

  /** Whether the step that is under way took longer than it may. */
  function isOverdue(): boolean {
    if (reading.length === 0) return isTooLong(spent(), limits.joinMs);
    const bytes = reading.reduce((sum, index) => sum + (sizes.get(index) ?? 0), 0);
    const allowedMs =
      limits.fileMs + (limits.megabyteMs * bytes) / MEGABYTE + limits.furtherFileMs * (reading.length - 1);
    return isTooLong(spent(), allowedMs);
  }

  function hear(message: BuildMessage): void {
    // A step may begin and end between two looks of the watch.
    if (isOverdue()) {
      stopFor("time");
      return;
    }
    switch (message.type) {
      case "reading":
        turnTo(message.indices);
        onReading(message.indices);
        return;
      case "joining":
        turnTo([]);
        return;
      case "refused":
        refused.set(message.index, message.reason);
        return;
      case "spoiled":
      case "failed":
      case "nothing":
      case "built":
        end ??= message;
        letGo(child);
    }
  }

  child.on("message", (message) => {
    const parsed = buildMessageSchema.safeParse(message);
    if (parsed.success) hear(parsed.data);
    else stop({ type: "failed", reason: say("The builder spoke nonsense."), detail: parsed.error.message });
  });
  const abort = (): void => stop({ type: "aborted" });
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });

  const watch = setInterval(() => {
    void processorMsOf(child).then((ms) => {
      processorMs = ms ?? processorMs;
      if (isOverdue()) stopFor("time");
    });
    void residentBytes(child).then((bytes) => {
      if (bytes > limits.memoryBytes) stopFor("memory");
    });
  }, WATCH_MS);
  const watchDisk = setInterval(() => {
    void folderBytes(directory).then((bytes) => {
      if (bytes > limits.diskBytes) stopFor("disk");
    });
  }, DISK_WATCH_MS);

  await gone;
  clearInterval(watch);
  clearInterval(watchDisk);
  signal?.removeEventListener("abort", abort);
  return {
    end: end ?? { type: "ended", cause: "died", indices: reading },
    refused,
  };
}
