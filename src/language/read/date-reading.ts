// What a text is read as, where a date may stand.

import type { DateValue } from "../../time/date-value.ts";

export type DateReading<V extends DateValue = DateValue> =
  | { readonly ok: true; readonly value: V }
  /** `problem` is a sentence; `offers` are texts of dates that would work, none when nothing is near. */
  | { readonly ok: false; readonly problem: string; readonly offers: readonly string[] };

/** No date, with what would be one. */
export function refusedDate(problem: string, ...offers: string[]): DateReading<never> {
  return { ok: false, problem, offers };
}
