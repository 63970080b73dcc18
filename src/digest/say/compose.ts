// A digest as people read it: what got worse and better, each article once, and a receipt for all the others. Pure.

import type { Assessment } from "../../news/article.ts";
import { directionOf, strengthOf } from "../../news/article.ts";
import { cutAtSentence } from "../../news/card.ts";
import { describeFilter } from "../../news/filter/filter.ts";
import { byStrength } from "../../news/filter/rank.ts";
import { pillarOf } from "../../news/pillars.ts";
import type { Delivery } from "../../platform/destination.ts";
import { type ArticleCard, isScore } from "../../reply/article-card.ts";
import {
  actions,
  type Content,
  command,
  counted,
  dotted,
  heading,
  link,
  list,
  note,
  paragraph,
  strong,
} from "../../reply/build.ts";
import { formatLocal, formatLocalDay, formatLocalTime } from "../../reply/dates.ts";
import type { Block, Inline, Reply } from "../../reply/reply.ts";
import { signOf, wordsOf } from "../../reply/signs.ts";
import { BUCKETS, type Bucket, countOf, type Settled, sizeOf } from "../select.ts";
import type { DigestFilter, Subscription } from "../subscription.ts";
import { bucketText, receiptText } from "./receipt.ts";

/** The commands behind a digest's buttons, written by the floor above. */
export interface CommandTexts {
  details(article: string): string;
  /** The articles of one bucket of a slot. */
  bucket(slot: string, bucket: Bucket): string;
  mute(subscription: string): string;
  edit(subscription: string): string;
}

/** A story that is shown. */
export interface ShownStory {
  readonly card: ArticleCard;
  /** What the filter kept of it, strongest first. */
  readonly kept: readonly [Assessment, ...Assessment[]];
  /** Every assessment, for the full layout. */
  readonly assessments: readonly Assessment[];
}

export interface DigestContents {
  readonly subscription: Subscription;
  readonly slotId: string;
  /** ms UTC. */
  readonly slotAt: number;
  readonly kind: "scheduled" | "run" | "alert";
  /** In rank order. */
  readonly shown: readonly ShownStory[];
  readonly settled: Settled;
  /** Candidates with a very strong verdict in scope. */
  readonly highImpact: number;
  /** Candidates that were in the data before: scored anew, or back after they were withdrawn. */
  readonly seenBefore: number;
  /** Shown before, and scored anew since. */
  readonly rescored: readonly { readonly title: string; readonly before: number; readonly after: number }[];
  /** Titles of what was shown before and is no longer in the data. */
  readonly withdrawn: readonly string[];
  /** Whether it may show articles of several countries: they then stand under theirs. */
  readonly severalCountries: boolean;
  /** Sentences that must be told: that data are old, that the bot was away. */
  readonly sentences: readonly string[];
}

/** Lines of rescored and withdrawn articles before the rest is only counted. */
const CHANGES_LISTED = 5;

const SCORED_BY = "Scored by a language model: /news about";

/** The messages of a digest. In the thread layout the articles are apart from the head. */
export function composeDigest(contents: DigestContents, texts: CommandTexts): Delivery {
  const { settings } = contents.subscription;
  const head = [...headBlocks(contents)];
  const body = [...sectionBlocks(contents, texts), ...changeBlocks(contents)];
  const end = [...receiptBlocks(contents, texts)];
  const toEveryone = (blocks: readonly Block[]): Reply => ({ audience: "everyone", blocks });
  const pillars = pillarsOf(contents.shown);
  if (!settings.thread || body.length === 0) return { main: toEveryone([...head, ...body, ...end]), pillars };
  return { main: toEveryone([...head, ...end]), inThread: toEveryone(body), pillars };
}

function pillarsOf(shown: readonly ShownStory[]): readonly number[] {
  const told = shown.flatMap(({ card }) => card.verdict?.pillar.number ?? []);
  const counts = Map.groupBy(told, (pillar) => pillar);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length).map(([pillar]) => pillar);
}

function headBlocks(contents: DigestContents): readonly Block[] {
  const { subscription, slotAt, kind, sentences } = contents;
  const { record, settings } = subscription;
  const { pillar } = settings.filter;
  const day = formatLocalDay(slotAt, record.zone);
  const time = formatLocalTime(slotAt, record.zone);
  const name = kind === "alert" ? `Alert: ${record.name}` : record.name;
  const mention: readonly Inline[] =
    settings.mention === undefined
      ? []
      : [
          { type: "mention", id: settings.mention },
          { type: "text", text: " " },
        ];
  return [
    heading(
      dotted(name, pillar !== undefined && pillarOf(pillar).name, day),
      `${record.placeLabel}, ${time} ${record.zone}`,
    ),
    paragraph(...mention, headline(contents)),
    ...sentences.map((sentence) => paragraph(sentence)),
  ];
}

/**
 * `34 new articles, 10 high impact, 7 shown: 5 worse, 2 better`, or `32 new articles and 2 seen before, …` when some
 * were scored anew; an alert says `2 new stories: 1 worse, 1 better`, or `1 new story: worse`.
 */
function headline({ settled, highImpact, seenBefore, shown, kind }: DigestContents): string {
  const total = countOf(settled);
  if (total === 0) return "No new article in its scope.";
  const isOneAlert = kind === "alert" && shown.length === 1;
  const counts = SECTIONS.flatMap(({ direction, words }) => {
    const count = shown.filter((story) => directionOfStory(story) === direction).length;
    return count === 0 ? [] : [isOneAlert ? words : `${count} ${words}`];
  }).join(", ");
  if (kind === "alert" && shown.length > 0)
    return `${counted(shown.length, "new story", "new stories")}: ${counts}`;
  const articles = `${candidatesText(total - seenBefore, seenBefore)}, ${highImpact.toLocaleString("en-US")} high impact`;
  return shown.length === 0 ? `${articles}, none shown.` : `${articles}, ${shown.length} shown: ${counts}`;
}

