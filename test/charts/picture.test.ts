// Charts as pictures: of every chart there may be, with their words, within a size that people wait for.

import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { fontProblem, readFonts, shippedFonts } from "../../src/charts/font.ts";
import { pictureOf } from "../../src/charts/picture.ts";
import { createPainter } from "../../src/charts/png.ts";
import { createTexts } from "../../src/charts/text.ts";
import { boundedChart, type Chart } from "../../src/reply/chart.ts";
import { anyChart } from "../reply/any-chart.ts";

const files = shippedFonts();
const texts = createTexts(readFonts(files));
const paint = createPainter(files);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function weeks(
  count: number,
  values: (series: number, week: number) => number | null,
  names = ["reports"],
): Chart {
  return boundedChart({
    kind: "line",
    title: "Reports by week",
    alt: "",
    unit: "articles",
    categories: Array.from({ length: count }, (_, week) => `week ${week + 1}`),
    series: names.map((name, series) => ({
      name,
      values: Array.from({ length: count }, (_, week) => values(series, week)),
    })),
  });
}

/** The pixels of a chart with the words in it, or without any: as when a font file is missing. */
function pixelsOf(chart: Chart, fontFiles: readonly string[]): Buffer {
  return new Resvg(pictureOf(chart, texts).svg, {
    font: { loadSystemFonts: false, fontFiles: [...fontFiles] },
  }).render().pixels;
}

function inkIn(pixels: Buffer): number {
  let ink = 0;
  for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128) ink += 1;
  return ink;
}

describe("a chart", () => {
  const text = fc.oneof(
    fc.constantFrom(
      "",
      "negative",
      'a & b < c > "d"',
      "საქართველო",
      "腐敗",
      "\ud800",
      "\u0000\u202e",
      "▲ 🙂",
    ),
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.string({ maxLength: 200 }),
  );

  it("is drawn whatever it holds, in less than a megabyte", () => {
    fc.assert(
      fc.property(anyChart(text), (chart) => {
        const png = paint(chart);
        expect([...png.subarray(0, 8)]).toEqual(PNG);
        const view = new DataView(png.buffer, png.byteOffset);
        expect([760, 1_520]).toContain(view.getUint32(16));
        expect(png.length).toBeLessThan(1_000_000);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 1_000 : 15 },
    );
  });

  it("says of what and when its numbers are, wherever it is taken", () => {
    const scope = "Absence of Corruption · on topic or related · Latvia · 1 Oct – 29 Nov 2026";
    const wordsOf = (chart: Chart): string =>
      [...pictureOf(chart, texts).svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words).join(" ");
    const chart = weeks(4, (_, week) => week);
    expect(wordsOf({ ...chart, about: scope })).toContain(`articles · ${scope}`);
    const long = { ...chart, about: Array.from({ length: 6 }, () => scope).join(" · ") };
    expect(wordsOf(long)).toContain("…");
    expect(pictureOf(long, texts).height).toBe(pictureOf(chart, texts).height + 18);
  });

  it("of the most there may be stays below a megabyte", () => {
    const names = Array.from({ length: 8 }, (_, series) => `Constraints on Government Powers ${series}`);
    const most = weeks(60, (series, week) => (series * 37 + week * week) % 90, names);
    expect(paint(most).length).toBeLessThan(1_000_000);
    expect(paint({ ...most, kind: "bar" }).length).toBeLessThan(1_000_000);
  });

  it("has its words, which a missing font would leave out without an error", () => {
    const chart = weeks(6, (_, week) => week);
    const [withWords, without] = [pixelsOf(chart, Object.values(files)), pixelsOf(chart, [])];
    expect(inkIn(withWords)).toBeGreaterThan(inkIn(without) + 1_000);
    const gone = { ...files, regular: `${files.regular}.gone` };
    expect(() => createPainter(gone)).toThrow(/ENOENT/);
    expect(fontProblem(() => gone)).toMatch(/missing: .*\.gone$/);
    expect(fontProblem()).toBeUndefined();
  });

  it("numbers what the font has no letters for", () => {
    const { svg } = pictureOf(
      weeks(3, () => 1, ["კორუფცია", "腐敗", "Коррупция", "Süddeutsche"]),
      texts,
    );
    for (const drawn of ["no. 1", "no. 2", "Коррупция", "Süddeutsche"]) expect(svg).toContain(`>${drawn}<`);
    expect(svg).not.toMatch(/[კ腐]/u);
  });

  it("leaves a gap where a number is missing", () => {
    const pathsIn = (values: readonly (number | null)[]): readonly string[] => {
      const { svg } = pictureOf(
        weeks(values.length, (_, week) => values[week] ?? null),
        texts,
      );
      return [...svg.matchAll(/<path d="(M[^"]*)" fill="none"/g)].map(([, path = ""]) => path);
    };
    expect(pathsIn([1, 2, 3, 4])[0]?.match(/M/g)).toHaveLength(1);
    expect(pathsIn([1, 2, null, 4, 5])[0]?.match(/M/g)).toHaveLength(2);
    expect(pathsIn([1, null, 3])).toEqual([]);
  });

  it("shows what is partial as such", () => {
    const whole = weeks(3, () => 2);
    const partial = {
      ...whole,
      categories: whole.categories.map((one, place) =>
        place === 2 ? { ...one, isPartial: true as const } : one,
      ),
    };
    for (const kind of ["line", "bar"] as const) {
      expect(pictureOf({ ...whole, kind }, texts).svg).not.toContain("partial");
      expect(pictureOf({ ...partial, kind }, texts).svg).toContain("partial");
    }
  });

  it("without any number says so", () => {
    expect(
      pictureOf(
        weeks(0, () => null),
        texts,
      ).svg,
    ).toContain("There is nothing to count here.");
    expect(
      pictureOf(
        weeks(3, () => null),
        texts,
      ).svg,
    ).toContain("There is nothing to count here.");
  });
});
