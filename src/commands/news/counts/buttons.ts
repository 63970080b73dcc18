// The ways on from an answer with numbers: to the lists behind them, to the same news counted otherwise, to its citation.

import { formatCommand } from "../../../language/declare/format.ts";
import type { Counts } from "../../../news/catalog.ts";
import { command } from "../../../reply/build.ts";
import type { Action } from "../../../reply/reply.ts";
import type { Period } from "../../../time/windows.ts";
import { say } from "../../../wording/say.ts";
import type { ListValues } from "../filters.ts";
import { fixedDates, fromStart, LATEST, type ListKind, TOP, textOf } from "../list-page.ts";
import { type StatsValues, TREND, type TrendValues } from "./options.ts";
import { type Asker, exactText, type Question } from "./question.ts";

/** What was asked, whatever the dates. */
function scopeOf({ values }: Question): ListValues {
  const { since: _since, until: _until, ...scope } = fromStart(values);
  return scope;
}

/** Dates for a list: as they are typed, and exactly. */
export interface ListDates {
  readonly typed: Pick<ListValues, "since" | "until">;
  readonly period: Period;
}

/** The dates of the question itself. */
function datesOf({ typedDates, resolved }: Question): ListDates {
  return { typed: typedDates, period: resolved.period };
}

/** A button that lists what was counted: of these dates, with something changed. */
export function listButton(
  label: string,
  question: Question,
  change: ListValues = {},
  dates: ListDates = datesOf(question),
): Action {
  const { scored, relevance } = question.filter;
  const kind = scored === false ? LATEST : TOP;
  const scope = { ...scopeOf(question), ...(relevance === undefined ? {} : { relevance }), ...change };
  return command(label, textOf(kind, { ...scope, ...fixedDates(dates.period) }), {
    typed: textOf(kind, { ...scope, ...dates.typed }),
  });
}

/** The same news and dates in another answer, or with something changed. */
export function sameButton(
  label: string,
  { path, options }: Asker,
  question: Question,
  change: StatsValues | TrendValues,
): Action {
  const { typed, period } = datesOf(question);
  const scope = { ...fromStart(question.values), ...change };
  return command(label, formatCommand(path, { ...scope, ...fixedDates(period) }, options), {
    typed: formatCommand(path, { ...scope, ...typed }, options),
  });
}

/** The same news over the weeks that a trend covers by itself. */
export function trendButton(question: Question): Action {
  return command(say("Trend"), formatCommand(TREND.path, scopeOf(question), TREND.options));
}

/** Lists of what is not among the numbers. */
export function leftOutButtons(
  question: Question,
  { notScored, relevance: [offTopic] }: Counts,
): readonly Action[] {
  const { filter } = question;
  if (filter.scored !== true) return [];
  const { typed, period } = datesOf(question);
  const listed = (label: string, kind: ListKind, values: ListValues): Action =>
    command(label, textOf(kind, { ...values, ...fixedDates(period) }), {
      typed: textOf(kind, { ...values, ...typed }),
    });
  const scope = scopeOf(question);
  const { direction: _d, impact: _i, relevance: _r, ...unjudged } = scope;
  const { relevance: _, ...ofAnyRelevance } = scope;
  return [
    ...(notScored > 0 ? [listed(say("Not scored"), LATEST, { ...unjudged, scored: "no" })] : []),
    ...(filter.relevance !== undefined && offTopic > 0
      ? [listed(say("Something else"), TOP, { ...ofAnyRelevance, topic: "off" })]
      : []),
  ];
}

/** For everyone, and as a line to quote. Both are of exactly these dates and this state of the news. */
export function closingButtons({ path, options }: Asker, question: Question): readonly Action[] {
  const typed = { ...fromStart(question.values), ...datesOf(question).typed, share: true };
  return [
    command(say("Cite"), exactText({ path, options }, question, { cite: true }), { typed: "/news cite" }),
    ...(question.values.share === true
      ? []
      : [
          command(say("Share here"), exactText({ path, options }, question, { share: true }), {
            typed: formatCommand(path, typed, options),
          }),
        ]),
  ];
}
