// From a list to a digest: the command behind [Every morning], with everything that the list asks for.

import { formatCommand } from "../../language/declare/format.ts";
import type { Options } from "../../language/declare/options.ts";
import { writeQuestion } from "../../news/search/question.ts";
import { wording } from "../../wording/say.ts";
import { filterOptions, type ListValues, listOptions, searchOptions } from "./filters.ts";
import { fromStart, type ListKind } from "./list-page.ts";

export const MORNING_PATH = ["digest", "morning"] as const;

const { words: question } = searchOptions;

/** What a list asks for; `name`, `alone` and `sure` are what was confirmed. */
export const morningOptions = {
  ...filterOptions,
  topic: listOptions.topic,
  each: listOptions.each,
  limit: listOptions.limit,
  search: {
    kind: "text",
    summary: wording("The question of a search"),
    maxLength: 500,
    reads: question.reads,
  },
  name: { kind: "text", summary: wording("What it is called"), maxLength: 60 },
  alone: { kind: "flag", summary: wording("To whoever asks, and nobody else") },
  sure: { kind: "flag", summary: wording("Make it") },
} as const satisfies Options;

/** The command that asks whether such a list should come every morning. */
export function morningText(kind: ListKind, values: ListValues): string {
  const { topic, each, limit, ...filter } = fromStart(values);
  return formatCommand(
    MORNING_PATH,
    {
      ...filter,
      topic,
      each,
      limit,
      ...(kind.order === "search" ? { search: writeQuestion(kind.question) } : {}),
    },
    morningOptions,
  );
}
