// Texts as the matcher reads them: small numbers for letters, accents folded, one zero between words.

/** Between words. */
export const BOUNDARY = 0;
/** A letter outside the Latin script: part of a word that no pattern has. */
const OTHER_LETTER = 37;
/** How many different numbers a text is made of. */
export const ALPHABET = 38;

/** Left out of words: apostrophes, soft hyphens, joiners, accents that stand alone. */
const SKIPPED = 255;

const LATIN_END = 0x250;

/** The number of a plain letter or digit, from its character code; undefined for others. */
export function plainCode(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 96;
  return code >= 48 && code <= 57 ? code - 21 : undefined;
}

/** By character code below `LATIN_END`. */
function latinCodes(): Uint8Array {
  const codes = new Uint8Array(LATIN_END);
  for (let code = 0; code < LATIN_END; code++) {
    const folded = String.fromCharCode(code).normalize("NFD").toLowerCase();
    const isPartOfWord = /\p{L}|\p{N}/u.test(folded);
    codes[code] = plainCode(folded.charCodeAt(0)) ?? (isPartOfWord ? OTHER_LETTER : BOUNDARY);
  }
  for (const [letter, plain] of ["øo", "łl", "đd", "ßs", "æa", "œo", "ıi", "þt", "ðd"].map((pair) => [
    ...pair,
  ])) {
    const code = codes[plain?.charCodeAt(0) ?? 0] ?? BOUNDARY;
    codes[letter?.charCodeAt(0) ?? 0] = code;
    codes[letter?.toUpperCase().charCodeAt(0) ?? 0] = code;
  }
  for (const skipped of "'`´\u00ad") codes[skipped.charCodeAt(0)] = SKIPPED;
  return codes;
}

/** Reads texts into a buffer of its own, which the next reading overwrites. */
export interface TextReader {
  /** The text's first `mostCharacters`; starts and ends with a boundary, never two together. */
  read(text: string, mostCharacters: number): Uint8Array;
}

/** A reader for texts up to `capacity` characters at a time. */
export function createTextReader(capacity: number): TextReader {
  const codes = latinCodes();
  const buffer = new Uint8Array(capacity + 2);

  function codeOf(code: number): number {
    if (code < LATIN_END) return codes[code] ?? OTHER_LETTER;
    if (code >= 0x2000 && code < 0x2070) {
      const isSkipped = code === 0x2018 || code === 0x2019 || (code >= 0x200b && code <= 0x200f);
      return isSkipped ? SKIPPED : BOUNDARY;
    }
    if (code >= 0x300 && code < 0x370) return SKIPPED;
    return code >= 0x3000 && code < 0x3021 ? BOUNDARY : OTHER_LETTER;
  }

  return {
    read(text, mostCharacters) {
      const end = Math.min(text.length, mostCharacters, capacity);
      let length = 1;
      let last = BOUNDARY;
      buffer[0] = BOUNDARY;
      for (let at = 0; at < end; at++) {
        const code = codeOf(text.charCodeAt(at));
        if (code === SKIPPED || (code === BOUNDARY && last === BOUNDARY)) continue;
        buffer[length++] = code;
        last = code;
      }
      if (last !== BOUNDARY) buffer[length++] = BOUNDARY;
      return buffer.subarray(0, length);
    },
  };
}
