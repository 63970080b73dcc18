// A chart of lines: what goes on over time. Each line is labelled where it ends.

import { type Chart, valueText } from "../reply/chart.ts";
import { spreadLabels } from "./direct-labels.ts";
import { type Body, MARGIN, WIDTH } from "./frame.ts";
import { GRID, INK, PALE_INK, PANEL, type Style, stylesOf } from "./palette.ts";
import { type Scale, scaleOf } from "./scale.ts";
import { markAt, tag, words } from "./svg.ts";
import type { Texts } from "./text.ts";

const PLOT_HEIGHT = 290;
const AXIS_HEIGHT = 44;
const TEXT = 13;
const LINE_HEIGHT = 16;
/** The widest label beside a line, and the sample of the line before it. */
const LABEL_WIDTH = 178;
const SAMPLE_WIDTH = 42;
/** Room at both ends of the lines, so that marks do not touch the edge. */
const INSET = 14;
/** With more places than that, marks would hide the line. */
const MOST_MARKED = 31;
/** One line with at most so many places has its numbers beside its marks. */
const MOST_NUMBERED = 16;

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
  readonly isPartial: (place: number) => boolean;
}

interface Point {
  readonly place: number;
  readonly value: number;
}

export function lineBody(chart: Chart, texts: Texts): Body {
  const { categories, series } = chart;
  const styles = stylesOf(series);
  const scale = scaleOf(series.flatMap(({ values }) => values.filter((value) => value !== null)));
  const names = series.map((one, place) =>
    texts.lines(texts.drawable(one.name, `no. ${place + 1}`), LABEL_WIDTH, TEXT, 2),
  );
  const labelWidth = Math.max(0, ...names.flat().map((line) => texts.widthOf(line, TEXT)));
  const ticks = scale.ticks.map((tick) => valueText(tick));
  const left = MARGIN + Math.max(...ticks.map((tick) => texts.widthOf(tick, TEXT))) + 12;
  const right = WIDTH - MARGIN - labelWidth - SAMPLE_WIDTH - 18;
  const step = (right - left - 2 * INSET) / Math.max(1, categories.length - 1);
  const plot: Plot = {
    left,
    right,
    x: (place) => (categories.length === 1 ? (left + right) / 2 : left + INSET + place * step),
    y: (value) => PLOT_HEIGHT * (1 - scale.at(value)),
    isPartial: (place) => categories[place]?.isPartial === true,
  };
  const markup = [
    grid(scale, ticks, plot),
    placeLabels(chart, texts, plot, step),
    ...series.map(({ values }, place) => lineOf(pointsOf(values), styles[place], plot, categories.length)),
    ...(series.length === 1 ? numbers(pointsOf(series[0]?.values ?? []), categories.length, plot) : []),
    endLabels(
      series.map(({ values }) => pointsOf(values).at(-1)),
      { names, styles, plot },
    ),
  ].join("");
  const labels = names.reduce((sum, lines) => sum + lines.length * LINE_HEIGHT + 6, 0);
  return { markup, height: Math.max(PLOT_HEIGHT + AXIS_HEIGHT, labels) };
}

function pointsOf(values: Chart["series"][number]["values"]): readonly Point[] {
  return values.flatMap((value, place) => (value === null ? [] : [{ place, value }]));
}

function grid({ ticks }: Scale, texts: readonly string[], { left, right, y }: Plot): string {
  return ticks
    .flatMap((tick, place) => [
      tag("line", {
        x1: left,
        x2: right,
        y1: y(tick),
        y2: y(tick),
        stroke: tick === 0 ? PALE_INK : GRID,
        "stroke-width": 1,
      }),
      words(texts[place] ?? "", left - 10, y(tick) + 4.5, {
        "font-size": TEXT,
        "text-anchor": "end",
        fill: PALE_INK,
      }),
    ])
    .join("");
}

/** As many labels below the axis as fit, the last one always: it is what people look for. */
function placeLabels({ categories }: Chart, texts: Texts, plot: Plot, step: number): string {
  const labels = categories.map(({ label }, place) =>
    texts.lines(texts.drawable(label, String(place + 1)), 110, TEXT - 1, 1).join(""),
  );
  const widest = Math.max(0, ...labels.map((label) => texts.widthOf(label, TEXT - 1)));
  const every = Math.max(1, Math.ceil((widest + 14) / step));
  return labels
    .flatMap((label, place) => {
      const x = plot.x(place);
      const isShown = (labels.length - 1 - place) % every === 0;
      const style = { "font-size": TEXT - 1, "text-anchor": "middle", fill: PALE_INK };
      return [
        ...(isShown ? [words(label, x, PLOT_HEIGHT + 20, style)] : []),
        ...(isShown && plot.isPartial(place) ? [words("partial", x, PLOT_HEIGHT + 35, style)] : []),
      ];
    })
    .join("");
}

