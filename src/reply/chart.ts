// A chart as plain data: what is counted, by what, over which categories. Platforms draw it, each as it can; its numbers are
// said in text everywhere.

import { AppError } from "../errors.ts";
import { formatNumber } from "../wording/numbers.ts";
import { say, wording } from "../wording/say.ts";
import type { Score } from "./article-card.ts";
import { excerpt } from "./excerpt.ts";
import { signOf } from "./signs.ts";

/** One place on the axis: a week, a country, a pillar. */
export interface Category {
  readonly label: string;
  /** Not over yet, or cut off by what was asked: its numbers do not compare with those beside it. */
  readonly isPartial?: true;
}

export interface Series {
  readonly name: string;
  /** What a score from 0 to 5 means to it: its sign stands before its name, and its colour is that of the sign. */
  readonly score?: Score;
  /** A finite number for each category; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface Chart {
  /** `line` for what goes on over time, `bar` for what stands side by side. */
  readonly kind: "bar" | "line";
  readonly title: string;
  /** What the picture shows, in a sentence: for those who do not see it. */
  readonly alt: string;
  /** What the numbers count, as a plural: "articles". */
  readonly unit: string;
  /** Of what and when they are: it stands in the picture, which people take along without the answer around it. */
  readonly about?: string;
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
}

/** Ours: more lines than colours and marks that people tell apart, and more places than labels find room for. */
export const MOST_SERIES = 8;
export const MOST_CATEGORIES = 60;

/** Characters of each text of a chart; what is longer is cut with a visible …. */
const TITLE = 120;
const ALT = 1_000;
const UNIT = 30;
const ABOUT = 200;
const NAME = 60;
const LABEL = 40;

/** A chart within its bounds. Throws AppError "internal" for more than may be, for lists of unequal length, and for no number. */
export function boundedChart(
  chart: Omit<Chart, "categories"> & { readonly categories: readonly (string | Category)[] },
): Chart {
  const { categories, series } = chart;
  const isWhole = series.every(
    ({ values }) =>
      values.length === categories.length &&
      values.every((value) => value === null || Number.isFinite(value)),
  );
  if (!isWhole || series.length > MOST_SERIES || categories.length > MOST_CATEGORIES)
    throw new AppError("internal", `The chart "${chart.title}" is out of its bounds.`);
  return {
    kind: chart.kind,
    title: excerpt(chart.title, TITLE),
    alt: excerpt(chart.alt, ALT),
    unit: excerpt(chart.unit, UNIT),
    ...(chart.about === undefined ? {} : { about: excerpt(chart.about, ABOUT) }),
    categories: categories.map((category) => {
      const { label, isPartial } = typeof category === "string" ? { label: category } : category;
      return { label: excerpt(label, LABEL), ...(isPartial === true ? { isPartial } : {}) };
    }),
    series: series.map((one) => ({ ...one, name: excerpt(one.name, NAME) })),
  };
}

/** `▼ negative`, or the bare name of a series that no score belongs to. */
export function seriesLabel({ name, score }: Series): string {
  return score === undefined ? name : `${signOf(score)} ${name}`;
}

/** `4 Mar (partial)`. */
export function categoryLabel({ label, isPartial }: Category): string {
  return isPartial === true ? say("{label} (partial)", { label }) : label;
}

/** `1,204`, `0.5`; `–` for none. */
export function valueText(value: number | null): string {
  return value === null ? "–" : formatNumber(value, 2);
}

/** `Negative reports by week (articles)`. */
export function chartTitle({ title, unit }: Chart): string {
  return unit === "" ? title : `${title} (${unit})`;
}

/** Every number of a chart, a line for each series: its label, and `19 Feb 4 · 26 Feb 2 · 4 Mar (partial) 7`. */
export function seriesLines({
  categories,
  series,
}: Chart): readonly (readonly [label: string, numbers: string])[] {
  return series.map((one) => [
    seriesLabel(one),
    categories
      .map((category, place) => `${categoryLabel(category)} ${valueText(one.values[place] ?? null)}`)
      .join(" · "),
  ]);
}

/** Whether there is anything to draw. */
export function hasValues({ series }: Chart): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}

/** What stands in the place of the numbers of a chart that has none. */
export const NO_VALUES = wording("There is nothing to count here.");
