// The font that charts are drawn in: which characters it has, and how wide they are. Without its files a chart would be drawn
// without any text, and nothing would say so; so they are read here first.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { messageOf } from "../errors.ts";

export type Weight = "regular" | "semibold";

/** A file for each weight. */
export type FontFiles = Readonly<Record<Weight, string>>;

/** The files that are shipped (SIL Open Font License 1.1). Throws when the package is not installed. */
export function shippedFonts(): FontFiles {
  return {
    regular: fontFile("400Regular/Inter_400Regular.ttf"),
    semibold: fontFile("600SemiBold/Inter_600SemiBold.ttf"),
  };
}

/** Why charts cannot have their words on this machine; absent where they can. */
export function fontProblem(filesOf: () => FontFiles = shippedFonts): string | undefined {
  try {
    const missing = Object.values(filesOf()).filter((path) => !existsSync(path));
    return missing.length === 0 ? undefined : `missing: ${missing.join(", ")}`;
  } catch (error) {
    return messageOf(error);
  }
}

export const FONT_FAMILY = "Inter";

export interface Font {
  /** Whether every character of the text has a shape. */
  has(text: string): boolean;
  /** The width of a text in pixels, without kerning, which only makes it narrower. */
  widthOf(text: string, sizePx: number): number;
}

function fontFile(path: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${path}`));
}

/** Throws when a file is missing or is no TrueType font. */
export function readFonts(files: FontFiles): Readonly<Record<Weight, Font>> {
  return { regular: readFont(files.regular), semibold: readFont(files.semibold) };
}

/** Tables and their fields: https://learn.microsoft.com/typography/opentype/spec/otff */
function readFont(path: string): Font {
  const file = readFileSync(path);
  const tables = new Map(
    Array.from({ length: file.readUInt16BE(4) }, (_, place) => {
      const at = 12 + place * 16;
      return [file.toString("latin1", at, at + 4), file.readUInt32BE(at + 8)] as const;
    }),
  );
  const tableAt = (name: string): number => {
    const at = tables.get(name);
    if (at === undefined) throw new Error(`The font ${path} has no table ${name}.`);
    return at;
  };
  const unitsPerEm = file.readUInt16BE(tableAt("head") + 18);
  const metrics = file.readUInt16BE(tableAt("hhea") + 34);
  const widths = tableAt("hmtx");
  const glyphs = readGlyphs(file, tableAt("cmap"));
  const unitsOf = (glyph: number): number => file.readUInt16BE(widths + Math.min(glyph, metrics - 1) * 4);
  return {
    has: (text) => [...text].every((character) => glyphs.has(character.codePointAt(0) ?? 0)),
    widthOf: (text, sizePx) =>
      ([...text].reduce((sum, one) => sum + unitsOf(glyphs.get(one.codePointAt(0) ?? 0) ?? 0), 0) * sizePx) /
      unitsPerEm,
  };
}

/** The glyph of each code point, from the segments of a `cmap` of format 12. */
function readGlyphs(file: Buffer, cmap: number): ReadonlyMap<number, number> {
  const subtable = Array.from(
    { length: file.readUInt16BE(cmap + 2) },
    (_, place) => cmap + file.readUInt32BE(cmap + 4 + place * 8 + 4),
  ).find((at) => file.readUInt16BE(at) === 12);
  if (subtable === undefined) throw new Error("The font names no characters that can be read.");
  const glyphs = new Map<number, number>();
  for (let group = 0; group < file.readUInt32BE(subtable + 12); group += 1) {
    const at = subtable + 16 + group * 12;
    const [first, last, glyph] = [
      file.readUInt32BE(at),
      file.readUInt32BE(at + 4),
      file.readUInt32BE(at + 8),
    ];
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first);
  }
  return glyphs;
}
