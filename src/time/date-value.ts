// A point or stretch of time as somebody says it, before a clock and the data give it dates.

export type DateValue =
  /** `24h`, `7d`, `12w`: back from the reference. `amountMs` > 0. */
  | { readonly type: "ago"; readonly amountMs: number }
  /** `all`: no bound, undated articles included. */
  | { readonly type: "all" }
  /** today (day, 0), yesterday (day, -1), this week (week, 0), last month (month, -1). Weeks start on Monday, UTC. */
  | { readonly type: "calendar"; readonly unit: "day" | "week" | "month"; readonly offset: 0 | -1 }
  /** A date, a month or an instant: inclusive bounds in ms UTC; the last ms of a day for dates, from = to for instants. */
  | { readonly type: "fixed"; readonly from: number; readonly to: number };
