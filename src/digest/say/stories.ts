// The stories of a digest, in the layout that it has: each article once, under what got worse and what got better.

import type { Assessment } from "../../news/article.ts";
import { reasonOf } from "../../news/card-summary.ts";
import { onlyPillar } from "../../news/filter/filter.ts";
import { bestFirst } from "../../news/filter/rank.ts";
import { pillarOf } from "../../news/pillars.ts";
import type { ArticleCard } from "../../reply/article-card.ts";
import { type Content, command, dotted, heading, link, list, paragraph, strong } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import { relevanceWords, signOf, wordsOf } from "../../reply/signs.ts";
import { NOTHING_TOLD } from "../../store/told.ts";
import { say } from "../../wording/say.ts";
import type { CommandTexts, DigestContents, ShownStory } from "./contents.ts";
import { DIRECTIONS, directionOfStory } from "./direction.ts";
import { nameOfTitle, type Passage, type Piece } from "./pieces.ts";

export function storyPassages(contents: DigestContents, texts: CommandTexts): readonly Passage[] {
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
    const titles = isTitled ? [heading(say(title))] : [];
    if (layout === "brief") return [...titles.map(untold), briefPassage([...groups.values()].flat(), titles)];
    return [
      ...titles.map(untold),
      ...[...groups].flatMap(([group, members]) => {
        const names = group === "" ? [] : [paragraph(strong(group))];
        return [
          ...names.map(untold),
          ...members.map((story): Passage => {
            const block = storyBlock(story, layout === "full", texts);
            return { block, pieces: [pieceOf(story, [...titles, ...names, block])] };
          }),
        ];
      }),
    ];
  });
}

function untold(block: Block): Passage {
  return { block, pieces: [] };
}

function briefPassage(stories: readonly PlacedStory[], titles: readonly Block[]): Passage {
  const lines = stories.map((story) => ({ story, line: briefLine(story) }));
  return {
    block: list(lines.map(({ line }) => line)),
    pieces: lines.map(({ story, line }) => pieceOf(story, [...titles, list([line])])),
  };
}

function pieceOf({ article, card }: ShownStory, alone: readonly Block[]): Piece {
  return { name: nameOfTitle(card.title), alone, tells: { ...NOTHING_TOLD, articles: [article] } };
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
    return {
      ...story,
      group: card.verdict === undefined ? "" : say(card.verdict.pillar.name),
      card: { ...card, pillarInHeading: true },
    };
  return {
    ...story,
    group: card.countries.join(", ") || say("No country"),
    card: { ...card, countries: [] },
  };
}

function storyBlock(story: PlacedStory, isFull: boolean, texts: CommandTexts): Block {
  return {
    type: "article",
    article: isFull ? withEveryVerdict(story) : story.card,
    actions: [command(say("Details"), texts.details(story.card.id))],
  };
}

/**
 * `▼▼ Council paid the mayor's brother · Latvia · Absence of Corruption · lsm.lv · + 2 more reports.`, and behind it the
 * reason of the verdict; what happened says the title.
 */
function briefLine({ group, card, kept }: PlacedStory): Content {
  const { verdict, pillarInHeading, title, url, isOpinion, countries, source, reports } = card;
  const sign = verdict === undefined ? "" : `${signOf(verdict.score)} `;
  const rest = dotted(
    group || countries.join(", "),
    verdict !== undefined && !pillarInHeading && say(verdict.pillar.name),
    verdict !== undefined && verdict.relevance < 2 && relevanceWords(verdict.relevance),
    isOpinion && say("opinion"),
    source,
    reports.length > 0 &&
      say("+ {count, plural, one {# more report} other {# more reports}}", { count: reports.length }),
  );
  const { pillar, summary = "" } = kept.find((own) => own.pillar === verdict?.pillar.number) ?? kept[0];
  const reason = reasonOf(summary, pillar);
  return [
    sign,
    url === undefined ? strong(title) : link(url, title),
    rest === "" ? "" : ` · ${rest}`,
    reason === undefined ? "" : `. ${reason}`,
  ];
}

/** The full layout: below the card's own summary a line with the reason for every other verdict, the best first. */
function withEveryVerdict({ card, assessments }: ShownStory): ArticleCard {
  const others = assessments
    .filter(({ pillar }) => pillar !== card.verdict?.pillar.number)
    .toSorted(bestFirst());
  const lines = others.map(verdictLine);
  const text = [...(card.summary === undefined ? [] : [card.summary.text]), ...lines].join("\n");
  return {
    ...card,
    assessments: card.verdict === undefined ? [] : [card.verdict],
    ...(text === "" ? {} : { summary: { ...card.summary, text, from: card.summary?.from ?? "assessment" } }),
  };
}

/**
 * Summaries of one article begin alike, with what happened: the reason is what a verdict of its own adds. Off topic there
 * is none to tell.
 */
function verdictLine({ pillar, score, relevance, summary = "" }: Assessment): string {
  const verdict = `${signOf(score)} ${say(pillarOf(pillar).name)}, ${wordsOf(score)}`;
  if (relevance === 0) return `${verdict}, ${relevanceWords(relevance)}`;
  const reason = reasonOf(summary, pillar);
  return reason === undefined ? verdict : `${verdict}: ${reason}`;
}
