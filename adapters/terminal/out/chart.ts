// A chart as bars of text: a row for each category, a column for each series, each number beside its bar. One scale for all.

import stringWidth from "string-width";
import {
  type Chart,
  categoryLabel,
  chartTitle,
  hasValues,
  NO_VALUES,
  type Series,
  seriesLabel,
  valueText,
} from "../../../src/reply/chart.ts";
import { say } from "../../../src/wording/say.ts";
import { escapeText } from "./escape.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** Columns between a label and a bar, and between two series. */
const GAP = 2;
/** A bar shorter than that says nothing. */
const LEAST_BAR = 3;

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A series, and what stands above its column: its label, or a letter that a line above explains. */
interface Column {
  readonly head: string;
  readonly values: Series["values"];
}

interface Grid {
  readonly width: number;
  readonly labelWidth: number;
  readonly columnWidth: number;
  readonly numberWidth: number;
  /** The number that fills a bar. */
  readonly most: number;
}

export function renderChart(
  chart: Chart,
  { width, bold }: { readonly width: number; readonly bold: (text: string) => string },
): string {
  const head = [bold(wrap(escapeText(chartTitle(chart)), width)), wrap(escapeText(chart.alt), width)];
  if (!hasValues(chart)) return [...head, say(NO_VALUES)].filter((line) => line !== "").join("\n");
  const all = chart.series.flatMap(({ values }) => values);
  const labels = chart.categories.map((category) => escapeText(categoryLabel(category)));
  const grid = {
    width,
    labelWidth: Math.min(Math.max(...labels.map((label) => stringWidth(label))), Math.floor(width / 3)),
    numberWidth: Math.max(...all.map((value) => valueText(value).length)),
    most: Math.max(...all.map((value) => Math.abs(value ?? 0))),
  };
  const room = width - grid.labelWidth;
  const names = chart.series.map((series) => escapeText(seriesLabel(series)));
  const perBand = Math.max(1, Math.floor(room / (grid.numberWidth + 1 + LEAST_BAR + GAP)));
  const bands = Math.ceil(chart.series.length / perBand);
  const inBand = Math.ceil(chart.series.length / bands);
  const columnWidth = Math.floor(room / inBand) - GAP;
  const areNamed = names.every((name) => stringWidth(name) <= columnWidth);
  const columns = chart.series.map(({ values }, place): Column => {
    const name = names[place] ?? "";
    return { head: areNamed ? name : letterOf(place), values };
  });
  const legend = areNamed ? [] : names.map((name, place) => wrapAfter(`${letterOf(place)}  `, name, width));
  const tables = Array.from({ length: bands }, (_, band) =>
    table(labels, columns.slice(band * inBand, (band + 1) * inBand), { ...grid, columnWidth }),
  );
  return [...head, ...legend, tables.join("\n\n")].filter((line) => line !== "").join("\n");
}

const letterOf = (place: number): string => String.fromCodePoint(65 + place);

function table(
  labels: readonly string[],
  columns: readonly Column[],
  { width, labelWidth, columnWidth, numberWidth, most }: Grid,
): string {
  const row = (label: string, cells: readonly string[]): string => {
    const before = stringWidth(label) <= labelWidth ? label : "";
    const line = [before, ...cells].reduce(
      (sum, cell, place) => sum + padded(cell, (place === 0 ? labelWidth : columnWidth) + GAP),
      "",
    );
    return (before === label ? line : `${wrap(label, width)}\n${line}`).trimEnd();
  };
  const cell = (value: number | null): string => {
    const bar = barOf(value, most, columnWidth - numberWidth - 1);
    return `${bar}${bar === "" ? "" : " "}${valueText(value)}`;
  };
  return [
    row(
      "",
      columns.map(({ head }) => head),
    ),
    ...labels.map((label, place) =>
      row(
        label,
        columns.map(({ values }) => cell(values[place] ?? null)),
      ),
    ),
  ].join("\n");
}

function padded(text: string, columns: number): string {
  return `${text}${" ".repeat(Math.max(0, columns - stringWidth(text)))}`;
}

/** As long as the number is large; anything but nothing is seen. A number below zero has a pale bar. */
function barOf(value: number | null, most: number, room: number): string {
  if (value === null || value === 0) return "";
  const eighths = Math.max(1, Math.round((Math.abs(value) / most) * room * 8));
  if (value < 0) return "░".repeat(Math.ceil(eighths / 8));
  return `${"█".repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8] ?? ""}`;
}
