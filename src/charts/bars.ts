// A chart of bars: what stands side by side. Bars lie, so that long names can be read; each has its number at its end.

import { type Chart, categoryLabel, valueText } from "../reply/chart.ts";
import { type Body, MARGIN, WIDTH } from "./frame.ts";
import { INK, PALE_INK, PANEL, type Style, stylesOf } from "./palette.ts";
import { scaleOf } from "./scale.ts";
import { markAt, tag, words } from "./svg.ts";
import type { Texts } from "./text.ts";

const TEXT = 13;
const LINE_HEIGHT = 16;
const LABEL_WIDTH = 230;
/** How thick a bar is, by the number of series; with very many bars thinner. */
const THICKNESS = [20, 20, 15, 13, 12, 11, 11, 11, 11];
const THIN = 7;
const MANY_BARS = 160;
/** A number beside a thinner bar cannot be read. */
const LEAST_NUMBERED = 11;
const GAP = 12;

export function barBody(chart: Chart, texts: Texts): Body {
  const { categories, series } = chart;
  const styles = stylesOf(series);
  const legend = series.length > 1 ? legendOf(chart, styles, texts) : { markup: "", height: 0 };
  const thickness =
    categories.length * series.length > MANY_BARS ? THIN : (THICKNESS[series.length] ?? LEAST_NUMBERED);
  const isNumbered = thickness >= LEAST_NUMBERED;
  const labels = categories.map((category, place) =>
    texts.lines(texts.drawable(categoryLabel(category), `no. ${place + 1}`), LABEL_WIDTH, TEXT, 2),
  );
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const scale = scaleOf(values);
  const numberWidth = Math.max(
    0,
    ...values.map((value) => texts.widthOf(valueText(value), TEXT - 1, "semibold")),
  );
  const left = MARGIN + Math.max(0, ...labels.flat().map((line) => texts.widthOf(line, TEXT))) + 12;
  const right = WIDTH - MARGIN - numberWidth - 26;
  const x = (value: number): number => left + (right - left) * scale.at(value);
  const row = Math.max(series.length * thickness, ...labels.map((lines) => lines.length * LINE_HEIGHT)) + GAP;
  const top = legend.height;
  const rows = categories.flatMap(({ isPartial = false }, place) => {
    const middle = top + place * row + row / 2;
    const lines = labels[place] ?? [];
    return [
      ...lines.map((line, index) =>
        words(line, left - 12, middle + 4.5 + (index - (lines.length - 1) / 2) * LINE_HEIGHT, {
          "font-size": TEXT,
          "text-anchor": "end",
          fill: INK,
        }),
      ),
      ...series.map((one, of) => {
        const y = middle + (of - series.length / 2) * thickness;
        const style = styles[of];
        return style === undefined
          ? ""
          : bar(one.values[place] ?? null, {
              style,
              x,
              y,
              thickness,
              isNumbered,
              isPartial,
              hasMark: series.length > 1,
            });
      }),
    ];
  });
  const height = top + categories.length * row;
  const zero = tag("line", {
    x1: x(0),
    x2: x(0),
    y1: top,
    y2: height,
    stroke: PALE_INK,
    "stroke-width": 1,
  });
  return { markup: [legend.markup, ...rows, zero].join(""), height };
}

interface Bar {
  readonly style: Style;
  readonly x: (value: number) => number;
  readonly y: number;
  readonly thickness: number;
  readonly isNumbered: boolean;
  readonly isPartial: boolean;
  /** Whether the series is told by its mark as well as by its colour. */
  readonly hasMark: boolean;
}

function bar(value: number | null, { style, x, y, thickness, isNumbered, isPartial, hasMark }: Bar): string {
  const [from, to] = [Math.min(x(0), x(value ?? 0)), Math.max(x(0), x(value ?? 0))];
  const middle = y + thickness / 2;
  const shape = tag("rect", {
    x: from,
    y: y + 1,
    width: to - from,
    height: thickness - 2,
    rx: Math.min(2, thickness / 4),
    fill: style.colour,
    ...(isPartial
      ? { "fill-opacity": 0.25, stroke: style.colour, "stroke-width": 1.3, "stroke-dasharray": "3 2" }
      : {}),
  });
  const mark = markAt(style.mark, {
    x: to + 8,
    y: middle,
    size: Math.min(4, thickness / 2.6),
    colour: style.colour,
    isHollow: isPartial,
    halo: PANEL,
  });
  const number = words(valueText(value), to + (hasMark ? 16 : 7), middle + 4.2, {
    "font-size": TEXT - 1,
    "font-weight": 600,
    fill: INK,
  });
  return [
    value === null || value === 0 ? "" : shape,
    hasMark && value !== null ? mark : "",
    isNumbered ? number : "",
  ].join("");
}

/** The series by name, in rows. */
function legendOf({ series }: Chart, styles: readonly Style[], texts: Texts): Body {
  const room = WIDTH - 2 * MARGIN;
  let [x, y] = [0, 0];
  const markup = series.map((one, place) => {
    const name = texts.lines(texts.drawable(one.name, `no. ${place + 1}`), room - 40, TEXT, 1).join("");
    const width = 40 + texts.widthOf(name, TEXT);
    if (x > 0 && x + width > room) [x, y] = [0, y + 22];
    const [at, style] = [MARGIN + x, styles[place]];
    x += width + 14;
    if (style === undefined) return "";
    return [
      tag("rect", { x: at, y: y - 5, width: 14, height: 12, rx: 2, fill: style.colour }),
      markAt(style.mark, { x: at + 23, y: y + 1, size: 4.5, colour: style.colour, halo: PANEL }),
      words(name, at + 34, y + 5.5, { "font-size": TEXT, fill: INK }),
    ].join("");
  });
  return { markup: markup.join(""), height: y + 28 };
}
