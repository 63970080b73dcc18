// A part of a measurement in a process of its own: its memory and its processor time are nobody else's. Both sides speak JSON over IPC.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { AppError, messageOf } from "../src/errors.ts";

const askedSchema = z.object({ id: z.number(), request: z.unknown() });
const answeredSchema = z.union([
  z.object({ id: z.number(), done: z.unknown() }),
  z.object({ id: z.number(), failed: z.string() }),
]);

export interface OwnProcess {
  readonly pid: number;
  /** Sends a request and checks the answer. Rejects with what the process says went wrong, and when it ends. */
  ask<T extends z.ZodType>(request: unknown, answer: T): Promise<z.infer<T>>;
  /** Kills it, and resolves when it is gone. */
  end(): Promise<void>;
}

/**
 * Starts a script that calls `answerRequests`. Nothing of this process's environment goes with it. `compiled`: where what Node makes of
 * its files is kept; default: nowhere.
 */
export function startProcess(
  script: URL,
  { execArgv = [], compiled }: { readonly execArgv?: readonly string[]; readonly compiled?: string } = {},
): OwnProcess {
  const child = fork(fileURLToPath(script), {
    env: { TZ: "UTC", ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }) },
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const said = lastWords(child);
  let asked = 0;

  child.on("message", (message) => {
    const answer = answeredSchema.parse(message);
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("failed" in answer) asker?.reject(new AppError("internal", answer.failed));
    else asker?.resolve(answer.done);
  });
  void gone.then(() => {
    for (const { reject } of waiting.values())
      reject(new AppError("internal", `A process of the measurement ended. ${said()}`));
  });

  return {
    pid: child.pid ?? 0,
    async ask(request, answer) {
      if (!child.connected) throw new AppError("internal", `A process of the measurement is gone. ${said()}`);
      asked += 1;
      const answered = Promise.withResolvers<unknown>();
      waiting.set(asked, answered);
      child.send({ id: asked, request });
      return answer.parse(await answered.promise);
    },
    async end() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** The end of what a process writes to standard error: why it died. */
function lastWords({ stderr }: ChildProcess): () => string {
  let words = "";
  stderr?.on("data", (chunk: Buffer) => {
    words = `${words}${chunk.toString()}`.slice(-2_000);
  });
  return () => words.trim();
}

/** The side of the process that was started: answers requests, several at a time, until its parent is gone. */
export function answerRequests<T extends z.ZodType>(
  schema: T,
  answer: (request: z.infer<T>) => Promise<unknown>,
): void {
  process.on("message", (message) => {
    const { id, request } = askedSchema.parse(message);
    const say = (said: object): void => void process.send?.({ id, ...said });
    (async () => answer(schema.parse(request)))().then(
      (done) => say({ done: done ?? null }),
      (error: unknown) => say({ failed: messageOf(error) }),
    );
  });
  process.once("disconnect", () => process.exit());
}
