// The table for a terminal of 100 columns.

import type { HeldFigure, MeasuredLine, Report } from "./run.ts";
import { machineText, newsText, standing, targetText, valueText } from "./words-for.ts";

const WIDTH = 100;
const COLUMNS = { says: 38, value: 12, target: 11, standing: 14 } as const;

export function terminalTable(report: Report): string {
  return [
    ...wrapped(newsText(report), ""),
    ...wrapped(machineText(report.machine), ""),
    "",
    row("", "figure", "target", "share of it", "").trimEnd(),
    ...report.lines.flatMap(lineRows),
    "",
  ].join("\n");
}

function lineRows({ title, figures, skipped, failed }: MeasuredLine): readonly string[] {
  return [
    title,
    ...(skipped === undefined ? [] : wrapped(`not measured: ${skipped}`, "  ")),
    ...(failed === undefined ? [] : wrapped(`FAILED: ${failed}`, "  ")),
    ...figures.flatMap(figureRows),
  ];
}

function figureRows(figure: HeldFigure): readonly string[] {
  const { says, target, note = "" } = figure;
  const cells = [
    `  ${says}`,
    valueText(figure),
    target === undefined ? "" : targetText(target),
    standing(figure),
  ] as const;
  const [first, ...further] = wrapped(note, "", WIDTH - row(...cells, "").length);
  if (further.length === 0) return [row(...cells, first ?? "").trimEnd()];
  // What does not fit beside the figure stands below it.
  return [row(...cells, "").trimEnd(), ...wrapped(note, "      ")];
}

function row(says: string, value: string, target: string, share: string, note: string): string {
  return [
    says.padEnd(COLUMNS.says),
    value.padStart(COLUMNS.value),
    target.padStart(COLUMNS.target),
    share.padStart(COLUMNS.standing),
    `  ${note}`,
  ].join("");
}

function wrapped(text: string, indent: string, width = WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, (indent + line).slice(0, Math.max(width, 20))];
}
