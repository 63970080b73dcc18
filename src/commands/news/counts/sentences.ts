// What answers with numbers say beside them: against what came before, what is not counted, how sure all of it is.

import type { Counts, Spread } from "../../../news/catalog.ts";
import {
  DIMENSION_NAMES,
  type DimensionName,
  describeFilter,
  filterOf,
} from "../../../news/filter/filter.ts";
import type { Score } from "../../../reply/article-card.ts";
import {
  type Content,
  dotted,
  heading,
  joined,
  note,
  paragraph,
  paragraphs,
  strong,
} from "../../../reply/build.ts";
import { formatDate, formatDates } from "../../../reply/dates.ts";
import { cautionOf, differenceWords } from "../../../reply/differences.ts";
import type { Block } from "../../../reply/reply.ts";
import { signOf } from "../../../reply/signs.ts";
import { periodBefore, unitThatIs } from "../../../time/spans.ts";
import { DAY_MS, HOUR_MS } from "../../../time/units.ts";
import type { Period } from "../../../time/windows.ts";
import { formatNumber } from "../../../wording/numbers.ts";
import { say, sayParts } from "../../../wording/say.ts";
import { ageOfNews, SCORED_BY, sentenceCase } from "../footer.ts";
import { outsideSentence } from "../outside-the-data.ts";
import { describePeriod, shiftedSentence } from "../period.ts";
import type { Question } from "./question.ts";

/** `▼▼ 6`; undefined for none. */
export function signed(score: Score, amount: number): string | undefined {
  return amount === 0 ? undefined : `${signOf(score)} ${formatNumber(amount)}`;
}
const stories = (amount: number): string =>
  say("{stories, plural, one {# story} other {# stories}}", { stories: amount });

/** `48 stories in 62 articles with 180 verdicts`. */
export function countsSaid({ total, verdicts }: Counts): string {
  return say(
    "{stories, plural, one {# story} other {# stories}} in {articles, plural, one {# article} other {# articles}} with {verdicts, plural, one {# verdict} other {# verdicts}}",
    { stories: total.stories.all, articles: total.articles.all, verdicts: verdicts.all },
  );
}

/** `48 stories in 62 articles with 180 verdicts.`, and what is to be held against it. */
export function headline({ total, verdicts }: Counts, against: string | undefined): Block {
  return paragraph(
    ...sayParts(
      "{stories} in {articles, plural, one {# article} other {# articles}} with {verdicts, plural, one {# verdict} other {# verdicts}}.",
      {
        stories: strong(stories(total.stories.all)),
        articles: total.articles.all,
        verdicts: verdicts.all,
      },
    ),
    ...(against === undefined ? [] : [` ${against}`]),
  );
}

/** The dates that an answer covers. */
export function datesSaid({ resolved, anchors, catalog, oldest }: Question): string {
  return describePeriod(resolved.period, anchors, oldest ?? catalog.manifest.firstDate);
}

/** `How much · Absence of Corruption · on topic or related · Latvia`, with the dates. `without`: what the title says itself. */
export function headingOf(title: string, question: Question, without?: DimensionName): Block {
  const isOfAll = question.filter.country === undefined && without !== "country";
  return heading(
    dotted(title, filterSaid(question, without)),
    dotted(datesSaid(question), isOfAll && say("all countries")),
  );
}

/** What numbers are of, and when, where no heading stands over them. */
export function scopeSaid(question: Question, without?: DimensionName): string {
  return dotted(filterSaid(question, without), datesSaid(question));
}

function filterSaid({ filter, values }: Question, without: DimensionName | undefined): string {
  // That only what was scored is counted is said where it was asked for.
  const { scored: _, ...said } = filter;
  const shown = { ...said, ...(values.scored === undefined ? {} : filterOf({ scored: values.scored })) };
  const names = DIMENSION_NAMES.filter((name) => name !== without);
  return dotted(
    describeFilter(
      shown,
      names.filter((name) => name !== "country"),
    ),
    describeFilter(
      shown,
      names.filter((name) => name === "country"),
    ),
  );
}

/** What must be told before any number. */
export function toldFirst(
  question: Question,
  ...sentences: readonly (string | Content | undefined)[]
): readonly Block[] {
  return paragraphs(
    ...sentences,
    outsideSentence(question.catalog, question.filter),
    shiftedSentence(question.resolved, question.anchors),
  );
}

/** What came before, or why nothing can be held against it. */
export type Before =
  | { readonly type: "counted"; readonly period: Required<Period>; readonly counts: Counts }
  | { readonly type: "none"; readonly why: string | undefined };

