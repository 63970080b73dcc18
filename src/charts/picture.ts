// A chart as an SVG picture. Pure.

import { assertNever } from "../errors.ts";
import { type Chart, hasValues, NO_VALUES } from "../reply/chart.ts";
import { say } from "../wording/say.ts";
import { barBody } from "./bars.ts";
import { type Body, framed, type Picture, WIDTH } from "./frame.ts";
import { lineBody } from "./lines.ts";
import { PALE_INK } from "./palette.ts";
import { words } from "./svg.ts";
import type { Texts } from "./text.ts";

export function pictureOf(chart: Chart, texts: Texts): Picture {
  return framed(chart, texts, hasValues(chart) ? bodyOf(chart, texts) : emptyBody());
}

function emptyBody(): Body {
  const looks = { "font-size": 15, "text-anchor": "middle", fill: PALE_INK } as const;
  return { markup: words(say(NO_VALUES), WIDTH / 2, 60, looks), height: 110 };
}

function bodyOf(chart: Chart, texts: Texts): Body {
  switch (chart.kind) {
    case "line":
      return lineBody(chart, texts);
    case "bar":
      return barBody(chart, texts);
    default:
      return assertNever(chart.kind);
  }
}
