// `/news stats`: how many stories there are, for better and worse, by pillar, country or outlet, and how many there were before.

import type { Catalog } from "../../../news/catalog.ts";
import { onlyPillar } from "../../../news/filter/filter.ts";
import type { Window } from "../../../time/windows.ts";
import { say, wording } from "../../../wording/say.ts";
import { type Command, defineCommand } from "../../serve/define.ts";
import { contradiction } from "../list-empty.ts";
import { LATEST } from "../list-page.ts";
import { isOutsideTheData } from "../outside-the-data.ts";
import { findWidening, typedWindow, widenedSentence } from "../period.ts";
import type { NewsServices } from "../services.ts";
import { type Answer, answerCounts } from "./answer.ts";
import { type By, STATS, type StatsValues } from "./options.ts";
import { type Question, questionOf } from "./question.ts";
import { countBefore, countsSaid, datesSaid, headingOf } from "./sentences.ts";
import { type Stats, statsBlocks, statsButtons } from "./stats-blocks.ts";

/** Stories that the default week has to hold, as for lists. */
const ENOUGH = 5;

export function statsCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: STATS.path,
    summary: wording("How many stories, for better and worse, and how many before"),
    role: "read",
    answers: "message",
    isLookup: true,
    carriesOn: true,
    examples: ["/news stats corruption", "/news stats latvia last week", "/news stats strong 30d by country"],
    options: STATS.options,
    async handler(values, context) {
      return (
        contradiction(LATEST, values) ??
        answerCounts(lists, STATS, values, context, (catalog) => answerOf(catalog, values, context.now))
      );
    },
  });
}

async function answerOf(catalog: Catalog, values: StatsValues, now: number): Promise<Answer> {
  const stats = await count(catalog, values, now);
  const { question, counts, widenedFrom } = stats;
  const isWidened = widenedFrom !== undefined && !isOutsideTheData(catalog, question.filter);
  return {
    question,
    counts,
    countsSaid: countsSaid(counts),
    heading: headingOf(say("How much"), question),
    ...(isWidened ? { remark: widenedSentence(widenedFrom, datesSaid(question)) } : {}),
    numbers: () => statsBlocks(stats),
    buttons: () => statsButtons(stats),
  };
}

async function count(catalog: Catalog, values: StatsValues, now: number): Promise<Stats> {
  const find = async (usual: Window): Promise<Omit<Stats, "before">> => {
    const question = await questionOf(catalog, values, () => usual, now);
    const by = values.by ?? usualGroups(question);
    const counts = await catalog.count(question.filter, question.resolved.period, { by });
    return { question, values, by, counts };
  };
  const typed = typedWindow(values);
  const asked =
    typed === undefined
      ? await findWidening(find, ({ counts }) => counts.total.stories.all, ENOUGH)
      : await find(typed);
  const { question, by } = asked;
  return {
    ...asked,
    before: await countBefore(question, (period) => catalog.count(question.filter, period, { by })),
  };
}

/** What tells most: the pillars, else the countries where there are several, else the outlets. */
function usualGroups({ filter, catalog }: Question): By {
  if (onlyPillar(filter) === undefined) return "pillar";
  return catalog.countries.length > 1 && filter.country?.any.length !== 1 ? "country" : "source";
}
