// Where a text has what was searched for, told in the text as it stands.

import { expect, test } from "vitest";
import { type FoundForms, marksIn } from "../../../src/news/search/marks.ts";

const NOTHING: FoundForms = { words: [], starts: [], phrases: [] };
const marked = (text: string, found: Partial<FoundForms>): readonly string[] =>
  marksIn(text, { ...NOTHING, ...found }).map(({ from, to }) => text.slice(from, to));

test.each<[string, Partial<FoundForms>, readonly string[]]>([
  ["The Courts and one court", { words: ["court", "courts"] }, ["Courts", "court"]],
  ["In Järve, JARVE, Ja\u0308rve", { words: ["jarve"] }, ["Järve", "JARVE", "Ja\u0308rve"]],
  ["Łódź’s mayor", { words: ["lodz"] }, ["Łódź"]],
  ["Straße — 😀 Straße", { words: ["strasse"] }, ["Straße", "Straße"]],
  ["cor\u00adrup\u200btion, corruptible", { starts: ["corrupt"] }, ["cor\u00adrup\u200btion", "corruptible"]],
  ["by e-mail or email", { words: ["email"], phrases: [[["e"], ["mail", "mails"]]] }, ["e-mail", "email"]],
  ["a prison, guards", { phrases: [[["prison"], ["guard", "guards"]]] }, ["prison, guards"]],
  ["a b a b a", { phrases: [[["a"], ["b"], ["a"]]], words: ["b"] }, ["a b a b a"]],
  ["nothing", {}, []],
])("%s", (text, found, expected) => {
  expect(marked(text, found)).toEqual(expected);
});
