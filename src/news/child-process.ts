// A child process that works behind everything that answers people: how it is started, let go, and measured.

import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";

/** Behind everything that answers people. */
const NICENESS = 10;

export interface StartedChild {
  readonly child: ChildProcess;
  /** Resolves when it ended, or could not be started. */
  readonly gone: Promise<void>;
}

/**
 * Starts a program on a request.
 * @param options.directory the child's folder; default: this process's.
 * @param options.compiledDirectory where the program is kept as compiled: a start takes half as long.
 */
export function startChild(
  program: URL,
  request: object,
  options: {
    readonly directory?: string;
    readonly compiledDirectory?: string;
    readonly execArgv: readonly string[];
  },
): StartedChild {
  const { directory, compiledDirectory, execArgv } = options;
  const child = fork(fileURLToPath(program), {
    ...(directory === undefined ? {} : { cwd: directory }),
    env: {
      TZ: "UTC",
      MALLOC_ARENA_MAX: "2",
      ...(compiledDirectory === undefined ? {} : { NODE_COMPILE_CACHE: compiledDirectory }),
    },
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  lowerPriority(child);
  child.send(request, () => undefined);
  return { child, gone };
}

/** A child that has told what came of its work ends itself when nobody listens. */
export function letGo(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}

function lowerPriority(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICENESS);
  } catch {
    // It ended already, or the system does not let us: it then runs like any other process.
  }
}

/** Resident memory of the process; 0 where the system does not tell. */
export async function residentBytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/**
 * How long processors worked for the process and its threads, ms; undefined where the system does not tell. From `utime` and `stime` of
 * proc_pid_stat(5), in ticks of 10 ms.
 */
export async function processorMsOf({ pid }: ChildProcess): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
  if (stat === undefined) return undefined;
  // The second field, the program's name, may have blanks in it.
  const [userTicks, systemTicks] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return userTicks === undefined || systemTicks === undefined ? undefined : (userTicks + systemTicks) * 10;
}
