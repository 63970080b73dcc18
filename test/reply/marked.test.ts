// What is marked in a text stands apart, and nothing of the text is lost or said twice.

import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { marked, partsOf } from "../../src/reply/marked.ts";
import { marksAt } from "./marks.ts";

it("sets apart what is marked", () => {
  const text = "Bribery at the supreme court, and no bribery";
  expect(
    marked(
      text,
      marksAt(text, (word) => /bribery|court/i.test(word)),
    ),
  ).toEqual([
    { type: "strong", text: "Bribery" },
    { type: "text", text: " at the supreme ", isQuoted: true },
    { type: "strong", text: "court" },
    { type: "text", text: ", and no ", isQuoted: true },
    { type: "strong", text: "bribery" },
  ]);
  expect(marked(text)).toEqual([{ type: "text", text, isQuoted: true }]);
});

it("makes one of marks that only blanks part", () => {
  const text = "the supreme court ruled";
  expect(
    partsOf(
      text,
      marksAt(text, (word) => /supreme|court/.test(word)),
    ).map(({ text }) => text),
  ).toEqual(["the ", "supreme court", " ruled"]);
});

it("keeps the whole text, whatever the marks", () => {
  const place = fc.integer({ min: -5, max: 60 });
  const marks = fc.array(fc.record({ from: place, to: place }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), marks, (text, some) => {
      const parts = partsOf(text, some);
      expect(parts.map(({ text }) => text).join("")).toBe(text);
      expect(parts.every(({ text }) => text !== "")).toBe(true);
    }),
    { seed: inject("seed"), numRuns: 300 },
  );
});
