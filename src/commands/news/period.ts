// Which dates an answer covers: what was typed, else the command's default, widened where the default holds too little.

import type { Catalog } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";
import { formatDate, formatDates } from "../../reply/dates.ts";
import type { Covered } from "../../reply/reply.ts";
import type { DateValue } from "../../time/date-value.ts";
import { DAY_MS } from "../../time/units.ts";
import type { Anchors, Period, ResolvedPeriod, Window } from "../../time/windows.ts";
import { say } from "../../wording/say.ts";

const lastDays = (days: number): { readonly since: DateValue } => ({
  since: { type: "ago", amountMs: days * DAY_MS },
});

/** `top` and `stats` look back a week, and a month when the week holds too little. */
export const DEFAULT_WINDOW = lastDays(7);
export const WIDENED_WINDOW = lastDays(30);

/** The dates that were typed; undefined for none. */
export function typedWindow({ since, until }: Window): Window | undefined {
  if (since === undefined && until === undefined) return undefined;
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

/** What an answer covers, for programs. */
export function covered(
  { period: { from, to } }: ResolvedPeriod,
  { newest }: Anchors,
  { stories, notScored }: Pick<Covered, "stories" | "notScored">,
): Covered {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    stories,
    notScored,
    ...(newest === undefined ? {} : { newest }),
  };
}

/** What the default week holds, or a month where that is fewer stories than enough: then with how many the week holds. */
export async function findWidening<Found extends object>(
  find: (window: Window) => Promise<Found>,
  storiesIn: (found: Found) => number,
  enough: number,
): Promise<Found & { readonly widenedFrom?: number }> {
  const week = await find(DEFAULT_WINDOW);
  const stories = storiesIn(week);
  return stories >= enough ? week : { ...(await find(WIDENED_WINDOW)), widenedFrom: stories };
}

/** The clock and the newest article that relative words count back from. */
export async function anchorsOf(catalog: Catalog, filter: NewsFilter, now: number): Promise<Anchors> {
  const newest = await catalog.newest(filter);
  return newest === undefined ? { now } : { now, newest };
}

/** Says that the default week held too little, and what is covered instead. */
export function widenedSentence(stories: number, dates: string): string {
  return stories === 0
    ? say("No story in the last 7 days, so this covers 30 days: {dates}.", { dates })
    : say(
        "Only {stories, plural, one {# story} other {# stories}} in the last 7 days, so this covers 30 days: {dates}.",
        { stories, dates },
      );
}

/** The dates that a period covers, for headings; open ends reach as far as the data do. */
export function describePeriod(period: Period, { now, newest }: Anchors, firstDate: number | null): string {
  const to = period.to ?? newest ?? now;
  if (period.from !== undefined)
    return period.from <= to
      ? formatDates(period.from, to)
      : say("since {date}", { date: formatDate(period.from) });
  if (firstDate === null) return say("no dates");
  return firstDate <= to ? formatDates(firstDate, to) : say("until {date}", { date: formatDate(to) });
}

/** Says that calendar words were counted back from the newest article, and why. */
export function shiftedSentence(
  { shifted, period }: ResolvedPeriod,
  { newest }: Anchors,
): string | undefined {
  if (!shifted || newest === undefined || period.to === undefined) return undefined;
  const { from, to } = period;
  return from === undefined
    ? say("The newest article is from {newest}, so this counts back from there: up to {date}.", {
        newest: formatDate(newest),
        date: formatDate(to),
      })
    : say("The newest article is from {newest}, so this counts back from there: {dates}.", {
        newest: formatDate(newest),
        dates: formatDates(from, to),
      });
}
