// What somebody types into a search, by examples, and that whatever is typed reads as some question that can be written again.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import {
  asTyped,
  isTooLong,
  QUESTION_LIMITS,
  readQuestion,
  type SearchQuestion,
  writeQuestion,
} from "../../../src/news/search/question.ts";
import { hasWord } from "./searched.ts";

const written = (text: string): string | undefined => {
  const question = readQuestion(text);
  return question === undefined ? undefined : writeQuestion(question);
};

describe("is read as", () => {
  test.each([
    ["court ruling", "court ruling"],
    ["  court \n ruling. ", "court ruling"],
    ['"prison  guard" bribe', '"prison guard" bribe'],
    ["“prison guard” „bribe»", '"prison guard" "bribe"'],
    ['"never closed', '"never closed"'],
    ["court -eu", "court -eu"],
    ["court –eu", "court -eu"],
    ["court !eu", "court -eu"],
    ["court NOT eu", "court -eu"],
    ['court -"prison guard"', 'court -"prison guard"'],
    ["court OR tribunal ruling", "court OR tribunal ruling"],
    ["court|tribunal", "court OR tribunal"],
    ['a OR "b c" OR de*', 'a OR "b c" OR de*'],
    ["+court +bribe", "court bribe"],
    ["court AND bribe", "court bribe"],
    ["corrupt*", "corrupt*"],
    ["c*", "c"],
    ["*", undefined],
    ["OR", "or"],
    ["court OR", "court or"],
    ["OR court", "or court"],
    ["court or tribunal", "court or tribunal"],
    ["court OR -eu", "court or -eu"],
    ["NOT", "not"],
    ["|| ((", undefined],
    ["!?-", undefined],
    ["", undefined],
    ["(court AND (bribe OR tax))", "court bribe OR tax"],
    ["title:court NEAR(a, b)", "title court NEAR a b"],
    ["e-mail U.S. Kohtla-Järve O'Brien", "e-mail U.S Kohtla-Järve O'Brien"],
    ["'; DROP TABLE words; --", "DROP TABLE words"],
    ["a -- b", "a b"],
    ['say "a""b"', 'say "a" "b"'],
    ['""', undefined],
  ])("%s", (text, expected) => {
    expect(written(text)).toBe(expected);
  });
});

test("what is typed last is a start", () => {
  const typed = (text: string): string => writeQuestion(asTyped(readQuestion(text) ?? { terms: [] }));
  expect(typed("court corr")).toBe("court corr*");
  expect(typed("court c")).toBe("court c");
  expect(typed('"court corr')).toBe('"court corr"');
  expect(typed("court -corr")).toBe("court -corr*");
});

test("of a long question the first words are read, and it can be told", () => {
  const many = Array.from({ length: 30 }, (_, at) => `word${at}`).join(" ");
  expect(isTooLong(many)).toBe(true);
  expect(written(many)).toBe(many.split(" ").slice(0, QUESTION_LIMITS.terms).join(" "));
  const long = `${"a".repeat(300)} ${"b".repeat(300)}`;
  expect(isTooLong(long)).toBe(true);
  expect(written(long)).toBe("a".repeat(300));
  expect(isTooLong("court ruling")).toBe(false);
});

test("whatever is typed, what is written of it reads the same", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'court|Tallinn|OR|AND|NOT|eu|e-mail|U.S.|Järve|\'s|"|"|(|)|*|-|+|!||||:|;|,| | | '.split("|"),
    ),
    fc.constantFrom(" ", " ", "|", "\u200b", "\u0301", "ß", "½", "ŉ", "’"),
    fc.string({ unit: "grapheme", maxLength: 4 }),
    fc.string({ unit: "binary", maxLength: 2 }),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, (typed) => {
      const question = readQuestion(typed);
      expect(question === undefined).toBe(!hasWord(typed));
      if (question === undefined) return;
      expect(readQuestion(writeQuestion(question))).toEqual(question satisfies SearchQuestion);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 100_000 : 2_000 },
  );
});
