// The matcher finds every pattern wherever it stands, once a text, in bounded time.

import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { createMatcher, patternsOf } from "../../../src/news/relevance/matcher.ts";

const CAPACITY = 400;

/** How many distinct patterns of each list the text has. */
function countsIn(lists: readonly string[], text: string, mostCharacters = CAPACITY): number[] {
  const counts = new Uint8Array(lists.length);
  createMatcher(lists, CAPACITY).count(text, mostCharacters, counts, 0);
  return [...counts];
}

test("whole words, beginnings of words and phrases are found, whatever their case, accents and apostrophes", () => {
  expect(countsIn(["court"], "The Court's ruling; courts")).toEqual([0]);
  expect(countsIn(["court*"], "The Court's ruling")).toEqual([1]);
  expect(countsIn(["corrupt*"], "Anti-CORRUPTION office")).toEqual([1]);
  expect(countsIn(["state prosecutor* office"], "the State  prosecutor’s office, again")).toEqual([1]);
  expect(
    countsIn(["jaanus, orsted, article 7, people's will"], "Jäanus Ørsted: Article 7 is the peoples will"),
  ).toEqual([4]);
  expect(countsIn(["article 7"], "article 5")).toEqual([0]);
  expect(countsIn(["court"], "суд court суд")).toEqual([1]);
});

test("a pattern that stands twice counts once, and lists that share one count both", () => {
  expect(countsIn(["bribe*, court", "bribe*"], "bribe, bribery and bribes")).toEqual([1, 1]);
});

test("readings do not know of one another, and only the first characters are read", () => {
  const matcher = createMatcher(["veto"], CAPACITY);
  const counts = new Uint8Array(3);
  matcher.count("a veto", CAPACITY, counts, 0);
  matcher.count("a veto", CAPACITY, counts, 1);
  matcher.count("a veto", 4, counts, 2);
  expect([...counts]).toEqual([1, 1, 0]);
});

test("what is no pattern is refused", () => {
  for (const wrong of ["*", "a*b", "émeute", "Court", "a (b)"])
    expect(() => createMatcher([wrong], CAPACITY), wrong).toThrow(RangeError);
  expect(patternsOf(" a b ,, a  b, c* ")).toEqual(["a b", "c*"]);
});

test("it finds what a plain search finds", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 3 });
  const pattern = fc
    .array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 3 })
    .map((words) => words.map(([text, isOpen]) => (isOpen ? `${text}*` : text)).join(" "));
  fc.assert(
    fc.property(
      fc.uniqueArray(pattern, { minLength: 1, maxLength: 6 }),
      fc.array(word, { maxLength: 12 }),
      (patterns, words) => {
        const text = words.join(" ");
        const plain = patterns.filter((each) =>
          new RegExp(`(^| )${each.replaceAll("*", "[abc]*")}( |$)`).test(text),
        );
        expect(countsIn([patterns.join(",")], text)).toEqual([plain.length]);
      },
    ),
    { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 500 },
  );
});
