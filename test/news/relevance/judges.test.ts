// From what people said to judged data: whoever clicks a lot, nobody outweighs all others.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { judgedData, judgedText, LABELS_OF_ONE, type Label } from "../../../src/news/relevance/judges.ts";

const labelsOf = (people: readonly (readonly [actor: string, amount: number])[]): readonly Label[] =>
  people.flatMap(([actor, amount]) =>
    Array.from({ length: amount }, (_, n) => ({
      actor,
      article: `${actor}${n}`,
      pillar: 1,
      label: 2 as const,
      judgedAt: n,
    })),
  );

describe("judged data", () => {
  it("have two judges an assessment, those who judged the fewest, and an empty field where there is one", () => {
    const of = (actor: string, label: 0 | 1 | 2, judgedAt: number, article = "a"): Label => ({
      actor,
      article,
      pillar: 2,
      label,
      judgedAt,
    });
    const labels = [of("busy", 0, 1), of("busy", 0, 2, "b"), of("late", 2, 9), of("early", 1, 3)];
    const { rows, leftOut } = judgedData(labels);
    expect(judgedText(rows)).toBe("id\tpillar\tjudge_1\tjudge_2\na\t2\t1\t2\nb\t2\t0\t\n");
    expect(leftOut).toBe(1);
  });

  it("keep the newest labels of who has more than all others together", () => {
    const { rows, leftOut } = judgedData(
      labelsOf([
        ["loud", 100],
        ["calm", 25],
      ]),
    );
    const loud = rows.filter(({ article }) => article.startsWith("loud"));
    expect(loud).toHaveLength(25);
    expect(loud.map(({ article }) => article)).toContain("loud99");
    expect(leftOut).toBe(75);
    expect(judgedData(labelsOf([["alone", 50]])).rows).toHaveLength(LABELS_OF_ONE);
  });

  it("are never outweighed by one person, whatever they click, and lose nothing else", () => {
    const label = fc.record({
      actor: fc.constantFrom("a", "b", "c", "d"),
      article: fc.integer({ min: 1, max: 60 }).map(String),
      pillar: fc.integer({ min: 1, max: 8 }),
      label: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
      judgedAt: fc.nat(1_000),
    });
    const once = fc.uniqueArray(label, {
      maxLength: 200,
      selector: ({ actor, article, pillar }) => `${actor} ${article} ${pillar}`,
    });
    fc.assert(
      // One of them clicks on everything.
      fc.property(once, fc.nat(400), (others, clicks) => {
        const flood = Array.from({ length: clicks }, (_, n) => ({
          actor: "flood",
          article: String(1 + (n % 60)),
          pillar: 1 + (Math.floor(n / 60) % 8),
          label: 0 as const,
          judgedAt: n,
        }));
        const all = [...others, ...flood];
        const { rows, leftOut } = judgedData(all);
        const kept = rows.flatMap(({ labels }) => labels);
        expect(kept.length + leftOut).toBe(all.length);
        for (const [, own] of Map.groupBy(kept, ({ actor }) => actor))
          expect(own.length).toBeLessThanOrEqual(Math.max(LABELS_OF_ONE, kept.length - own.length));
        for (const { article, pillar, labels } of rows) {
          expect([1, 2]).toContain(labels.length);
          for (const one of labels) {
            expect(all).toContain(one);
            expect(one).toMatchObject({ article, pillar });
          }
        }
        expect(judgedData(all.toReversed())).toEqual({ rows, leftOut });
        const most = Math.max(
          0,
          ...[...Map.groupBy(others, ({ actor }) => actor).values()].map((own) => own.length),
        );
        // Whoever clicks the most takes nobody's place.
        if (clicks > most)
          for (const { labels } of judgedData(others).rows)
            for (const one of labels) expect(kept).toContain(one);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 60 },
    );
  });
});
