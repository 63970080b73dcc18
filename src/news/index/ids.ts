// Ids of articles, which are in the order of their ordinals: found by looking in the middle.

import type { NewsIndex } from "./columns.ts";

/** The ids one after the other, and where each ends. */
export interface PackedIds {
  readonly ids: Uint8Array;
  readonly idEnds: Uint32Array;
}

export interface Ids {
  idOf(ordinal: number): string;
  /** undefined when no article has that id. */
  ordinalOf(id: string): number | undefined;
  /** Ordinals of the articles whose ids start with that text, by id, at most so many. */
  startingWith(prefix: string, most: number): readonly number[];
}

export function createIds({ articles, ids, idEnds }: Pick<NewsIndex, "articles" | "ids" | "idEnds">): Ids {
  const bytesOf = (ordinal: number): Uint8Array =>
    ids.subarray(idEnds[ordinal] ?? 0, idEnds[ordinal + 1] ?? 0);
  /** The first article whose id is not before that. */
  function firstFrom(wanted: Uint8Array): number {
    let [low, high] = [0, articles];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Buffer.compare(bytesOf(middle), wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    idOf: (ordinal) => Buffer.from(bytesOf(ordinal)).toString("utf8"),
    ordinalOf(id) {
      const wanted = Buffer.from(id);
      const ordinal = firstFrom(wanted);
      return ordinal < articles && Buffer.compare(bytesOf(ordinal), wanted) === 0 ? ordinal : undefined;
    },
    startingWith(prefix, most) {
      const wanted = Buffer.from(prefix);
      const found: number[] = [];
      for (let ordinal = firstFrom(wanted); ordinal < articles && found.length < most; ordinal++) {
        if (Buffer.compare(bytesOf(ordinal).subarray(0, wanted.length), wanted) !== 0) break;
        found.push(ordinal);
      }
      return found;
    },
  };
}
