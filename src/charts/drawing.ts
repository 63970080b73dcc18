// Charts as pictures, drawn in a thread of its own, so that nothing else waits for them: one thread, begun with the first
// chart, ended by a chart that takes too long, begun anew with the next.

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { within } from "../platform/waiting.ts";
import type { DrawChart, Pace } from "../reply/ports.ts";
import { languageHere } from "../wording/say.ts";
import { drawnSchema } from "./messages.ts";

export interface Drawing {
  readonly draw: DrawChart;
  /** Ends the thread; what is asked for later is not drawn. */
  close(): Promise<void>;
}

/** A chart takes some 50 ms, and the first one half a second. */
export const DRAWING_TIMEOUT_MS = 5_000;
/** Nobody waits longer for a picture, those that are drawn before it included. */
const LONGEST_WAIT_MS = 8_000;
/** Whoever comes when so many wait gets words alone. */
export const MOST_WAITING = 24;
const MEMORY_MB = 64;

export function createDrawing({
  log,
  pace,
  script = new URL("./worker.ts", import.meta.url),
}: {
  readonly log: Logger;
  readonly pace: Pace;
  /** What the thread runs. */
  readonly script?: URL;
}): Drawing {
  let worker: Worker | undefined;
  let isClosed = false;
  let waiting = 0;
  let before: Promise<unknown> = Promise.resolve();

  function open(): Worker {
    const opened = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    // Nobody waits for it when the program ends.
    opened.unref();
    // It may also fail while it draws nothing.
    opened.on("error", (error) => log.warn({ err: error }, "the thread that draws charts failed"));
    opened.once("exit", () => {
      if (worker === opened) worker = undefined;
    });
    return opened;
  }

  async function drawNow(chart: Parameters<DrawChart>[0]): Promise<Uint8Array | undefined> {
    if (isClosed) return undefined;
    worker ??= open();
    const own = worker;
    const over = new AbortController();
    const { signal } = over;
    const ended = once(own, "exit", { signal }).then(() => {
      throw new AppError("internal", "The thread ended.");
    });
    try {
      own.postMessage({ ...chart, language: languageHere() });
      const answer = await within(
        Promise.race([once(own, "message", { signal }), ended]),
        DRAWING_TIMEOUT_MS,
        pace,
      );
      if (answer === undefined) throw new AppError("internal", "It took too long.");
      const drawn = drawnSchema.parse(answer[0]);
      if ("png" in drawn) return drawn.png;
      throw new AppError("internal", drawn.problem);
    } catch (error) {
      // Whatever it was: the next chart begins afresh.
      worker = undefined;
      await own.terminate();
      throw error;
    } finally {
      ended.catch(() => undefined);
      over.abort();
    }
  }

  return {
    async draw(chart) {
      if (waiting >= MOST_WAITING) {
        log.warn("too many charts at once: this one is told in words alone");
        return undefined;
      }
      waiting += 1;
      let isWanted = true;
      const drawn = before
        .then(() => (isWanted ? drawNow(chart) : undefined))
        .catch((error: unknown) => {
          log.warn({ reason: messageOf(error), title: chart.title }, "a chart was not drawn");
          return undefined;
        });
      before = drawn;
      const picture = await within(drawn, LONGEST_WAIT_MS, pace);
      isWanted = false;
      waiting -= 1;
      return picture;
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
