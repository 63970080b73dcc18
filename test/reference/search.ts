// Plain reference of the full text: which articles have what a question asks for, by looking at every word of each. Only what a stem
// is, and what joins words with and without a hyphen, is the program's own.

import type { SearchPart, SearchQuestion } from "../../src/news/search/question.ts";
import { stemOf } from "../../src/news/search/stem.ts";
import type { SearchedTexts } from "../../src/news/search/write.ts";
import { namesAmong, type PlainWord, wordsOf } from "./words.ts";

interface ToldWord extends PlainWord {
  readonly isName: boolean;
}

/** Of an article: each of its texts as words. */
type PlainTexts = readonly (readonly ToldWord[])[];

const LOOSE_BEGINNINGS = [
  "e",
  "anti",
  "co",
  "non",
  "ex",
  "pre",
  "post",
  "pro",
  "cyber",
  "self",
  "semi",
  "vice",
];

/** Of articles, those that have what is asked for. */
export function articlesWith(
  articles: readonly SearchedTexts[],
): (question: SearchQuestion) => readonly number[] {
  const all = articles.map(
    ({ title, summaries, opening }): PlainTexts => [...told([title, ...summaries]), ...told(opening)],
  );
  const isNameHere = namesOf(all);

  function has(texts: PlainTexts, part: SearchPart, isLeftOut: boolean): boolean {
    const asked = wordsOf(part.text);
    const any = (is: (word: ToldWord) => boolean): boolean => texts.some((text) => text.some(is));
    const sideBySide = (words: readonly ((word: ToldWord) => boolean)[]): boolean =>
      texts.some((text) =>
        text.some((_, start) =>
          words.every((is, at) => {
            const there = text[start + at];
            return there !== undefined && is(there);
          }),
        ),
      );
    const inEitherNumber = (wanted: PlainWord) => (there: ToldWord) =>
      there.isName ? there.word === wanted.word : there.singular === wanted.singular;
    const last = asked.at(-1);
    if (last === undefined) return false;
    switch (part.type) {
      case "phrase":
        return sideBySide(asked.map(inEitherNumber));
      case "start":
        return sideBySide([
          ...asked.slice(0, -1).map(inEitherNumber),
          ({ word }: ToldWord) => word.startsWith(last.word),
        ]);
      case "word": {
        const joined = asked.map(({ word }) => word).join("");
        if (asked.length > 1)
          return (
            sideBySide(asked.map(inEitherNumber)) ||
            (asked.some(({ word }) => word.length > 1) && isKnown(joined) && any(isForm(joined, isLeftOut)))
          );
        const letters = /^[A-Z]{2,4}$/.test(part.text) ? [...last.word] : [];
        const parted = LOOSE_BEGINNINGS.filter(
          (one) => last.word.startsWith(one) && last.word.length - one.length >= 4,
        ).map((one) => [one, last.word.slice(one.length)]);
        return (
          any(isForm(last.word, isLeftOut)) ||
          [letters, ...parted].some(
            (words) => words.length > 0 && sideBySide(words.flatMap(wordsOf).map(inEitherNumber)),
          )
        );
      }
    }
  }

  const isKnown = (word: string): boolean =>
    all.some((texts) => texts.some((text) => text.some((one) => one.word === word)));

  /** A form of a word: of what is left out, only the other number. */
  function isForm(word: string, isLeftOut: boolean): (there: ToldWord) => boolean {
    const [one] = wordsOf(word);
    const isRelated = (there: ToldWord): boolean => {
      if (there.word === word) return true;
      if (isNameHere(word) || isNameHere(there.word)) return false;
      return isLeftOut ? there.singular === one?.singular : stemOf(there.word) === stemOf(word);
    };
    const isAnywhere = all.some((texts) =>
      texts.some((text) =>
        text.some(
          (there) =>
            there.word === word ||
            (stemOf(there.word) === stemOf(word) && !isNameHere(there.word) && !isNameHere(word)),
        ),
      ),
    );
    if (isAnywhere || word.length < 3) return isRelated;
    return (there) => !isLeftOut && there.word.startsWith(word) && !isNameHere(there.word);
  }

  return ({ terms }) =>
    all.flatMap((texts, at) =>
      terms.every(({ any, isLeftOut }) => any.some((part) => has(texts, part, isLeftOut)) !== isLeftOut)
        ? [at]
        : [],
    );
}

function told(texts: readonly (string | null)[]): ToldWord[][] {
  const words = texts.flatMap((text) => (text === null ? [] : [wordsOf(text)]));
  const isName = namesAmong(words.flat());
  return words.map((text) => text.map((word) => ({ ...word, isName: isName(word) })));
}

/** Words that more articles have as a name than have them otherwise. */
function namesOf(all: readonly PlainTexts[]): (word: string) => boolean {
  const counts = new Map<string, { named: number; common: number }>();
  for (const texts of all) {
    const [named, common] = [true, false].map(
      (isName) => new Set(texts.flat().flatMap((word) => (word.isName === isName ? [word.word] : []))),
    );
    for (const word of new Set(texts.flat().map(({ word }) => word))) {
      const count = counts.get(word) ?? { named: 0, common: 0 };
      counts.set(word, count);
      if (named?.has(word)) count.named += 1;
      if (common?.has(word)) count.common += 1;
    }
  }
  return (word) => {
    const { named, common } = counts.get(word) ?? { named: 0, common: 0 };
    return named > common;
  };
}
