// What tells series apart: contrast against the card, and colours as people with each kind of colour blindness see them.

import { describe, expect, it } from "vitest";
import {
  INK,
  MARKS,
  PALE_INK,
  PANEL,
  PLAIN_STYLES,
  SCORE_STYLES,
  stylesOf,
} from "../../src/charts/palette.ts";
import { MOST_SERIES, type Series } from "../../src/reply/chart.ts";

type Three = readonly [number, number, number];

/** Of a colour `#rrggbb`, each from 0 to 1, linear. */
function linear(colour: string): Three {
  const one = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [one(1), one(3), one(5)];
}

const times = (rows: readonly Three[], [r, g, b]: Three): Three => {
  const [first = 0, second = 0, third = 0] = rows.map(([x, y, z]) => x * r + y * g + z * b);
  return [first, second, third];
};

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [a, b]
    .map((colour) => times([[0.2126, 0.7152, 0.0722]], linear(colour))[0] + 0.05)
    .sort((x, y) => y - x);
  return light / dark;
}

/** Machado, Oliveira, Fernandes 2009, severity 1. */
const SIGHTS: Readonly<Record<string, readonly Three[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Oklab, where equal distances look equal: https://bottosson.github.io/posts/oklab/ */
function seen(colour: string, sight: readonly Three[]): Three {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    times(sight, linear(colour)),
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
}

/** The smallest distance between two of the colours, in hundredths. */
function nearest(colours: readonly string[], sight: readonly Three[]): number {
  const distances = colours.flatMap((a, index) =>
    colours.slice(index + 1).map((b) => {
      const [from, to] = [seen(a, sight), seen(b, sight)];
      return 100 * Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
    }),
  );
  return Math.min(...distances);
}

const plain = PLAIN_STYLES.map(({ colour }) => colour);
const scored = ([1, 2, 3, 4, 5] as const).map((score) => SCORE_STYLES[score].colour);

describe("on its card", () => {
  it("text has a contrast of 4.5, and marks have one of 3", () => {
    for (const colour of [INK, PALE_INK]) expect(contrast(colour, PANEL)).toBeGreaterThanOrEqual(4.5);
    for (const { colour } of [...PLAIN_STYLES, ...Object.values(SCORE_STYLES)])
      expect(contrast(colour, PANEL), colour).toBeGreaterThanOrEqual(3);
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#9a9a9a", PANEL)).toBeLessThan(3);
  });

  it.each(Object.entries(SIGHTS))("colours are told apart with the sight of %s", (_, sight) => {
    expect(nearest(plain, sight)).toBeGreaterThan(14);
    expect(nearest(scored, sight)).toBeGreaterThan(10);
  });

  it("a palette of red and green would not pass", () => {
    expect(nearest(["#b3261e", "#4f6f1c"], SIGHTS.deuteranopia ?? [])).toBeLessThan(10);
  });
});

describe("a series", () => {
  const series = (...scores: readonly Series["score"][]): readonly Series[] =>
    scores.map((score) => ({ name: "x", values: [], ...(score === undefined ? {} : { score }) }));

  it("has a mark or a dash that no other one has", () => {
    expect(PLAIN_STYLES).toHaveLength(MOST_SERIES);
    expect(new Set(PLAIN_STYLES.map(({ mark }) => mark)).size).toBe(MARKS.length);
    const ofScores = Object.values(SCORE_STYLES).map(({ mark, dash }) => `${mark} ${dash}`);
    expect(new Set(ofScores).size).toBe(ofScores.length);
  });

  it("looks as its score does: worse ▼ in red, better ▲ in blue", () => {
    const [worse, better] = stylesOf(series(2, 4));
    expect([worse?.mark, better?.mark]).toEqual(["downward triangle", "triangle"]);
    const [red, blue] = [linear(worse?.colour ?? ""), linear(better?.colour ?? "")];
    expect(red[0]).toBeGreaterThan(red[2]);
    expect(blue[2]).toBeGreaterThan(blue[0]);
  });

  it.each([
    ["two of one score", series(2, 2)],
    ["one without a score", series(2, undefined)],
  ])("is told by its place where scores do not tell all apart: %s", (_, given) => {
    expect(stylesOf(given)).toEqual(PLAIN_STYLES.slice(0, 2));
  });
});
