// What stands side by side in a list of words: single words, and phrases in quotes. `court "prison guard"` has both.

import { isFunctionWord } from "./function-words.ts";
import { tokenise } from "./text.ts";

/** The words and phrases that a text asks for together. */
export function termsOf(text: string): readonly string[] {
  const { tokens } = tokenise(text);
  const terms = tokens.map((token) => token.text.trim()).filter((term) => term !== "");
  return terms.length === 0 ? [text] : terms;
}

/** The text that `termsOf` reads as these: what is one plain word stands alone. */
export function termsText(terms: readonly string[]): string {
  return terms
    .map((term) => (isPlainWord(term) && !isFunctionWord(term) ? term : `"${term.replaceAll('"', '""')}"`))
    .join(" ");
}

/** A word that can stand as it is; everything else wants quotes. */
export function isPlainWord(text: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}._/-]*[\p{L}\p{N}])?$/u.test(text);
}
