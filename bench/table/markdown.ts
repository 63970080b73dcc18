// The table as docs/performance.md has it.

import type { MeasuredLine, Report } from "./run.ts";
import { machineText, newsText, standing, targetText, valueText } from "./words-for.ts";

export function markdownTable(report: Report): string {
  return [
    `${newsText(report)}. ${report.startedAt.slice(0, 10)}, ${machineText(report.machine)}.`,
    "",
    "| Line | Figure | | Target | Share of it |",
    "|---|---|---:|---:|---|",
    ...report.lines.flatMap(lineRows),
    "",
  ].join("\n");
}

function lineRows({ title, figures, skipped, failed }: MeasuredLine): readonly string[] {
  const why = failed === undefined ? skipped : `failed: ${failed}`;
  const first = why === undefined ? [] : [`| ${cell(title)} | ${cell(why)} | – | | |`];
  const rows = figures.map((figure, index) => {
    const { says, target, note } = figure;
    const said = note === undefined ? says : `${says} (${note})`;
    const cells = [
      index === 0 && why === undefined ? cell(title) : "",
      cell(said),
      valueText(figure),
      target === undefined ? "" : targetText(target),
      standing(figure),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [...first, ...rows];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