function candidatesText(fresh: number, seenBefore: number): string {
  if (seenBefore === 0) return counted(fresh, "new article");
  if (fresh === 0) return `${counted(seenBefore, "article")} seen before`;
  return `${counted(fresh, "new article")} and ${seenBefore.toLocaleString("en-US")} seen before`;
}

type SectionDirection = "negative" | "positive" | "both" | "neutral";

const SECTIONS: readonly {
  readonly direction: SectionDirection;
  readonly title: string;
  readonly words: string;
}[] = [
  { direction: "negative", title: "WORSE", words: "worse" },
  { direction: "positive", title: "BETTER", words: "better" },
  { direction: "both", title: "BOTH WAYS", words: "both ways" },
  { direction: "neutral", title: "NEUTRAL", words: "neutral" },
];

/** The assessments kept that are as strong as the strongest. */
function strongest({ kept }: Pick<ShownStory, "kept">): readonly Assessment[] {
  const most = strengthOf(kept[0].score);
  return kept.filter(({ score }) => strengthOf(score) === most);
}

function directionOfStory(story: Pick<ShownStory, "kept">): SectionDirection {
  const directions = new Set(strongest(story).map(({ score }) => directionOf(score)));
  if (directions.has("negative")) return directions.has("positive") ? "both" : "negative";
  return directions.has("positive") ? "positive" : "neutral";
}

function sectionBlocks(contents: DigestContents, texts: CommandTexts): readonly Block[] {
  const { layout } = contents.subscription.settings;
  // The headline of an alert with one story has said it.
  const isTitled = contents.kind !== "alert" || contents.shown.length > 1;
  return SECTIONS.flatMap(({ direction, title }) => {
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
  if (subscription.settings.filter.pillar !== undefined) return { ...story, group: "" };
  if (!severalCountries)
    return { ...story, group: card.verdict?.pillar.name ?? "", card: { ...card, pillarInHeading: true } };
  return { ...story, group: card.countries.join(", ") || "No country", card: { ...card, countries: [] } };
}

/**
 * The pillar that each shown article is told under: the digest's, else the one of its strongest verdict; among several
 * of these the rarest in the digest, then the lowest.
 */
export function pillarsShown(stories: readonly Pick<ShownStory, "kept">[]): readonly Assessment[] {
  const counts = new Map<number, number>();
  for (const story of stories)
    for (const { pillar } of strongest(story)) counts.set(pillar, (counts.get(pillar) ?? 0) + 1);
  return stories.map(
    (story) =>
      strongest(story).toSorted(
        (a, b) => (counts.get(a.pillar) ?? 0) - (counts.get(b.pillar) ?? 0) || a.pillar - b.pillar,
      )[0] ?? story.kept[0],
  );
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

function changeBlocks({ rescored, withdrawn }: DigestContents): readonly Block[] {
  const signs = (score: number): string => (isScore(score) ? signOf(score) : "");
  if (rescored.length === 0 && withdrawn.length === 0) return [];
  return [
    heading("CHANGED"),
    ...changeList(
      rescored.map(({ title, before, after }) => [
        "Rescored: ",
        strong(title),
        `  ${signs(before)} → ${signs(after)}`,
      ]),
      "rescored",
    ),
    ...changeList(
      withdrawn.map((title) => ["Withdrawn, no longer in the data: ", strong(title)]),
      "withdrawn",
    ),
  ];
}

function changeList(lines: readonly Content[], what: string): readonly Block[] {
  if (lines.length === 0) return [];
  const hidden = lines.length - CHANGES_LISTED;
  return [list(lines.slice(0, CHANGES_LISTED)), ...(hidden > 0 ? [note(`… ${hidden} more ${what}`)] : [])];
}

function receiptBlocks(
  { subscription, slotId, settled }: DigestContents,
  texts: CommandTexts,
): readonly Block[] {
  const { record, settings } = subscription;
  const sets = BUCKETS.flatMap((bucket) => {
    const count = sizeOf(settled, bucket);
    return bucket === "shown" || count === 0
      ? []
      : [command(bucketText(bucket, count), texts.bucket(slotId, bucket))];
  });
  return [
    ...(countOf(settled) === 0 ? [] : [note(receiptText(settled))]),
    note(dotted(describeScope(settings.filter), SCORED_BY)),
    actions(...sets, command("Mute…", texts.mute(record.id)), command("Edit", texts.edit(record.id))),
  ];
}

/** What a digest takes: `Absence of Corruption · strong impact · Latvia · "court"`. */
export function describeScope(filter: DigestFilter): string {
  return describeFilter(filter) || "every article";
}

/** Says that a digest also covers slots that were missed; undefined when none were. */
export function catchUpSentence(slots: readonly number[], zone: string): string | undefined {
  const [first] = slots;
  const last = slots.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const count = counted(slots.length, "digest");
  // The zone stands in the heading.
  const at = (slot: number): string => formatLocal(slot, zone);
  return slots.length === 1
    ? `This also covers the digest of ${at(first)}, which was not sent.`
    : `This also covers ${count} from ${at(first)} to ${at(last)}, which were not sent.`;
}
