// What `/news trend` says: the stories of each step as a chart, the last whole step beside those before it, and what is partial.

import { assertNever } from "../../../errors.ts";
import type { Counts, Spread } from "../../../news/catalog.ts";
import { actions, chart, note, paragraph } from "../../../reply/build.ts";
import { formatDate, formatDates } from "../../../reply/dates.ts";
import type { Action, Block } from "../../../reply/reply.ts";
import { type Bucket, countBuckets, isWhole, SPAN_UNITS, type SpanUnit } from "../../../time/spans.ts";
import type { Stretch } from "../../../time/stretches.ts";
import { DAY_MS } from "../../../time/units.ts";
import { fixedDates } from "../list-page.ts";
import { closingButtons, type ListDates, leftOutButtons, listButton, sameButton } from "./buttons.ts";
import { STATS, TREND } from "./options.ts";
import type { Question } from "./question.ts";
import { type Before, beforeSentence, headline, number, stories } from "./sentences.ts";

/** Steps of one trend: as many as a chart shows. */
export const MOST_STEPS = 60;

/** A bucket with what is in it. */
interface Step {
  readonly bucket: Bucket;
  readonly stories: Spread;
  readonly articles: number;
}

export interface Trend {
  readonly type: "counted";
  readonly question: Question;
  /** Absent where no data are in it. */
  readonly looked?: Stretch;
  readonly unit: SpanUnit;
  readonly counts: Counts;
  readonly steps: readonly Step[];
  readonly before: Before;
}

export function trendBlocks({ question, unit, counts, steps, before }: Trend): Block[] {
  const { filter } = question;
  const isScored = filter.scored === true;
  const of = (pick: (spread: Spread) => number): number[] => steps.map((step) => pick(step.stories));
  const against = beforeSentence(question, counts.total.stories.all, before);
  const last = lastWholeSentence(unit, steps);
  return [
    headline(counts, against),
    chart({
      kind: steps.length < 2 ? "bar" : "line",
      title: `Per ${unit}`,
      alt: altOf(unit, steps),
      unit: "stories",
      categories: steps.map(({ bucket }) => ({
        label: labelOf(unit, bucket),
        ...(isWhole(bucket) ? {} : { isPartial: true as const }),
      })),
      series: [
        ...(filter.impact === "strong" && (filter.direction ?? "neutral") !== "neutral"
          ? []
          : [{ name: "all", values: of(({ all }) => all) }]),
        ...(isScored && (filter.direction ?? "negative") === "negative"
          ? [{ name: "very negative", score: 1 as const, values: of(({ veryNegative }) => veryNegative) }]
          : []),
        ...(isScored && (filter.direction ?? "positive") === "positive"
          ? [{ name: "very positive", score: 5 as const, values: of(({ veryPositive }) => veryPositive) }]
          : []),
      ],
    }),
    ...(last === undefined ? [] : [paragraph(last)]),
    note(stepNotes(unit, steps, counts).join(" ")),
  ];
}

/** The shape of it in a sentence; the numbers themselves are told beside every picture. */
function altOf(unit: SpanUnit, steps: readonly Step[]): string {
  const [first, last] = [steps[0], steps.at(-1)];
  const fullest = fullestOf(steps);
  if (first === undefined || last === undefined || fullest === undefined) return `Stories per ${unit}.`;
  const said = (step: Step): string => `${number(step.stories.all)} (${labelOf(unit, step.bucket)})`;
  return `Stories per ${unit} from ${said(first)} to ${said(last)}, at most ${said(fullest)}.`;
}

function fullestOf(steps: readonly Step[]): Step | undefined {
  return steps.reduce<Step | undefined>(
    (most, step) => (most === undefined || step.stories.all > most.stories.all ? step : most),
    undefined,
  );
}

