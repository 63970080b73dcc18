// What people see while they wait, and how long is waited: one line after two seconds, the latest progress, deadlines.

import { plainText } from "../reply/plain-text.ts";
import type { Pace } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { realPace } from "../time/pace.ts";
import type { Language } from "../wording/languages.ts";
import { inLanguage, languageHere, say } from "../wording/say.ts";

/** How long an answer may take before somebody who waits is told so. */
export const WORKING_AFTER_MS = 2_000;

/** The result, or nothing when it takes longer. The work goes on all the same. */
export async function within<T>(
  work: Promise<T>,
  timeoutMs: number,
  pace: Pace = realPace,
): Promise<T | undefined> {
  const over = new AbortController();
  const expired = pace.sleep(timeoutMs, over.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([work, expired]);
  } finally {
    // With a reason, for one that is made takes longer than the rest of this.
    over.abort("over");
  }
}

/** The result, unless the signal comes first: then its reason. The work goes on all the same. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** What is shown of one request until it is answered. */
export interface Working {
  /** An interim reply of the command. */
  progress(reply: Reply): void;
  /** Resolves when nothing can be shown any more, so that nothing stands below the answer or in its place. */
  stop(): Promise<void>;
}

/**
 * One line after two seconds, with the progress of that moment. `show` never rejects. `language`: the reader's, as far as it
 * is known by then. For platforms on which a message once sent stays.
 */
export function workingLine(
  show: (line: string) => Promise<void>,
  pace: Pace,
  language: () => Language = languageHere,
): Working {
  const over = new AbortController();
  let line = "";
  const shown = pace.sleep(WORKING_AFTER_MS, over.signal).then(
    () => inLanguage(language(), () => show(line || say("Working…"))),
    () => undefined,
  );
  return {
    progress(reply) {
      line = plainText(reply) || line;
    },
    async stop() {
      over.abort();
      await shown;
    },
  };
}

/**
 * Every progress at once; what comes while one is being shown waits, and of those that wait only the latest is shown.
 * `show` never rejects. For platforms on which a message can be replaced.
 */
export function latestProgress(show: (reply: Reply) => Promise<void>): Working {
  let latest: Reply | undefined;
  let showing: Promise<void> | undefined;
  let isOver = false;
  async function showAll(): Promise<void> {
    while (latest !== undefined && !isOver) {
      const reply = latest;
      latest = undefined;
      await show(reply);
    }
    showing = undefined;
  }
  return {
    progress(reply) {
      latest = reply;
      showing ??= showAll();
    },
    async stop() {
      isOver = true;
      await showing;
    },
  };
}
