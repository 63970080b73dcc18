// When a text says a word: by examples, and for any text as the plain reference has it.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { phraseMatcher, spoken, tokensOf, wordsMatcher } from "../../src/news/filter/matcher.ts";
import { says, wordsOf } from "../reference/words.ts";

const matches = (phrase: string, ...texts: readonly string[]): boolean =>
  phraseMatcher(phrase)(spoken(texts));

describe("a word is said", () => {
  test.each([
    ["court", "The COURT rules"],
    ["Kohus", "kõhus"],
    ["oiguskantsler", "Õiguskantsler's report"],
    ["Lodz", "Łódź"],
    ["court", "the court’s ruling"],
    ["court", "Two courts disagree"],
    ["courts", "one court"],
    ["city", "cities"],
    ["veto", "vetoes"],
    ["judges", "“Judge!”"],
    ["2024", "in 2024."],
    ["corruption", "cor\u00adrup\u200btion"],
    ["O'Brien", "Mr O’Brien said"],
    ["delfi.ee", "as delfi.ee has it"],
  ])("%s in %s", (word, text) => {
    expect(matches(word, text)).toBe(true);
  });
});

describe("a word is not said", () => {
  test.each([
    ["court", "courtyard"],
    ["parl", "Parliament"],
    ["judicial", "judiciary"],
    ["Kalla", "Kallas"],
    ["new", "news"],
    ["right", "rights"],
    ["pres", "press"],
    ["bus", "bu"],
    ["!", "what!"],
    ["", "anything"],
  ])("%s in %s", (word, text) => {
    expect(matches(word, text)).toBe(false);
  });
});

test("a phrase is words next to one another, in one text", () => {
  expect(matches("prison guard", "A PRISON, guard")).toBe(true);
  expect(matches("prison guard", "guard of a prison")).toBe(false);
  expect(matches("prison guard", "a prison", "guards")).toBe(false);
});

test("any of several, each of which is all of its words, in whichever text", () => {
  const matcher = wordsMatcher([["court", "prison guard"], ["bribe"]]);
  expect(matcher(spoken(["The court", undefined, "of prison guards"]))).toBe(true);
  expect(matcher(spoken(["Bribes"]))).toBe(true);
  expect(matcher(spoken(["The court"]))).toBe(false);
  expect(wordsMatcher([[]])(spoken(["anything"]))).toBe(false);
});

describe("of any text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "court",
      "Courts",
      "judge's",
      "cities",
      "Õigus",
      "łódź",
      "NEWS",
      "boxes",
      "days",
      "Paleckys",
      "ΟΔΟΣ",
    ),
    fc.constantFrom(" ", " ", " ", ", ", ".", "-", "’", "\u0301", "\u200b", "ß", "2", "|", "es", "s"),
    fc.string({ unit: "grapheme", maxLength: 3 }),
  );
  const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));
  const runs = { seed: inject("seed"), numRuns: inject("long") ? 100_000 : 3_000 };

  test("the words are those of the reference, and again those of themselves", () => {
    fc.assert(
      fc.property(text, (said) => {
        expect(tokensOf(said)).toEqual(wordsOf(said));
        const folded = tokensOf(said).join(" ");
        expect(tokensOf(folded).length).toBe(tokensOf(said).length);
      }),
      runs,
    );
  });

  test("a phrase is found where the reference finds it", () => {
    const part = fc.tuple(text, fc.nat(), fc.nat()).map(([said, from, length]) => {
      const letters = [...said];
      return {
        said,
        phrase: letters
          .slice(from % (letters.length + 1))
          .slice(0, 1 + (length % 9))
          .join(""),
      };
    });
    fc.assert(
      fc.property(part, ({ said, phrase }) => {
        expect(matches(phrase, said)).toBe(says(said, phrase));
      }),
      runs,
    );
  });
});
