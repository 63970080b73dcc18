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

/** FNV-1a over the codes of a word. */
const HASH_START = 0x811c9dc5 | 0;
const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** By its last code: what may be cut off a word. */
function suffixesByEnd(): readonly (readonly Uint16Array[])[] {
  const suffixes = SUFFIXES.map((suffix) => Uint16Array.from(suffix, (letter) => letter.charCodeAt(0)));
  return Array.from({ length: 128 }, (_, code) => suffixes.filter((suffix) => suffix.at(-1) === code));
}

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
  const word = new Uint16Array(LONGEST_WORD);
  /** By number of letters: what stands for the word's beginning, so that a stem's number needs no second look at it. */
  const hashes = new Int32Array(LONGEST_WORD + 1);
  const suffixes = suffixesByEnd();
  const common = new Set(
    COMMON_WORDS.split(" ").map((each) =>
      [...each].reduce((hash, letter) => hashOn(hash, letter.charCodeAt(0)), HASH_START),
    ),
  );

  function learn(code: number): number {
    const sign = signOf(code);
    signs[code] = sign;
    return sign;
  }

  function stemLength(length: number): number {
    const last = word[length - 1] ?? 0;
    if (length < SHORTEST_TO_CUT) {
      const isPlural = length > 3 && last === 0x73 && word[length - 2] !== 0x73;
      return isPlural ? length - 1 : length;
    }
    for (const suffix of suffixes[last] ?? [])
      if (length - suffix.length >= SHORTEST_STEM && endsWith(length, suffix)) return length - suffix.length;
    return length;
  }

  function endsWith(length: number, suffix: Uint16Array): boolean {
    const from = length - suffix.length;
    for (let at = 0; at < suffix.length; at++) if (word[from + at] !== suffix[at]) return false;
    return true;
  }

  return {
    stems,
    read(text, most) {
      const end = Math.min(text.length, most, capacity);
      let count = 0;
      for (let at = 0; at < end; ) {
        const code = text.charCodeAt(at++);
        const sign = signs[code] || learn(code);
        const kind = sign >>> CODE_BITS;
        if (kind === PARTING) continue;
        let length = 1;
        word[0] = sign;
        let hash = hashOn(HASH_START, sign & CODE_MASK);
        hashes[1] = hash;
        for (; at < end; at++) {
          const code = text.charCodeAt(at);
          const sign = signs[code] || learn(code);
          if (sign >>> CODE_BITS !== kind) break;
          if (length === LONGEST_WORD) continue;
          hash = hashOn(hash, sign & CODE_MASK);
          word[length++] = sign;
          hashes[length] = hash;
        }
        if (kind === DIGIT) {
          if (length >= 2) stems[count++] = hash;
        } else if (length >= 3 && !common.has(hash)) stems[count++] = hashes[stemLength(length)] ?? hash;
      }
      return count;
    },
  };
}
