// From an article to the card that shows it: which verdict, which summary, which other reports.

import type { ArticleCard, CardSummary, Score, StoryReport, Verdict } from "../reply/article-card.ts";
import { say, wording } from "../wording/say.ts";
import { type Article, type Assessment, directionOf } from "./article.ts";
import { cardSummary, segmentsOf } from "./card-summary.ts";
import type { AffairStep, OwnTexts } from "./catalog.ts";
import { type NewsFilter, onlyPillar, passing, sieveOf } from "./filter/filter.ts";
import { bestFirst } from "./filter/rank.ts";
import { type PillarNumber, pillarOf } from "./pillars.ts";
import type { Marks } from "./search/words-marks.ts";
import { soughtPassage, soughtSummary } from "./sought-summary.ts";

/** Where an article's own text is cut: the last sentence that ends before this many characters. */
const OWN_TEXT_LENGTH = 280;

/** A first sentence up to this long is kept whole; a longer one is cut at a word. */
const LONGEST_SENTENCE = 340;

/** Steps of an affair that are read for a card, the newest: more than any affair seen has. */
export const STEPS_READ = 100;

/** What stands in place of a title that is missing: a message. */
export const UNTITLED = wording("Untitled article");

/** The assessment's verdict with its pillar's name. */
function verdictOf({ pillar, score, relevance }: Assessment): Verdict {
  return { pillar: { number: pillar, name: pillarOf(pillar).name }, score, relevance };
}

/** The assessments that passed, the best first; on a tie the pillar that is shown, then the lower one. */
function keptAssessments(article: Article, filter: NewsFilter, shown?: PillarNumber): readonly Assessment[] {
  return passing(sieveOf(filter), article).toSorted(bestFirst(shown));
}

/** Whether the card's summary has to come from the article's own texts: nobody summed it up, or only these say what was sought. */
export function needsTexts(article: Article, filter: NewsFilter, marks?: Marks): boolean {
  const summed = keptAssessments(article, filter).flatMap(({ summary }) => summary ?? []);
  return summed.length === 0 || (marks !== undefined && !isSaid([article.title, ...summed], marks));
}

/** Whether one of these texts has what was sought. */
function isSaid(texts: readonly (string | undefined)[], marks: Marks): boolean {
  return texts.some((text) => text !== undefined && marks(text).length > 0);
}

/**
 * Cuts a text at the end of a sentence near 280 characters and marks the cut with "…". A first sentence that is much
 * longer is cut at a word.
 */
export function cutAtSentence(text: string): string {
  if (text.length <= OWN_TEXT_LENGTH) return text;
  let kept = "";
  for (const { segment } of segmentsOf(text)) {
    if (kept !== "" && (kept + segment).trimEnd().length > OWN_TEXT_LENGTH) break;
    kept += segment;
  }
  kept = kept.trimEnd();
  if (kept.length === text.trimEnd().length && kept.length <= LONGEST_SENTENCE) return kept;
  if (kept.length <= LONGEST_SENTENCE) return `${kept} …`;
  const words = kept.slice(0, OWN_TEXT_LENGTH);
  const lastSpace = words.lastIndexOf(" ");
  // Never half of a surrogate pair, and never nothing when there is no space at all.
  return `${(lastSpace > 0 ? words.slice(0, lastSpace) : words.replace(/[\uD800-\uDBFF]$/, "")).trimEnd()} …`;
}

/** The best verdict's summary; where something was sought, the best that says it, else the article's own texts that do. */
function summaryOf({ article, filter, texts, pillar, marks }: CardInput): CardSummary | undefined {
  const says = (text: string | undefined): boolean => marks !== undefined && isSaid([text], marks);
  const summed = keptAssessments(article, filter, pillar).filter(({ summary }) => summary !== undefined);
  const assessed = summed.find(({ summary }) => says(summary)) ?? summed[0];
  const opening = says(article.title) || says(assessed?.summary) ? [] : [texts?.description, texts?.content];
  const passage = opening.find(says);
  if (passage !== undefined && marks !== undefined)
    return emphasised({ text: soughtPassage(passage, marks), from: "article" }, marks);
  if (assessed?.summary === undefined) {
    const own = texts?.description ?? texts?.content;
    return own === undefined ? undefined : emphasised({ text: cutAtSentence(own), from: "article" }, marks);
  }
  const { summary, pillar: number } = assessed;
  const text = marks === undefined ? cardSummary(summary, number) : soughtSummary(summary, number, marks);
  return emphasised({ text, from: "assessment" }, marks);
}

