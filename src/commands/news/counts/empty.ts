// What an answer with numbers says when there is nothing to count: since when, and what would not be empty.

import { formatCommand } from "../../../language/declare/format.ts";
import { actions, command, paragraph } from "../../../reply/build.ts";
import { formatDate } from "../../../reply/dates.ts";
import type { Block } from "../../../reply/reply.ts";
import { type Asker, isOutsideTheData, type Question } from "./question.ts";

/** Nothing where it is said already that the data have none of the countries. */
export async function nothingCounted({ path, options }: Asker, question: Question): Promise<Block[]> {
  if (isOutsideTheData(question)) return [];
  const { catalog, filter, values } = question;
  const newest = await catalog.newestMatch(filter);
  if (newest === undefined)
    return [
      paragraph("No story in these dates, and none that is dated in the data. Ask again with less of it."),
    ];
  const { until: _, share: _s, snapshot: _n, cite: _c, ...asked } = values;
  const everything = formatCommand(path, { ...asked, since: { type: "all" } }, options);
  return [
    paragraph(`No story in these dates. The newest one is from ${formatDate(newest)}.`),
    actions(command("Count all dates", everything)),
  ];
}
