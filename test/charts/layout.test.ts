// Where things stand in a picture: round numbers on the axis, labels that do not cover one another, text within its room.

import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { spreadLabels } from "../../src/charts/direct-labels.ts";
import { readFonts, shippedFonts } from "../../src/charts/font.ts";
import { scaleOf } from "../../src/charts/scale.ts";
import { createTexts } from "../../src/charts/text.ts";

const runs = { seed: inject("seed"), numRuns: inject("long") ? 10_000 : 300 };

it("an axis holds every number, begins at zero or below, and has few ticks", () => {
  const number = fc.oneof(
    fc.integer({ min: -50, max: 2_000 }),
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 20 }), (values) => {
      const { ticks, at } = scaleOf(values);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
      for (const value of [0, ...values]) {
        expect(at(value)).toBeGreaterThanOrEqual(-1e-9);
        expect(at(value)).toBeLessThanOrEqual(1 + 1e-9);
      }
      if (values.every(Number.isInteger)) expect(ticks.every(Number.isInteger)).toBe(true);
    }),
    runs,
  );
});

it.each([
  [[], [0, 1]],
  [
    [0, 0],
    [0, 1],
  ],
  [[1], [0, 1]],
  [[Number.MIN_VALUE], [0, 0.2]],
  [[7], [0, 2, 4, 6, 8]],
  [
    [24, 3],
    [0, 5, 10, 15, 20, 25],
  ],
  [
    [-3, 12],
    [-5, 0, 5, 10, 15],
  ],
])("an axis for %j has the ticks %j", (values, ticks) => {
  expect(scaleOf(values).ticks.map((tick) => tick + 0)).toEqual(ticks);
});

it("labels keep their order and their distance, and stay in the picture where they have room", () => {
  const label = fc.record({ wanted: fc.integer({ min: 0, max: 290 }), height: fc.constantFrom(16, 32) });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 8 }), (labels) => {
      const room = { top: -8, bottom: 334, gap: 6 };
      const middles = spreadLabels(labels, room);
      const placed = labels
        .map(({ wanted, height }, place) => ({ wanted, height, middle: middles[place] ?? Number.NaN }))
        .sort((a, b) => a.middle - b.middle);
      for (const [index, { wanted, height, middle }] of placed.entries()) {
        const before = placed[index - 1];
        expect(middle - height / 2).toBeGreaterThanOrEqual(room.top - 1e-9);
        expect(middle + height / 2).toBeLessThanOrEqual(room.bottom + 1e-9);
        if (before === undefined) continue;
        expect(middle - before.middle).toBeGreaterThanOrEqual((height + before.height) / 2 + room.gap - 1e-9);
        expect(before.wanted).toBeLessThanOrEqual(wanted);
      }
    }),
    runs,
  );
  expect(spreadLabels([{ wanted: 100, height: 16 }], { top: 0, bottom: 300, gap: 6 })).toEqual([100]);
});

it("text is wrapped and cut to its room, and a cut is seen", () => {
  const texts = createTexts(readFonts(shippedFonts()));
  const name = "Constraints on Government Powers";
  expect(texts.lines(name, 400, 13, 2)).toEqual([name]);
  expect(texts.lines(name, 178, 13, 2)).toEqual(["Constraints on Government", "Powers"]);
  expect(texts.lines(name, 60, 13, 2).join(" ")).toMatch(/…$/);
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 40, max: 200 }), (text, width) => {
      const lines = texts.lines(text, width, 13, 2);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines)
        if (line.length > 1) expect(texts.widthOf(line, 13)).toBeLessThanOrEqual(width);
    }),
    runs,
  );
});
