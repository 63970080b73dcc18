// What every command that counts does with what it counted: cites it, or prints it and keeps it to be cited.

import type { Catalog, Counts } from "../../../news/catalog.ts";
import type { Block, Reply } from "../../../reply/reply.ts";
import type { Lists } from "../../../store/lists.ts";
import { say, wording } from "../../../wording/say.ts";
import type { CommandContext } from "../../serve/define.ts";
import { askedNews } from "../asked-news.ts";
import { citation } from "../citation.ts";
import { isOutsideTheData } from "../outside-the-data.ts";
import { covered } from "../period.ts";
import { nothingCounted } from "./empty.ts";
import type { CountValues } from "./options.ts";
import { type Asker, anewText, exactText, type Question } from "./question.ts";
import { besides, datesSaid, toldFirst } from "./sentences.ts";

/** What was counted for a question, and how its command tells it. */
export interface Answer {
  readonly question: Question;
  /** Of all that was asked about. */
  readonly counts: Counts;
  /** As a citation has them. */
  readonly countsSaid: string;
  readonly heading: Block;
  /** Told before any number. */
  readonly remark?: string;
  /** Asked for only where there is a story. */
  numbers(): Block[];
  /** Asked for only where the data have one of the countries. */
  buttons(): Block[];
}

const GONE = wording(
  "The state of the news that was asked for is no longer kept, so these are the numbers of the news as they are now.",
);

/** `count` may answer itself, where nothing can be counted. */
export async function answerCounts(
  lists: Lists,
  asker: Asker,
  values: CountValues,
  { news, now, invocation }: CommandContext,
  count: (catalog: Catalog) => Promise<Answer | Reply>,
): Promise<Reply> {
  const { served, isGone } = await askedNews(values, news);
  const answer = await count(served.catalog);
  if ("blocks" in answer) return answer;
  const { question, counts, countsSaid, heading, remark } = answer;
  const exact = exactText(asker, question);
  if (values.cite === true)
    return citation(
      { question: exact, dates: datesSaid(question), counts: countsSaid },
      question.catalog,
      now,
    );
  await lists.remember(
    invocation.workspace,
    invocation.actor.id,
    { asked: exact, question: anewText(asker, question) },
    now,
  );
  return {
    audience: values.share === true ? "everyone" : "asker",
    blocks: [
      heading,
      ...toldFirst(question, served.notice, isGone ? say(GONE) : undefined, remark),
      ...(counts.total.stories.all === 0 ? await nothingCounted(asker, question) : answer.numbers()),
      ...besides(question, counts, now),
      ...(isOutsideTheData(question.catalog, question.filter) ? [] : answer.buttons()),
    ],
    covers: covered(question.resolved, question.anchors, {
      stories: counts.total.stories.all,
      notScored: counts.notScored,
    }),
  };
}
