// Which words are forms of one: what a search may find besides the word itself, below it in rank. Filters know nothing of it.

import { singular } from "../filter/words.ts";

/** Endings and how many letters must be before them. Of several that fit the first one goes. */
const ENDINGS: readonly (readonly [ending: string, least: number])[] = [
  ["ing", 3],
  ["ed", 3],
  ["ion", 5],
  ["er", 5],
  ["or", 5],
  ["ly", 5],
  ["e", 3],
];

/** Words that end so and are no form of what comes before. */
const OWN_WORDS = new Set(["counter", "evening", "quarter", "charter"]);

/**
 * What the forms of an English word have in common: `arrest` of arrests, arrested and arresting, `prosecut` of prosecutor and
 * prosecution. It keeps apart what only looks alike: judicial and judiciary, organ and organise. Words that are one in the
 * singular have one stem; a word of other letters is its own.
 */
export function stemOf(folded: string): string {
  const word = singular(folded);
  if (word.length < 5 || OWN_WORDS.has(word) || !/^[a-z]+$/.test(word)) return word;
  for (const [ending, least] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < least) continue;
    const stem = word.slice(0, -ending.length);
    // A syllable of its own must be left.
    if (!/[aeiouy]/.test(stem)) return word;
    return /([bdgmnprt])\1$/.test(stem) && ending !== "e" ? stem.slice(0, -1) : stem;
  }
  return word;
}
