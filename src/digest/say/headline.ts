// The head of a digest: its name and time, what it brings in numbers, and sentences that must be told.

import { DIMENSION_NAMES, describeFilter } from "../../news/filter/filter.ts";
import { counted, dotted, heading, paragraph, strong } from "../../reply/build.ts";
import { formatLocal, formatLocalDay, formatLocalTime } from "../../reply/dates.ts";
import type { Block, Inline } from "../../reply/reply.ts";
import { countOf } from "../select.ts";
import type { DigestContents } from "./contents.ts";
import { DIRECTIONS, directionOfStory } from "./direction.ts";

/** What the heading names of a filter; how many stories were too weak or off topic stands in the last line. */
const HEADED = DIMENSION_NAMES.filter((name) => name !== "impact" && name !== "relevance");

export type HeadContents = Pick<DigestContents, "subscription" | "slotAt" | "kind" | "sentences">;

export function headBlocks(contents: DigestContents): readonly Block[] {
  return headOf(contents, headline(contents));
}

/** The head as one line, and what of it stands apart from that. */
export function lineAndRest(contents: DigestContents): {
  readonly line: Block;
  readonly rest: readonly Block[];
} {
  const { title, aside } = titleOf(contents);
  return {
    line: paragraph(...mentionOf(contents), strong(title), `: ${headline(contents)}`),
    rest: [heading(title, aside), ...contents.sentences.map((sentence) => paragraph(sentence))],
  };
}

/** The head with what it says in its first line. */
export function headOf(contents: HeadContents, said: string): readonly Block[] {
  const { title, aside } = titleOf(contents);
  return [
    heading(title, aside),
    paragraph(...mentionOf(contents), said),
    ...contents.sentences.map((sentence) => paragraph(sentence)),
  ];
}

function titleOf({ subscription: { record, settings }, slotAt, kind }: HeadContents): {
  readonly title: string;
  readonly aside: string;
} {
  const day = formatLocalDay(slotAt, record.zone);
  const time = formatLocalTime(slotAt, record.zone);
  const name = kind === "alert" ? `Alert: ${record.name}` : record.name;
  return {
    title: dotted(name, describeFilter(settings.filter, HEADED), day),
    aside: `${record.placeLabel}, ${time} ${record.zone}`,
  };
}

function mentionOf({ subscription: { settings } }: Pick<HeadContents, "subscription">): readonly Inline[] {
  if (settings.mention === undefined) return [];
  return [
    { type: "mention", id: settings.mention },
    { type: "text", text: " " },
  ];
}

/**
 * `34 new articles, 10 high impact, 7 shown: 5 worse, 2 better`, or `32 new articles and 2 seen before, …` when some
 * were scored anew; an alert says `2 new stories: 1 worse, 1 better`, or `1 new story: worse`.
 */
function headline({ settled, highImpact, seenBefore, shown, kind }: DigestContents): string {
  const total = countOf(settled);
  if (total === 0) return "There is no new article in its scope.";
  const isOneAlert = kind === "alert" && shown.length === 1;
  const counts = DIRECTIONS.flatMap(({ direction, words }) => {
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
