// The words of a text as numbers: what is compared when two articles tell the same in other words.

/** Words that any English text has; they say nothing about which event it reports. */
const COMMON_WORDS =
  "the and for that with was were are has have had been this from not but who which will would can could his her its " +
  "their they them she you your our also there than then when what where why how all any some more most other such only " +
  "own too very just into out over under about after before between during because while both each few nor off once same " +
  "should through until again against further here him himself itself themselves one two first new said says say according";

/** The longest first: of several that fit, the longest is cut off. */
const SUFFIXES = ["ings", "ions", "ing", "ies", "ied", "ion", "ers", "er", "ed", "es", "ly", "s", "e", "y"];

/** Shorter words are taken whole, but for an s. */
const SHORTEST_TO_CUT = 6;
/** What is left of a word has at least so many letters. */
const SHORTEST_STEM = 4;
/** Only so many letters of a word count. */
const LONGEST_WORD = 40;

/** Of so many words the stems are kept; a power of two. */
const KNOWN_WORDS = 8_192;

const SMALL_S = 0x73;

/** Kinds of characters. Every kind is more than 0, which stands for a character that was never met. */
const PARTING = 1;
const LETTER = 2;
const DIGIT = 3;

/** A sign is a character in lower case, as far as that is one code as well, and above these bits its kind. */
const CODE_BITS = 16;
const CODE_MASK = 0xffff;

/** Letters above U+FFFF part words: names are not written with them. */
function signOf(code: number): number {
  const lowered = String.fromCharCode(code).toLowerCase();
  const character = lowered.length === 1 ? lowered : String.fromCharCode(code);
  const kind = /[\p{L}\p{M}]/u.test(character) ? LETTER : /\p{Nd}/u.test(character) ? DIGIT : PARTING;
  return (kind << CODE_BITS) | character.charCodeAt(0);
}

/** FNV-1a over the codes of a word, which can be taken back, so that an ending costs no second look at the rest. */
const HASH_START = 0x811c9dc5 | 0;
const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
const hashBack = (hash: number, code: number): number => Math.imul(hash, 0x359c449b) ^ code;

/** The codes of each suffix, from its end. */
const ENDINGS = SUFFIXES.map((suffix) => Array.from(suffix, (letter) => letter.charCodeAt(0)).reverse());

/** Reads texts into numbers of its own, which the next reading overwrites. */
export interface StemReader {
  /** What was read last: runs of three and more letters and of two and more digits, in order. */
  readonly stems: Int32Array;
  /** Reads a text's first `most` characters. @returns how many stems there are. */
  read(text: string, most: number): number;
}

/**
 * Makes a reader of texts of at most `capacity` characters. Two words are one stem when they differ in case or a common
 * English ending; different stems have, but for one in ten thousand, different numbers.
 */
export function stemReader(capacity: number): StemReader {
  const stems = new Int32Array(capacity);
  // By code; 0 where no text had it yet.
  const signs = new Uint32Array(CODE_MASK + 1);
  // Words of texts repeat: hash and stem of the last one that came to each place.
  const knownHashes = new Int32Array(KNOWN_WORDS);
  const knownStems = new Int32Array(KNOWN_WORDS);
  const common = new Set(
    COMMON_WORDS.split(" ").map((word) =>
      [...word].reduce((hash, letter) => hashOn(hash, letter.charCodeAt(0)), HASH_START),
    ),
  );

  function learn(code: number): number {
    const sign = signOf(code);
    signs[code] = sign;
    return sign;
  }

  const signAt = (text: string, at: number): number => {
    const code = text.charCodeAt(at);
    return signs[code] || learn(code);
  };
  const codeAt = (text: string, at: number): number => signAt(text, at) & CODE_MASK;

  /** How many letters of the word that ends before `end` are an ending. */
  function endingOf(text: string, end: number, length: number): number {
    if (length < SHORTEST_TO_CUT) {
      const isPlural = length > 3 && codeAt(text, end - 1) === SMALL_S && codeAt(text, end - 2) !== SMALL_S;
      return isPlural ? 1 : 0;
    }
    for (const ending of ENDINGS)
      if (length - ending.length >= SHORTEST_STEM && endsWith(text, end, ending)) return ending.length;
    return 0;
  }

  function endsWith(text: string, end: number, ending: readonly number[]): boolean {
    for (let place = 0; place < ending.length; place++)
      if (codeAt(text, end - 1 - place) !== ending[place]) return false;
    return true;
  }

  /** The stem of the word that ends before `end`, whose letters have this hash; 0 for common words. */
  function stemOf(text: string, end: number, length: number, hash: number): number {
    if (common.has(hash)) return 0;
    let stem = hash;
    const ending = endingOf(text, end, length);
    for (let letters = 1; letters <= ending; letters++) stem = hashBack(stem, codeAt(text, end - letters));
    return stem;
  }

  /** The same, looked up where it was met lately. */
  function knownStemOf(text: string, end: number, length: number, hash: number): number {
    const at = hash & (KNOWN_WORDS - 1);
    if (knownHashes[at] !== hash) {
      knownHashes[at] = hash;
      knownStems[at] = stemOf(text, end, length, hash);
    }
    return knownStems[at] ?? 0;
  }

  return {
    stems,
    read(text, most) {
      const end = Math.min(text.length, most, capacity);
      let count = 0;
      for (let at = 0; at < end; ) {
        let sign = signAt(text, at);
        const kind = sign >>> CODE_BITS;
        const from = at;
        const hashed = from + LONGEST_WORD;
        let hash = HASH_START;
        do {
          if (at < hashed) hash = hashOn(hash, sign & CODE_MASK);
          if (++at === end) break;
          sign = signAt(text, at);
        } while (sign >>> CODE_BITS === kind);
        const length = Math.min(at - from, LONGEST_WORD);
        if (kind === DIGIT && length >= 2) stems[count++] = hash;
        else if (kind === LETTER && length >= 3) {
          const stem = knownStemOf(text, from + length, length, hash);
          if (stem !== 0) stems[count++] = stem;
        }
      }
      return count;
    },
  };
}
