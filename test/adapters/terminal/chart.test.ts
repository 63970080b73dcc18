// Charts at a terminal: bars of text within its width, each with its number.

import fc from "fast-check";
import stringWidth from "string-width";
import { expect, inject, it } from "vitest";
import { renderChart } from "../../../adapters/terminal/out/chart.ts";
import { type Chart, valueText } from "../../../src/reply/chart.ts";
import { anyChart } from "../../reply/any-chart.ts";
import { everyBlock, trendOf } from "../../reply/samples.ts";

const bold = (text: string): string => text;
const linesOf = (chart: Chart, width = 80): readonly string[] =>
  renderChart(chart, { width, bold }).split("\n");

it("is a row for each category and a column for each series", () => {
  expect(linesOf(everyBlock.chart.chart, 60)).toEqual([
    "Negative and positive reports (articles)",
    "Negative reports fell from 14 to 6.",
    "                 ▼ bad news            ▲ good news",
    "19 Feb           ▏ 14                  ▏ 3",
    "26 Feb           ▏ 6                   –",
    "4 Mar (partial)  ▏ 1                   ██████████████ 1,204",
  ]);
});

it("explains letters where names are wider than their columns, and goes on below where series are many", () => {
  const { chart } = trendOf(8, 2);
  const names = ["Constraints on Government Powers", "Absence of Corruption", "Open Government"];
  const lines = linesOf({
    ...chart,
    series: chart.series.map((one, place) => ({ ...one, name: names[place] ?? one.name })),
  });
  expect(lines.slice(1, 4)).toEqual([
    "A  Constraints on Government Powers",
    "B  Absence of Corruption",
    "C  Open Government",
  ]);
  const heads = lines.filter((line) => /^ +[A-H]( |$)/.test(line)).map((line) => line.trim().split(/\s+/));
  expect(heads.flat()).toEqual(["A", "B", "C", "D", "E", "F", "G", "H"]);
});

it("draws bars as long as their numbers are large", () => {
  const [, , ...rows] = linesOf({
    ...trendOf(1, 3).chart,
    categories: [{ label: "a" }, { label: "b" }, { label: "c" }, { label: "d" }],
    series: [{ name: "x", values: [40, 20, 0, -40] }],
  });
  const bars = rows.map((row) => (/[█░▉-▏]+/.exec(row)?.[0] ?? "").length);
  expect(bars[0]).toBeGreaterThan(60);
  expect(bars).toEqual([bars[0], Math.ceil((bars[0] ?? 0) / 2), 0, bars[0]]);
  expect(rows[3]).toMatch(/^d {2}░+ -40$/);
});

it("says that there is nothing to count", () => {
  const { chart } = trendOf(1, 0);
  expect(linesOf(chart)).toEqual(["1 series over 0 weeks (articles)", "There is nothing to count here."]);
});

it("stays within the width, and has every number", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom("", "სასამართლო", "최고법원이 결정했다", "\u001b[31m"),
  );
  fc.assert(
    fc.property(anyChart(text), fc.constantFrom(60, 80, 100), (chart, width) => {
      const lines = linesOf(chart, width);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      const said = lines.join("\n");
      for (const value of chart.series.flatMap(({ values }) => values))
        if (value !== null) expect(said).toContain(valueText(value));
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 50 },
  );
});
