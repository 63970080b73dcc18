// What `/news trend` says: the stories of each step as a chart, the last whole step beside those before it, and what is partial.

import { assertNever } from "../../../errors.ts";
import type { Counts, Spread } from "../../../news/catalog.ts";
import { actions, chart, joined, note, paragraph } from "../../../reply/build.ts";
import { formatDate, formatDates } from "../../../reply/dates.ts";
import type { Action, Block } from "../../../reply/reply.ts";
import { type Bucket, countBuckets, isWhole, SPAN_UNITS, type SpanUnit } from "../../../time/spans.ts";
import type { Stretch } from "../../../time/stretches.ts";
import { DAY_MS } from "../../../time/units.ts";
import { formatNumber } from "../../../wording/numbers.ts";
import { say } from "../../../wording/say.ts";
import { fixedDates } from "../list-page.ts";
import { closingButtons, type ListDates, leftOutButtons, listButton, sameButton } from "./buttons.ts";
import { perWords, spreadWords } from "./groups.ts";
import { STATS, TREND } from "./options.ts";
import type { Question } from "./question.ts";
import { type Before, beforeSentence, headline, scopeSaid } from "./sentences.ts";

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
      title: perWords(unit),
      alt: altOf(unit, steps),
      unit: say("stories"),
      about: scopeSaid(question),
      categories: steps.map(({ bucket }) => ({
        label: labelOf(unit, bucket),
        ...(isWhole(bucket) ? {} : { isPartial: true as const }),
      })),
      series: [
        ...(filter.impact === "strong" && (filter.direction ?? "neutral") !== "neutral"
          ? []
          : [{ name: spreadWords("all"), values: of(({ all }) => all) }]),
        ...(isScored && (filter.direction ?? "negative") === "negative"
          ? [
              {
                name: spreadWords("veryNegative"),
                score: 1 as const,
                values: of(({ veryNegative }) => veryNegative),
              },
            ]
          : []),
        ...(isScored && (filter.direction ?? "positive") === "positive"
          ? [
              {
                name: spreadWords("veryPositive"),
                score: 5 as const,
                values: of(({ veryPositive }) => veryPositive),
              },
            ]
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
  if (first === undefined || last === undefined || fullest === undefined)
    return say(
      "{unit, select, day {Stories per day} week {Stories per week} month {Stories per month} quarter {Stories per quarter} other {Stories per year}}.",
      { unit },
    );
  const said = (step: Step): string => `${formatNumber(step.stories.all)} (${labelOf(unit, step.bucket)})`;
  return say(
    "{unit, select, day {Stories per day} week {Stories per week} month {Stories per month} quarter {Stories per quarter} other {Stories per year}} from {first} to {last}, at most {most}.",
    { unit, first: said(first), last: said(last), most: said(fullest) },
  );
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
  const said = say(
    "{unit, select, day {Last whole day} week {Last whole week} month {Last whole month} quarter {Last whole quarter} other {Last whole year}}, {dates}: {stories, plural, one {# story} other {# stories}}.",
    { unit, dates: formatDates(from, to), stories: last.stories.all },
  );
  if (before.length === 1)
    return joined(
      said,
      say(
        "The {unit, select, day {day} week {week} month {month} quarter {quarter} other {year}} before it had {most, number}.",
        { unit, most },
      ),
    );
  return joined(
    said,
    least === most
      ? say("The {steps, number} before it had {most, number}.", { steps: before.length, most })
      : say(
          "The {steps, number} before it had {least, number} to {most, number}, {average, number, ::.#} on average.",
          { steps: before.length, least, most, average },
        ),
  );
}

/** Which steps are not whole, and what counts twice or in none. */
function stepNotes(unit: SpanUnit, steps: readonly Step[], { total }: Counts): readonly string[] {
  const partial = steps.flatMap(({ bucket }) => {
    const { begins, ends } = bucket;
    if (isWhole(bucket)) return [];
    return [partialSaid(labelOf(unit, bucket), begins, ends)];
  });
  const sumOf = (pick: (step: Step) => number): number => steps.reduce((sum, step) => sum + pick(step), 0);
  // What has no date is a story by itself.
  const undated = total.articles.all - sumOf(({ articles }) => articles);
  const again = sumOf((step) => step.stories.all) - (total.stories.all - undated);
  return [
    unit === "week" ? say("Weeks begin on Monday, UTC.") : "",
    partial.length === 0 ? "" : say("Partial: {steps}.", { steps: partial.join(", ") }),
    again === 0
      ? ""
      : say(
          "Stories that go on from one {unit, select, day {day} week {week} month {month} quarter {quarter} other {year}} to the next count in each, so the steps add up to {again, number} more.",
          { unit, again },
        ),
    undated === 0
      ? ""
      : say(
          "{stories, plural, one {# story without a date is} other {# stories without a date are}} in none.",
          { stories: undated },
        ),
  ].filter((sentence) => sentence !== "");
}

/** `4 Mar (from 5 Mar 2024 until 7 Mar 2024)`, of a step that one end of the dates or the data cuts off, or both do. */
function partialSaid(step: string, begins: number | undefined, ends: number | undefined): string {
  if (begins === undefined)
    return ends === undefined ? step : say("{step} (until {to})", { step, to: formatDate(ends) });
  const from = formatDate(begins);
  return ends === undefined
    ? say("{step} (from {from})", { step, from })
    : say("{step} (from {from} until {to})", { step, from, to: formatDate(ends) });
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
    listButton(
      `${labelOf(unit, step.bucket)}: ${formatNumber(step.stories.all)}`,
      question,
      {},
      datesOfStep(step),
    );
  const at = SPAN_UNITS.indexOf(unit);
  const units = [SPAN_UNITS[at + 1], SPAN_UNITS[at - 1]].flatMap((per) =>
    per !== undefined && looked !== undefined && countBuckets(per, looked) <= MOST_STEPS ? [per] : [],
  );
  return [
    actions(
      ...(fullest === undefined || fullest === newest ? [] : [listed(fullest)]),
      ...(newest === undefined ? [] : [listed(newest)]),
      ...(newest === undefined ? [] : [listButton(say("List all"), question)]),
      sameButton(say("In numbers"), STATS, question, {}),
      ...units.map((per) => sameButton(perWords(per), TREND, question, { per })),
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
      return say("Q{quarter} {year}", {
        quarter: date.getUTCMonth() / 3 + 1,
        year: date.getUTCFullYear(),
      });
    case "year":
      return String(date.getUTCFullYear());
    default:
      return assertNever(unit);
  }
}
