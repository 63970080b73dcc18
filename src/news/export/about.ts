// The first sheet of a workbook: what was asked, what the rows are, and what each column means.

import type { Cell } from "./cells.ts";
import type { ExportColumn } from "./columns.ts";
import type { ExportCounts } from "./protocol.ts";

const DAY_CHARACTERS = "2024-03-05".length;

/** `told`: what whoever asks knows of the question, by label. `cut`: how many texts a cell did not hold. */
export function aboutRows({
  told,
  counts,
  cut,
  columns,
}: {
  readonly told: readonly (readonly [label: string, text: string])[];
  readonly counts: ExportCounts;
  readonly cut: number;
  readonly columns: readonly ExportColumn[];
}): readonly (readonly Cell[])[] {
  return [
    ...told,
    ["First article", dayOf(counts.firstDate)],
    ["Last article", dayOf(counts.lastDate)],
    ["Assessments, a row each", counts.assessments],
    ["Articles", counts.articles],
    ["Stories", counts.stories],
    ["Assessments not scored", counts.notScored],
    ["Articles undated", counts.undated],
    ...(cut === 0 ? [] : [["Texts cut, for a cell holds 32,767 characters", cut] as const]),
    ["Scored by", "A language model. /news about tells how, and where it is wrong."],
    [],
    ["Column", "What it means"],
    ...columns.map(({ name, means }) => [name, means] as const),
  ];
}

function dayOf(at: number | null): Cell {
  return at === null ? null : { day: new Date(at).toISOString().slice(0, DAY_CHARACTERS) };
}
