// What people are asked of an article: whether it is about a pillar, and whether the reports of its story are one.

import { formatCommand } from "../../language/declare/format.ts";
import type { Options } from "../../language/declare/options.ts";
import type { StoryEntry } from "../../news/catalog.ts";
import { dimensionOptions } from "../../news/filter/dimensions.ts";
import { topicOption } from "../../news/filter/topics.ts";
import { type PillarNumber, pillarName } from "../../news/pillars.ts";
import { command, feedback } from "../../reply/build.ts";
import type { Action, Block } from "../../reply/reply.ts";
import { say, wording } from "../../wording/say.ts";
import { nameOfArticle } from "./find-article.ts";
import { articleOption } from "./one-article.ts";

export const JUDGE_PATH = ["news", "judge"] as const;

export const judgeOptions = {
  article: articleOption,
  pillar: {
    kind: "choice",
    summary: wording("The pillar that the article is about, or is not"),
    choices: dimensionOptions.pillar.choices,
  },
  topic: { ...topicOption, summary: wording("Whether it is about that pillar: on, related or off") },
  story: {
    kind: "choice",
    summary: wording("Whether all reports of it are of one story"),
    choices: [
      { value: "one", label: "one", aliases: ["same"] },
      { value: "several", label: "several", aliases: ["different"] },
    ],
  },
} as const satisfies Options;

/** Asks whether an article is about a pillar; both answers say so in words. */
export function pillarQuestion(id: string, pillar: PillarNumber): Block {
  const answer = (label: string, topic: "on" | "off"): Action =>
    command(
      label,
      formatCommand(JUDGE_PATH, { article: nameOfArticle(id), pillar: String(pillar), topic }, judgeOptions),
    );
  return feedback(
    answer(say("About {pillar}", { pillar: pillarName(pillar) }), "on"),
    answer(say("Not about {pillar}", { pillar: pillarName(pillar) }), "off"),
  );
}

/** Asks whether the reports of a story are one; nothing where there is only one report. */
export function storyQuestion({ article, reports }: StoryEntry): readonly Block[] {
  if (reports.length === 0) return [];
  const answer = (label: string, story: "one" | "several"): Action =>
    command(label, formatCommand(JUDGE_PATH, { article: nameOfArticle(article.id), story }, judgeOptions));
  return [feedback(answer(say("One story"), "one"), answer(say("Not one story"), "several"))];
}

/** Asks all that can be asked of an article. */
export function questionsText(id: string): string {
  return formatCommand(JUDGE_PATH, { article: nameOfArticle(id) }, judgeOptions);
}
