// What waits for the disk, and what does not: as SQLite tells it itself.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import type { StateDatabase } from "../../src/store/tables.ts";
import { unsyncedInSqlite } from "../../src/store/unsynced.ts";

/** As SQLite numbers them. */
const [NORMAL, FULL] = [1, 2];

let folder: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unsynced-"));
  store = await openStore({ dataDirectory: folder });
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function howItSyncs(db: Pick<StateDatabase, "getExecutor">): Promise<number | undefined> {
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db);
  return rows[0]?.synchronous;
}

test("only what need not be on the disk is not waited for, whatever becomes of it", async () => {
  const unsynced = unsyncedInSqlite(store.db);
  expect(await howItSyncs(store.db)).toBe(FULL);
  for (let time = 0; time < 3; time++) {
    expect(await unsynced(howItSyncs)).toBe(NORMAL);
    expect(await howItSyncs(store.db)).toBe(FULL);
    await expect(unsynced(() => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    expect(await howItSyncs(store.db)).toBe(FULL);
  }
});
