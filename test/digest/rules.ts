// Rules for tests: of a text, and of any kind.

import fc from "fast-check";
import { parseRule, type Rule } from "../../src/digest/schedule.ts";

/** The rule that a text stands for. */
export function rule(text: string): Rule {
  const reading = parseRule(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.rule;
}

export const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ type: fc.constant("hourly" as const), minute: fc.nat(59) }),
  fc.record({
    type: fc.constant("weekly" as const),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    hour: fc.nat(23),
    minute: fc.nat(59),
  }),
  fc.record({
    type: fc.constant("monthly" as const),
    day: fc.integer({ min: 1, max: 31 }),
    hour: fc.nat(23),
    minute: fc.nat(59),
  }),
);
