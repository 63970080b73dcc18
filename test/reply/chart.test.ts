// A chart as data: within its bounds, whole over JSON, and said in words.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { chart, privately } from "../../src/reply/build.ts";
import { boundedChart, type Chart, hasValues, valueText } from "../../src/reply/chart.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { chartSchema, readReply } from "../../src/reply/stored.ts";
import { anyChart } from "./any-chart.ts";
import { everyBlock, trendOf } from "./samples.ts";

const given = trendOf(2, 3).chart;

describe("a chart", () => {
  it.each([
    ["more than 8 series", trendOf(9, 3).chart],
    ["more than 60 categories", trendOf(1, 61).chart],
    ["fewer numbers than categories", { ...given, categories: [...given.categories, { label: "x" }] }],
    ["what is no number", { ...given, series: [{ name: "x", values: [1, Number.NaN, 3] }] }],
    ["what has no end", { ...given, series: [{ name: "x", values: [1, 2, Number.POSITIVE_INFINITY] }] }],
  ])("is none with %s", (_, wrong) => {
    expect(() => boundedChart(wrong)).toThrow(/out of its bounds/);
  });

  it("is none with a bigint, as databases give them", () => {
    const counts: unknown = { ...given, series: [{ name: "x", values: [1n, 2n, 3n] }] };
    expect(() => boundedChart(Object.assign({ ...given }, counts))).toThrow(/out of its bounds/);
  });

  it("of the most is one", () => {
    expect(boundedChart(trendOf(8, 60).chart)).toEqual(trendOf(8, 60).chart);
    expect(boundedChart(trendOf(0, 0).chart)).toEqual(trendOf(0, 0).chart);
  });

  it("takes bare labels, and cuts long texts visibly", () => {
    const made = boundedChart({ ...given, title: "t".repeat(500), categories: ["a", "b", "c"] });
    expect(made.categories).toEqual([{ label: "a" }, { label: "b" }, { label: "c" }]);
    expect(made.title).toMatch(/^t+…$/);
    expect(made.title.length).toBeLessThan(200);
  });

  it("is the same after it was stored", () => {
    fc.assert(
      fc.property(anyChart(fc.string({ maxLength: 50 })), (any) => {
        const reply = privately(chart(any));
        expect(readReply(JSON.stringify(reply))).toEqual(reply);
        expect(chartSchema.parse(JSON.parse(JSON.stringify(any)))).toEqual(any);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 100 },
    );
    expect(chartSchema.safeParse({ kind: "line" }).success).toBe(false);
  });

  it("is told in words, a line for each series", () => {
    expect(plainText(privately(everyBlock.chart))).toBe(
      [
        "Negative and positive reports (articles)",
        "Negative reports fell from 14 to 6.",
        "▼ bad news: 19 Feb 14 · 26 Feb 6 · 4 Mar (partial) 1",
        "▲ good news: 19 Feb 3 · 26 Feb – · 4 Mar (partial) 1,204",
      ].join("\n"),
    );
  });

  it("without numbers says so", () => {
    const empty: Chart = { ...given, series: [{ name: "x", values: [null, null, null] }] };
    expect(hasValues(empty)).toBe(false);
    expect(plainText(privately(chart(empty)))).toMatch(/There is nothing to count here\.$/);
  });

  it.each([
    [0, "0"],
    [1_204, "1,204"],
    [0.126, "0.13"],
    [-3, "-3"],
    [null, "–"],
  ])("shows %j as %s", (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});
