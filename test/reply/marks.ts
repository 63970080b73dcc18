// Marks as a search gives them: whole words of a text.

import type { Mark } from "../../src/reply/article-card.ts";

/** The words of a text for which `isSought` is true, by their places. */
export function marksAt(text: string, isSought: (word: string, place: number) => boolean): readonly Mark[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }, place) =>
    isSought(word, place) ? [{ from: index, to: index + word.length }] : [],
  );
}
