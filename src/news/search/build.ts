// Makes the full text of a finished snapshot from its cards.

import { closeSync, openSync, readSync } from "node:fs";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { CARDS_FILE, CONTENT_SEARCHED, DamagedCard, recordSchema } from "../index/cards.ts";
import type { NewsIndex } from "../index/columns.ts";
import { INDEX_FILE, readIndexFile } from "../index/file.ts";
import type { Manifest } from "../manifest.ts";
import { factsText, hashOfFile, SEARCH_FACTS_FILE, SEARCH_FILE } from "./store.ts";
import { createSearchWriter } from "./write.ts";

/** Of the description so many characters are searched; of the content, what cards have of it for that. */
const DESCRIPTION_SEARCHED = 300;

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
  const cards = openCardStream(join(directory, CARDS_FILE), index);
  try {
    await writeWords(path, cards, index, onProgress);
  } finally {
    cards.close();
  }
  const { indexHash } = manifest;
  const facts = factsText({ indexHash, sha256: hashOfFile(path), sizeBytes: (await stat(path)).size });
  const factsPath = join(workDirectory, SEARCH_FACTS_FILE);
  await writeFile(factsPath, facts, { flush: true });
  await rename(path, join(directory, SEARCH_FILE));
  await rename(factsPath, join(directory, SEARCH_FACTS_FILE));
}

async function writeWords(
  path: string,
  cards: CardStream,
  { articles, ordinals }: NewsIndex,
  onProgress: ((done: number) => void) | undefined,
): Promise<void> {
  const writer = createSearchWriter(path);
  try {
    for (let done = 0; done < articles; done += 1) {
      const [, title, summaries, description, content] = cards.next();
      writer.add({
        title,
        summaries,
        opening: [beginningOf(description, DESCRIPTION_SEARCHED), beginningOf(content, CONTENT_SEARCHED)],
      });
      if (done % TOLD_EVERY > 0) continue;
      onProgress?.(done);
      // So that the word goes out, and that nobody waits any more comes in.
      await setImmediate();
    }
    const places = new Uint32Array(articles);
    for (const [place, ordinal] of ordinals.entries()) places[ordinal] = place;
    writer.finish(places);
  } finally {
    writer.close();
  }
}

/** A character is what people call one: half of it is none. */
function beginningOf(text: string | null, characters: number): string | null {
  if (text === null || text.length <= characters) return text;
  return [...text.slice(0, 2 * characters)].slice(0, characters).join("");
}

type CardStream = ReturnType<typeof openCardStream>;

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
