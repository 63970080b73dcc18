import { expect, test } from "vitest";
import { backoffMs, realPace } from "../../src/time/pace.ts";
import { failureOf } from "../dropbox/fixture.ts";

test("the wait doubles with every failure up to the longest", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 1000].map((failures) => backoffMs(failures, () => 1));
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});

test("half of it is chance", () => {
  expect([backoffMs(3, () => 0), backoffMs(3, () => 0.5)]).toEqual([1000, 1500]);
});

test("a wait ends with the signal", async () => {
  const ending = new AbortController();
  const waiting = failureOf(realPace.sleep(60_000, ending.signal));
  ending.abort();
  expect((await waiting).code).toBe("closing");
});
