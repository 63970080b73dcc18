// How stories fit pairs that people judged: the counting on invented pairs, the figures on real ones where they lie.

import { describe, expect, test } from "vitest";
import { qualityOf, readJudgedPairs } from "../../../bench/quality/pairs.ts";
import { measureStories } from "../../../bench/quality/stories.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";

const HEAD = "country\tid_a\tid_b\tlabel\tcosine_bin\tpairs_in_bin";

test("pairs weigh what they stand for", () => {
  const pairs = readJudgedPairs(
    [
      HEAD,
      "X\ta\tb\t2\t0.6\t10",
      "X\ta\tc\t1\t0.25\t90",
      "X\tb\tc\t2\t0.25\t90",
      "X\ta\td\t0\t0.25\t90",
    ].join("\n"),
  );
  expect(pairs.map(({ label, weight }) => [label, weight])).toEqual([
    [2, 10],
    [1, 30],
    [2, 30],
    [0, 30],
  ]);
  const { found, right, wrong, missed } = qualityOf(pairs, 2, ({ a }) => a === "a");
  expect([found, right]).toEqual([10 / 40, 10 / 70]);
  expect([wrong.length, missed.length]).toEqual([2, 1]);
  expect(qualityOf(pairs, 1, () => true)).toMatchObject({ found: 1, right: 70 / 100 });
  expect(qualityOf([], 2, () => true)).toMatchObject({ found: 1, right: 1 });
});

test("a table without a column is refused", () => {
  expect(() => readJudgedPairs("id_a\tid_b\na\tb")).toThrow(RangeError);
});

describe.skipIf(!hasSharedData)(`real pairs${sharedDataReason}`, () => {
  test("four of five are joined, hardly one wrongly", { timeout: 120_000 }, async () => {
    const { stories, affairs } = await measureStories({
      news: sharedPath("data/Estonia_master.parquet.gzip"),
      judged: sharedPath("data/judged/stories_Estonia.tsv"),
    });
    expect(stories.found).toBeGreaterThan(0.8);
    expect(stories.right).toBeGreaterThan(0.96);
    expect(affairs.found).toBeGreaterThan(0.8);
    expect(affairs.right).toBeGreaterThan(0.95);
  });
});
