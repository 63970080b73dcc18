// How long a platform is waited for that heeds no signal.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { untilAborted } from "../../src/digest/deliver/until-aborted.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("what ends in its time has its outcome, and nothing is left running", async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve("sent"), signal)).toBe("sent");
  await expect(untilAborted(Promise.reject(new Error("refused")), signal)).rejects.toThrow("refused");
  expect(vi.getTimerCount()).toBe(0);
});

test("what is told to end may still say within a second how it ended", async () => {
  const ending = new AbortController();
  const work = Promise.withResolvers<string>();
  const outcome = untilAborted(work.promise, ending.signal);
  ending.abort();
  await vi.advanceTimersByTimeAsync(999);
  work.resolve("sent after all");
  expect(await outcome).toBe("sent after all");
  expect(vi.getTimerCount()).toBe(0);
});

test("what says nothing for longer is left behind, with the reason why it was to end", async () => {
  const ending = new AbortController();
  const outcome = untilAborted(new Promise(() => undefined), ending.signal);
  const failed = expect(outcome).rejects.toThrow("The program closes.");
  ending.abort(new Error("The program closes."));
  await vi.advanceTimersByTimeAsync(1_000);
  await failed;
});
