// Makes the full text of a finished snapshot from its cards and the openings of its articles.

import { closeSync, openSync, readSync } from "node:fs";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { CARDS_FILE, DamagedCard, recordSchema } from "../index/cards.ts";
import type { NewsIndex } from "../index/columns.ts";
import { INDEX_FILE, readIndexFile } from "../index/file.ts";
import { eachRow } from "../index/rows.ts";
import type { Manifest } from "../manifest.ts";
import { factsText, hashOfFile, SEARCH_FACTS_FILE, SEARCH_FILE } from "./store.ts";
import { createSearchWriter } from "./write.ts";

/** Of the article itself so much is searched: what it says first, it is about. */
const OPENING_SQL = "left(description, 300), left(content, 500)";

/** Articles between two words on how far it is. */
const TOLD_EVERY = 5_000;

const READ_AT_ONCE = 1 << 20;

/**
 * Makes search.sqlite and search.json in the folder of a snapshot, the latter last. What is unfinished stands in `workDirectory`, on the
 * same file system. Throws where the snapshot is not whole.
 */
export async function buildSearch(options: {
  readonly directory: string;
  readonly workDirectory: string;
  readonly manifest: Pick<Manifest, "articles" | "assessments" | "indexHash">;
  readonly onProgress?: (done: number) => void;
}): Promise<void> {
  const { directory, workDirectory, manifest, onProgress } = options;
  const path = join(workDirectory, SEARCH_FILE);
  const index = await readIndexFile(join(directory, INDEX_FILE), manifest, manifest.indexHash);
  await rm(path, { force: true });
  await writeWords(path, {
    directory,
    workDirectory,
    index,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const { indexHash } = manifest;
  const facts = factsText({ indexHash, sha256: hashOfFile(path), sizeBytes: (await stat(path)).size });
  const factsPath = join(workDirectory, SEARCH_FACTS_FILE);
  await writeFile(factsPath, facts, { flush: true });
  await rename(path, join(directory, SEARCH_FILE));
  await rename(factsPath, join(directory, SEARCH_FACTS_FILE));
}

async function writeWords(
  path: string,
  options: {
    readonly directory: string;
    readonly workDirectory: string;
    readonly index: NewsIndex;
    readonly onProgress?: (done: number) => void;
  },
): Promise<void> {
  const { directory, workDirectory, index, onProgress } = options;
  const writer = createSearchWriter(path);
  const cards = openCardStream(join(directory, CARDS_FILE), index);
  const instance = await DuckDBInstance.create(join(directory, "catalog.duckdb"), {
    access_mode: "READ_ONLY",
    memory_limit: "128MB",
    threads: "1",
    temp_directory: join(workDirectory, "spill"),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  try {
    const connection = await instance.connect();
    let done = 0;
    await eachRow(
      connection,
      `SELECT article, ${OPENING_SQL} FROM texts ORDER BY article`,
      (number, text) => {
        if (number(0) !== done) throw new Error(`article ${number(0)} where ${done} was expected`);
        const [, title, summaries] = cards.next();
        writer.add({ title, summaries, opening: [text(1) ?? null, text(2) ?? null] });
        done += 1;
        if (done % TOLD_EVERY === 0) onProgress?.(done);
      },
    );
    connection.closeSync();
    if (done !== index.articles) throw new Error(`texts of ${done} articles instead of ${index.articles}`);
    const places = new Uint32Array(index.articles);
    for (const [place, ordinal] of index.ordinals.entries()) places[ordinal] = place;
    writer.finish(places);
  } finally {
    instance.closeSync();
    cards.close();
    writer.close();
  }
}

/** The records of cards.bin one after the other. Throws DamagedCard for one that is not what was written. */
function openCardStream(path: string, { cardEnds, cardSums }: NewsIndex) {
  const file = openSync(path, "r");
  let ordinal = 0;
  let bytes = Buffer.alloc(0);
  let from = 0;
  return {
    next() {
      const [start, end] = [cardEnds[ordinal] ?? 0, cardEnds[ordinal + 1] ?? 0];
      if (end > from + bytes.length) {
        bytes = Buffer.alloc(Math.max(READ_AT_ONCE, end - start));
        bytes = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
        from = start;
      }
      const record = bytes.subarray(start - from, end - from);
      if (crc32(record) !== cardSums[ordinal]) throw new DamagedCard();
      ordinal += 1;
      return recordSchema.parse(JSON.parse(record.toString("utf8")));
    },
    close: () => closeSync(file),
  };
}
