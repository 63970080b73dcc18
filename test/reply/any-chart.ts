// Any chart within its bounds, for tests of whatever shows charts.

import fc from "fast-check";
import { isScore, type Score } from "../../src/reply/article-card.ts";
import { boundedChart, type Chart, MOST_CATEGORIES, MOST_SERIES } from "../../src/reply/chart.ts";

const score: fc.Arbitrary<Score | undefined> = fc.option(fc.integer({ min: 0, max: 5 }).filter(isScore), {
  nil: undefined,
});

const value: fc.Arbitrary<number | null> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(40) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, 0, 0.5, -3, 1_234_567, 1e15, -1e-9, Number.MAX_SAFE_INTEGER),
  },
);

/** Charts whose texts are `text`; few categories more often than many. */
export function anyChart(text: fc.Arbitrary<string>): fc.Arbitrary<Chart> {
  return fc
    .record({
      series: fc.nat(MOST_SERIES),
      categories: fc.oneof(fc.nat(8), fc.nat(MOST_CATEGORIES)),
    })
    .chain(({ series, categories }) =>
      fc.record({
        kind: fc.constantFrom("bar" as const, "line" as const),
        title: text,
        alt: text,
        unit: text,
        about: fc.option(text, { nil: undefined }),
        categories: fc.array(
          fc.record({ label: text, isPartial: fc.constant(true as const) }, { requiredKeys: ["label"] }),
          { minLength: categories, maxLength: categories },
        ),
        series: fc.array(
          fc
            .record({
              name: text,
              score,
              values: fc.array(value, { minLength: categories, maxLength: categories }),
            })
            .map(({ score: own, ...one }) => ({ ...one, ...(own === undefined ? {} : { score: own }) })),
          { minLength: series, maxLength: series },
        ),
      }),
    )
    .map(({ about, ...chart }) => boundedChart({ ...chart, ...(about === undefined ? {} : { about }) }));
}
