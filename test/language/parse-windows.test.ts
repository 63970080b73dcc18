// Windows in whole lines: what is typed about time sets both bounds, one of them, or is refused.

import { describe, expect, it } from "vitest";
import { formatDateValue } from "../../src/language/read/format-dates.ts";
import { isDateValue } from "../../src/time/date-value.ts";
import { expectAllWork, misunderstandingOf, parse, valuesOf } from "./parsing.ts";

function windowOf(line: string): readonly (string | undefined)[] {
  const { since, until } = valuesOf(parse(line)).values;
  return [since, until].map((value) => (isDateValue(value) ? formatDateValue(value) : undefined));
}

const LINES: readonly [line: string, since: string | undefined, until: string | undefined][] = [
  ["/news top since monday", "monday", undefined],
  ["/news top monday", "monday", "monday"],
  ["/news top 5 March", "5 march", "5 march"],
  ["/news top week 9", "week 9", "week 9"],
  ["/news top corruption latvia Q1 2024", "2024-01-01..2024-03-31", "2024-01-01..2024-03-31"],
  ["/news top since january limit 3", "january", undefined],
  ["/news top past month", "1m", undefined],
  ["/news top 2 weeks ago", "2 weeks ago", "2 weeks ago"],
  ["/news latest from 1 feb to 14 feb", "1 february..14 february", "1 february..14 february"],
  ["/news latest since 1 feb to 14 feb", "1 february..14 february", "1 february..14 february"],
  ["/news latest 1 feb - 14 feb 2024", "2024-02-01..2024-02-14", "2024-02-01..2024-02-14"],
  ["/news latest between monday and friday", "monday..friday", "monday..friday"],
  ["/news top before march", undefined, "before march"],
  ["/news top after 5 Mar 2024", "after 2024-03-05", undefined],
  ["/news top after january before march", "after january", "before march"],
];

describe("a window", () => {
  it.each(LINES)("%s", (line, since, until) => {
    expect(windowOf(line)).toEqual([since, until]);
  });

  it.each([
    ["/news top 31 february", "February has 29 days, so there is no day 31."],
    ["/news top since week 60", "Weeks go from 1 to 53."],
    [
      "/news top since 01/02/2024",
      "01/02/2024 can be 1 February 2024 or 2 January 2024: write the year first.",
    ],
  ])("%s is refused, with what would work", (line, sentence) => {
    const parsed = parse(line);
    expect(misunderstandingOf(parsed).sentence).toBe(sentence);
    expectAllWork(parsed);
  });
});
