// Rows as csv that spreadsheets open rightly and safely. Programs that want texts exactly as they are take parquet.

import type { ExportColumn } from "./columns.ts";

/** Excel takes a csv for UTF-8 only when it begins with this; readers drop it. It stands in the first column's name. */
const BYTE_ORDER_MARK = "\ufeff";

/** What begins a formula; the wide ones do in East Asian editions. */
const FORMULA = "[=+\\-@＝＋－＠]";

/**
 * Where a cell may begin: at a text's own beginning, and, in a spreadsheet that separates by semicolons or tabs and then takes
 * our quotes for text, behind one of these.
 */
const BEGINNING = "(^|[;\\t\\r\\n])";

/**
 * The text with an apostrophe before what would begin a formula, and before a tab or a carriage return at its beginning:
 * spreadsheets then show a text. One that has apostrophes there gets one more, so that taking one away gives every text as it
 * was.
 */
function guardedSql(text: string): string {
  const guarded = `regexp_replace(${text}, '${BEGINNING}(''*${FORMULA})', '\\1''\\2', 'g')`;
  return `regexp_replace(${guarded}, '^(''*[\\t\\r])', '''\\1')`;
}

/** A row of a csv: every cell in quotes, and guarded as the texts above are. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${guarded(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/** The first line of a csv. */
export function csvHead(names: readonly string[]): string {
  return `${BYTE_ORDER_MARK}${names.join(",")}\r\n`;
}

function guarded(text: string): string {
  return text.replace(new RegExp(`${BEGINNING}('*${FORMULA})`, "gu"), "$1'$2").replace(/^('*[\t\r])/, "'$1");
}

/** What a csv has of rows with these columns, which come from `source`. */
export function csvSql(columns: readonly ExportColumn[], source: string): string {
  const shown = columns.map(({ name, kind }, index) => {
    const title = `${index === 0 ? BYTE_ORDER_MARK : ""}${name}`;
    return `${kind === "text" ? guardedSql(name) : name} AS "${title}"`;
  });
  return `SELECT ${shown.join(", ")} FROM ${source}`;
}
