// The head of a digest: its name and time, what it brings in numbers, and sentences that must be told.

import { DIMENSION_NAMES, describeFilter } from "../../news/filter/filter.ts";
import { dotted, heading, paragraph, strong } from "../../reply/build.ts";
import { formatLocal, formatLocalDay, formatLocalTime } from "../../reply/dates.ts";
import type { Block, Inline } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";
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
    line: paragraph(
      ...mentionOf(contents),
      ...sayParts("{title}: {headline}", { title: strong(title), headline: headline(contents) }),
    ),
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
  const name = kind === "alert" ? say("Alert: {name}", { name: record.name }) : record.name;
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
  if (total === 0) return say("There is no new article in its scope.");
  const isOneAlert = kind === "alert" && shown.length === 1;
  const counts = DIRECTIONS.flatMap(({ direction, words, counted }) => {
    const count = shown.filter((story) => directionOfStory(story) === direction).length;
    if (count === 0) return [];
    return [isOneAlert ? say(words) : say(counted, { count })];
  }).join(", ");
  if (kind === "alert" && shown.length > 0)
    return say("{count, plural, one {# new story} other {# new stories}}: {counts}", {
      count: shown.length,
      counts,
    });
  const candidates = candidatesText(total - seenBefore, seenBefore);
  return shown.length === 0
    ? say("{candidates}, {highImpact, number} high impact, none shown.", { candidates, highImpact })
    : say("{candidates}, {highImpact, number} high impact, {shown} shown: {counts}", {
        candidates,
        highImpact,
        shown: shown.length,
        counts,
      });
}

function candidatesText(fresh: number, seenBefore: number): string {
  if (seenBefore === 0) return say("{fresh, plural, one {# new article} other {# new articles}}", { fresh });
  if (fresh === 0)
    return say("{seenBefore, plural, one {# article} other {# articles}} seen before", { seenBefore });
  return say(
    "{fresh, plural, one {# new article} other {# new articles}} and {seenBefore, number} seen before",
    { fresh, seenBefore },
  );
}

/** Says that a digest also covers slots that were missed; undefined when none were. */
export function catchUpSentence(slots: readonly number[], zone: string): string | undefined {
  const [first] = slots;
  const last = slots.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // The zone stands in the heading.
  const at = (slot: number): string => formatLocal(slot, zone);
  return slots.length === 1
    ? say("This also covers the digest of {at}, which was not sent.", { at: at(first) })
    : say("This also covers {count, number} digests from {first} to {last}, which were not sent.", {
        count: slots.length,
        first: at(first),
        last: at(last),
      });
}
