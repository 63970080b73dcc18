// Points and stretches of time as people type them.

import { excerpt } from "../../reply/excerpt.ts";
import type { Single } from "../../time/date-value.ts";
import { say } from "../../wording/say.ts";
import { type DateReading, impossibleDate, refusedDate } from "./date-reading.ts";
import { monthNamed, parseFixed } from "./fixed-dates.ts";
import { parseAgo, parseCalendar, parseRecurring } from "./relative-dates.ts";

/** Windows people ask for most, for completion and for "did you mean". */
export const COMMON_WINDOWS: readonly string[] = [
  "24h",
  "7d",
  "30d",
  "today",
  "yesterday",
  "this week",
  "last week",
  "this month",
  "last month",
  "3m",
  "this year",
  "last year",
  "all",
];

/**
 * Reads `7d`, `6m`, `last week`, `2 weeks ago`, `monday`, `march`, `5 march`, `week 9`, `Q1 2024`, `2024`, `2024-02`, `2024-02-05`,
 * `5 Mar 2024`, an ISO instant (UTC when it names no zone), `before D`, `after D`, `D to D`, `between D and D`, `D..D` or
 * `all`. Dates in the order of one country only (`01/02/2024`) are refused with every reading.
 */
export function parseDateValue(text: string): DateReading {
  const said = text.trim().toLowerCase().replace(/\s+/g, " ");
  if (said === "all") return { ok: true, value: { type: "all" } };
  return (
    parseAgo(said) ??
    parseSingle(said) ??
    parseBeside(said) ??
    parseRange(said) ??
    refusedDate(
      say('I cannot read "{said}" as a date: 7d, last week, 2024-02 and 2024-02-05 work.', {
        said: excerpt(text.trim()),
      }),
    )
  );
}

function parseSingle(said: string): DateReading<Single> | undefined {
  return parseCalendar(said) ?? parseRecurring(said) ?? parseFixed(said);
}

function parseBeside(said: string): DateReading | undefined {
  const match = /^(before|after) (.+)$/.exec(said);
  const of = match === null ? undefined : parseSingle(match[2] ?? "");
  if (of === undefined) return undefined;
  if (!of.ok) return within(of, (offer) => `${match?.[1] ?? ""} ${offer}`);
  return {
    ok: true,
    value: { type: "beside", side: match?.[1] === "before" ? "before" : "after", of: of.value },
  };
}

/** A date refused for a part of it: what is offered is whole again, and nothing where another part cannot be either. */
function within(part: DateReading & { ok: false }, whole: (offer: string) => string): DateReading {
  return { ...part, offers: part.offers.map(whole).filter((offer) => parseDateValue(offer).ok) };
}

/** Ways to write a range; each holds its two ends. */
const RANGES = [
  /^(.+)\.\.(.+)$/,
  /^between (.+) and (.+)$/,
  /^(?:from )?(.+?) (?:to|until|till|through) (.+)$/,
  /^(?:from )?(.+?) - (.+)$/,
  /^(?:from )?(\d{1,2})-(\d{1,2} [a-z]{3,9}(?: \d{4})?)$/,
];

function parseRange(said: string): DateReading | undefined {
  for (const shape of RANGES) {
    const [, first, last] = shape.exec(said) ?? [];
    if (first === undefined || last === undefined) continue;
    const reading = rangeOf(first, last);
    if (reading !== undefined) return reading;
  }
  return undefined;
}

function rangeOf(firstText: string, lastText: string): DateReading | undefined {
  const last = parseSingle(lastText);
  const first = parseSingle(withTheirs(firstText, lastText));
  if (first === undefined || last === undefined) return undefined;
  if (!first.ok) return within(first, (offer) => `${offer}..${lastText}`);
  if (!last.ok) return within(last, (offer) => `${firstText}..${offer}`);
  if (first.value.type !== "fixed" || last.value.type !== "fixed")
    return { ok: true, value: { type: "range", first: first.value, last: last.value } };
  if (first.value.from <= last.value.to)
    return { ok: true, value: { type: "fixed", from: first.value.from, to: last.value.to } };
  return impossibleDate(say("That window ends before it begins."), `${lastText}..${firstText}`);
}

/** The first end with the month and the year that it shares with the last: `1` of `1 to 14 feb 2024`. */
function withTheirs(first: string, last: string): string {
  const [, month, year] = /^\d{1,2}(?:st|nd|rd|th)? ?([a-z]{3,9})(?: (\d{4}))?$/.exec(last) ?? [];
  if (month === undefined || monthNamed(month) === undefined) return first;
  const shared = year === undefined ? "" : ` ${year}`;
  if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(first)) return `${first} ${month}${shared}`;
  return /^\d{1,2}(?:st|nd|rd|th)? ?[a-z]{3,9}$/.test(first) ? `${first}${shared}` : first;
}
