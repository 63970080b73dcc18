// What is looked up in search.sqlite: which articles have words, and where.

import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { type Form, NEARNESS, type Sequence } from "./forms.ts";
import { FIELD_BITS, type PostingsCursor, postingsCursor, readDocs } from "./postings.ts";
import { postingsRow } from "./store.ts";
import { raise, type Worths } from "./worths.ts";

/** By mask of the fields in which a word stands: what that is worth, by how near the form is. */
export type WorthOf = (nearness: Form["nearness"]) => Uint8Array;

export interface TextFile {
  /** Articles that have a number; some may be gone. */
  readonly size: number;
  /** By number of an article: its place in the index; above all places where it is gone. */
  readonly places: Uint32Array;
  /** The words that may be meant, one a line. */
  likelyWords(): readonly string[];
  /**
   * Raises, by number of an article, what it is worth that a sequence stands there. Several words are looked for where `only` is
   * not 0.
   */
  find(sequence: Sequence, worthOf: WorthOf, worths: Worths, only?: Uint16Array): void;
}

/** Throws where the file has not what it must. */
export function openTextFile(database: DatabaseSync): TextFile {
  const selectFact = database.prepare("SELECT value FROM facts WHERE name = ?");
  const selectDocs = database.prepare("SELECT docs FROM postings WHERE row BETWEEN ? AND ?");
  const selectAll = database.prepare("SELECT docs, places FROM postings WHERE row = ?");
  const factOf = (name: string): Uint8Array => bytesOf(selectFact.get(name)?.value);
  const [parts = 0, size = 0] = numbersOf(factOf("size"));
  let likely: readonly string[] | undefined;
  /** Where words stand in one article: room that is made once. */
  const first = { places: new Int32Array(1 << 10) };
  const second = { places: new Int32Array(1 << 10) };

  function findWord(forms: readonly Form[], worthOf: WorthOf, worths: Worths): void {
    for (const { token, nearness } of forms) {
      const worth = worthOf(nearness);
      const [from, to] = [postingsRow(token, 0), postingsRow(token, parts - 1)];
      for (const { docs } of selectDocs.all(from, to)) readDocs(bytesOf(docs), worth, worths);
    }
  }

  function cursorsOf(part: number, forms: readonly Form[]): readonly PostingsCursor[] {
    return forms.flatMap(({ token }) => {
      const row = selectAll.get(postingsRow(token, part));
      if (row === undefined) return [];
      return [postingsCursor(bytesOf(row.docs), bytesOf(row.places))];
    });
  }

  /** Looks in a part for articles where the words of a sequence stand next to one another. */
  function findNeighbours(
    part: number,
    sequence: Sequence,
    worth: Uint8Array,
    worths: Worths,
    only: Uint16Array | undefined,
  ): void {
    // What is rarer is looked at first, and what is commoner is only read where that leaves anything.
    const [{ forms: rarestForms, ahead } = { forms: [], ahead: 0 }, ...commoner] = rarestFirst(sequence);
    const rarest = cursorsOf(part, rarestForms);
    const others = commoner.map(({ forms, ahead }) => {
      let cursors: readonly PostingsCursor[] | undefined;
      return {
        ahead,
        cursors(): readonly PostingsCursor[] {
          cursors ??= cursorsOf(part, forms);
          return cursors;
        },
      };
    });
    for (let doc = nextDoc(rarest, -1); doc !== undefined; doc = nextDoc(rarest, doc)) {
      if (only?.[doc] === 0) continue;
      let found = readAll(rarest, doc, ahead, first);
      for (const other of others) {
        if (found === 0) break;
        found = keepCommon(found, readAll(other.cursors(), doc, other.ahead, second));
      }
      let mask = 0;
      for (let at = 0; at < found; at++) mask |= 1 << ((first.places[at] ?? 0) >>> FIELD_BITS);
      const worthHere = worth[mask] ?? 0;
      if (mask !== 0 && worthHere !== 0) raise(worths, doc, worthHere);
    }
  }

  /** Reads where any of a word's forms stands in an article, ascending. @returns at how many places. */
  function readAll(
    cursors: readonly PostingsCursor[],
    doc: number,
    ahead: number,
    room: { places: Int32Array<ArrayBuffer> },
  ): number {
    let [size, forms] = [0, 0];
    for (const cursor of cursors) {
      if (!cursor.isIn(doc)) continue;
      if (room.places.length < size + cursor.most) {
        const more = new Int32Array(2 * (size + cursor.most));
        more.set(room.places.subarray(0, size));
        room.places = more;
      }
      size = cursor.read(room.places, size, ahead);
      forms += 1;
    }
    if (forms > 1) sortFew(room.places, size);
    return size;
  }

  /** Keeps of the places in `first` those that are in `second`, too. @returns how many that are. */
  function keepCommon(size: number, otherSize: number): number {
    const [one, other] = [first.places, second.places];
    let kept = 0;
    for (let i = 0, j = 0; i < size && j < otherSize; ) {
      const left = one[i] ?? 0;
      const right = other[j] ?? 0;
      if (left === right) one[kept++] = left;
      if (left <= right) i++;
      if (right <= left) j++;
    }
    return kept;
  }

  return {
    size,
    places: numbersOf(factOf("places")),
    likelyWords() {
      likely ??= Buffer.from(factOf("likely")).toString("utf8").split("\n");
      return likely;
    },
    find(sequence, worthOf, worths, only) {
      const [word, ...others] = sequence;
      if (word === undefined) return;
      if (others.length === 0) {
        findWord(word, worthOf, worths);
        return;
      }
      for (let part = 0; part < parts; part++)
        findNeighbours(part, sequence, worthOf(NEARNESS.itself), worths, only);
    },
  };
}

/** Puts the first places in order, of which there are few, and most are in order already. */
function sortFew(places: Int32Array, size: number): void {
  for (let at = 1; at < size; at++) {
    const place = places[at] ?? 0;
    let to = at;
    for (; to > 0 && (places[to - 1] ?? 0) > place; to--) places[to] = places[to - 1] ?? 0;
    places[to] = place;
  }
}

/** A column that holds bytes: too many are read for a schema. */
function bytesOf(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`bytes were expected, not ${typeof value}`);
}

/** The numbers of a fact. */
function numbersOf(bytes: Uint8Array): Uint32Array {
  // The bytes may begin anywhere.
  const copy = bytes.slice();
  return new Uint32Array(copy.buffer, 0, copy.length >> 2);
}

/** The first article of any of these after one. */
function nextDoc(cursors: readonly PostingsCursor[], before: number): number | undefined {
  let next: number | undefined;
  for (const cursor of cursors) {
    const doc = cursor.after(before);
    if (doc !== undefined && (next === undefined || doc < next)) next = doc;
  }
  return next;
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
