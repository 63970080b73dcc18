// Where in a text stands what was searched for.

import { type Word, wordsIn } from "../filter/words.ts";

/** What a search looked for, in folded words: whatever of it a text has is what it was found by. */
export interface FoundForms {
  /** Words, each of which counts by itself: those that were asked for, and their forms in the corpus. */
  readonly words: readonly string[];
  /** Words that begin so. */
  readonly starts: readonly string[];
  /** Words next to one another: for each, its forms. */
  readonly phrases: readonly (readonly (readonly string[])[])[];
}

/** A stretch of a text: from its first to behind its last UTF-16 unit. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

/** The places of a text that were searched for, in order; none overlaps another. */
export function marksIn(text: string, { words, starts, phrases }: FoundForms): readonly Mark[] {
  const there = wordsIn(text);
  const single = new Set(words);
  const marked = new Map<Word, Word>();
  for (const [at, word] of there.entries()) {
    if (single.has(word.folded) || starts.some((start) => word.folded.startsWith(start))) mark(word, word);
    for (const phrase of phrases) {
      const last = there[at + phrase.length - 1];
      if (last !== undefined && phrase.every((forms, next) => forms.includes(there[at + next]?.folded ?? "")))
        mark(word, last);
    }
  }
  const marks: { from: number; to: number }[] = [];
  for (const word of there) {
    const last = marked.get(word);
    if (last === undefined) continue;
    const before = marks.at(-1);
    if (before !== undefined && word.from < before.to) before.to = Math.max(before.to, last.to);
    else marks.push({ from: word.from, to: last.to });
  }
  return marks;

  function mark(first: Word, last: Word): void {
    const known = marked.get(first);
    if (known === undefined || last.to > known.to) marked.set(first, last);
  }
}
