// The first sheet of a workbook: what was asked, what the rows are, and what each column means.

import { say } from "../../wording/say.ts";
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
    [say("First article"), dayOf(counts.firstDate)],
    [say("Last article"), dayOf(counts.lastDate)],
    [say("Assessments, a row each"), counts.assessments],
    [say("Articles"), counts.articles],
    [say("Stories"), counts.stories],
    [say("Assessments not scored"), counts.notScored],
    [say("Articles undated"), counts.undated],
    ...(cut === 0 ? [] : [[say("Texts cut, for a cell holds 32,767 characters"), cut] as const]),
    [
      say("Scored by"),
      say("A language model. {about} tells how, and where it is wrong.", { about: "/news about" }),
    ],
    [],
    [say("Column"), say("What it means")],
    ...columns.map(({ name, means }) => [name, say(means)] as const),
  ];
}

function dayOf(at: number | null): Cell {
  return at === null ? null : { day: new Date(at).toISOString().slice(0, DAY_CHARACTERS) };
}
