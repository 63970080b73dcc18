// One line that says what an answer rests on: the question in full, the news it was asked of, the dates and the counts.

import type { Catalog } from "../../news/catalog.ts";
import { actions, code, command, dotted, heading, note, paragraph, privately } from "../../reply/build.ts";
import { formatDate, formatInstant } from "../../reply/dates.ts";
import type { Reply } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";

export interface Cited {
  /** The command of exactly these dates and this state of the news. */
  readonly question: string;
  readonly dates: string;
  /** `48 stories in 62 articles with 180 verdicts`. */
  readonly counts: string;
}

/** The same line, asked of the same state of the news, gives the same numbers. */
export function citation({ question, dates, counts }: Cited, { manifest }: Catalog, now: number): Reply {
  return privately(
    heading(say("To cite this answer")),
    paragraph(
      code(question),
      ` · ${dotted(
        dates,
        counts,
        say("news read {instant}", { instant: formatInstant(manifest.builtAt, "UTC") }),
        say("asked {date}", { date: formatDate(now) }),
        say("scored by a language model"),
      )}`,
    ),
    note(
      say(
        "The command names the state of the news by its snapshot. Asked again while that is kept, it gives the same numbers; later it says so.",
      ),
    ),
    actions(command(say("Ask it again"), question)),
  );
}