/** Counts the period before, of equal length; none where the data do not reach so far back. */
export async function countBefore(
  question: Question,
  count: (period: Required<Period>) => Promise<Counts>,
): Promise<Before> {
  const { resolved, anchors, oldest } = question;
  const period = periodBefore(resolved.period, anchors);
  if (period === undefined || oldest === undefined) return { type: "none", why: undefined };
  // Of the day that the data begin with, they have all.
  if (period.from >= Math.floor(oldest / DAY_MS) * DAY_MS)
    return { type: "counted", period, counts: await count(period) };
  return {
    type: "none",
    why: say("Nothing to compare it with: the data begin on {date}.", { date: formatDate(oldest) }),
  };
}

/** `6 in the 7 days before (22 – 29 Feb 2024): 8 more, twice as many.`, with what so few of them say. */
export function beforeSentence(
  { resolved: { period } }: Question,
  now: number,
  before: Before,
): string | undefined {
  if (before.type === "none") return before.why;
  const was = before.counts.total.stories.all;
  return joined(againstSaid(was, differenceWords(now, was), period, before.period), cautionOf(now, was));
}

/** `6 in the 7 days before (…): 8 more.`; of a week that goes on `6 in the same part of the week before`. */
function againstSaid(
  was: number,
  difference: string,
  period: Period,
  { from, to }: Required<Period>,
): string {
  const values = { was, difference, dates: formatDates(from, to) };
  const unit = unitThatIs(period);
  if (unit !== undefined && to + 1 !== period.from)
    return say(
      "{was, number} in the same part of the {unit, select, day {day} week {week} month {month} quarter {quarter} other {year}} before ({dates}): {difference}.",
      { ...values, unit },
    );
  const length = to - from + 1;
  return length < 1.5 * DAY_MS
    ? say(
        "{was, number} in the {hours, plural, one {# hour} other {# hours}} before ({dates}): {difference}.",
        { ...values, hours: Math.max(1, Math.round(length / HOUR_MS)) },
      )
    : say("{was, number} in the {days, plural, one {# day} other {# days}} before ({dates}): {difference}.", {
        ...values,
        days: Math.round(length / DAY_MS),
      });
}

/** `A story with different verdicts counts in each: these add up to 790, and 7 are judged both ways.` */
export function severalWaysSentence({
  all,
  negative,
  neutral,
  positive,
  bothWays,
}: Spread): string | undefined {
  const sum = negative + neutral + positive;
  if (sum === all) return undefined;
  return bothWays === 0
    ? say("A story with different verdicts counts in each: these add up to {sum, number}.", { sum })
    : say(
        "A story with different verdicts counts in each: these add up to {sum, number}, and {bothWays, plural, one {# is} other {# are}} judged both ways.",
        { sum, bothWays },
      );
}

/** What is not among the numbers, how old the news are, who scored them. */
export function besides(question: Question, counts: Counts, now: number): Block[] {
  const { catalog, filter, anchors } = question;
  return [
    note(
      sentenceCase(
        dotted(
          ...lessRelevant(question, counts),
          filter.scored === true &&
            counts.notScored > 0 &&
            say("{articles, plural, one {# article} other {# articles}} could not be scored", {
              articles: counts.notScored,
            }),
          undatedWords(question, counts),
          ageOfNews(catalog, filter, anchors, now),
        ),
      ),
    ),
    note(say(SCORED_BY)),
  ];
}

function lessRelevant({ filter }: Question, { relevance: [offTopic, related] }: Counts): readonly string[] {
  const isLeftOut = filter.scored === true && filter.relevance !== undefined;
  return [
    ...(filter.relevance === "on-topic" && isLeftOut && related > 0
      ? [say("{stories, plural, one {# story} other {# stories}} only related", { stories: related })]
      : []),
    ...(isLeftOut && offTopic > 0
      ? [
          say("{stories, plural, one {# more story reports} other {# more stories report}} something else", {
            stories: offTopic,
          }),
        ]
      : []),
  ];
}

function undatedWords({ resolved: { period }, catalog }: Question, { undated }: Counts): string | undefined {
  if (period.from === undefined && period.to === undefined) return undefined;
  const many = undated ?? catalog.manifest.undated;
  if (many === 0) return undefined;
  return undated === undefined
    ? say("{articles, plural, one {# undated article} other {# undated articles}} in the data", {
        articles: many,
      })
    : say("{articles, plural, one {# more article has} other {# more articles have}} no date", {
        articles: many,
      });
}
