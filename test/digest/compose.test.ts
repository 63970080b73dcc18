// What a digest tells its place besides its messages.

import { expect, test } from "vitest";
import { digestOf } from "../adapters/composed-digests.ts";

test.each([
  ["line", false],
  ["brief", false],
  ["standard", false],
  ["full", false],
  ["standard", true],
] as const)(
  "a %s digest (thread: %s) names the pillars of its stories, the commonest first",
  (layout, thread) => {
    expect(digestOf([8, 2, 5, 2, 5, 2], { layout, thread }).pillars).toEqual([2, 5, 8]);
  },
);

test("a digest without stories names no pillar", () => {
  expect(digestOf([], {}).pillars).toEqual([]);
});
