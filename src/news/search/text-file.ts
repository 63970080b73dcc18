// What is looked up in search.sqlite: which articles have words, and where.

import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type Form, NEARNESS, type Sequence } from "./forms.ts";
import { FIELD_BITS, type PostingsCursor, postingsCursor, readDocs } from "./postings.ts";
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
}

const docsRow = z.object({ docs: z.instanceof(Uint8Array) });
const postingRow = docsRow.extend({ places: z.instanceof(Uint8Array) });
const factRow = z.object({ value: z.instanceof(Uint8Array) });

/** Throws where the file has not what it must. */
export function openTextFile(database: DatabaseSync): TextFile {
  const selectFact = database.prepare("SELECT value FROM facts WHERE name = ?");
  const selectDocs = database.prepare("SELECT docs FROM postings WHERE row = ?");
  const selectAll = database.prepare("SELECT docs, places FROM postings WHERE row = ?");
  const factOf = (name: string): Uint8Array => factRow.parse(selectFact.get(name)).value;
  const [parts = 0, size = 0] = numbersOf(factOf("size"));
  let likely: readonly string[] | undefined;

  function findWord(forms: readonly Form[], worthOf: Worths, worths: Uint8Array): void {
    for (const { token, nearness } of forms) {
      const worth = worthOf(nearness);
      for (let part = 0; part < parts; part++) {
        const found = selectDocs.get(postingsRow(part, token));
        if (found !== undefined) readDocs(docsRow.parse(found).docs, worth, worths);
      }
    }
  }

  function cursorsOf(part: number, forms: readonly Form[]): readonly PostingsCursor[] {
    return forms.flatMap(({ token }) => {
      const row = selectAll.get(postingsRow(part, token));
      if (row === undefined) return [];
      const { docs, places } = postingRow.parse(row);
      return [postingsCursor(docs, places)];
    });
  }

  /** Looks in a part for articles where the words of a sequence stand next to one another. */
  function findNeighbours(part: number, sequence: Sequence, worth: Uint8Array, worths: Uint8Array): void {
    const slots: { readonly ahead: number; readonly cursors: readonly PostingsCursor[] }[] = [];
    for (const { forms, ahead } of rarestFirst(sequence)) {
      const cursors = cursorsOf(part, forms);
      if (cursors.length === 0) return;
      slots.push({ ahead, cursors });
    }
    const [rarest, ...others] = slots;
    for (let doc = nextDoc(rarest?.cursors, -1); doc !== undefined; doc = nextDoc(rarest?.cursors, doc)) {
      if (!others.every(({ cursors }) => isInAny(cursors, doc ?? 0))) continue;
      const mask = fieldsWith(slots, doc);
      if (mask !== 0) worths[doc] = Math.max(worths[doc] ?? 0, worth[mask] ?? 0);
    }
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
      for (let part = 0; part < parts; part++)
        findNeighbours(part, sequence, worthOf(NEARNESS.itself), worths);
    },
  };
}

/** The numbers of a fact. */
function numbersOf(bytes: Uint8Array): Uint32Array {
  // The bytes may begin anywhere.
  const copy = bytes.slice();
  return new Uint32Array(copy.buffer, 0, copy.length >> 2);
}

/** The first article of any of these after one. */
function nextDoc(cursors: readonly PostingsCursor[] = [], before: number): number | undefined {
  let next: number | undefined;
  for (const cursor of cursors) {
    const doc = cursor.after(before);
    if (doc !== undefined && (next === undefined || doc < next)) next = doc;
  }
  return next;
}

function isInAny(cursors: readonly PostingsCursor[], doc: number): boolean {
  let isThere = false;
  // All of them go on.
  for (const cursor of cursors) if (cursor.isIn(doc)) isThere = true;
  return isThere;
}

/** In which fields of an article, which has all of the words, they stand next to one another: as a mask. */
function fieldsWith(
  slots: readonly { readonly ahead: number; readonly cursors: readonly PostingsCursor[] }[],
  doc: number,
): number {
  let found: number[] | undefined;
  for (const { ahead, cursors } of slots) {
    const places: number[] = [];
    let [size, forms] = [0, 0];
    for (const cursor of cursors)
      if (cursor.isIn(doc)) {
        size = cursor.read(places, size, ahead);
        forms += 1;
      }
    if (forms > 1) places.sort((a, b) => a - b);
    found = found === undefined ? places : inBoth(found, places);
  }
  return (found ?? []).reduce((mask, place) => mask | (1 << (place >>> FIELD_BITS)), 0);
}

/** Of two ascending lists what is in both. */
function inBoth(one: readonly number[], other: readonly number[]): number[] {
  const both: number[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [left, right] = [one[i] ?? 0, other[j] ?? 0];
    if (left === right) both.push(left);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return both;
}

/** The words of a sequence, the rarest first, each with how far it is from the first one. */
function rarestFirst(
  sequence: Sequence,
): readonly { readonly forms: readonly Form[]; readonly ahead: number }[] {
  return sequence
    .map((forms, ahead) => ({ forms, ahead }))
    .sort((a, b) => articlesOf(a.forms) - articlesOf(b.forms));
}

/** In how many articles any of these forms is, at most. */
export function articlesOf(forms: readonly Form[]): number {
  return forms.reduce((sum, { articles }) => sum + articles, 0);
}
