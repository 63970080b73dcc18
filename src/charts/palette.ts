// Colours, marks and dashes of series. Each tells series apart without the others; a test computes contrasts, and distances
// as people with each kind of colour blindness see them.

import type { Score } from "../reply/article-card.ts";
import type { Series } from "../reply/chart.ts";

/** A card of its own, which stands as well on a dark page as on a light one. */
export const PANEL = "#fcfcfa";
export const EDGE = "#d5d8dc";
export const GRID = "#e4e6e9";
export const INK = "#1f2430";
export const PALE_INK = "#565d69";

export const MARKS = [
  "circle",
  "square",
  "triangle",
  "diamond",
  "downward triangle",
  "cross",
  "ring",
  "bar",
] as const;
export type Mark = (typeof MARKS)[number];

export interface Style {
  readonly colour: string;
  readonly mark: Mark;
  /** Of an SVG line; empty: unbroken. */
  readonly dash: string;
}

/** Worse is red, better is blue, as ▼ and ▲ stand for them; the stronger is the darker and the unbroken one. */
export const SCORE_STYLES: Readonly<Record<Score, Style>> = {
  0: { colour: "#8a8f98", mark: "ring", dash: "2 5" },
  1: { colour: "#8f1d14", mark: "downward triangle", dash: "" },
  2: { colour: "#e0604c", mark: "downward triangle", dash: "7 4" },
  3: { colour: "#5a5e66", mark: "circle", dash: "" },
  4: { colour: "#1fa0a8", mark: "triangle", dash: "7 4" },
  5: { colour: "#0b3c8c", mark: "triangle", dash: "" },
};

/** For series that mean nothing good or bad, in their order. */
export const PLAIN_STYLES: readonly Style[] = [
  { colour: "#0b62a8", mark: "circle", dash: "" },
  { colour: "#c8600a", mark: "square", dash: "7 4" },
  { colour: "#1aa197", mark: "diamond", dash: "" },
  { colour: "#861702", mark: "triangle", dash: "2 4" },
  { colour: "#b36bff", mark: "downward triangle", dash: "" },
  { colour: "#00028d", mark: "cross", dash: "11 4 2 4" },
  { colour: "#30021a", mark: "bar", dash: "" },
  { colour: "#000000", mark: "ring", dash: "4 3" },
];

/** The style of each series: that of its score, where each of them has another one. */
export function stylesOf(series: readonly Series[]): readonly Style[] {
  const scores = series.flatMap(({ score }) => score ?? []);
  const areTold = scores.length === series.length && new Set(scores).size === series.length;
  return series.map(({ score }, place) =>
    areTold && score !== undefined
      ? SCORE_STYLES[score]
      : (PLAIN_STYLES[place % PLAIN_STYLES.length] ?? NO_STYLE),
  );
}

const NO_STYLE: Style = { colour: INK, mark: "circle", dash: "" };
