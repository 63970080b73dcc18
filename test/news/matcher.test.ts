// When a text says a word: by examples, and for any text as the plain reference has it.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { phraseMatcher, spoken, wordsMatcher } from "../../src/news/filter/matcher.ts";
import { wordsIn } from "../../src/news/filter/words.ts";
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
    ["levits", "President Levits"],
    ["Levits", "LEVITS"],
    ["karins", "Kariņš and others"],
    ["minister", "Ministers of Latvia"],
    ["MEP", "Two MEPs"],
    ["mail", "by e-mail"],
    ["e-mail", "by e mail"],
    ["U.S.", "the U. S. court"],
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
    ["Levit", "President Levits"],
    ["levits", "Mr Levit"],
    ["Karin", "Mr Kariņš"],
    ["us", "the U.S. court"],
  ])("%s in %s", (word, text) => {
    expect(matches(word, text)).toBe(false);
  });
});

test("a phrase is words next to one another, in one text", () => {
  expect(matches("prison guard", "A PRISON, guard")).toBe(true);
  expect(matches("prison guard", "guard of a prison")).toBe(false);
  expect(matches("prison guard", "a prison", "guards")).toBe(false);
});

test("what is all in capitals is a name where it is one elsewhere", () => {
  expect(matches("levit", "LEVITS")).toBe(true);
  expect(matches("levit", "LEVITS", "Mr Levits said.")).toBe(false);
  expect(matches("levits", "LEVITS", "Mr Levits said.")).toBe(true);
});

test("what the article has in small letters too is no name", () => {
  expect(matches("beekeeper", "Beekeepers protest")).toBe(false);
  expect(matches("beekeeper", "Beekeepers protest", "Some beekeepers went to Riga.")).toBe(true);
  expect(matches("beekeepers", "Beekeeper protests", "One beekeeper went to Riga.")).toBe(true);
});

test("any of several, each of which is all of its words, in whichever text", () => {
  const matcher = wordsMatcher([["court", "prison guard"], ["bribe"]]);
  expect(matcher(spoken(["The court", undefined, "of prison guards"]))).toBe(true);
  expect(matcher(spoken(["Two bribes"]))).toBe(true);
  expect(matcher(spoken(["The court"]))).toBe(false);
  expect(wordsMatcher([[]])(spoken(["anything"]))).toBe(false);
});

describe("of any text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "court",
      "Courts",
      "Levits",
      "levit",
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

  test("the words are those of the reference, where the text has them, and again those of themselves", () => {
    fc.assert(
      fc.property(text, (said) => {
        const words = wordsIn(said);
        expect(words.map(({ folded, writing }) => [folded, writing])).toEqual(
          wordsOf(said).map(({ word, isCapitalised, isAllCapitals }) => [
            word,
            isCapitalised ? "capitalised" : isAllCapitals ? "capitals" : "small",
          ]),
        );
        for (const { folded, from, to } of words) {
          const there = wordsIn(said.slice(from, to)).map((word) => word.folded);
          // One character may be several words.
          expect(there.includes(folded)).toBe(true);
        }
        const folded = words.map((word) => word.folded).join(" ");
        expect(
          wordsIn(folded)
            .map((word) => word.folded)
            .join(" "),
        ).toBe(folded);
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
        expect(matches(phrase, said)).toBe(says([said], phrase));
      }),
      runs,
    );
  });
});
