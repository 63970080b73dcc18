// The short text of an article's verdicts, `1:5,4:2`: score by pillar.

import type { Assessment } from "../news/article.ts";
import { isPillarNumber } from "../news/pillars.ts";
import { isScore } from "../reply/article-card.ts";

type Verdict = Pick<Assessment, "pillar" | "score">;

/** The verdicts that a text stands for. */
export function readVerdicts(text: string): readonly Verdict[] {
  return text.split(",").flatMap((verdict) => {
    const [pillar, score] = verdict.split(":").map(Number);
    if (pillar === undefined || score === undefined || !isPillarNumber(pillar) || !isScore(score)) return [];
    return [{ pillar, score }];
  });
}

/** The score of one pillar; undefined when there is none. */
export function scoreIn(text: string, pillar: number): number | undefined {
  return readVerdicts(text).find((verdict) => verdict.pillar === pillar)?.score;
}
