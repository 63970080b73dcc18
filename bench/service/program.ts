// A program of this machine as a process: what it prints, and its end.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { AppError } from "../../src/errors.ts";

export interface Program {
  readonly child: ChildProcess;
  /** Resolves with the first line of its standard output; rejects when it ends without one. */
  firstLine(): Promise<string>;
  /** Resolves when its standard error holds that text; rejects when it ends first. */
  says(text: string): Promise<void>;
  /** Rejects when it ends, with what it said last. */
  readonly ended: Promise<never>;
  /** Ends its input, asks it to stop, and resolves when it did; it is killed when it takes too long. */
  stop(): Promise<void>;
}

const STOPPING_MS = 40_000;
/** What it said last is enough to know why it ended. */
const KEPT = 20_000;

/** Starts a script with Node and its options. Nothing of this process's environment goes with it. */
export function startProgram(
  script: URL,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Program {
  const child = spawn(process.execPath, [...options, fileURLToPath(script), ...args], {
    env: { TZ: "UTC", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  let [printed, said] = ["", ""];
  const looking = new Set<() => void>();
  const look = (): void => {
    for (const one of looking) one();
  };
  child.stdout.on("data", (chunk: Buffer) => {
    printed = `${printed}${chunk.toString()}`.slice(0, KEPT);
    look();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-KEPT);
    look();
  });
  const closed = once(child, "close").finally(() => process.off("exit", kill));
  const ended = closed.then((): never => {
    throw new AppError("internal", `A program ended: ${said.slice(-1_000)}`);
  });
  // Whoever stops it waits for nothing of it.
  ended.catch(() => undefined);

  function until<T>(found: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const one = (): void => {
        const value = found();
        if (value === undefined) return;
        looking.delete(one);
        resolve(value);
      };
      looking.add(one);
      one();
      ended.catch(reject);
    });
  }

  return {
    child,
    ended,
    firstLine: () => until(() => (printed.includes("\n") ? printed.split("\n")[0] : undefined)),
    says: (text) => until(() => (said.includes(text) ? true : undefined)).then(() => undefined),
    async stop() {
      child.stdin.end();
      child.kill("SIGTERM");
      const timer = setTimeout(kill, STOPPING_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
