// `/news judge`: what somebody says of a verdict or a story, kept for whoever measures. Nothing that is shown changes by it.

import { AppError, assertNever } from "../../errors.ts";
import { UNTITLED } from "../../news/card.ts";
import type { StoryEntry } from "../../news/catalog.ts";
import { isPillarNumber, pillarName } from "../../news/pillars.ts";
import type { Relevance } from "../../reply/article-card.ts";
import { heading, note, paragraph, privately, strong } from "../../reply/build.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { relevanceWords, signOf, wordsOf } from "../../reply/signs.ts";
import type { JudgementRecord, Judgements } from "../../store/judgements.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { findArticle } from "./find-article.ts";
import { JUDGE_PATH, judgeOptions, pillarQuestion, questionsText, storyQuestion } from "./judging.ts";
import { type AboutArticle, chooseAmong } from "./one-article.ts";
import type { NewsServices } from "./services.ts";

/** How `JudgementRecord.pillar` has a story. */
const STORY = 0;

/** Other reports that are kept of a story that was judged. */
const REPORTS_KEPT = 20;

const LABELS = { on: 2, related: 1, off: 0 } as const;

const JUDGE: AboutArticle = { label: wording("Judge"), textOf: questionsText };

export function judgeCommand({ lists, judgements }: NewsServices): Command {
  return defineCommand({
    path: JUDGE_PATH,
    hidden: true,
    summary: wording("Say whether an article is about a pillar, or its reports are one story"),
    role: "read",
    answers: "message",
    examples: ["/news judge 1", "/news judge 1 pillar 2 topic off"],
    options: judgeOptions,
    async handler({ article: wanted, pillar, topic, story }, context): Promise<Reply> {
      const { catalog } = await context.news.serving();
      const named = await findArticle(catalog, wanted, lists, context);
      if (named.type === "several") return chooseAmong(JUDGE, wanted, named, lists, context);
      const found = named.entry;
      // Of an article that words of a title led to, nothing is kept before its name was read.
      if (named.type === "guessed") return questions(found, await said(judgements, found, context));
      const snapshot = catalog.manifest.id;
      if (story !== undefined) return judgeStory(judgements, found, story, snapshot, context);
      const number = pillar === undefined ? soleOf(found) : Number(pillar);
      if (topic === undefined || number === undefined)
        return questions(found, await said(judgements, found, context));
      return judgePillar(judgements, found, number, LABELS[topic], snapshot, context);
    },
  });
}

function soleOf({ article: { assessments } }: StoryEntry): number | undefined {
  return assessments.length === 1 ? assessments[0]?.pillar : undefined;
}

async function judgePillar(
  judgements: Judgements,
  { article }: StoryEntry,
  number: number,
  label: Relevance,
  snapshot: string,
  { invocation: { workspace, actor }, now }: CommandContext,
): Promise<Reply> {
  const judged = article.assessments.find(({ pillar }) => pillar === number);
  const name = isPillarNumber(number) ? pillarName(number) : String(number);
  if (judged === undefined)
    throw new AppError(
      "bad-input",
      say("That article has no verdict for {pillar}. Nothing was kept.", { pillar: name }),
    );
  await judgements.keep({
    workspace,
    actor: actor.id,
    article: article.id,
    pillar: judged.pillar,
    label,
    reports: "[]",
    snapshot,
    judgedAt: now,
  });
  return kept(aboutSaid(label, name), article.title);
}

function aboutSaid(label: Relevance, pillar: string): string {
  switch (label) {
    case 2:
      return say("You say that it is about {pillar}.", { pillar });
    case 1:
      return say("You say that it only touches {pillar}.", { pillar });
    case 0:
      return say("You say that it is not about {pillar}.", { pillar });
    default:
      return assertNever(label);
  }
}

async function judgeStory(
  judgements: Judgements,
  { article, reports }: StoryEntry,
  story: "one" | "several",
  snapshot: string,
  { invocation: { workspace, actor }, now }: CommandContext,
): Promise<Reply> {
  if (reports.length === 0)
    throw new AppError("bad-input", say("There is no other report of that story. Nothing was kept."));
  await judgements.keep({
    workspace,
    actor: actor.id,
    article: article.id,
    pillar: STORY,
    label: story === "one" ? 2 : 0,
    reports: JSON.stringify(reports.slice(0, REPORTS_KEPT).map(({ id }) => id)),
    snapshot,
    judgedAt: now,
  });
  return kept(
    story === "one"
      ? say("You say that all its reports are one story.")
      : say("You say that its reports are not one story."),
    article.title,
  );
}

function kept(sentence: string, title = say(UNTITLED)): Reply {
  return privately(
    heading(say("Noted"), excerpt(title, 80)),
    paragraph(sentence),
    note(
      say(
        "Kept for those who measure how good the scoring is. Nothing else changes; the other answer replaces this one.",
      ),
    ),
  );
}

async function said(
  judgements: Judgements,
  { article }: StoryEntry,
  { invocation: { workspace, actor } }: CommandContext,
): Promise<ReadonlyMap<number, JudgementRecord["label"]>> {
  const own = await judgements.of(workspace, actor.id, article.id);
  return new Map(own.map(({ pillar, label }) => [pillar, label]));
}

/** Every verdict and the story, each with what was said of it and the two answers. */
function questions(entry: StoryEntry, own: ReadonlyMap<number, JudgementRecord["label"]>): Reply {
  const { article } = entry;
  const saidOf = (label: JudgementRecord["label"] | undefined): string =>
    label === undefined ? "" : ` ${say("(you said: {relevance})", { relevance: relevanceWords(label) })}`;
  const story = own.get(STORY);
  const ofStory: readonly Block[] =
    entry.reports.length === 0
      ? []
      : [
          paragraph(
            say("{reports, plural, one {# report stands} other {# reports stand}} as one story.", {
              reports: entry.reports.length + 1,
            }),
            story === undefined
              ? ""
              : ` ${story === 2 ? say("(you said: one story)") : say("(you said: not one story)")}`,
          ),
          ...storyQuestion(entry),
        ];
  return privately(
    heading(say("Is it about that?"), excerpt(article.title ?? say(UNTITLED), 80)),
    ...article.assessments.flatMap(({ pillar, score, relevance }) => [
      paragraph(
        strong(
          `${signOf(score)} ${pillar} ${pillarName(pillar)}, ${wordsOf(score)} · ${relevanceWords(relevance)}`,
        ),
        saidOf(own.get(pillar)),
      ),
      pillarQuestion(article.id, pillar),
    ]),
    ...ofStory,
    note(
      say(
        "What you say is kept for those who measure how good the scoring is. Nothing that is shown changes by it.",
      ),
    ),
  );
}
