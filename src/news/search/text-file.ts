// What is looked up in search.sqlite: which articles have words, and where.

import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Form, Sequence } from "./forms.ts";
import { DOC_PLACES, FIELD_BITS, keyList, readDocs, readPlaces } from "./postings.ts";
import { postingsRow } from "./store.ts";

/** By mask of the fields in which a word stands: what that is worth, by how near the form is. */
export type Worths = (nearness: Form["nearness"]) => Uint8Array;

export interface TextFile {
  /** Articles that have a number; some may be gone. */
  readonly size: number;
  /** By number of an article: its place in the index; above all places where it is gone. */
  readonly places: Uint32Array;
  /** The words that may be meant, one a line. */
  likelyWords(): readonly string[];
  /** Raises, by number of an article, what it is worth that a sequence stands there. */
  find(sequence: Sequence, worthOf: Worths, worths: Uint8Array): void;
  /** How many bytes are looked through to find a sequence of several words. */
  costOf(sequence: Sequence): number;
}

const docsRow = z.object({ docs: z.instanceof(Uint8Array) });
const lengthRow = z.object({ row: z.number(), bytes: z.number() });
const postingRow = docsRow.extend({ places: z.instanceof(Uint8Array) });
const factRow = z.object({ value: z.instanceof(Uint8Array) });

const CHOSEN = "FROM json_each(?) AS chosen JOIN postings ON postings.row = chosen.value";

/** Throws where the file has not what it must. */
export function openTextFile(database: DatabaseSync): TextFile {
  const selectFact = database.prepare("SELECT value FROM facts WHERE name = ?");
  const selectDocs = database.prepare("SELECT docs FROM postings WHERE row = ?");
  const selectAll = database.prepare("SELECT docs, places FROM postings WHERE row = ?");
  const selectLengths = database.prepare(`SELECT postings.row, length(places) AS bytes ${CHOSEN}`);
  const factOf = (name: string): Uint8Array => factRow.parse(selectFact.get(name)).value;
  const [parts = 0, size = 0] = numbersOf(factOf("size"));
  let likely: readonly string[] | undefined;

  /** Of a part, the rows of a word's forms and how many bytes tell where they stand. */
  function rowsOf(
    part: number,
    forms: readonly Form[],
  ): { readonly rows: readonly number[]; readonly bytes: number } {
    const wanted = forms.map(({ token }) => postingsRow(part, token));
    const found = z.array(lengthRow).parse(selectLengths.all(JSON.stringify(wanted)));
    return {
      rows: found.map(({ row }) => row),
      bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  function findWord(forms: readonly Form[], worthOf: Worths, worths: Uint8Array): void {
    for (const { token, nearness } of forms) {
      const worth = worthOf(nearness);
      for (let part = 0; part < parts; part++) {
        const found = selectDocs.get(postingsRow(part, token));
        if (found !== undefined) readDocs(docsRow.parse(found).docs, worth, worths);
      }
    }
  }

  /** Where in a part the words of a sequence stand next to one another: the places of the first ones. */
  function findNeighbours(part: number, sequence: Sequence): Float64Array {
    const slots = sequence
      .map((forms, ahead) => ({ ahead, ...rowsOf(part, forms) }))
      .sort((a, b) => a.bytes - b.bytes);
    let found: Float64Array | undefined;
    for (const { ahead, rows } of slots) {
      if (rows.length === 0 || found?.length === 0) return new Float64Array();
      const keys = keyList();
      for (const row of rows) {
        const { docs, places } = postingRow.parse(selectAll.get(row));
        readPlaces(docs, places, ahead, found, keys);
      }
      found = found === undefined ? keys.sorted() : inBoth(found, keys.sorted());
    }
    return found ?? new Float64Array();
  }

  return {
    size,
    places: numbersOf(factOf("places")),
    likelyWords() {
      likely ??= Buffer.from(factOf("likely")).toString("utf8").split("\n");
      return likely;
    },
    find(sequence, worthOf, worths) {
      const [first, ...others] = sequence;
      if (first === undefined) return;
      if (others.length === 0) {
        findWord(first, worthOf, worths);
        return;
      }
      const worth = worthOf(4);
      for (let part = 0; part < parts; part++) {
        const found = findNeighbours(part, sequence);
        for (let at = 0; at < found.length; ) {
          const doc = Math.floor((found[at] ?? 0) / DOC_PLACES);
          let mask = 0;
          for (; at < found.length; at++) {
            const place = (found[at] ?? 0) - doc * DOC_PLACES;
            if (place >= DOC_PLACES) break;
            mask |= 1 << (place >>> FIELD_BITS);
          }
          worths[doc] = Math.max(worths[doc] ?? 0, worth[mask] ?? 0);
        }
      }
    },
    costOf(sequence) {
      let bytes = 0;
      for (let part = 0; part < parts; part++)
        for (const forms of sequence) bytes += rowsOf(part, forms).bytes;
      return bytes;
    },
  };
}

/** The numbers of a fact. */
function numbersOf(bytes: Uint8Array): Uint32Array {
  // The bytes may begin anywhere.
  const copy = bytes.slice();
  return new Uint32Array(copy.buffer, 0, copy.length >> 2);
}

/** Of two sorted lists what is in both. */
function inBoth(one: Float64Array, other: Float64Array): Float64Array {
  let count = 0;
  const both = new Float64Array(Math.min(one.length, other.length));
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [left, right] = [one[i] ?? 0, other[j] ?? 0];
    if (left === right) both[count++] = left;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return both.subarray(0, count);
}
