// Time that passes when nothing else is left to do: from one wait to the next, in the order in which they end.

import { AppError } from "../src/errors.ts";
import type { Clock, Pace } from "../src/reply/ports.ts";

export interface VirtualTime {
  readonly clock: Clock;
  readonly pace: Pace;
  /** Lets time pass until the work is done; fails when it waits for nothing that could end. */
  until<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createVirtualTime(startMs = Date.UTC(2024, 2, 7, 9)): VirtualTime {
  let now = startMs;
  const sleepers = new Set<Sleeper>();
  return {
    clock: () => now,
    pace: {
      random: () => 0.5,
      sleep(ms, signal) {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.add(sleeper);
        const stop = (): void => {
          sleepers.delete(sleeper);
          reject(new AppError("closing", "stopped"));
        };
        if (signal?.aborted === true) stop();
        signal?.addEventListener("abort", stop, { once: true });
        return promise;
      },
    },
    async until(work) {
      let isOver = false;
      const over = (): void => {
        isOver = true;
      };
      work.then(over, over);
      for (;;) {
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        if (isOver) return work;
        const [next] = [...sleepers].toSorted((a, b) => a.at - b.at);
        if (next === undefined) throw new Error("Everybody waits for nothing.");
        sleepers.delete(next);
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}
