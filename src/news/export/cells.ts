// A value as a cell of a sheet: what XML and spreadsheets cannot hold as it is. ECMA-376 part 1, sections 18.3.1.4 (c),
// 18.18.11 (ST_CellType) and 22.9.2.19 (ST_Xstring).

import { DAY_MS } from "../../time/units.ts";

/** A day, `2024-03-05`. */
export interface Day {
  readonly day: string;
}

export type Cell = string | number | boolean | Day | null;

/** Characters that a cell holds, in UTF-16 units: support.microsoft.com, "Excel specifications and limits". */
const CELL_CHARACTERS = 32_767;

/** Of the workbook's cell formats. */
export const STYLES = { plain: 0, heading: 1, date: 2, literal: 3 } as const;

export interface CellXml {
  readonly xml: string;
  /** Whether the text was too long for a cell. */
  readonly isCut: boolean;
}

/** The cell at a place such as `B7`; an empty one is no element at all. */
export function cellXml(place: string, value: Cell, style: number = STYLES.plain): CellXml {
  if (value === null) return { xml: "", isCut: false };
  if (typeof value === "string") return textCell(place, value, style);
  if (typeof value === "number") return { xml: `<c r="${place}"><v>${value}</v></c>`, isCut: false };
  if (typeof value === "boolean")
    return { xml: `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`, isCut: false };
  const serial = serialOf(value.day);
  if (serial === undefined) return textCell(place, value.day, style);
  return { xml: `<c r="${place}" s="${STYLES.date}"><v>${serial}</v></c>`, isCut: false };
}

/** A text that begins like a formula is none in a cell of texts; its format keeps it one when somebody edits it. */
const LIKE_A_FORMULA = /^[=+\-@\t\r＝＋－＠]/;

function textCell(place: string, text: string, style: number): CellXml {
  const isCut = text.length > CELL_CHARACTERS;
  const shown = isCut ? `${wholeCharacters(text.slice(0, CELL_CHARACTERS - 1))}…` : text;
  const own = style === STYLES.plain && LIKE_A_FORMULA.test(shown) ? STYLES.literal : style;
  const s = own === STYLES.plain ? "" : ` s="${own}"`;
  return {
    xml: `<c r="${place}"${s} t="inlineStr"><is><t xml:space="preserve">${xmlText(shown)}</t></is></c>`,
    isCut,
  };
}

/** Without half a character at its end. */
function wholeCharacters(text: string): string {
  return text.isWellFormed() ? text : text.replace(/[\ud800-\udbff]$/, "");
}

/**
 * Spreadsheets read `_x0041_` in a text as A. So that spelling is itself spelled, and what XML 1.0 forbids, or changes on the
 * way (a carriage return), is written in it: every text comes back as it was.
 */
export function xmlText(text: string): string {
  if (!/[&<>_\p{Cc}\ufffe\uffff]/u.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => {
      const code = character.charCodeAt(0);
      return isWritable(code) ? character : `_x${code.toString(16).toUpperCase().padStart(4, "0")}_`;
    });
}

/** Whether it comes through XML as it is: https://www.w3.org/TR/xml/#charsets, less the carriage return. */
function isWritable(code: number): boolean {
  return code === TAB || code === LINE_FEED || (code >= 0x20 && code < 0xfffe);
}

const [TAB, LINE_FEED] = [9, 10];

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Spreadsheets count a 29 February 1900, so that before March every program means another day by a number. */
const FIRST_SURE_DAY = "1900-03-01";
const LAST_DAY = "9999-12-31";

/** The number of a day in a sheet; undefined where programs differ about it. */
function serialOf(day: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || day < FIRST_SURE_DAY || day > LAST_DAY) return undefined;
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY_MS);
}
