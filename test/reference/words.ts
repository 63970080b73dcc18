// Plain reference of words: letter by letter, to read, not to be fast.

import { COMMON_NOUNS } from "../../src/news/filter/words.ts";

const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ð: "d",
  đ: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
  ʼ: "'",
};

/** Words that look like plurals and are none. */
const NO_PLURALS = ["arms", "customs", "goods", "means", "news", "rights", "series", "species"];

export interface PlainWord {
  /** Without case and accents. */
  readonly word: string;
  readonly singular: string;
  /** Written as names are: one capital, at its beginning. */
  readonly isCapitalised: boolean;
  readonly isAllCapitals: boolean;
}

const known = new Map<string, readonly PlainWord[]>();

/** The words of a text. The simulated months ask for the same ones many times. */
export function wordsOf(text: string): readonly PlainWord[] {
  const words = known.get(text) ?? readWords(text);
  known.set(text, words);
  return words;
}

/** A plain letter, digit or other character, and whether it comes from a capital. */
interface Letter {
  readonly plain: string;
  readonly isCapital: boolean;
}

function readWords(text: string): PlainWord[] {
  const letters = [...text].flatMap((character) => {
    const plain = [...character.normalize("NFKD")]
      .map((part) => part.toLowerCase().replace(/[\p{M}\p{Cf}]/gu, ""))
      .map((part) => PLAIN[part] ?? part)
      .join("");
    const isCapital = /\p{Lu}|\p{Lt}/u.test(character);
    return [...plain].map((letter, at): Letter => ({ plain: letter, isCapital: isCapital && at === 0 }));
  });
  const words: PlainWord[] = [];
  for (const run of splitAt(letters, /[^\p{L}\p{N}'’]/u)) {
    const parts = splitAt(run, /['’]/);
    // The s behind an apostrophe at a word's end is none of its own: judge's.
    const isOwned = (at: number): boolean =>
      textOf(parts[at]) === "s" && at > 0 && textOf(parts[at - 1]) !== "";
    words.push(...parts.filter((part, at) => part.length > 0 && !isOwned(at)).map(wordOf));
  }
  return words;
}

function splitAt(letters: readonly Letter[], sign: RegExp): Letter[][] {
  const parts: Letter[][] = [[]];
  for (const letter of letters)
    if (sign.test(letter.plain)) parts.push([]);
    else parts.at(-1)?.push(letter);
  return parts;
}

function textOf(letters: readonly Letter[] = []): string {
  return letters.map(({ plain }) => plain).join("");
}

function wordOf(letters: readonly Letter[]): PlainWord {
  const word = textOf(letters);
  const capitals = letters.filter(({ isCapital }) => isCapital).length;
  const isCapitalised = letters[0]?.isCapital === true && capitals === 1 && word.length > 1;
  // What begins with a capital and goes on as one; a letter may become two.
  const isAllCapitals = word.length > 1 && letters[0]?.isCapital === true && capitals === word.length;
  return { word, singular: singularOf(word), isCapitalised, isAllCapitals };
}

/** Without the ending of an English plural: as little as that, so that names and other words stay apart. */
function singularOf(word: string): string {
  if (word.length <= 3 || NO_PLURALS.includes(word)) return word;
  for (const letter of word) if (letter < "a" || letter > "z") return word;
  if (["ss", "as", "is", "os", "us"].some((ending) => word.endsWith(ending))) return word;
  if (word.endsWith("ys") && !["ays", "eys", "oys", "uys", "iys"].some((ending) => word.endsWith(ending)))
    return word;
  if (word.endsWith("ies") && word.length >= 5) return `${word.slice(0, -3)}y`;
  if (["shes", "ches", "xes", "sses", "zzes", "oes"].some((ending) => word.endsWith(ending)))
    return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Whether texts of one article say a word, or several next to one another. */
export function says(texts: readonly string[], phrase: string): boolean {
  const wanted = wordsOf(phrase);
  if (wanted.length === 0) return false;
  const article = texts.flatMap(wordsOf);
  const isNameHere = namesAmong(article);
  /** A name is said by itself alone; any other word in either number. */
  const isSaid = (there: PlainWord, asked: PlainWord): boolean => {
    const isName = isNameHere(there);
    return isName ? there.word === asked.word : there.singular === asked.singular;
  };
  return texts.some((text) => {
    const there = wordsOf(text);
    return there.some((_, start) =>
      wanted.every((asked, index) => {
        const one = there[start + index];
        return one !== undefined && isSaid(one, asked);
      }),
    );
  });
}

/** Which words of an article are names: written so, unless it has them in small letters, or offices are called so. */
export function namesAmong(article: readonly PlainWord[]): (word: PlainWord) => boolean {
  const inSmall = new Set(
    article.filter((one) => !one.isCapitalised && !one.isAllCapitals).map(({ singular }) => singular),
  );
  const asNames = new Set(article.filter((one) => one.isCapitalised).map(({ word }) => word));
  return ({ word, singular, isCapitalised, isAllCapitals }) =>
    (isCapitalised || (isAllCapitals && asNames.has(word))) &&
    !inSmall.has(singular) &&
    !COMMON_NOUNS.has(singular);
}