/** The line breaks where a number is missing, and is dotted where it leads to what is partial. */
function lineOf(points: readonly Point[], style: Style | undefined, plot: Plot, places: number): string {
  if (style === undefined) return "";
  const { colour, mark, dash } = style;
  const at = ({ place, value }: Point): string => `${plot.x(place).toFixed(2)} ${plot.y(value).toFixed(2)}`;
  const isPartial = ({ place }: Point): boolean => plot.isPartial(place);
  const steps = points.flatMap((point, index) => {
    const before = points[index - 1];
    return before !== undefined && before.place === point.place - 1 ? [{ before, point }] : [];
  });
  const pathOf = (wanted: boolean): string =>
    steps
      .filter(({ before, point }) => (isPartial(before) || isPartial(point)) === wanted)
      .map(({ before, point }, index, all) =>
        all[index - 1]?.point === before ? `L${at(point)}` : `M${at(before)}L${at(point)}`,
      )
      .join("");
  const drawn = (path: string, attributes: Readonly<Record<string, string | number>>): string =>
    path === ""
      ? ""
      : tag("path", { d: path, fill: "none", stroke: colour, "stroke-linejoin": "round", ...attributes });
  const isAlone = (point: Point): boolean =>
    !steps.some((one) => one.before === point || one.point === point);
  return [
    drawn(pathOf(false), {
      "stroke-width": 2.4,
      "stroke-linecap": dash === "" ? "round" : "butt",
      ...(dash === "" ? {} : { "stroke-dasharray": dash }),
    }),
    drawn(pathOf(true), { "stroke-width": 1.6, "stroke-dasharray": "1.5 4" }),
    ...points
      .filter(
        (point) => places <= MOST_MARKED || isPartial(point) || point === points.at(-1) || isAlone(point),
      )
      .map((point) =>
        markAt(mark, {
          x: plot.x(point.place),
          y: plot.y(point.value),
          size: places <= 16 ? 5 : 4,
          colour,
          isHollow: isPartial(point),
          halo: PANEL,
        }),
      ),
  ].join("");
}

function numbers(points: readonly Point[], places: number, plot: Plot): readonly string[] {
  if (places > MOST_NUMBERED) return [];
  return points.map(({ place, value }) =>
    words(valueText(value), plot.x(place), plot.y(value) - 11, {
      "font-size": TEXT - 1,
      "font-weight": 600,
      "text-anchor": "middle",
      fill: INK,
      stroke: PANEL,
      "stroke-width": 3,
      "paint-order": "stroke",
    }),
  );
}

/** Sample and name of each line, joined to its end where they had to move away from it. */
function endLabels(
  ends: readonly (Point | undefined)[],
  {
    names,
    styles,
    plot,
  }: {
    readonly names: readonly (readonly string[])[];
    readonly styles: readonly Style[];
    readonly plot: Plot;
  },
): string {
  const wanted = ends.map((end) => (end === undefined ? PLOT_HEIGHT : plot.y(end.value)));
  const middles = spreadLabels(
    wanted.map((y, place) => ({ wanted: y, height: (names[place]?.length ?? 1) * LINE_HEIGHT })),
    { top: -8, bottom: PLOT_HEIGHT + AXIS_HEIGHT, gap: 6 },
  );
  return ends
    .flatMap((end, place) => {
      const [style, middle = 0, lines = []] = [styles[place], middles[place], names[place]];
      if (style === undefined) return [];
      const x = plot.right + 12;
      const isAway = end !== undefined && Math.abs(middle - plot.y(end.value)) > 4;
      const from = end === undefined ? undefined : { x: plot.x(end.place) + 7, y: plot.y(end.value) };
      return [
        ...(isAway && from !== undefined && end?.place !== undefined
          ? [
              tag("path", {
                d: `M${from.x.toFixed(2)} ${from.y.toFixed(2)}L${(x - 2).toFixed(2)} ${middle.toFixed(2)}`,
                fill: "none",
                stroke: style.colour,
                "stroke-width": 0.8,
                opacity: 0.55,
              }),
            ]
          : []),
        tag("line", {
          x1: x,
          x2: x + SAMPLE_WIDTH - 6,
          y1: middle,
          y2: middle,
          stroke: style.colour,
          "stroke-width": 2.4,
          ...(style.dash === "" ? {} : { "stroke-dasharray": style.dash }),
        }),
        markAt(style.mark, {
          x: x + (SAMPLE_WIDTH - 6) / 2,
          y: middle,
          size: 5,
          colour: style.colour,
          halo: PANEL,
        }),
        ...lines.map((line, index) =>
          words(line, x + SAMPLE_WIDTH, middle + 4.5 + (index - (lines.length - 1) / 2) * LINE_HEIGHT, {
            "font-size": TEXT,
            fill: INK,
          }),
        ),
      ];
    })
    .join("");
}
