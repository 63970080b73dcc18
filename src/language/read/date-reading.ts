// What a text is read as, where a date may stand.

import type { DateValue } from "../../time/date-value.ts";

export type DateReading<V extends DateValue = DateValue> =
  | { readonly ok: true; readonly value: V }
  /** `problem` is a sentence; `offers` are texts of dates that would work, none when nothing is near. */
  | {
      readonly ok: false;
      readonly problem: string;
      readonly offers: readonly string[];
      /** Whether what is offered is no reading of the text, but another date that is near. */
      readonly isOther?: boolean;
    };

/** No date, with what would be one. */
export function refusedDate(problem: string, ...offers: string[]): DateReading<never> {
  return { ok: false, problem, offers };
}

/** No date, with the nearest that is one. */
export function impossibleDate(problem: string, nearest: string): DateReading<never> {
  return { ok: false, problem, offers: [nearest], isOther: true };
}
