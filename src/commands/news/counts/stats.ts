// `/news stats`: how many stories there are, for better and worse, by pillar, country or outlet, and how many there were before.

import type { Catalog } from "../../../news/catalog.ts";
import { onlyPillar } from "../../../news/filter/filter.ts";
import type { Reply } from "../../../reply/reply.ts";
import type { Window } from "../../../time/windows.ts";
import { type Command, type CommandContext, defineCommand } from "../../serve/define.ts";
import { contradiction } from "../list-empty.ts";
import { LATEST } from "../list-page.ts";
import { DEFAULT_WINDOW, WIDENED_WINDOW, widenedSentence } from "../period.ts";
import type { NewsServices } from "../services.ts";
import { citation } from "./citation.ts";
import { nothingCounted } from "./empty.ts";
import type { By, StatsValues } from "./options.ts";
import {
  exactText,
  GONE,
  isOutsideTheData,
  newsFor,
  type Question,
  questionOf,
  typedWindow,
} from "./question.ts";
import { besides, countBefore, countsSaid, datesSaid, headingOf, toldFirst } from "./sentences.ts";
import { STATS, type Stats, statsBlocks, statsButtons } from "./stats-blocks.ts";

/** Stories that the default week has to hold, as for lists. */
const ENOUGH = 5;

export function statsCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: STATS.path,
    summary: "How many stories, for better and worse, and how many before",
    role: "read",
    answers: "message",
    examples: ["/news stats corruption", "/news stats latvia last week", "/news stats strong 30d by country"],
    options: STATS.options,
    handler: answer,
  });

  async function answer(values: StatsValues, context: CommandContext): Promise<Reply> {
    const impossible = contradiction(LATEST, values);
    if (impossible !== undefined) return impossible;
    const { served, isGone } = await newsFor(values, context.news);
    const stats = await count(served.catalog, values, context.now);
    const { question, counts, widenedFrom } = stats;
    const exact = exactText(STATS, question);
    if (values.cite === true) {
      const cited = { question: exact, dates: datesSaid(question), counts: countsSaid(counts) };
      return citation(cited, question.catalog, context.now);
    }
    const { workspace, actor } = context.invocation;
    await lists.remember(workspace, actor.id, { asked: exact }, context.now);
    const widened =
      widenedFrom === undefined || isOutsideTheData(question)
        ? undefined
        : widenedSentence(widenedFrom, datesSaid(question));
    const isEmpty = counts.total.stories.all === 0;
    return {
      audience: values.share === true ? "everyone" : "asker",
      blocks: [
        headingOf("How much", question),
        ...toldFirst(question, served.notice, isGone ? GONE : undefined, widened),
        ...(isEmpty ? await nothingCounted(STATS, question) : statsBlocks(stats)),
        ...besides(question, counts, context.now),
        ...(isOutsideTheData(question) ? [] : statsButtons(stats)),
      ],
    };
  }
}

async function count(catalog: Catalog, values: StatsValues, now: number): Promise<Stats> {
  const ask = async (usual: Window): Promise<Omit<Stats, "before">> => {
    const question = await questionOf(catalog, values, () => usual, now);
    const by = values.by ?? usualGroups(question);
    const counts = await catalog.count(question.filter, question.resolved.period, { by });
    return { question, values, by, counts };
  };
  const first = await ask(DEFAULT_WINDOW);
  const found = first.counts.total.stories.all;
  const isEnough = typedWindow(values) !== undefined || found >= ENOUGH;
  const asked = isEnough ? first : { ...(await ask(WIDENED_WINDOW)), widenedFrom: found };
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
