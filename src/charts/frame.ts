// What stands around every picture: the card, the title, what is counted and of what, and what a hollow mark means.

import { dotted } from "../reply/build.ts";
import type { Chart } from "../reply/chart.ts";
import { say } from "../wording/say.ts";
import { FONT_FAMILY } from "./font.ts";
import { EDGE, INK, PALE_INK, PANEL } from "./palette.ts";
import { tag, words } from "./svg.ts";
import type { Texts } from "./text.ts";

export const WIDTH = 760;
/** Between the card's edge and what stands in it. */
export const MARGIN = 26;

const TITLE = 19;
const TITLE_LINE = 25;
const SMALL = 13;
const SMALL_LINE = 18;

export interface Body {
  readonly markup: string;
  readonly height: number;
}

export interface Picture {
  readonly svg: string;
  /** Units of the SVG. */
  readonly height: number;
}

/** The whole picture around a body, which is drawn as if its upper edge were at 0. */
export function framed(chart: Chart, texts: Texts, body: Body): Picture {
  const title = texts.lines(texts.drawable(chart.title, ""), WIDTH - 2 * MARGIN, TITLE, 2, "semibold");
  const told = dotted(texts.drawable(chart.unit, ""), texts.drawable(chart.about ?? "", ""));
  const small = texts.lines(told, WIDTH - 2 * MARGIN, SMALL, 2);
  const top =
    MARGIN + title.length * TITLE_LINE + (small.length === 0 ? 0 : 4 + small.length * SMALL_LINE) + 18;
  const partial = chart.categories.some(({ isPartial }) => isPartial === true)
    ? say("Hollow, dotted or pale: partial, and not to be compared with the others.")
    : "";
  const bottom = partial === "" ? MARGIN : MARGIN + 24;
  const height = Math.ceil(top + body.height + bottom);
  const shown = [
    tag("rect", {
      x: 0.75,
      y: 0.75,
      width: WIDTH - 1.5,
      height: height - 1.5,
      rx: 14,
      fill: PANEL,
      stroke: EDGE,
      "stroke-width": 1.5,
    }),
    ...title.map((line, place) =>
      words(line, MARGIN, MARGIN + 18 + place * TITLE_LINE, {
        "font-size": TITLE,
        "font-weight": 600,
        fill: INK,
      }),
    ),
    ...small.map((line, place) =>
      words(line, MARGIN, MARGIN + 14 + title.length * TITLE_LINE + place * SMALL_LINE, {
        "font-size": SMALL,
        fill: PALE_INK,
      }),
    ),
    tag("g", { transform: `translate(0 ${top})` }, body.markup),
    words(partial, MARGIN, height - MARGIN + 2, { "font-size": SMALL - 1, fill: PALE_INK }),
  ];
  const svg = tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: WIDTH,
      height,
      viewBox: `0 0 ${WIDTH} ${height}`,
      "font-family": FONT_FAMILY,
    },
    shown.join(""),
  );
  return { svg, height };
}
