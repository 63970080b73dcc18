// How search.sqlite keeps where a word stands: for each word the articles that have it, by number, and the places in each.

import type { Worths } from "./worths.ts";

/** Parts of an article that are searched. A word stands in some of them: their bits together are a mask of three bits. */
export const FIELDS = { title: 0, summary: 1, opening: 2 } as const;
export type Field = (typeof FIELDS)[keyof typeof FIELDS];

/** A place in an article: the field in the upper bits, which word of it in the lower. */
export const FIELD_BITS = 22;
export const placeAt = (field: Field, word: number): number => (field << FIELD_BITS) | word;

/** Where in a text of so many words the next text of a field begins: no phrase reaches over the gap. */
export const TEXT_GAP = 2;

/** Bytes that grow; numbers in them have as many bytes as they need, seven bits each, the lowest first. */
export interface ByteWriter {
  put(number: number): void;
  /** What was put since the last time. */
  take(): Uint8Array;
}

export function byteWriter(): ByteWriter {
  let bytes = new Uint8Array(1 << 12);
  let length = 0;
  return {
    put(number) {
      if (length + 5 > bytes.length) {
        const more = new Uint8Array(bytes.length * 2);
        more.set(bytes);
        bytes = more;
      }
      let rest = number;
      for (; rest > 127; rest >>>= 7) bytes[length++] = (rest & 127) | 128;
      bytes[length++] = rest;
    },
    take() {
      const taken = bytes.slice(0, length);
      length = 0;
      return taken;
    },
  };
}

/**
 * Writes the articles of a word and its places there. Articles: how much larger each number is than the one before, then the mask.
 * Places: field by field how much further each is than the one before, then whether it is the field's last.
 */
export function writePostings(
  docs: Uint32Array,
  places: Uint32Array,
  from: number,
  to: number,
  writers: { readonly docs: ByteWriter; readonly places: ByteWriter },
): number {
  let before = 0;
  let count = 0;
  for (let at = from; at < to; ) {
    const doc = docs[at] ?? 0;
    let end = at;
    let mask = 0;
    for (; end < to && docs[end] === doc; end++) mask |= 1 << ((places[end] ?? 0) >>> FIELD_BITS);
    writers.docs.put(((doc - before) << 3) | mask);
    before = doc;
    count += 1;
    for (let last = 0; at < end; at++) {
      const place = places[at] ?? 0;
      const field = place >>> FIELD_BITS;
      const isLast = at + 1 === end || (places[at + 1] ?? 0) >>> FIELD_BITS !== field;
      writers.places.put((((place & ((1 << FIELD_BITS) - 1)) - last) << 1) | Number(isLast));
      last = isLast ? 0 : place & ((1 << FIELD_BITS) - 1);
    }
  }
  return count;
}

/** Raises the worth of each article of a word to what the fields are worth in which it stands there. */
export function readDocs(docs: Uint8Array, worthOfMask: Uint8Array, worths: Worths): void {
  const { of, articles } = worths;
  let many = worths.many;
  let doc = 0;
  for (let at = 0; at < docs.length; ) {
    let byte = docs[at++] ?? 0;
    let number = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = docs[at++] ?? 0;
      number |= (byte & 127) << shift;
    }
    doc += number >>> 3;
    // The larger of both, and whether there was none before: without a branch that nobody can foresee.
    const had = of[doc] ?? 0;
    const worth = worthOfMask[number & 7] ?? 0;
    const less = had - worth;
    of[doc] = had - (less & (less >> 31));
    articles[many] = doc;
    many += ((had - 1) & -worth) >>> 31;
  }
  worths.many = many;
}

/** So that a place may be told from a later word of a phrase, too. */
const EARLIEST = 1024;

/** Goes through the articles of a word, in order. */
export interface PostingsCursor {
  /** Goes on to an article. @returns whether the word is there. */
  isIn(doc: number): boolean;
  /** The first article after that one; undefined when there is none. */
  after(doc: number): number | undefined;
  /**
   * Writes into `places`, from `size` on, where the word stands in the article that the cursor is at, as it would be for a word
   * `ahead` words before it. Once for each article. @returns the new size.
   */
  read(places: Int32Array, size: number, ahead: number): number;
  /** More places than that it has in no article. */
  readonly most: number;
}

export function postingsCursor(docs: Uint8Array, places: Uint8Array): PostingsCursor {
  let at = 0;
  let next = 0;
  let doc = -1;
  let mask = 0;
  /** Fields of articles that were gone past, whose places stand before those of this one. */
  let passed = 0;

  /** To the first article from `wanted` on; false where there is none. What is in a loop is kept beside it: that is twice as fast. */
  function go(wanted: number): boolean {
    if (doc >= wanted) return true;
    let docAt = at;
    let here = Math.max(doc, 0);
    let fields = mask;
    let between = passed;
    const end = docs.length;
    for (let isFound = false; !isFound; ) {
      between += (fields & 1) + ((fields >> 1) & 1) + (fields >> 2);
      fields = 0;
      if (docAt >= end) break;
      let byte = docs[docAt++] ?? 0;
      let number = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = docs[docAt++] ?? 0;
        number |= (byte & 127) << shift;
      }
      here += number >>> 3;
      fields = number & 7;
      isFound = here >= wanted;
    }
    at = docAt;
    doc = here;
    mask = fields;
    passed = between;
    return fields !== 0;
  }

  /** Where the places of this article begin. Each field ends with an odd number; the lowest bits of a number come first. */
  function firstPlace(): number {
    let placeAt = next;
    let isFirst = 1;
    // A branch for each byte that nobody can foresee would take five times as long.
    for (let left = passed; left > 0; ) {
      const byte = places[placeAt++] ?? 0;
      left -= byte & isFirst;
      isFirst = (byte >> 7) ^ 1;
      if (left === 0) while ((places[placeAt - 1] ?? 0) > 127) placeAt += 1;
    }
    return placeAt;
  }

  return {
    // Each takes a byte.
    most: places.length,
    isIn: (wanted) => go(wanted) && doc === wanted,
    after: (before) => (go(before + 1) ? doc : undefined),
    read(into, size, ahead) {
      let end = size;
      let placeAt = firstPlace();
      for (let field = 0; field < 3; field++) {
        if (((mask >> field) & 1) === 0) continue;
        const base = (field << FIELD_BITS) + EARLIEST - ahead;
        for (let place = 0, isLast = false; !isLast; ) {
          let part = places[placeAt++] ?? 0;
          let step = part & 127;
          for (let shift = 7; part > 127; shift += 7) {
            part = places[placeAt++] ?? 0;
            step |= (part & 127) << shift;
          }
          place += step >>> 1;
          isLast = (step & 1) === 1;
          into[end++] = base + place;
        }
      }
      next = placeAt;
      passed = 0;
      mask = 0;
      return end;
    },
  };
}
