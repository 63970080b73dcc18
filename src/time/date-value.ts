// A point or stretch of time as somebody says it, before a clock and the data give it dates. All of it is UTC; weeks start on
// Monday and are numbered as ISO 8601 does.

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** Monday is 1. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A part of a week or a year that comes again: `monday`, `march`, `5 march`, `week 9`, `Q1`. */
export type Recurring =
  | { readonly of: "week"; readonly weekday: Weekday }
  | { readonly of: "year"; readonly month: number; readonly day?: number }
  | { readonly of: "year"; readonly week: number }
  | { readonly of: "year"; readonly quarter: number };

export type DateValue =
  /** `24h`, `7d`, `12w`: back from the reference. `amountMs` > 0. */
  | { readonly type: "ago"; readonly amountMs: number }
  /** `6m`, `1y`, `last 3 months`: back from the reference by the calendar. `months` > 0. */
  | { readonly type: "months-ago"; readonly months: number }
  /** `all`: no bound, undated articles included. */
  | { readonly type: "all" }
  /** today (day, 0), yesterday (day, -1), last month (month, -1), 3 weeks ago (week, -3). */
  | { readonly type: "calendar"; readonly unit: CalendarUnit; readonly offset: number }
  /** The newest one that has begun; with `ended` the newest that is over: `monday`, `last monday`. */
  | { readonly type: "recurring"; readonly part: Recurring; readonly ended?: true }
  /** A date, a month or an instant: inclusive bounds in ms UTC; the last ms of a day for dates, from = to for instants. */
  | { readonly type: "fixed"; readonly from: number; readonly to: number }
  /** From the beginning of one to the end of another: `monday..friday`, `1 feb..14 feb 2024`. */
  | { readonly type: "range"; readonly first: Single; readonly last: Single }
  /** What lies before or after one: `before march`, `after 5 Mar 2024`. */
  | { readonly type: "beside"; readonly side: "before" | "after"; readonly of: Single };

/** A date that is no combination of others. */
export type Single = Extract<DateValue, { type: "calendar" | "recurring" | "fixed" }>;

/** Whether a value of some option is a date. */
export function isDateValue(value: unknown): value is DateValue {
  return typeof value === "object" && value !== null && "type" in value;
}

/** Whether it has a beginning and an end of its own, so that it may stand as a whole window. */
export function isStretch(
  value: DateValue,
): value is Extract<DateValue, { type: "calendar" | "recurring" | "fixed" | "range" }> {
  return (
    value.type === "calendar" ||
    value.type === "recurring" ||
    value.type === "fixed" ||
    value.type === "range"
  );
}
