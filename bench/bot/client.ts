// A whole bot in a process of its own, from outside.

import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../../src/errors.ts";
import { npmScript } from "../npm-script.ts";
import { startProcess } from "../processes.ts";
import {
  type Answered,
  answeredSchema,
  memorySchema,
  openedSchema,
  type Question,
  type Refreshed,
  type Request,
  refreshedSchema,
} from "./protocol.ts";

export interface BotProcess {
  /** `news top`, `digest list`, … */
  readonly commands: readonly string[];
  /** What bringing the data up to date took when it was opened. */
  readonly first: Refreshed;
  /** Builds and swaps when files changed. Throws AppError with the reason when that failed. */
  refresh(): Promise<Refreshed>;
  ask(questions: readonly Question[], inFlight?: number): Promise<Answered>;
  /** Asks over and over while the work goes on. */
  askWhile(
    questions: readonly Question[],
    options: { readonly inFlight: number; readonly work: () => Promise<void> },
  ): Promise<Answered>;
  /** Bytes that are resident now. */
  residentBytes(): Promise<number>;
  close(): Promise<void>;
}

export interface BotRequest {
  /** The folder with its sources, as a URL that ends in `/`. */
  readonly checkout: URL;
  /** A folder of data files. */
  readonly files: string;
  readonly dataDirectory: string;
  /** Its time, ms. */
  readonly now: number;
}

/** Opens one and brings its data up to date, which builds a snapshot where its data directory has none of these files. */
export async function openBot({ checkout, files, dataDirectory, now }: BotRequest): Promise<BotProcess> {
  const child = startProcess(new URL("./process.ts", import.meta.url), {
    execArgv: npmScript(checkout, "start").options,
    compiled: join(dataDirectory, "compiled"),
  });
  const say = <T extends z.ZodType>(request: Request, answer: T): Promise<z.infer<T>> =>
    child.ask(request, answer);

  async function refresh(): Promise<Refreshed> {
    const refreshed = await say({ type: "refresh" }, refreshedSchema);
    if (refreshed.outcome !== "failed") return refreshed;
    throw new AppError("build-failed", refreshed.reason ?? "The news could not be prepared.");
  }

  try {
    const opened = await say(
      { type: "open", checkout: checkout.href, files, dataDirectory, now },
      openedSchema,
    );
    const first = await refresh();
    await say({ type: "rehearse" }, z.null());
    return {
      ...opened,
      first,
      refresh,
      ask: (questions, inFlight = 1) =>
        say({ type: "ask", questions: [...questions], inFlight }, answeredSchema),
      async askWhile(questions, { inFlight, work }) {
        const answered = say({ type: "ask-on", questions: [...questions], inFlight }, answeredSchema);
        const worked = work().finally(() => say({ type: "stop" }, z.null()));
        const [answers] = await Promise.all([answered, worked]);
        return answers;
      },
      residentBytes: async () => (await say({ type: "memory" }, memorySchema)).residentBytes,
      async close() {
        await say({ type: "close" }, z.null());
        await child.end();
      },
    };
  } catch (error) {
    await child.end();
    throw error;
  }
}
