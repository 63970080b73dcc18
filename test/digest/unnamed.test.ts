// What a slot remembers of buckets that a new file fills: the first thousand by name, all of them in its counts.

import { expect, test } from "vitest";
import { readSettled, receiptText } from "../../src/digest/say/receipt.ts";
import { bucketOf, type Candidate, countOf, screen, settle, sizeOf } from "../../src/digest/select.ts";
import { EVERYTHING } from "./simulation/subscriptions.ts";

const SLOT_AT = Date.UTC(2024, 2, 8, 9);
const DAY_MS = 86_400_000;

function candidates(count: number, rest: Partial<Candidate>): readonly Candidate[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${rest.storyId ?? ""}${n}`,
    publishedAt: SLOT_AT - DAY_MS,
    countries: ["Estonia"],
    assessments: [{ pillar: 1, score: 5, relevance: 2, fit: 200 }],
    isOpinion: false,
    outlets: 1,
    isWithdrawn: false,
    ...rest,
    storyId: `${rest.storyId ?? ""}${n}`,
    affairId: `${rest.storyId ?? ""}${n}`,
  }));
}

function settled(all: readonly Candidate[]) {
  const { selection } = {
    selection: settle(screen(all, EVERYTHING.filter), {
      slotAt: SLOT_AT,
      sentStories: new Set(),
      mutes: { sources: new Set(), words: [], stories: new Set(), affairs: new Set() },
      limit: 3,
    }),
  };
  // As the ledger keeps it.
  return readSettled(JSON.stringify(selection.settled));
}

test("a bucket of more than a thousand names a thousand and counts all", () => {
  const old = candidates(1_250, { storyId: "old ", publishedAt: SLOT_AT - 15 * DAY_MS });
  const gone = candidates(1_001, { storyId: "gone ", isWithdrawn: true });
  const few = candidates(5, { storyId: "new " });
  const all = settled([...old, ...few, ...gone]);
  expect([all.older?.length, all.withdrawn?.length]).toEqual([1_000, 1_000]);
  expect(all.unnamed).toEqual({ older: 250, withdrawn: 1 });
  expect([sizeOf(all, "older"), sizeOf(all, "withdrawn"), sizeOf(all, "shown")]).toEqual([1_250, 1_001, 3]);
  expect(countOf(all)).toBe(1_250 + 1_001 + 5);
  expect(receiptText(all)).toBe(
    "3 of 2,256 shown · 2 over the limit · 1,250 older than 14 days · 1,001 withdrawn",
  );
  expect(bucketOf(all, "old 999")).toBe("older");
  expect(bucketOf(all, "old 1000")).toBeUndefined();
});

test("a bucket of a thousand names all of them", () => {
  const all = settled(candidates(1_000, { storyId: "old ", publishedAt: SLOT_AT - 15 * DAY_MS }));
  expect(all.unnamed).toBeUndefined();
  expect(countOf(all)).toBe(1_000);
  expect(bucketOf(all, "old 999")).toBe("older");
});
