// When the program is woken, whatever becomes of its clock.

import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLogger } from "../../src/log.ts";
import { wakeAt } from "../../src/time/wake.ts";

const log = createLogger("silent");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const YEAR_MS = 365 * 24 * HOUR_MS;
const START = Date.UTC(2026, 9, 25, 0, 30, 30);

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The moments at which it was woken, as the clock showed them: `00:31`. */
function woken(fields = "* * * * *"): { readonly times: string[]; close(): Promise<void> } {
  const times: string[] = [];
  const waker = wakeAt({
    at: fields,
    what: "noting the time",
    async work() {
      times.push(new Date().toISOString().slice(11, 16));
    },
    log,
  });
  return { times, close: waker.close };
}

test("it is woken at every minute, on the minute", async () => {
  const { times, close } = woken();
  await vi.advanceTimersByTimeAsync(29_990);
  expect(times).toEqual([]);
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(times).toEqual(["00:31", "00:32", "00:33"]);
  await close();
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(times).toHaveLength(3);
});

test("other fields name other moments", async () => {
  const [poll, hourly] = [woken("*/5 * * * *"), woken("17 * * * *")];
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(poll.times).toEqual(
    "00:35 00:40 00:45 00:50 00:55 01:00 01:05 01:10 01:15 01:20 01:25 01:30".split(" "),
  );
  expect(hourly.times).toEqual(["01:17"]);
  await Promise.all([poll.close(), hourly.close()]);
});

test.each([-10 * YEAR_MS, -3 * HOUR_MS, -5_000, 5_000, 3 * HOUR_MS, 10 * YEAR_MS])(
  "a clock that jumps by %d ms holds nothing up for longer than a minute, and brings nothing in a crowd",
  async (jumpMs) => {
    const { times, close } = woken();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    vi.setSystemTime(Date.now() + jumpMs);
    const before = times.length;
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
    expect(times.length - before).toBeGreaterThanOrEqual(10);
    expect(times.length - before).toBeLessThanOrEqual(11);
    await close();
  },
);

test("what comes late because the program was busy is not left out", async () => {
  const { times, close } = woken();
  // The clock goes on while no timer can fire.
  vi.setSystemTime(START + 32_000);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(times).toEqual(["00:31"]);
  await close();
});

test("it is never woken while it still works, and closing waits for that", async () => {
  let begun = 0;
  const work = Promise.withResolvers<void>();
  const waker = wakeAt({
    at: "* * * * *",
    what: "something long",
    work() {
      begun += 1;
      return work.promise;
    },
    log,
  });
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(begun).toBe(1);
  let closed = false;
  const closing = waker.close().then(() => {
    closed = true;
  });
  await setImmediate();
  expect(closed).toBe(false);
  work.resolve();
  await closing;
});

test("work that fails is done again at the next moment", async () => {
  let begun = 0;
  const waker = wakeAt({
    at: "* * * * *",
    what: "writing",
    async work() {
      begun += 1;
      throw new Error("the disk is full");
    },
    log,
  });
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(begun).toBe(3);
  await waker.close();
});
