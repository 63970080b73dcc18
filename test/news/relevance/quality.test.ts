// The figures of bench/quality say what docs/quality.md defines.

import { expect, test } from "vitest";
import type { JudgedAssessment } from "../../../bench/quality/judged.ts";
import { byFocus, groupsOf, qualityOf } from "../../../bench/quality/measure.ts";

function judged(id: string, week: number, label: number, focus = 1, strength = 2): JudgedAssessment {
  const publishedAt = week * 604_800_000;
  const article = {
    id,
    title: "",
    description: "",
    opening: "",
    link: "",
    source: "",
    publishedAt,
    scores: new Map(),
  };
  return { article, pillar: 1, label, score: strength === 2 ? 5 : 4, strength, focus, week };
}

const SAMPLE = [
  judged("a", 1, 2),
  judged("b", 1, 0),
  judged("c", 2, 0),
  judged("d", 2, 1),
  judged("e", 3, 2),
  judged("f", 4, 2, 1, 1),
  judged("g", 4, 0),
];

test("groups are strong assessments of one pillar and week, two or more", () => {
  const groups = groupsOf(SAMPLE.map(byFocus)).map((group) => group.map((each) => each.judged.article.id));
  expect(groups).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("the best order has the best figures, the opposite one the worst", () => {
  const best = qualityOf(SAMPLE.map((each) => ({ judged: each, keys: [each.label] })));
  expect([best.auc.value, best.first.value, best.ndcg.value]).toEqual([1, 1, 1]);
  // One of the two groups has nothing on topic.
  expect(best.firstOfAll.value).toBe(0.5);
  const worst = qualityOf(SAMPLE.map((each) => ({ judged: each, keys: [-each.label] })));
  expect([worst.auc.value, worst.first.value]).toEqual([0, 0]);
  expect(worst.ndcg.value).toBeCloseTo(1 / Math.log2(3));
});

test("an order that knows nothing has an even chance", () => {
  expect(qualityOf(SAMPLE.map((each) => ({ judged: each, keys: [] }))).auc.value).toBe(0.5);
});
