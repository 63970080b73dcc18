// A case moves in steps: this places them in time and varies their wording from case to case.

import type { ScoredEvent } from "../event.ts";

export interface Course {
  /** Days before today of the first step. */
  readonly startDaysAgo: number;
  /** Days between two steps: more than three, so that each step is a story of its own. */
  readonly everyDays: number;
}

/** Steps that would lie in the future are left out. */
export function inSteps(course: Course, steps: readonly Omit<ScoredEvent, "daysAgo">[]): ScoredEvent[] {
  return steps.flatMap((step, index) => {
    const daysAgo = course.startDaysAgo - index * course.everyDays;
    return daysAgo < 1 ? [] : [{ ...step, daysAgo }];
  });
}

/** A choice between ways to say the same thing: always the same one for the same case. */
export function wordingOf(caseName: string): <Way>(...ways: readonly [Way, ...Way[]]) => Way {
  const sum = [...caseName].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return (...ways) => ways[sum % ways.length] ?? ways[0];
}

/** Of something named before: "a fuel spill" becomes "the fuel spill". */
export function again(text: string): string {
  return text.replace(/^an? /, "the ");
}

/** As the first words of a sentence. */
export function opening(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
