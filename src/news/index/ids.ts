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
}

export function createIds({ articles, ids, idEnds }: Pick<NewsIndex, "articles" | "ids" | "idEnds">): Ids {
  const bytesOf = (ordinal: number): Uint8Array =>
    ids.subarray(idEnds[ordinal] ?? 0, idEnds[ordinal + 1] ?? 0);
  return {
    idOf: (ordinal) => Buffer.from(bytesOf(ordinal)).toString("utf8"),
    ordinalOf(id) {
      const wanted = Buffer.from(id);
      let [low, high] = [0, articles - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        const order = Buffer.compare(bytesOf(middle), wanted);
        if (order === 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
  };
}
