// When a text says a word: one meaning for filters and mutes, which the full text keeps to.

import { namesIn, singular, type Word, wordsIn } from "./words.ts";

/** A word said in a text stands between these: no token has a space. */
const BETWEEN = " ";

/** What separates a title from a summary: no phrase reaches over it. */
const BREAK = " | ";

/** Before a name, which is said by itself alone: no token has such a mark. */
const NAME = "!";

/** What a word of an article is found by: a name as it is, every other word in the singular. */
function tokenOf({ folded }: Pick<Word, "folded">, isName: boolean): string {
  return isName ? NAME + folded : singular(folded);
}

/** What finds a word: the tokens of it as a name, and as any other word. */
function tokensFor(folded: string): readonly [string, string] {
  return [NAME + folded, singular(folded)];
}

/** Texts of one article as matchers look at them. What is a name shows from all of them together. */
export function spoken(texts: Iterable<string | undefined>): string {
  const all = [...texts].flatMap((text) => (text === undefined ? [] : [wordsIn(text)]));
  const isName = namesIn(all.flat());
  return all
    .map((words) => BETWEEN + words.map((word) => tokenOf(word, isName(word))).join(BETWEEN) + BETWEEN)
    .join(BREAK);
}

/** Whether texts, as `spoken` gives them, say something. */
export type Matcher = (spokenTexts: string) => boolean;

/** Finds a word, or words next to one another in this order. What has neither letter nor digit is said nowhere. */
export function phraseMatcher(phrase: string): Matcher {
  const words = wordsIn(phrase);
  if (words.length === 0) return () => false;
  const said = new RegExp(
    BETWEEN + words.map(({ folded }) => `(?:${tokensFor(folded).join("|")})`).join(BETWEEN) + BETWEEN,
  );
  return (spokenTexts) => said.test(spokenTexts);
}

/** Any of these, each of which is all of its words and phrases: `[["court", "prison guard"], ["bribe"]]`. */
export type Words = readonly (readonly string[])[];

/** Finds any of the alternatives. */
export function wordsMatcher(words: Words): Matcher {
  const alternatives = words.map((all) => all.map(phraseMatcher));
  return (spokenTexts) =>
    alternatives.some((all) => all.length > 0 && all.every((matches) => matches(spokenTexts)));
}
