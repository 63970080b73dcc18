// The records of cards.bin that an earlier snapshot has already: of the articles that were taken over from it.

import { open } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { EarlierSnapshot } from "../snapshot-protocol.ts";
import { CARDS_FILE, DamagedCard } from "./cards.ts";
import type { IndexSize } from "./columns.ts";
import { INDEX_FILE, readIndexFile } from "./file.ts";
import { eachRow } from "./rows.ts";

export interface EarlierCards {
  /** The records of the articles from one ordinal of this snapshot to another, and their sums; undefined where one is to be written. */
  read(from: number, to: number): Promise<readonly (EarlierRecord | undefined)[]>;
  close(): Promise<void>;
}

export interface EarlierRecord {
  readonly bytes: Uint8Array;
  readonly sum: number;
}

/**
 * Opens the records of the snapshot that a build goes on from, whose table `taken` says of which articles. Throws when it is damaged,
 * here or in reading.
 */
export async function openEarlierCards(
  connection: DuckDBConnection,
  { directory, articles, assessments, indexHash }: EarlierSnapshot,
  size: IndexSize,
): Promise<EarlierCards> {
  const { cardEnds, cardSums } = await readIndexFile(
    join(directory, INDEX_FILE),
    { articles, assessments },
    indexHash,
  );
  /** By ordinal of this snapshot: one more than that of the earlier one, 0 where there is none. */
  const places = new Uint32Array(size.articles);
  await eachRow(connection, "SELECT article, before FROM taken", (number) => {
    places[number(0) ?? 0] = (number(1) ?? 0) + 1;
  });
  const file = await open(join(directory, CARDS_FILE));
  return {
    async read(from, to) {
      // Both are in order of ids, so what is taken over stands together there, too.
      const some = places.subarray(from, to);
      const first = some.find((place) => place > 0);
      const last = some.findLast((place) => place > 0);
      if (first === undefined || last === undefined) return [];
      const start = cardEnds[first - 1] ?? 0;
      const all = Buffer.allocUnsafe((cardEnds[last] ?? 0) - start);
      await file.read(all, 0, all.length, start);
      return Array.from(some, (place) => {
        if (place === 0) return undefined;
        const bytes = all.subarray((cardEnds[place - 1] ?? 0) - start, (cardEnds[place] ?? 0) - start);
        const sum = crc32(bytes);
        if (sum !== cardSums[place - 1]) throw new DamagedCard();
        return { bytes, sum };
      });
    },
    close: () => file.close(),
  };
}
