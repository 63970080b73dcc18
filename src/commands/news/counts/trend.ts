// `/news trend`: stories by day, week or month, and the last whole one beside those before it.

import type { Catalog, Counts, Spread } from "../../../news/catalog.ts";
import { actions, chart, counted, note, paragraph, refusing } from "../../../reply/build.ts";
import { formatDate, formatDates } from "../../../reply/dates.ts";
import type { Action, Block, Reply } from "../../../reply/reply.ts";
import {
  type Bucket,
  bucketsOf,
  countBuckets,
  isWhole,
  lookedAt,
  SPAN_UNITS,
  type SpanUnit,
  unitOf,
} from "../../../time/spans.ts";
import { calendarStretch, type Stretch } from "../../../time/stretches.ts";
import { DAY_MS } from "../../../time/units.ts";
import { type Anchors, referenceOf, type Window } from "../../../time/windows.ts";
import { type Command, type CommandContext, defineCommand } from "../../serve/define.ts";
import { contradiction } from "../list-empty.ts";
import { fixedDates, LATEST } from "../list-page.ts";
import type { NewsServices } from "../services.ts";
import {
  closingButtons,
  type ListDates,
  leftOutButtons,
  listButton,
  sameButton,
  TREND_PATH,
} from "./buttons.ts";
import { citation } from "./citation.ts";
import { nothingCounted } from "./empty.ts";
import { type TrendValues, trendOptions } from "./options.ts";
import { exactText, GONE, isOutsideTheData, newsFor, type Question, questionOf } from "./question.ts";
import {
  type Before,
  beforeSentence,
  besides,
  countBefore,
  countsSaid,
  datesSaid,
  headingOf,
  headline,
  number,
  stories,
  toldFirst,
} from "./sentences.ts";
import { STATS } from "./stats-blocks.ts";

const TREND = { path: TREND_PATH, options: trendOptions } as const;

const USUAL_WEEKS = 12;

/** Steps of one trend: as many as a chart shows. */
const MOST_STEPS = 60;

export function trendCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: TREND.path,
    summary: "How many stories by day, week or month",
    role: "read",
    answers: "message",
    examples: [
      "/news trend corruption",
      "/news trend negative strong latvia 6m",
      "/news trend rights 1y per month",
    ],
    options: TREND.options,
    handler: answer,
  });

  async function answer(values: TrendValues, context: CommandContext): Promise<Reply> {
    const impossible = contradiction(LATEST, values);
    if (impossible !== undefined) return impossible;
    const { served, isGone } = await newsFor(values, context.news);
    const trend = await count(served.catalog, values, context.now);
    if (trend.type === "too-many") return tooMany(trend.question, trend.unit, trend.steps);
    const { question, counts } = trend;
    const exact = exactText(TREND, question);
    if (values.cite === true) {
      const cited = { question: exact, dates: datesSaid(question), counts: countsSaid(counts) };
      return citation(cited, question.catalog, context.now);
    }
    const { workspace, actor } = context.invocation;
    await lists.remember(workspace, actor.id, { asked: exact }, context.now);
    const isEmpty = counts.total.stories.all === 0;
    return {
      audience: values.share === true ? "everyone" : "asker",
      blocks: [
        headingOf("Trend", question),
        ...toldFirst(question, served.notice, isGone ? GONE : undefined),
        ...(isEmpty ? await nothingCounted(TREND, question) : trendBlocks(trend)),
        ...besides(question, counts, context.now),
        ...(isOutsideTheData(question) ? [] : trendButtons(trend)),
      ],
    };
  }
}

/** A bucket with what is in it. */
interface Step {
  readonly bucket: Bucket;
  readonly stories: Spread;
  readonly articles: number;
}

interface Trend {
  readonly type: "counted";
  readonly question: Question;
  /** Absent where no data are in it. */
  readonly looked?: Stretch;
  readonly unit: SpanUnit;
  readonly counts: Counts;
  readonly steps: readonly Step[];
  readonly before: Before;
}

interface TooMany {
  readonly type: "too-many";
  readonly question: Question;
  readonly unit: SpanUnit;
  readonly steps: number;
}

async function count(catalog: Catalog, values: TrendValues, now: number): Promise<Trend | TooMany> {
  const question = await questionOf(catalog, values, lastWeeks, now);
  const { filter, resolved, anchors, oldest } = question;
  const { period } = resolved;
  const looked = oldest === undefined ? undefined : lookedAt(period, anchors, oldest);
  const unit = values.per ?? (looked === undefined ? "week" : unitOf(looked));
  const many = looked === undefined ? 0 : countBuckets(unit, looked);
  if (many > MOST_STEPS) return { type: "too-many", question, unit, steps: many };
  const buckets = looked === undefined ? [] : bucketsOf(unit, period, looked);
  const starts = buckets.map((bucket) => bucket.period.from);
  const counts = await catalog.count(filter, period, { by: "time", starts });
  const steps = buckets.flatMap((bucket, index) => {
    const tally = counts.groups[index]?.tally;
    return tally === undefined ? [] : [{ bucket, stories: tally.stories, articles: tally.articles.all }];
  });
  const before = await countBefore(question, (earlier) => catalog.count(filter, earlier));
  return {
    type: "counted",
    question,
    unit,
    counts,
    steps,
    before,
    ...(looked === undefined ? {} : { looked }),
  };
}

/** Whole weeks, and the one that goes on. */
function lastWeeks(anchors: Anchors): Window {
  const { from } = calendarStretch("week", 1 - USUAL_WEEKS, referenceOf(anchors));
  return { since: { type: "fixed", from, to: from + DAY_MS - 1 } };
}

function tooMany(question: Question, unit: SpanUnit, steps: number): Reply {
  const coarser = SPAN_UNITS.slice(SPAN_UNITS.indexOf(unit) + 1);
  return refusing(
    paragraph(
      `That would be ${counted(steps, unit)}, and a trend has ${MOST_STEPS} steps at most. Ask for longer steps or for fewer dates.`,
    ),
    actions(...coarser.slice(0, 2).map((per) => sameButton(`Per ${per}`, TREND, question, { per }))),
  );
}

function trendBlocks({ question, unit, counts, steps, before }: Trend): Block[] {
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

function trendButtons({ question, unit, counts, steps, looked }: Trend): Block[] {
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
  }
}
