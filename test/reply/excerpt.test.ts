// Excerpts of people's text.

import { expect, it } from "vitest";
import { excerpt } from "../../src/reply/excerpt.ts";

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
