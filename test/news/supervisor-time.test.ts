// How long a step of a build may take: what works too long is ended, what is kept from its work gets more time.

import { expect, it } from "vitest";
import { isTooLong } from "../../src/news/supervisor.ts";

it.each([
  ["worked all the time and more than it may", { wallMs: 8_001, processorMs: 7_900 }, true],
  ["worked on several processors", { wallMs: 8_001, processorMs: 15_000 }, true],
  ["is in its time", { wallMs: 7_999, processorMs: 7_999 }, false],
  ["hardly had a processor", { wallMs: 60_000, processorMs: 3_900 }, false],
  ["waits for ever", { wallMs: 80_001, processorMs: 10 }, true],
  ["is on a system that tells no processor time", { wallMs: 8_001, processorMs: undefined }, true],
])("a step that %s: %o too long: %s", (_, spent, expected) => {
  expect(isTooLong(spent, 8_000)).toBe(expected);
});
