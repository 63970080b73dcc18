// `/news trend`: stories by day, week or month, and the last whole one beside those before it.

import type { Catalog } from "../../../news/catalog.ts";
import { actions, paragraph, refusing } from "../../../reply/build.ts";
import type { Reply } from "../../../reply/reply.ts";
import { bucketsOf, countBuckets, lookedAt, SPAN_UNITS, type SpanUnit, unitOf } from "../../../time/spans.ts";
import { calendarStretch } from "../../../time/stretches.ts";
import { DAY_MS } from "../../../time/units.ts";
import { type Anchors, referenceOf, type Window } from "../../../time/windows.ts";
import { say, wording } from "../../../wording/say.ts";
import { type Command, defineCommand } from "../../serve/define.ts";
import { contradiction } from "../list-empty.ts";
import { LATEST } from "../list-page.ts";
import type { NewsServices } from "../services.ts";
import { type Answer, answerCounts } from "./answer.ts";
import { sameButton } from "./buttons.ts";
import { perWords } from "./groups.ts";
import { TREND, type TrendValues } from "./options.ts";
import { type Question, questionOf } from "./question.ts";
import { countBefore, countsSaid, headingOf } from "./sentences.ts";
import { MOST_STEPS, type Trend, trendBlocks, trendButtons } from "./trend-blocks.ts";

const USUAL_WEEKS = 12;

export function trendCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: TREND.path,
    summary: wording("How many stories by day, week or month"),
    role: "read",
    answers: "message",
    isLookup: true,
    carriesOn: true,
    examples: [
      "/news trend corruption",
      "/news trend negative strong latvia 6m",
      "/news trend rights 1y per month",
    ],
    options: TREND.options,
    async handler(values, context) {
      return (
        contradiction(LATEST, values) ??
        answerCounts(lists, TREND, values, context, (catalog) => answerOf(catalog, values, context.now))
      );
    },
  });
}

async function answerOf(catalog: Catalog, values: TrendValues, now: number): Promise<Answer | Reply> {
  const trend = await count(catalog, values, now);
  if (trend.type === "too-many") return tooMany(trend.question, trend.unit, trend.steps);
  const { question, counts } = trend;
  return {
    question,
    counts,
    countsSaid: countsSaid(counts),
    heading: headingOf(say("Trend"), question),
    numbers: () => trendBlocks(trend),
    buttons: () => trendButtons(trend),
  };
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
      say(
        "That would be {unit, select, day {{steps, plural, one {# day} other {# days}}} week {{steps, plural, one {# week} other {# weeks}}} month {{steps, plural, one {# month} other {# months}}} quarter {{steps, plural, one {# quarter} other {# quarters}}} other {{steps, plural, one {# year} other {# years}}}}, and a trend has {most, plural, one {# step} other {# steps}} at most. Ask for longer steps or for fewer dates.",
        { unit, steps, most: MOST_STEPS },
      ),
    ),
    actions(...coarser.slice(0, 2).map((per) => sameButton(perWords(per), TREND, question, { per }))),
  );
}
