// Titles in a list of choices, told from one another.

import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { labelsOf } from "../../../src/commands/serve/title-labels.ts";

const DAY = Date.UTC(2024, 2, 5, 9);

test("a title stands alone where nothing reads like it", () => {
  expect(
    labelsOf(
      [
        { id: "1", title: "Court opens", source: "err.ee" },
        { id: "2", title: "Court closes", source: "err.ee" },
      ],
      100,
    ),
  ).toEqual(["Court opens", "Court closes"]);
});

test("titles that read alike have outlet, country and day behind them, and a number where that is not enough", () => {
  const one = {
    title: "Government approves budget",
    source: "lsm.lv",
    countries: ["Latvia"],
    publishedAt: DAY,
  };
  const { source: _, ...unknown } = { ...one, title: "GOVERNMENT  approves budget", countries: [] };
  expect(
    labelsOf(
      [
        { id: "1", ...one },
        { id: "2", ...one, countries: ["Latvia", "Estonia"] },
        { id: "3", ...unknown },
        { id: "4", ...one },
      ],
      100,
    ),
  ).toEqual([
    "Government approves budget · no. 1",
    "Government approves budget · lsm.lv · Latvia, Estonia · 5 Mar 2024",
    "GOVERNMENT  approves budget · 5 Mar 2024",
    "Government approves budget · no. 2",
  ]);
});

test("whatever the titles, no two labels read alike, and none is longer than allowed", () => {
  const few = fc.constantFrom(
    "Court",
    "court ",
    "Court ".repeat(20),
    `${"Court ".repeat(20)}ends`,
    "Court · no. 1",
  );
  const article = fc.record({
    id: fc.string({ minLength: 1 }),
    title: fc.oneof(few, fc.string({ unit: "grapheme", minLength: 1, maxLength: 150 })),
    source: fc.constantFrom("err.ee", "a-very-long-domain-of-an-outlet-in-a-far-country.example.org"),
    countries: fc.subarray(["Estonia", "Latvia", "Bosnia and Herzegovina"]),
    publishedAt: fc.constantFrom(DAY, DAY + 86_400_000),
  });
  fc.assert(
    fc.property(fc.array(article, { maxLength: 25 }), (articles) => {
      const labels = labelsOf(articles, 100);
      expect(labels).toHaveLength(articles.length);
      for (const label of labels) expect(label.length).toBeLessThanOrEqual(100);
      const read = labels.map((label) => label.toLowerCase().replace(/\s+/g, " ").trim());
      expect(new Set(read).size).toBe(read.length);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 300 },
  );
});
