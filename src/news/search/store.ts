// search.sqlite: the words of a snapshot's texts and where they stand, in one SQLite file beside the snapshot; and search.json, which tells
// what the file must be. docs/adr/0022-search.md.

import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";

export const SEARCH_FILE = "search.sqlite";
/** Written last: a full text without it is none. */
export const SEARCH_FACTS_FILE = "search.json";

/** Raise when the tables, the postings, the words, the stems or what is indexed change. */
const SEARCH_VERSION = 2;

/**
 * A word's articles are kept in parts, each of a stretch of articles: what is written at once stays small, and articles that come
 * later are a part more. A row's number is the word's token, then the part: all parts of a word stand together.
 */
export const SEARCH_TABLES = `
CREATE TABLE words (
  number INTEGER PRIMARY KEY,
  word TEXT NOT NULL,
  stem TEXT NOT NULL,
  -- In how many articles it is a word, and in how many a name.
  common INTEGER NOT NULL,
  named INTEGER NOT NULL
);
CREATE TABLE postings (row INTEGER PRIMARY KEY, docs BLOB NOT NULL, places BLOB NOT NULL);
-- Numbers of articles here never change; where each stands in the index does.
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
`;

export const SEARCH_INDEXES = `
-- With all that a beginning of a word asks of thousands of words: the table itself is not read for them.
CREATE INDEX words_by_word ON words (word, common, named);
CREATE INDEX words_by_stem ON words (stem);
`;

const PARTS = 2 ** 12;

/** A word, or a name of the same letters. */
export const tokenNumber = (word: number, isName: boolean): number => word * 2 + Number(isName);
export const postingsRow = (token: number, part: number): number => token * PARTS + part;

const factsSchema = z.object({
  version: z.literal(SEARCH_VERSION),
  /** The manifest's: of which articles in which order it is. */
  indexHash: z.string(),
  /** Of search.sqlite, in hex. */
  sha256: z.string(),
  sizeBytes: z.number().int().positive(),
});

export type SearchFacts = z.infer<typeof factsSchema>;

export const factsText = (facts: Omit<SearchFacts, "version">): string =>
  JSON.stringify({ version: SEARCH_VERSION, ...facts } satisfies SearchFacts);

/** What search.sqlite of that snapshot must be; undefined when there is none for that index. */
export function readSearchFacts(directory: string, indexHash: string): SearchFacts | undefined {
  try {
    const facts = factsSchema.safeParse(JSON.parse(readFileSync(join(directory, SEARCH_FACTS_FILE), "utf8")));
    return facts.success && facts.data.indexHash === indexHash ? facts.data : undefined;
  } catch {
    return undefined;
  }
}

const READ_AT_ONCE = 1 << 20;

/** The sha256 of a file, in hex. Takes a second for each gigabyte or two. */
export function hashOfFile(path: string): string {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(READ_AT_ONCE);
  const file = openSync(path, "r");
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

/** Opens the file to read. */
export function openSearchFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, allowExtension: false });
  database.exec("PRAGMA query_only = ON; PRAGMA cache_size = -4000; PRAGMA mmap_size = 0");
  return database;
}
