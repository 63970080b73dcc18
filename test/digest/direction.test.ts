// Where a story stands in a digest: better or worse, and under which pillar.

import { expect, test } from "vitest";
import { directionOfStory, pillarsShown } from "../../src/digest/say/direction.ts";
import type { Assessment } from "../../src/news/article.ts";

type Kept = readonly [Assessment, ...Assessment[]];

test.each<readonly [string, Kept]>([
  ["negative", [{ pillar: 1, score: 1, relevance: 2, fit: 200 }]],
  ["positive", [{ pillar: 1, score: 5, relevance: 2, fit: 200 }]],
  [
    "both",
    [
      { pillar: 1, score: 1, relevance: 2, fit: 200 },
      { pillar: 2, score: 5, relevance: 2, fit: 200 },
    ],
  ],
  // Weaker verdicts do not count beside strong ones.
  [
    "positive",
    [
      { pillar: 1, score: 5, relevance: 2, fit: 200 },
      { pillar: 2, score: 2, relevance: 2, fit: 200 },
    ],
  ],
  ["neutral", [{ pillar: 1, score: 3, relevance: 2, fit: 200 }]],
])("a story is %s by its strongest verdicts", (direction, kept) => {
  expect(directionOfStory({ kept })).toBe(direction);
});

test("each story is told under its strongest pillar, the rarest in the digest, then the lowest", () => {
  const stories: readonly { readonly kept: Kept }[] = [
    {
      kept: [
        { pillar: 2, score: 1, relevance: 2, fit: 200 },
        { pillar: 8, score: 1, relevance: 2, fit: 200 },
        { pillar: 5, score: 2, relevance: 2, fit: 200 },
      ],
    },
    { kept: [{ pillar: 2, score: 5, relevance: 2, fit: 200 }] },
    {
      kept: [
        { pillar: 3, score: 5, relevance: 2, fit: 200 },
        { pillar: 4, score: 1, relevance: 2, fit: 200 },
      ],
    },
  ];
  expect(pillarsShown(stories).map(({ pillar }) => pillar)).toEqual([8, 2, 3]);
});
