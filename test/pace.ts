// A pace that does not wait: pauses are counted and over at once, but for those that a test holds in its hand.

import { AppError } from "../src/errors.ts";
import type { Pace } from "../src/reply/ports.ts";

export interface TestPace extends Pace {
  /** Every wait so far, in order. */
  readonly waitsMs: readonly number[];
  /** Ends one wait of so many ms that is held; when there is none yet, as soon as there is. */
  pass(ms: number): Promise<void>;
  /** Holds nothing from now on. */
  release(): void;
}

/**
 * `heldMs`: waits of so many ms last until `pass` ends them or their signal does. `chance`: what chance always brings,
 * the middle by default; another keeps waits that are drawn apart from those that are held.
 */
export function createTestPace({
  heldMs = [],
  chance = 0.5,
}: {
  readonly heldMs?: readonly number[];
  readonly chance?: number;
} = {}): TestPace {
  const waitsMs: number[] = [];
  const held: { readonly ms: number; readonly end: () => void }[] = [];
  let watchers: readonly (() => void)[] = [];
  let isReleased = false;

  async function hold(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const wait = { ms, end: resolve };
    held.push(wait);
    const stop = (): void => reject(new AppError("closing", "stopped"));
    if (signal?.aborted === true) stop();
    signal?.addEventListener("abort", stop, { once: true });
    for (const look of watchers) look();
    try {
      await promise;
    } finally {
      held.splice(held.indexOf(wait), 1);
    }
  }

  return {
    waitsMs,
    random: () => chance,
    async sleep(ms, signal) {
      waitsMs.push(ms);
      if (heldMs.includes(ms) && !isReleased) return hold(ms, signal);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) throw new AppError("closing", "stopped");
    },
    release() {
      isReleased = true;
      for (const { end } of held) end();
    },
    pass(ms) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        const wait = held.find((one) => one.ms === ms);
        if (wait === undefined) return;
        watchers = watchers.filter((other) => other !== look);
        wait.end();
        resolve();
      };
      watchers = [...watchers, look];
      look();
      return promise;
    },
  };
}
