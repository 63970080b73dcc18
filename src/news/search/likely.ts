// What somebody may have meant by a word that no text has: one of the corpus' own words that is spelled nearly so.

import { distance } from "../../language/mend/nearest.ts";
import { isFunctionWord } from "../../language/read/function-words.ts";

/** So many words are known for it, the commonest; rarer ones are often misspelled themselves. */
const MOST_WORDS = 100_000;
const FEWEST_ARTICLES = 2;
const SHORTEST = 4;

/** The words of a corpus that may be meant, one a line, the commonest first. */
export function likelyWords(corpus: readonly { readonly word: string; readonly articles: number }[]): string {
  return corpus
    .filter(({ word, articles }) => articles >= FEWEST_ARTICLES && canBeMeant(word))
    .sort((a, b) => b.articles - a.articles || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(({ word }) => word)
    .join("\n");
}

/** Of likely words, the nearest to a folded word, the commonest of several; undefined when none is near or it is never mended. */
export function nearestWord(folded: string, likely: readonly string[]): string | undefined {
  if (!canBeMeant(folded)) return undefined;
  let nearest: string | undefined;
  let most = folded.length < 6 ? 1 : folded.length < 10 ? 2 : 3;
  const letters = lettersOf(folded);
  for (const word of likely) {
    if (Math.abs(word.length - folded.length) > most) continue;
    // A slip changes two letters at most.
    if (bitsOf(lettersOf(word) ^ letters) > 2 * most) continue;
    const slips = distance(folded, word);
    if (slips > most || slips === 0) continue;
    nearest = word;
    most = slips - 1;
    if (most === 0) break;
  }
  return nearest;
}

/** Words such as `not` and `without` turn a question round; of three letters everything is near; a number is none but itself. */
function canBeMeant(word: string): boolean {
  return word.length >= SHORTEST && !isFunctionWord(word) && !/\d/.test(word);
}

/** Which letters a word has, as far as 32 bits tell. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bitsOf(number: number): number {
  let bits = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}
