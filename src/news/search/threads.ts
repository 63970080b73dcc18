// One or two threads that look questions up, for all snapshots together: started when somebody asks, replaced when they end or take too
// long.

import { Worker } from "node:worker_threads";
import { AppError } from "../../errors.ts";
import { say } from "../../wording/say.ts";
import type { SoughtWords } from "../filter/dimension.ts";
import { beingClosed } from "../unanswered.ts";
import type { SearchQuestion } from "./question.ts";
import type { FoundTexts, Matches } from "./search.ts";

/** What a thread does with a file. */
export type Work =
  | { readonly type: "check"; readonly sha256: string }
  | { readonly type: "find"; readonly question: SearchQuestion }
  | { readonly type: "saying"; readonly words: readonly SoughtWords[] }
  | { readonly type: "similar"; readonly title: string; readonly texts: readonly string[] }
  | { readonly type: "close" };

export interface Asked {
  readonly path: string;
  readonly work: Work;
}

export interface Told {
  readonly answer:
    | { readonly type: "checked"; readonly isWhole: boolean }
    | { readonly type: "found"; readonly found: FoundTexts }
    | { readonly type: "matched"; readonly matches: Matches }
    | { readonly type: "closed" }
    /** The file could not be read. */
    | { readonly type: "failed"; readonly reason: string };
}

export type Answer = Told["answer"];

export interface SearchThreads {
  /** Rejects with AppError "busy" when it takes too long or too many ask, and "closing" after `close`. */
  ask(path: string, work: Work): Promise<Answer>;
  /** Lets go of a file, in every thread. */
  release(path: string): void;
  close(): Promise<void>;
}

export const MOST_THREADS = 2;
/** Questions that wait for a thread. */
export const MOST_SEARCHES_WAITING = 500;
export const SEARCH_TIMEOUT_MS = 3_000;
const CHECK_TIMEOUT_MS = 120_000;

/** A small heap: what a thread works with stands outside of it. */
const HEAP = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

interface Waiting {
  readonly asked: Asked;
  readonly limitMs: number;
  /** Whether a thread ended under it before. */
  readonly isSecond: boolean;
  resolve(answer: Answer): void;
  reject(error: AppError): void;
}

interface Thread {
  readonly worker: Worker;
  doing: { readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | undefined;
}

export function createSearchThreads({
  most = MOST_THREADS,
  answerMs = SEARCH_TIMEOUT_MS,
  checkMs = CHECK_TIMEOUT_MS,
  mostWaiting = MOST_SEARCHES_WAITING,
}: {
  readonly most?: number;
  /** After that long a question is given up, from when a thread begins with it. */
  readonly answerMs?: number;
  readonly checkMs?: number;
  readonly mostWaiting?: number;
} = {}): SearchThreads {
  const threads = new Set<Thread>();
  const waiting: Waiting[] = [];
  let isClosed = false;

  function start(): Thread {
    const worker = new Worker(new URL("./thread.ts", import.meta.url), { resourceLimits: HEAP });
    const thread: Thread = { worker, doing: undefined };
    threads.add(thread);
    worker.on("message", ({ answer }: Told) => {
      if (answer.type === "closed") return;
      // An idle thread keeps no program alive.
      worker.unref();
      takeFrom(thread)?.resolve(answer);
      work();
    });
    // The exit that follows tells enough.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      threads.delete(thread);
      const waited = takeFrom(thread);
      if (waited !== undefined) again(waited);
      work();
    });
    return thread;
  }

  /** What the thread was doing, which it does no more. */
  function takeFrom(thread: Thread): Waiting | undefined {
    const { doing } = thread;
    thread.doing = undefined;
    clearTimeout(doing?.timer);
    return doing?.waiting;
  }

  /** What a thread ended under is asked once more: it may have ended for another reason. */
  function again(waited: Waiting): void {
    if (isClosed) waited.reject(beingClosed());
    else if (waited.isSecond) waited.reject(tooLong());
    else waiting.unshift({ ...waited, isSecond: true });
  }

  function work(): void {
    while (waiting.length > 0 && !isClosed) {
      const idle = [...threads].find(({ doing }) => doing === undefined);
      const thread = idle ?? (threads.size < most ? start() : undefined);
      if (thread === undefined) return;
      const next = waiting.shift();
      if (next !== undefined) begin(thread, next);
    }
  }

  function begin(thread: Thread, next: Waiting): void {
    const timer = setTimeout(() => {
      takeFrom(thread);
      threads.delete(thread);
      void thread.worker.terminate();
      next.reject(tooLong());
      work();
    }, next.limitMs);
    thread.doing = { waiting: next, timer };
    thread.worker.ref();
    thread.worker.postMessage(next.asked);
  }

  function ask(path: string, asked: Work): Promise<Answer> {
    if (isClosed) return Promise.reject(beingClosed());
    if (waiting.length >= mostWaiting) return Promise.reject(tooMany());
    return new Promise((resolve, reject) => {
      const limitMs = asked.type === "check" ? checkMs : answerMs;
      waiting.push({ asked: { path, work: asked }, limitMs, isSecond: false, resolve, reject });
      work();
    });
  }

  return {
    ask,
    release(path) {
      // Each thread has the file open for itself; what it does now it does first.
      for (const { worker } of threads) worker.postMessage({ path, work: { type: "close" } } satisfies Asked);
    },
    async close() {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(beingClosed());
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

function tooLong(): AppError {
  return new AppError(
    "busy",
    say("That search took too long and was stopped. Ask for fewer or rarer words."),
    {
      retryable: true,
    },
  );
}

function tooMany(): AppError {
  return new AppError("busy", say("Too many searches are under way. Ask again in a moment."), {
    retryable: true,
  });
}