/** `Last whole week, 26 Feb – 3 Mar 2024: 9 stories. The 10 before it had 1 to 5, 3.2 on average.` */
function lastWholeSentence(unit: SpanUnit, steps: readonly Step[]): string | undefined {
  const whole = steps.filter(({ bucket }) => isWhole(bucket));
  const last = whole.at(-1);
  const before = whole.slice(0, -1).map((step) => step.stories.all);
  if (last === undefined || before.length === 0) return undefined;
  const { from, to } = last.bucket.stretch;
  const average = before.reduce((sum, all) => sum + all, 0) / before.length;
  const [least, most] = [Math.min(...before), Math.max(...before)];
  const usual =
    before.length === 1
      ? `The ${unit} before it had ${number(most)}`
      : `The ${before.length} before it had ${least === most ? number(most) : `${number(least)} to ${number(most)}, ${average.toLocaleString("en-US", { maximumFractionDigits: 1 })} on average`}`;
  return `Last whole ${unit}, ${formatDates(from, to)}: ${stories(last.stories.all)}. ${usual}.`;
}

/** Which steps are not whole, and what counts twice or in none. */
function stepNotes(unit: SpanUnit, steps: readonly Step[], { total }: Counts): readonly string[] {
  const partial = steps.flatMap(({ bucket }) => {
    const { begins, ends } = bucket;
    if (isWhole(bucket)) return [];
    const from = begins !== undefined && `from ${formatDate(begins)}`;
    const to = ends !== undefined && `until ${formatDate(ends)}`;
    return [`${labelOf(unit, bucket)} (${[from, to].filter((part) => part !== false).join(" ")})`];
  });
  const sumOf = (pick: (step: Step) => number): number => steps.reduce((sum, step) => sum + pick(step), 0);
  // What has no date is a story by itself.
  const undated = total.articles.all - sumOf(({ articles }) => articles);
  const again = sumOf((step) => step.stories.all) - (total.stories.all - undated);
  return [
    unit === "week" ? "Weeks begin on Monday, UTC." : "",
    partial.length === 0 ? "" : `Partial: ${partial.join(", ")}.`,
    again === 0
      ? ""
      : `Stories that go on from one ${unit} to the next count in each, so the steps add up to ${number(again)} more.`,
    undated === 0 ? "" : `${stories(undated)} without a date ${undated === 1 ? "is" : "are"} in none.`,
  ].filter((sentence) => sentence !== "");
}

/** A step as a window: whole ones, and what goes on, as they are typed, the others exactly. */
function datesOfStep({ bucket: { stretch, period } }: Step): ListDates {
  if (period.from !== stretch.from || (period.to ?? stretch.to) !== stretch.to)
    return { typed: fixedDates(period), period };
  if (period.to !== undefined) {
    const whole = { type: "fixed", ...stretch } as const;
    return { typed: { since: whole, until: whole }, period };
  }
  const firstDay = { type: "fixed", from: stretch.from, to: stretch.from + DAY_MS - 1 } as const;
  return { typed: { since: firstDay }, period };
}

export function trendButtons({ question, unit, counts, steps, looked }: Trend): Block[] {
  const some = steps.filter((step) => step.stories.all > 0);
  const newest = some.at(-1);
  const fullest = fullestOf(some);
  const listed = (step: Step): Action =>
    listButton(`${labelOf(unit, step.bucket)}: ${number(step.stories.all)}`, question, {}, datesOfStep(step));
  const at = SPAN_UNITS.indexOf(unit);
  const units = [SPAN_UNITS[at + 1], SPAN_UNITS[at - 1]].filter(
    (per) => per !== undefined && looked !== undefined && countBuckets(per, looked) <= MOST_STEPS,
  );
  return [
    actions(
      ...(fullest === undefined || fullest === newest ? [] : [listed(fullest)]),
      ...(newest === undefined ? [] : [listed(newest)]),
      ...(newest === undefined ? [] : [listButton("List all", question)]),
      sameButton("In numbers", STATS, question, {}),
      ...units.map((per) => sameButton(`Per ${per}`, TREND, question, { per })),
      ...leftOutButtons(question, counts),
      ...closingButtons(TREND, question),
    ),
  ];
}

/** `4 Mar` for a day or the week that begins then, `Mar 2024`, `Q1 2024`, `2024`. */
function labelOf(unit: SpanUnit, { stretch: { from } }: Bucket): string {
  const date = new Date(from);
  switch (unit) {
    case "day":
    case "week":
      return formatDate(from).slice(0, -5);
    case "month":
      return formatDate(from).slice(2);
    case "quarter":
      return `Q${date.getUTCMonth() / 3 + 1} ${date.getUTCFullYear()}`;
    case "year":
      return String(date.getUTCFullYear());
    default:
      return assertNever(unit);
  }
}
