// Two counts beside one another in words, and when so few of them are said to say little.

import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { cautionOf, cautionOfRates, differenceWords, isWithinChance } from "../../src/reply/differences.ts";

it("tells a difference in a number, and as a share or a multiple where there are enough", () => {
  expect(differenceWords(14, 6)).toBe("8 more, 2.3 times as many");
  expect(differenceWords(12, 6)).toBe("6 more, twice as many");
  expect(differenceWords(45, 15)).toBe("30 more, three times as many");
  expect(differenceWords(1200, 100)).toBe("1,100 more, 12 times as many");
  expect(differenceWords(120, 100)).toBe("20 more (+20 %)");
  expect(differenceWords(40, 54)).toBe("14 fewer (−26 %)");
  expect(differenceWords(6, 3)).toBe("3 more");
  expect(differenceWords(0, 30)).toBe("30 fewer");
  expect(differenceWords(5, 0)).toBe("5 more");
  expect(differenceWords(7, 7)).toBe("as many");
  expect(differenceWords(1001, 1000)).toBe("1 more");
});

it("calls small numbers small, and a difference that chance makes little", () => {
  expect(cautionOf(5, 3)).toBe("Small numbers: a difference of 2 says little.");
  expect(cautionOf(14, 6)).toBe("Small numbers: a difference of 8 says little.");
  expect(cautionOf(25, 5)).toBe("Small numbers.");
  expect(cautionOf(120, 100)).toBe("A difference of 20 among so many may be chance.");
  expect(cautionOf(400, 300)).toBeUndefined();
  expect(cautionOf(3, 3)).toBeUndefined();
});

it("is the same whichever of the two came first, and ever surer with more of the same", () => {
  const count = fc.integer({ min: 0, max: 5_000 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 2, max: 50 }), (one, other, times) => {
      expect(cautionOf(one, other)).toBe(cautionOf(other, one));
      if (!isWithinChance(one, other)) expect(isWithinChance(one * times, other * times)).toBe(false);
    }),
    { seed: inject("seed") },
  );
});

it("says of shares the same", () => {
  expect(
    cautionOfRates([
      { count: 148, of: 771 },
      { count: 145, of: 825 },
    ]),
  ).toBe("Such a difference may be chance.");
  expect(
    cautionOfRates([
      { count: 265, of: 2475 },
      { count: 60, of: 825 },
    ]),
  ).toBeUndefined();
  expect(
    cautionOfRates([
      { count: 3, of: 100 },
      { count: 5, of: 120 },
    ]),
  ).toBe("Small numbers: such a difference says little.");
});
