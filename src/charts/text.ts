// Texts of a picture: cut and wrapped to the room they have.

import { excerptOfWords } from "../reply/excerpt.ts";
import type { Font, Weight } from "./font.ts";
import { cleanText } from "./svg.ts";

export interface Texts {
  /**
   * The text as it can be drawn. One with a character that the font has no shape for would be a row of empty boxes: it is
   * `instead`, and stands as it is in the words around the picture.
   */
  drawable(text: string, instead: string): string;
  widthOf(text: string, sizePx: number, weight?: Weight): number;
  /** At most so many lines, each at most so wide; the last is cut with a visible …. */
  lines(text: string, widthPx: number, sizePx: number, most: number, weight?: Weight): readonly string[];
}

export function createTexts(fonts: Readonly<Record<Weight, Font>>): Texts {
  const widthOf: Texts["widthOf"] = (text, sizePx, weight = "regular") => fonts[weight].widthOf(text, sizePx);

  return {
    drawable(text, instead) {
      const clean = cleanText(text);
      return fonts.regular.has(clean) ? clean : instead;
    },
    widthOf,
    lines(text, widthPx, sizePx, most, weight) {
      const fits = (line: string): boolean => widthOf(line, sizePx, weight) <= widthPx;
      const lines: string[] = [];
      for (const word of text.split(" ").filter((one) => one !== "")) {
        const last = lines.at(-1);
        const longer = last === undefined ? word : `${last} ${word}`;
        if (last !== undefined && (fits(longer) || lines.length === most)) lines[lines.length - 1] = longer;
        else lines.push(word);
      }
      return lines.map((line) => {
        let cut = line;
        while (!fits(cut) && cut.length > 1) cut = excerptOfWords(line, cut.length - 1);
        return cut;
      });
    },
  };
}