function emphasised(summary: CardSummary, marks: Marks | undefined): CardSummary {
  const places = marks?.(summary.text) ?? [];
  return places.length === 0 ? summary : { ...summary, marks: places };
}

/** Only http(s) links are shown: anything else could run or ping. */
export function safeUrl(link: string): string | undefined {
  const url = URL.parse(link.trim());
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") ? url.href : undefined;
}

function reportOf(report: Article, pillar: PillarNumber, shown: Score | undefined): StoryReport {
  const score = report.assessments.find((assessment) => assessment.pillar === pillar)?.score;
  const url = safeUrl(report.link);
  return {
    id: report.id,
    source: report.source ?? say("unknown source"),
    ...(url === undefined ? {} : { url }),
    ...(score === undefined ? {} : { score }),
    disagrees: isDisagreement(score, shown),
  };
}

/** Two verdicts of opposite direction: one says better, the other worse. What is neutral contradicts neither. */
function isDisagreement(a: Score | undefined, b: Score | undefined): boolean {
  const directions = new Set([a, b].map((score) => (score === undefined ? undefined : directionOf(score))));
  return directions.has("positive") && directions.has("negative");
}

/** The steps of the affair before the article's own, the latest first. */
function earlierSteps({ article, steps }: CardInput): ArticleCard["earlier"] {
  const own = steps.findIndex(({ storyId }) => storyId === article.storyId);
  const earlier = own === -1 ? [] : steps.slice(own + 1);
  return earlier.flatMap(({ storyId, title = say(UNTITLED), publishedAt }) =>
    // Undated articles are in no affair.
    publishedAt === undefined ? [] : [{ id: storyId, title, publishedAt }],
  );
}

export interface CardInput {
  readonly article: Article;
  /** The pillar the card is about. */
  readonly pillar: PillarNumber;
  readonly reports: readonly Article[];
  /** The stories of its affair, its own among them, newest first. */
  readonly steps: readonly AffairStep[];
  readonly filter: NewsFilter;
  /** Needed only where `needsTexts` says so. */
  readonly texts?: OwnTexts;
  /** The article's place in its list. */
  readonly number?: number;
  /** Where a text has what was sought. */
  readonly marks?: Marks;
}

/** The card of an article as it is shown under a filter. */
export function cardOf(input: CardInput): ArticleCard {
  const { article, pillar, reports, filter, number } = input;
  const shown = article.assessments.find((assessment) => assessment.pillar === pillar);
  const summary = summaryOf(input);
  const url = safeUrl(article.link);
  const titleMarks = article.title === undefined ? [] : (input.marks?.(article.title) ?? []);
  return {
    ...(number === undefined ? {} : { number }),
    id: article.id,
    title: article.title ?? say(UNTITLED),
    ...(titleMarks.length === 0 ? {} : { titleMarks }),
    ...(url === undefined ? {} : { url }),
    countries: article.countries,
    ...(article.source === undefined ? {} : { source: article.source }),
    ...(article.publishedAt === undefined ? {} : { publishedAt: article.publishedAt }),
    ...(shown === undefined ? {} : { verdict: verdictOf(shown) }),
    isOpinion: article.isOpinion,
    pillarInHeading: onlyPillar(filter) === pillar,
    assessments: article.assessments.map(verdictOf),
    ...(summary === undefined ? {} : { summary }),
    storyId: article.storyId,
    reports: reports.map((report) => reportOf(report, pillar, shown?.score)),
    earlier: earlierSteps(input),
  };
}
