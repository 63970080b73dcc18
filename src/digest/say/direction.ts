// Where a story stands in a digest: whether it got worse or better, and the pillar that it is told under.

import { type Assessment, directionOf, strengthOf } from "../../news/article.ts";
import { wording } from "../../wording/say.ts";
import type { ShownStory } from "./contents.ts";

type SectionDirection = "negative" | "positive" | "both" | "neutral";

/** In the order in which they are told; their words are messages. */
export const DIRECTIONS: readonly {
  readonly direction: SectionDirection;
  readonly title: string;
  readonly words: string;
  /** So many `{count}`. */
  readonly counted: string;
}[] = [
  {
    direction: "negative",
    title: wording("WORSE"),
    words: wording("worse"),
    counted: wording("{count} worse"),
  },
  {
    direction: "positive",
    title: wording("BETTER"),
    words: wording("better"),
    counted: wording("{count} better"),
  },
  {
    direction: "both",
    title: wording("BOTH WAYS"),
    words: wording("both ways"),
    counted: wording("{count} both ways"),
  },
  {
    direction: "neutral",
    title: wording("NEUTRAL"),
    words: wording("neutral"),
    counted: wording("{count} neutral"),
  },
];

/** The assessments kept that are as strong as the strongest. */
function strongest({ kept }: Pick<ShownStory, "kept">): readonly Assessment[] {
  const most = strengthOf(kept[0].score);
  return kept.filter(({ score }) => strengthOf(score) === most);
}

export function directionOfStory(story: Pick<ShownStory, "kept">): SectionDirection {
  const directions = new Set(strongest(story).map(({ score }) => directionOf(score)));
  if (directions.has("negative")) return directions.has("positive") ? "both" : "negative";
  return directions.has("positive") ? "positive" : "neutral";
}

/**
 * The pillar that each shown article is told under: the digest's, else the one of its strongest verdict; among several
 * of these the rarest in the digest, then the lowest.
 */
export function pillarsShown(stories: readonly Pick<ShownStory, "kept">[]): readonly Assessment[] {
  const counts = new Map<number, number>();
  for (const story of stories)
    for (const { pillar } of strongest(story)) counts.set(pillar, (counts.get(pillar) ?? 0) + 1);
  return stories.map(
    (story) =>
      strongest(story).toSorted(
        (a, b) => (counts.get(a.pillar) ?? 0) - (counts.get(b.pillar) ?? 0) || a.pillar - b.pillar,
      )[0] ?? story.kept[0],
  );
}
