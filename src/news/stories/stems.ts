// The words of a text as numbers: what is compared when two articles tell the same in other words.

/** Words that any English text has; they say nothing about which event it reports. */
const COMMON_WORDS =
  "the and for that with was were are has have had been this from not but who which will would can could his her its " +
  "their they them she you your our also there than then when what where why how all any some more most other such only " +
  "own too very just into out over under about after before between during because while both each few nor off once same " +
  "should through until again against further here him himself itself themselves one two first new said says say according";

/** The longest first: of several that fit, the longest is cut off. */
const SUFFIXES = ["ings", "ions", "ing", "ies", "ied", "ion", "ers", "er", "ed", "es", "ly", "s", "e", "y"];

/** Shorter words are taken whole. */
const SHORTEST_TO_CUT = 6;
/** What is left of a word has at least so many letters. */
const SHORTEST_STEM = 4;
/** Only so many letters of a word count. */
const LONGEST_WORD = 40;

const NEITHER = 0;
const LETTER = 1;
const DIGIT = 2;

/** Each code in lower case, as far as that is one code as well. */
function lowerCodes(): Uint16Array {
  const lower = new Uint16Array(0x1_0000);
  for (let code = 0; code < lower.length; code++) {
    const character = String.fromCharCode(code).toLowerCase();
    lower[code] = character.length === 1 ? character.charCodeAt(0) : code;
  }
  return lower;
}

/** What kind of character each code is. Letters above U+FFFF part words: names are not written with them. */
function kindsOfCodes(): Uint8Array {
  const kinds = new Uint8Array(0x1_0000);
  for (let code = 0; code < kinds.length; code++) {
    const character = String.fromCharCode(code);
    if (/[\p{L}\p{M}]/u.test(character)) kinds[code] = LETTER;
    else if (/\p{Nd}/u.test(character)) kinds[code] = DIGIT;
  }
  return kinds;
}

/** Gives the stems of a text's first `most` characters, as numbers, in order: runs of three and more letters and of two and more digits. */
export type StemReader = (text: string, most: number, each: (stem: number) => void) => void;

/**
 * Makes a reader. Two words are one stem when they differ in case or a common English ending; different stems have, but
 * for one in ten thousand, different numbers.
 */
export function stemReader(): StemReader {
  const kinds = kindsOfCodes();
  const lower = lowerCodes();
  const codes = new Uint16Array(LONGEST_WORD);
  /** By number of letters: the number that stands for the word's beginning. */
  const hashes = new Int32Array(LONGEST_WORD + 1);
  const suffixesByEnd = Array.from({ length: 128 }, (_, code) =>
    SUFFIXES.map((suffix) => [...suffix].map((letter) => letter.charCodeAt(0))).filter(
      (suffix) => suffix.at(-1) === code,
    ),
  );

  // FNV-1a, its state kept after each letter, so that a stem's number needs no second look at the word.
  hashes[0] = 0x811c9dc5 | 0;
  function take(length: number, code: number): void {
    codes[length] = code;
    hashes[length + 1] = Math.imul((hashes[length] ?? 0) ^ code, 0x01000193);
  }

  function endsWith(length: number, suffix: readonly number[]): boolean {
    const from = length - suffix.length;
    for (let at = 0; at < suffix.length; at++) if (codes[from + at] !== suffix[at]) return false;
    return true;
  }

  function stemLength(length: number): number {
    if (length < SHORTEST_TO_CUT) {
      const isPlural = length > 3 && codes[length - 1] === 0x73 && codes[length - 2] !== 0x73;
      return isPlural ? length - 1 : length;
    }
    for (const suffix of suffixesByEnd[codes[length - 1] ?? 0] ?? [])
      if (length - suffix.length >= SHORTEST_STEM && endsWith(length, suffix)) return length - suffix.length;
    return length;
  }

  const common = new Set(
    COMMON_WORDS.split(" ").map((word) => {
      for (let at = 0; at < word.length; at++) take(at, word.charCodeAt(at));
      return hashes[word.length];
    }),
  );

  function finish(kind: number, length: number, each: (stem: number) => void): void {
    if (kind === DIGIT && length >= 2) each(hashes[length] ?? 0);
    if (kind === LETTER && length >= 3 && !common.has(hashes[length])) each(hashes[stemLength(length)] ?? 0);
  }

  return (text, most, each) => {
    const end = Math.min(text.length, most);
    let running = NEITHER;
    let length = 0;
    for (let at = 0; at < end; at++) {
      const code = lower[text.charCodeAt(at)] ?? 0;
      const kind = kinds[code] ?? NEITHER;
      if (kind !== running) {
        finish(running, length, each);
        running = kind;
        length = 0;
      }
      if (kind !== NEITHER && length < LONGEST_WORD) take(length++, code);
    }
    finish(running, length, each);
  };
}
