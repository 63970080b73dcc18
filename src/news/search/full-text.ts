// The full text of each open snapshot: there and whole, or being made in the background, by one process at a time.

import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "../../log.ts";
import { MINUTE_MS } from "../../time/units.ts";
import type { SoughtWords } from "../filter/dimension.ts";
import type { Manifest } from "../manifest.ts";
import { beingClosed } from "../unanswered.ts";
import type { SearchNotReady } from "./answers.ts";
import { type BuildFullText, buildInChild } from "./build-in-child.ts";
import type { SearchQuestion } from "./question.ts";
import type { FoundTexts, Matches } from "./search.ts";
import { readSearchFacts, SEARCH_FACTS_FILE, SEARCH_FILE } from "./store.ts";
import type { Answer, SearchThreads, Work } from "./threads.ts";

/** The full text of one snapshot. Its answers reject with AppError "busy" when they take too long. */
export interface FullText {
  find(question: SearchQuestion): Promise<FoundTexts | SearchNotReady>;
  /** Articles whose title and summaries say these words; undefined while it is not ready. */
  saying(words: readonly SoughtWords[]): Promise<Matches | undefined>;
  similarTo(title: string, texts: readonly string[]): Promise<Matches | SearchNotReady>;
  /** Whether it is being made at the moment, and not only about to be. */
  isInTheMaking(): boolean;
  /** Ends what is being made of it. */
  close(): Promise<void>;
}

export interface FullTexts {
  /** That of the snapshot in a folder. It is looked for soon, or when somebody asks, and made where there is none. */
  of(directory: string, manifest: Manifest): FullText;
  /** Ends what is under way, and the threads. */
  close(): Promise<void>;
}

/** A program that starts answers first, and one that ends soon need not begin. */
const BEGIN_MS = 2_000;

/** Nobody waits until that of more articles is made, which takes more than five seconds; only until it is known to be there. */
const MOST_WAITED_FOR = 20_000;

/** What could not be made is tried again when somebody asks after that long. */
const AGAIN_MS = 10 * MINUTE_MS;

export function createFullTexts(options: {
  readonly threads: SearchThreads;
  /** On the same file system as the snapshots. */
  readonly tmpDirectory: string;
  readonly log: Logger;
  /** `none`: what is not there is not made. Default: in a process of its own, behind everything that answers people. */
  readonly build?: BuildFullText | "none";
  /** How long a question waits for a full text that is nearly ready: that of a small snapshot is in a second or two. */
  readonly waitMs?: number;
}): FullTexts {
  const { threads, tmpDirectory, log, build = buildInChild, waitMs = 3_000 } = options;
  const ending = new AbortController();
  /** One after the other: two would only take time and memory from each other. */
  let lastBuild: Promise<unknown> = Promise.resolve();

  function of(directory: string, manifest: Manifest): FullText {
    const path = join(directory, SEARCH_FILE);
    const closing = new AbortController();
    const signal = AbortSignal.any([ending.signal, closing.signal]);
    let isReady = false;
    let isInTheMaking = false;
    let done = 0;
    let failedAt: number | undefined;
    /** Whether the file is there, and that it is ready: what is not there is made in between. */
    let looking: Promise<boolean> | undefined;
    let preparing: Promise<void> | undefined;

    /** Waits a while for what is soon there. */
    async function settle(): Promise<void> {
      if (isReady || failedAt !== undefined) return;
      const waiting = new AbortController();
      await Promise.race([
        manifest.articles > MOST_WAITED_FOR ? looking : preparing,
        wait(waitMs, undefined, { signal: waiting.signal, ref: false }),
      ]).catch(() => undefined);
      waiting.abort();
    }

    function prepare(): void {
      clearTimeout(beginning);
      if (signal.aborted) return;
      failedAt = undefined;
      looking = isWhole();
      preparing = makeReady(looking).catch((error: unknown) => {
        failedAt = performance.now();
        if (signal.aborted || build === "none") return;
        log.error({ err: error, snapshot: manifest.id }, "the full text could not be made");
      });
    }

    async function makeReady(isThere: Promise<boolean>): Promise<void> {
      if (!(await isThere)) {
        lastBuild = lastBuild.then(make, make);
        await lastBuild;
      }
      isReady = !signal.aborted;
    }

    /** Whether the file is there and what was written; else nothing of it is left. */
    async function isWhole(): Promise<boolean> {
      const facts = readSearchFacts(directory, manifest.indexHash);
      if (facts !== undefined) {
        const answer = await threads.ask(path, { type: "check", sha256: facts.sha256 });
        if (answer.type === "checked" && answer.isWhole) return true;
        log.warn({ snapshot: manifest.id }, "the full text is damaged and is made anew");
      }
      await drop();
      return false;
    }

    async function drop(): Promise<void> {
      isReady = false;
      threads.release(path);
      await rm(join(directory, SEARCH_FACTS_FILE), { force: true });
      await rm(path, { force: true });
    }

    async function make(): Promise<void> {
      if (build === "none") throw new Error("none is made here");
      const workDirectory = resolve(tmpDirectory, `search-${randomUUID()}`);
      await mkdir(workDirectory, { recursive: true });
      done = 0;
      isInTheMaking = true;
      try {
        signal.throwIfAborted();
        const { articles, assessments, indexHash } = manifest;
        await build(
          { directory: resolve(directory), workDirectory, manifest: { articles, assessments, indexHash } },
          {
            signal,
            onProgress: (articlesDone) => {
              done = articlesDone;
            },
          },
        );
        log.info({ snapshot: manifest.id, articles }, "the full text is ready");
      } finally {
        isInTheMaking = false;
        await rm(workDirectory, { recursive: true, force: true });
      }
    }

    async function ask(work: Work): Promise<Answer | SearchNotReady> {
      const isTime = failedAt === undefined || performance.now() - failedAt > AGAIN_MS;
      if (isTime && !isReady && (preparing === undefined || failedAt !== undefined)) prepare();
      if (work.type !== "saying") await settle();
      if (!isReady) return { type: "not-ready", done, of: manifest.articles };
      const answer = await threads.ask(path, work);
      if (answer.type !== "failed" || signal.aborted) return answer;
      log.warn({ snapshot: manifest.id, reason: answer.reason }, "the full text is damaged and is made anew");
      if (isReady) {
        isReady = false;
        await drop();
        prepare();
      }
      return { type: "not-ready", done: 0, of: manifest.articles };
    }

    const beginning = setTimeout(prepare, BEGIN_MS);
    beginning.unref();
    return {
      async find(question) {
        const answer = await ask({ type: "find", question });
        if (answer.type === "found") return answer.found;
        return notReady(answer);
      },
      async saying(words) {
        const answer = await ask({ type: "saying", words });
        return answer.type === "matched" ? answer.matches : undefined;
      },
      async similarTo(title, texts) {
        const answer = await ask({ type: "similar", title, texts });
        return answer.type === "matched" ? answer.matches : notReady(answer);
      },
      isInTheMaking: () => isInTheMaking,
      async close() {
        closing.abort();
        clearTimeout(beginning);
        await preparing;
        threads.release(path);
      },
    };
  }

  return {
    of,
    async close() {
      ending.abort();
      await lastBuild.catch(() => undefined);
      await threads.close();
    },
  };
}

function notReady(answer: Answer | SearchNotReady): SearchNotReady {
  if (answer.type === "not-ready") return answer;
  throw beingClosed();
}
