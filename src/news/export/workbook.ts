// A workbook of a few sheets, written as its rows come: each sheet's XML goes through the compressor to the disk, so that
// memory holds some hundred rows, however many there are (ADR 24).

import { closeSync, openSync, writeSync } from "node:fs";
import { strToU8, Zip, ZipDeflate } from "fflate";
import { type Cell, cellXml, STYLES, xmlText } from "./cells.ts";

export interface Sheet {
  readonly name: string;
  /** Of its columns, in characters. */
  readonly widths: readonly number[];
  /** Whether the first row is a heading: bold, always in sight, with a filter on each column. */
  readonly hasHeading: boolean;
  /** Asked once, after those of all sheets behind it: it may tell how many of their texts were cut. */
  rows(cut: number): Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

/** Half of the best compression's time for a fifth more bytes. */
const LEVEL = 3;
const AT_ONCE_CHARACTERS = 64 * 1024;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Writes a workbook to a path where nothing is yet. Returns how many texts were cut because a cell does not hold them. */
export async function writeWorkbook(path: string, sheets: readonly Sheet[]): Promise<number> {
  const file = openSync(path, "wx", 0o600);
  let cut = 0;
  let failure: Error | undefined;
  const zip = new Zip((error, bytes) => {
    if (error !== null) failure ??= error;
    else writeSync(file, bytes);
  });

  function part(name: string): { write(xml: string): void; end(xml: string): void } {
    const entry = new ZipDeflate(name, { level: LEVEL });
    zip.add(entry);
    const push = (xml: string, isLast: boolean): void => {
      entry.push(strToU8(xml), isLast);
      if (failure !== undefined) throw failure;
    };
    return { write: (xml) => push(xml, false), end: (xml) => push(xml, true) };
  }

  async function writeSheet({ widths, hasHeading, rows }: Sheet, number: number): Promise<void> {
    const sheet = part(`xl/worksheets/sheet${number}.xml`);
    let pending = `${DECLARATION}<worksheet xmlns="${MAIN}">${viewXml(hasHeading)}${columnsXml(widths)}<sheetData>`;
    let count = 0;
    for await (const row of rows(cut)) {
      const style = hasHeading && count === 0 ? STYLES.heading : STYLES.plain;
      count += 1;
      pending += `<row r="${count}">`;
      for (const [index, value] of row.entries()) {
        const { xml, isCut } = cellXml(`${columnName(index + 1)}${count}`, value, style);
        pending += xml;
        if (isCut) cut += 1;
      }
      pending += "</row>";
      if (pending.length < AT_ONCE_CHARACTERS) continue;
      sheet.write(pending);
      pending = "";
    }
    const filter = hasHeading ? `<autoFilter ref="A1:${columnName(widths.length)}${count}"/>` : "";
    sheet.end(`${pending}</sheetData>${filter}</worksheet>`);
  }

  try {
    for (const [index, sheet] of [...sheets.entries()].toReversed()) await writeSheet(sheet, index + 1);
    for (const [name, xml] of packageParts(sheets)) part(name).end(DECLARATION + xml);
    zip.end();
    if (failure !== undefined) throw failure;
  } finally {
    closeSync(file);
  }
  return cut;
}

function viewXml(hasHeading: boolean): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return hasHeading
    ? `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`
    : '<sheetViews><sheetView workbookViewId="0"/></sheetViews>';
}

function columnsXml(widths: readonly number[]): string {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<cols>${columns.join("")}</cols>`;
}

/** `A` for the first column; there are at most 26. */
function columnName(number: number): string {
  return String.fromCharCode("A".charCodeAt(0) + number - 1);
}

/** Everything beside the sheets' own parts. */
function packageParts(sheets: readonly Sheet[]): readonly (readonly [name: string, xml: string])[] {
  const numbered = sheets.map(({ name }, index) => ({ name, number: index + 1 }));
  const stylesId = sheets.length + 1;
  return [
    [
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbered
        .map(({ name, number }) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`)
        .join("")}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE}/relationships">${numbered
        .map(
          ({ number }) =>
            `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
        )
        .join(
          "",
        )}<Relationship Id="rId${stylesId}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", STYLES_XML],
    [
      "_rels/.rels",
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${numbered
        .map(
          ({ number }) =>
            `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
        )
        .join("")}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    ],
  ];
}

/** The formats that `STYLES` names, in its order; 164 is the first number that is not a built-in one's. */
const STYLES_XML = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="164" applyNumberFormat="1" xfId="0"/><xf quotePrefix="1" xfId="0"/></cellXfs></styleSheet>`;
