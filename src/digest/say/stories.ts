// The stories of a digest, in the layout that it has: each article once, under what got worse and what got better.

import type { Assessment } from "../../news/article.ts";
import { cutAtSentence } from "../../news/card.ts";
import { onlyPillar } from "../../news/filter/filter.ts";
import { byStrength } from "../../news/filter/rank.ts";
import { pillarOf } from "../../news/pillars.ts";
import type { ArticleCard } from "../../reply/article-card.ts";
import {
  type Content,
  command,
  counted,
  dotted,
  heading,
  link,
  list,
  paragraph,
  strong,
} from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import { signOf, wordsOf } from "../../reply/signs.ts";
import type { CommandTexts, DigestContents, ShownStory } from "./contents.ts";
import { DIRECTIONS, directionOfStory } from "./direction.ts";

export function storyBlocks(contents: DigestContents, texts: CommandTexts): readonly Block[] {
  const { layout } = contents.subscription.settings;
  // The headline of an alert with one story has said it.
  const isTitled = contents.kind !== "alert" || contents.shown.length > 1;
  return DIRECTIONS.flatMap(({ direction, title }) => {
    const stories = contents.shown.filter((story) => directionOfStory(story) === direction);
    if (stories.length === 0) return [];
    const groups = Map.groupBy(
      stories.map((story) => placeStory(story, contents)),
      ({ group }) => group,
    );
    // One line names its country itself; titles between the lines would double their number.
    const titles = isTitled ? [heading(title)] : [];
    if (layout === "brief") return [...titles, list([...groups.values()].flat().map(briefLine))];
    return [
      ...titles,
      ...[...groups].flatMap(([group, members]) => [
        ...(group === "" ? [] : [paragraph(strong(group))]),
        ...members.map((story) => storyBlock(story, layout, texts)),
      ]),
    ];
  });
}

/** A story with what it stands under; its card does not say that again. */
interface PlacedStory extends ShownStory {
  /** Empty under the digest's own pillar, which the heading names. */
  readonly group: string;
}

/** Under the digest's own pillar, else under its country, else under the card's pillar. */
function placeStory(story: ShownStory, { subscription, severalCountries }: DigestContents): PlacedStory {
  const { card } = story;
  if (onlyPillar(subscription.settings.filter) !== undefined) return { ...story, group: "" };
  if (!severalCountries)
    return { ...story, group: card.verdict?.pillar.name ?? "", card: { ...card, pillarInHeading: true } };
  return { ...story, group: card.countries.join(", ") || "No country", card: { ...card, countries: [] } };
}

function storyBlock(story: PlacedStory, layout: "standard" | "full", texts: CommandTexts): Block {
  return {
    type: "article",
    article: layout === "full" ? withEveryVerdict(story) : story.card,
    actions: [command("Details", texts.details(story.card.id))],
  };
}

/** `▼▼ Council paid the mayor's brother · Latvia · Absence of Corruption · lsm.lv · + 2 more reports`. */
function briefLine({ group, card }: PlacedStory): Content {
  const { verdict, pillarInHeading, title, url, countries, source, reports } = card;
  const sign = verdict === undefined ? "" : `${signOf(verdict.score)} `;
  const rest = dotted(
    group || countries.join(", "),
    verdict !== undefined && !pillarInHeading && verdict.pillar.name,
    source,
    reports.length > 0 && `+ ${counted(reports.length, "more report")}`,
  );
  return [sign, url === undefined ? strong(title) : link(url, title), rest === "" ? "" : ` · ${rest}`];
}

/** The full layout: below the card's own summary a line for every other verdict, strongest first. */
function withEveryVerdict({ card, assessments }: ShownStory): ArticleCard {
  const own = assessments.filter(({ pillar }) => pillar === card.verdict?.pillar.number);
  const told = new Set(own.flatMap(({ summary = "" }) => sentencesOf(summary)));
  const others = assessments.filter((assessment) => !own.includes(assessment)).toSorted(byStrength());
  const lines = others.map((assessment) => verdictLine(assessment, told));
  const text = [...(card.summary === undefined ? [] : [card.summary.text]), ...lines].join("\n");
  return {
    ...card,
    assessments: card.verdict === undefined ? [] : [card.verdict],
    ...(text === "" ? {} : { summary: { text, from: card.summary?.from ?? "assessment" } }),
  };
}

/** Summaries of one article tend to begin alike: what `told` has is not told again. Adds what is told now. */
function verdictLine({ pillar, score, summary = "" }: Assessment, told: Set<string>): string {
  const verdict = `${signOf(score)} ${pillarOf(pillar).name}, ${wordsOf(score)}`;
  const sentences = sentencesOf(summary);
  const isNew = sentences.findIndex((sentence) => !told.has(sentence));
  const own = isNew === -1 ? [] : sentences.slice(isNew);
  for (const sentence of own) told.add(sentence);
  return own.length === 0 ? verdict : `${verdict}: ${cutAtSentence(own.join(" "))}`;
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

function sentencesOf(text: string): readonly string[] {
  return [...sentences.segment(text)].map(({ segment }) => segment.trim());
}
