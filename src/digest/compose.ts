// A digest as people read it: what got worse and better, each article once, and a receipt for all the others. Pure.

import type { Assessment } from "../news/article.ts";
import { directionOf, strengthOf } from "../news/article.ts";
import { cutAtSentence } from "../news/card.ts";
import { describeFilter } from "../news/describe-filter.ts";
import { pillarOf } from "../news/pillars.ts";
import { type ArticleCard, isScore } from "../reply/article-card.ts";
import {
  actions,
  command,
  counted,
  dotted,
  heading,
  link,
  list,
  note,
  paragraph,
  quote,
  strong,
} from "../reply/build.ts";
import { formatInstant, formatLocalDay, formatLocalTime } from "../reply/dates.ts";
import { originLine, otherVerdicts, reportsLine } from "../reply/plain-text.ts";
import type { Action, Block, Inline, Reply } from "../reply/reply.ts";
import { signOf, wordsOf } from "../reply/signs.ts";
import type { Delivery } from "./destination.ts";
import { bucketText, receiptText } from "./receipt.ts";
import { BUCKETS, type Bucket, countOf, type Settled } from "./select.ts";
import type { DigestFilter, Subscription } from "./subscription.ts";

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
  /** Shown before, and scored anew since. */
  readonly rescored: readonly { readonly title: string; readonly before: number; readonly after: number }[];
  /** Titles of what was shown before and is no longer in the data. */
  readonly withdrawn: readonly string[];
  /** Whether the data are about several countries: articles then stand under theirs. */
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
  if (!settings.inThread || body.length === 0) return { main: toEveryone([...head, ...body, ...end]) };
  return { main: toEveryone([...head, ...end]), inThread: toEveryone(body) };
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

/** `34 new articles, 10 high impact, 7 shown: 5 worse, 2 better`. */
function headline({ settled, highImpact, shown }: DigestContents): string {
  const total = countOf(settled);
  if (total === 0) return "No new article in its scope.";
  const articles = counted(total, "new article");
  const strongOnes = `${highImpact.toLocaleString("en-US")} high impact`;
  if (shown.length === 0) return `${articles}, ${strongOnes}, none shown.`;
  const counts = SECTIONS.flatMap(({ direction, words }) => {
    const count = shown.filter((story) => directionOfStory(story) === direction).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `${articles}, ${strongOnes}, ${shown.length} shown: ${counts.join(", ")}`;
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
  return SECTIONS.flatMap(({ direction, title }) => {
    const stories = contents.shown.filter((story) => directionOfStory(story) === direction);
    if (stories.length === 0) return [];
    const groups = Map.groupBy(stories, (story) => groupOf(story, contents));
    return [
      heading(title),
      ...[...groups].flatMap(([group, members]) => [
        ...(group === "" ? [] : [paragraph(strong(group))]),
        ...storyBlocks(members, contents, texts),
      ]),
    ];
  });
}

/** What an article stands under: nothing under the digest's own pillar, its country, else the card's pillar. */
function groupOf({ card }: ShownStory, { subscription, severalCountries }: DigestContents): string {
  if (subscription.settings.filter.pillar !== undefined) return "";
  if (severalCountries) return card.countries.join(", ") || "No country";
  return card.verdict?.pillar.name ?? "";
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

function storyBlocks(
  stories: readonly ShownStory[],
  { subscription }: DigestContents,
  texts: CommandTexts,
): readonly Block[] {
  const { layout } = subscription.settings;
  if (layout === "brief") return [list(stories.map(({ card }) => briefLine(card)))];
  return stories.flatMap(({ card, assessments }): readonly Block[] => {
    const article: Block = { type: "article", article: card, actions: [details(card, texts)] };
    if (layout === "standard" || assessments.length === 0) return [article];
    return [{ ...article, article: withoutSummary(card) }, list(assessments.map(verdictLine))];
  });
}

function details(card: ArticleCard, texts: CommandTexts): Action {
  return command("Details", texts.details(card.id));
}

/** In the full layout every verdict brings its own. */
function withoutSummary({ summary: _, ...card }: ArticleCard): ArticleCard {
  return card;
}

function briefLine(card: ArticleCard): (Inline | string)[] {
  const { verdict, title, url } = card;
  const sign = verdict === undefined ? "" : `${signOf(verdict.score)} `;
  const where = dotted(
    verdict !== undefined && !card.pillarInHeading && verdict.pillar.name,
    originLine(card),
    reportsLine(card),
  );
  const others = otherVerdicts(card);
  return [sign, url === undefined ? strong(title) : link(url, title), ` · ${dotted(where, others)}`];
}

function verdictLine({ pillar, score, summary }: Assessment): (Inline | string)[] {
  const verdict = strong(`${signOf(score)} ${pillarOf(pillar).name}, ${wordsOf(score)}`);
  return summary === undefined ? [verdict] : [verdict, ": ", quote(cutAtSentence(summary))];
}

function changeBlocks({ rescored, withdrawn }: DigestContents): readonly Block[] {
  const signs = (score: number): string => (isScore(score) ? signOf(score) : "");
  return [
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

function changeList(lines: readonly (readonly (Inline | string)[])[], what: string): readonly Block[] {
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
    const count = settled[bucket]?.length ?? 0;
    return bucket === "shown" || count === 0
      ? []
      : [command(bucketText(bucket, count), texts.bucket(slotId, bucket))];
  });
  return [
    note(receiptText(settled)),
    note(dotted(describeScope(settings.filter), SCORED_BY)),
    actions(...sets, command("Mute…", texts.mute(record.id)), command("Edit", texts.edit(record.id))),
  ];
}

/** What a digest takes: `Absence of Corruption · strong impact · Latvia · "court"`. */
export function describeScope(filter: DigestFilter): string {
  return (
    dotted(
      describeFilter(filter),
      filter.countries.join(", "),
      ...filter.words.map((words) => `"${words}"`),
    ) || "every article"
  );
}

/** Says that a digest also covers slots that were missed; undefined when none were. */
export function catchUpSentence(slots: readonly number[], zone: string): string | undefined {
  const [first] = slots;
  const last = slots.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const count = counted(slots.length, "digest");
  return slots.length === 1
    ? `This also covers the digest of ${formatInstant(first, zone)}, which was not sent.`
    : `This also covers ${count} from ${formatInstant(first, zone)} to ${formatInstant(last, zone)}, which were not sent.`;
}
