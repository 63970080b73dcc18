// What an answer with numbers says when there is nothing to count: since when, and what would not be empty.

import { formatCommand } from "../../../language/declare/format.ts";
import { actions, command, paragraph } from "../../../reply/build.ts";
import { formatDate } from "../../../reply/dates.ts";
import type { Block } from "../../../reply/reply.ts";
import { say } from "../../../wording/say.ts";
import { fromStart } from "../list-page.ts";
import { isOutsideTheData } from "../outside-the-data.ts";
import type { Asker, Question } from "./question.ts";

/** Nothing where it is said already that the data have none of the countries. */
export async function nothingCounted({ path, options }: Asker, question: Question): Promise<Block[]> {
  const { catalog, filter, values } = question;
  if (isOutsideTheData(catalog, filter)) return [];
  const newest = await catalog.newestMatch(filter);
  if (newest === undefined)
    return [
      paragraph(
        say("No story in these dates, and none that is dated in the data. Ask again with less of it."),
      ),
    ];
  const { until: _, ...asked } = fromStart(values);
  const everything = formatCommand(path, { ...asked, since: { type: "all" } }, options);
  return [
    paragraph(say("No story in these dates. The newest one is from {date}.", { date: formatDate(newest) })),
    actions(command(say("Count all dates"), everything)),
  ];
}
