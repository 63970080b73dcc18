// How search.sqlite keeps where a word stands: for each word the articles that have it, by number, and the places in each.

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
export function readDocs(docs: Uint8Array, worthOfMask: Uint8Array, worths: Uint8Array): void {
  let doc = 0;
  for (let at = 0; at < docs.length; ) {
    let byte = docs[at++] ?? 0;
    let number = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = docs[at++] ?? 0;
      number |= (byte & 127) << shift;
    }
    doc += number >>> 3;
    const worth = worthOfMask[number & 7] ?? 0;
    if (worth > (worths[doc] ?? 0)) worths[doc] = worth;
  }
}

/** What `readPlaces` hands over: an article and a place in one number, in ascending order. */
export const DOC_PLACES = 2 ** (FIELD_BITS + 2);
/** So that a place may be told from a later word of a phrase, too. */
export const EARLIEST = 1024;

/** A list of numbers that grows. */
export interface Keys {
  readonly size: number;
  at(index: number): number;
  push(key: number): void;
  clear(): void;
  /** Sorted. */
  sorted(): Float64Array;
}

export function keyList(): Keys {
  let keys = new Float64Array(1 << 10);
  let size = 0;
  return {
    get size() {
      return size;
    },
    at: (index) => keys[index] ?? 0,
    push(key) {
      if (size === keys.length) {
        const more = new Float64Array(size * 2);
        more.set(keys);
        keys = more;
      }
      keys[size++] = key;
    },
    clear() {
      size = 0;
    },
    sorted: () => keys.slice(0, size).sort(),
  };
}

/**
 * Every place of a word as it would be for the phrase's first word, `ahead` words before it; of the articles in `only` (ascending
 * keys) where that is given.
 */
export function readPlaces(
  docs: Uint8Array,
  places: Uint8Array,
  ahead: number,
  only: Float64Array | undefined,
  into: Keys,
): void {
  let doc = 0;
  let next = 0;
  let wanted = 0;
  for (let at = 0; at < docs.length; ) {
    let byte = docs[at++] ?? 0;
    let number = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = docs[at++] ?? 0;
      number |= (byte & 127) << shift;
    }
    doc += number >>> 3;
    const mask = number & 7;
    if (only !== undefined) {
      const least = doc * DOC_PLACES;
      while (wanted < only.length && (only[wanted] ?? 0) < least) wanted += 1;
      if (wanted === only.length) return;
      if ((only[wanted] ?? 0) >= least + DOC_PLACES) {
        // Each field ends with an odd number; of a number only the last byte is below 128, and the first one tells whether it is odd.
        for (let fields = (mask & 1) + ((mask >> 1) & 1) + (mask >> 2); fields > 0; ) {
          const first = places[next] ?? 0;
          while ((places[next++] ?? 0) > 127);
          fields -= first & 1;
        }
        continue;
      }
    }
    for (let field = 0; field < 3; field++) {
      if (((mask >> field) & 1) === 0) continue;
      const base = doc * DOC_PLACES + field * 2 ** FIELD_BITS + EARLIEST - ahead;
      for (let place = 0, isLast = false; !isLast; ) {
        let part = places[next++] ?? 0;
        let step = part & 127;
        for (let shift = 7; part > 127; shift += 7) {
          part = places[next++] ?? 0;
          step |= (part & 127) << shift;
        }
        place += step >>> 1;
        isLast = (step & 1) === 1;
        into.push(base + place);
      }
    }
  }
}
