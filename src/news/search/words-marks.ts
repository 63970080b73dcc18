// Where in a text stands what the filter of words asks for: each word in either number, phrases word by word.

import type { Mark } from "../../reply/article-card.ts";
import type { Words } from "../filter/matcher.ts";
import { singular, wordsIn } from "../filter/words.ts";
import { marksIn } from "./marks.ts";

/** The places of a text that stand out. */
export type Marks = (text: string) => readonly Mark[];

/** Marks what any of the alternatives asks for. */
export function marksOfWords({ any }: { readonly any: Words }): Marks {
  const phrases = any.flat().map((phrase) => wordsIn(phrase).map(({ folded }) => folded));
  return (text) => {
    const there = new Set(wordsIn(text).map(({ folded }) => folded));
    const formsOf = (word: string): readonly string[] =>
      [...there].filter((other) => other === word || singular(other) === singular(word));
    const formsOfPhrases = phrases.filter(({ length }) => length > 0).map((phrase) => phrase.map(formsOf));
    return marksIn(text, { words: [], starts: [], phrases: formsOfPhrases });
  };
}
