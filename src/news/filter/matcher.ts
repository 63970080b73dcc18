// What a word is and when a text says it: one tokeniser and one stemmer for filters, mutes and whatever searches texts.

/** Letters that Unicode does not take apart into a plain one and a mark, and one that stands for an apostrophe. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  ð: "d",
  ø: "o",
  þ: "th",
  đ: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  œ: "oe",
  ŧ: "t",
  ς: "σ",
  ʼ: "'",
};

/** Words that end like a plural and mean something else than the singular. */
const OWN_WORDS = new Set(["arms", "customs", "goods", "means", "news", "rights", "series", "species"]);

/** A word said in a text stands between these: no token has a space. */
const BETWEEN = " ";

/** What separates a title from a summary: no phrase reaches over it. */
const BREAK = " | ";

/**
 * The words of a text in order: runs of letters and digits without case, accents and invisible characters, nouns in the
 * singular. `Kõrgeim Kohus’s Courts` is `korgeim kohus court`.
 */
export function tokensOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]+/gu, "")
    .replace(/[ßæðøþđħıłœŧςʼ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/(?<=[\p{L}\p{N}])['’]s(?![\p{L}\p{N}])/gu, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular);
}

/**
 * The singular of an English plural, as far as its ending tells; every other word as it is. It takes only the number
 * off, since more would make one of what are two (judicial, judiciary), and leaves the endings of names: Kallas,
 * Karbauskis, Paleckys. Levits and Levit are one all the same.
 */
function singular(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || OWN_WORDS.has(word)) return word;
  if (/(?:[asiou]s|[^aeiou]ys)$/.test(word)) return word;
  if (/.{2}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return word.replace(/(?:(?<=sh|ch|x|ss|zz|o)es|s)$/, "");
}

/** Texts as matchers look at them. */
export function spoken(texts: Iterable<string | undefined>): string {
  return [...texts]
    .flatMap((text) => (text === undefined ? [] : [BETWEEN + tokensOf(text).join(BETWEEN) + BETWEEN]))
    .join(BREAK);
}

/** Whether texts, as `spoken` gives them, say something. */
export type Matcher = (spokenTexts: string) => boolean;

/** Finds a word, or words next to one another in this order. What has neither letter nor digit is said nowhere. */
export function phraseMatcher(phrase: string): Matcher {
  const tokens = tokensOf(phrase);
  const said = BETWEEN + tokens.join(BETWEEN) + BETWEEN;
  return (spokenTexts) => tokens.length > 0 && spokenTexts.includes(said);
}

/** Any of these, each of which is all of its words and phrases: `[["court", "prison guard"], ["bribe"]]`. */
export type Words = readonly (readonly string[])[];

/** Finds any of the alternatives. */
export function wordsMatcher(words: Words): Matcher {
  const alternatives = words.map((all) => all.map(phraseMatcher));
  return (spokenTexts) =>
    alternatives.some((all) => all.length > 0 && all.every((matches) => matches(spokenTexts)));
}
