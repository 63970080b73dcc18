// Excerpts of people's text.

import { expect, it } from "vitest";
import { excerpt, excerptOfWords } from "../../src/reply/excerpt.ts";

it("keeps what is short enough", () => {
  expect(excerpt("short")).toBe("short");
  expect(excerpt("a".repeat(40))).toBe("a".repeat(40));
});

it("shows that it was cut, and never cuts a character in two", () => {
  expect(excerpt("a".repeat(41))).toBe(`${"a".repeat(39)}…`);
  expect(excerpt("😀".repeat(50))).toBe(`${"😀".repeat(19)}…`);
  expect(excerpt("a😀😀", 4)).toBe("a😀…");
  expect(excerpt("one two three", 5)).toBe("one…");
});

it("an excerpt of words ends behind a word, and is seen to be cut", () => {
  expect(excerptOfWords("Council searched", 20)).toBe("Council searched");
  expect(excerptOfWords("Council searched, mayor silent", 20)).toBe("Council searched …");
  expect(excerptOfWords("x".repeat(30), 20)).toBe(`${"x".repeat(19)}…`);
});
