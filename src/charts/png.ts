// From SVG to PNG, with the shipped font and no other.

import { Resvg } from "@resvg/resvg-js";
import type { Chart } from "../reply/chart.ts";
import { FONT_FAMILY, type FontFiles, readFonts } from "./font.ts";
import { pictureOf } from "./picture.ts";
import { createTexts } from "./text.ts";

/** Screens have more pixels than the picture has units. */
const SHARPNESS = 2;
/** Tall pictures are drawn plainly: they stay under a megabyte. */
const TALLEST_SHARP = 2_000;

/** Draws charts. Throws when a font file is missing. */
export function createPainter(files: FontFiles): (chart: Chart) => Uint8Array {
  const texts = createTexts(readFonts(files));
  const font = {
    loadSystemFonts: false,
    fontFiles: Object.values(files),
    defaultFontFamily: FONT_FAMILY,
  };
  return (chart) => {
    const { svg, height } = pictureOf(chart, texts);
    const sharpness = height > TALLEST_SHARP ? 1 : SHARPNESS;
    return new Resvg(svg, { font, fitTo: { mode: "zoom", value: sharpness } }).render().asPng();
  };
}
