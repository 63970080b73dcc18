// Writes search.sqlite: reads the words of articles one after the other, and puts them down a part at a time.

import { DatabaseSync } from "node:sqlite";
import { namesIn, type Writing, wordReader } from "../filter/words.ts";
import { likelyWords } from "./likely.ts";
import { byteWriter, FIELDS, type Field, placeAt, TEXT_GAP, writePostings } from "./postings.ts";
import { stemOf } from "./stem.ts";
import { postingsRow, SEARCH_INDEXES, SEARCH_TABLES, tokenNumber } from "./store.ts";

/** What of an article is searched. */
export interface SearchedTexts {
  readonly title: string | null;
  readonly summaries: readonly (string | null)[];
  /** How the article itself begins. */
  readonly opening: readonly (string | null)[];
}

export interface SearchWriter {
  /** The next article; they are numbered from 0. */
  add(texts: SearchedTexts): void;
  /** @param places by number of an article: where it stands in the index. */
  finish(places: Uint32Array): void;
  close(): void;
}

/** Words of articles that are in memory at once, 16 bytes each: a million assessments have some 120 million. */
const WORDS_OF_PART = 8_000_000;

/** Makes the file. @param wordsOfPart for tests. */
export function createSearchWriter(path: string, wordsOfPart = WORDS_OF_PART): SearchWriter {
  const database = new DatabaseSync(path);
  // Written aside and thrown away when it is not finished: no journal is needed.
  database.exec(
    "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000",
  );
  database.exec(`${SEARCH_TABLES} BEGIN`);
  const insertRow = database.prepare("INSERT INTO postings (row, docs, places) VALUES (?, ?, ?)");
  const insertWord = database.prepare(
    "INSERT INTO words (number, word, stem, common, named) VALUES (?, ?, ?, ?, ?)",
  );
  const insertFact = database.prepare("INSERT INTO facts (name, value) VALUES (?, ?)");

  const read = wordReader();
  const numbers = new Map<string, number>();
  /** By token: in how many articles it is. */
  const counts: number[] = [];
  let tokens = new Uint32Array(1 << 16);
  let docs = new Uint32Array(1 << 16);
  let places = new Uint32Array(1 << 16);
  let size = 0;
  let part = 0;
  let articles = 0;

  function grow(): void {
    const grown = (column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const more = new Uint32Array(column.length * 2);
      more.set(column);
      return more;
    };
    [tokens, docs, places] = [grown(tokens), grown(docs), grown(places)];
  }

  function numberOf(word: string): number {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(word, number);
    counts.push(0, 0);
    return number;
  }

  /** Takes the words of fields in which the same are names. */
  function addFields(fields: readonly (readonly [Field, readonly (string | null)[]])[]): void {
    const words: { folded: string; writing: Writing; place: number }[] = [];
    for (const [field, texts] of fields) {
      let word = 0;
      for (const text of texts) {
        if (text === null) continue;
        read(text, (folded, writing) => words.push({ folded, writing, place: placeAt(field, word++) }));
        word += TEXT_GAP;
      }
    }
    const isName = namesIn(words);
    for (const word of words) {
      if (size === tokens.length) grow();
      tokens[size] = tokenNumber(numberOf(word.folded), isName(word));
      docs[size] = articles;
      places[size] = word.place;
      size += 1;
    }
  }

  /** Puts down what is in memory, sorted by token; of each token it is in order already. */
  function flush(): void {
    const starts = new Uint32Array(counts.length + 1);
    for (let at = 0; at < size; at++)
      starts[(tokens[at] ?? 0) + 1] = (starts[(tokens[at] ?? 0) + 1] ?? 0) + 1;
    for (let token = 1; token < starts.length; token++)
      starts[token] = (starts[token] ?? 0) + (starts[token - 1] ?? 0);
    const ends = starts.slice();
    const sortedDocs = new Uint32Array(size);
    const sortedPlaces = new Uint32Array(size);
    for (let at = 0; at < size; at++) {
      const token = tokens[at] ?? 0;
      const to = ends[token] ?? 0;
      sortedDocs[to] = docs[at] ?? 0;
      sortedPlaces[to] = places[at] ?? 0;
      ends[token] = to + 1;
    }
    const writers = { docs: byteWriter(), places: byteWriter() };
    for (let token = 0; token < counts.length; token++) {
      const [from, to] = [starts[token] ?? 0, starts[token + 1] ?? 0];
      if (from === to) continue;
      counts[token] = (counts[token] ?? 0) + writePostings(sortedDocs, sortedPlaces, from, to, writers);
      insertRow.run(postingsRow(token, part), writers.docs.take(), writers.places.take());
    }
    part += 1;
    size = 0;
  }

  return {
    add({ title, summaries, opening }) {
      addFields([
        [FIELDS.title, [title]],
        [FIELDS.summary, summaries],
      ]);
      addFields([[FIELDS.opening, opening]]);
      articles += 1;
      if (size >= wordsOfPart) flush();
    },
    finish(placesOfArticles) {
      flush();
      const corpus: { readonly word: string; readonly articles: number }[] = [];
      for (const [word, number] of numbers) {
        const [common, named] = [counts[number * 2] ?? 0, counts[number * 2 + 1] ?? 0];
        insertWord.run(number, word, stemOf(word), common, named);
        corpus.push({ word, articles: common + named });
      }
      const facts = new Uint32Array([part, articles]);
      insertFact.run("size", new Uint8Array(facts.buffer));
      insertFact.run(
        "places",
        new Uint8Array(placesOfArticles.buffer, placesOfArticles.byteOffset, placesOfArticles.byteLength),
      );
      insertFact.run("likely", Buffer.from(likelyWords(corpus)));
      database.exec(`${SEARCH_INDEXES} COMMIT`);
    },
    close: () => database.close(),
  };
}
