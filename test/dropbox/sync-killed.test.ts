// kill -9 at a random moment of a sync: listing and files are those before it or those after it.

import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { createContentHash } from "../../src/dropbox/content-hash.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { openStore } from "../../src/store/database.ts";
import type { ListedFile } from "../../src/store/synced-files.ts";
import { type Bench, connect } from "./fixture.ts";

const KILLS = inject("long") ? 100 : 3;
const program = fileURLToPath(new URL("sync-process.ts", import.meta.url));
const FILE_BYTES = 1_000_000;
const FILES = ["a.parquet", "b.parquet", "c.parquet"];

/** Bytes that differ with the seed. */
function content(seed: string): Buffer {
  return Buffer.alloc(FILE_BYTES, createHash("sha256").update(seed).digest("base64"));
}

/** Starts a sync in another process and kills it when `isTime` says so. True when it had finished before. */
async function killedWhen(
  bench: Bench,
  dataDirectory: string,
  isTime: (downloadedBytes: number) => boolean,
): Promise<boolean> {
  const child = fork(program, {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const told: unknown[] = [];
  child.on("message", (message) => told.push(message));
  const exited = once(child, "exit");
  await once(child, "message");
  const { origin, traffic } = bench.simulator;
  traffic.reset();
  child.send({ origin, accessToken: bench.simulator.issueAccessToken(), dataDirectory });
  while (!told.includes("done") && !isTime(traffic.of("files/download").bytesOut)) await timer(1);
  child.kill("SIGKILL");
  await exited;
  return told.includes("done");
}

/** The names of the files; each must be the content hash of its bytes. */
async function storedFiles(dataDirectory: string): Promise<string[]> {
  const directory = join(dataDirectory, "files");
  const names = await readdir(directory).catch(() => []);
  for (const name of names) expect(hashOf(await readFile(join(directory, name)))).toBe(name);
  return names;
}

/** What the next start and a sweep do. */
async function cleanUp(dataDirectory: string, listed: readonly ListedFile[]): Promise<void> {
  const [filesDirectory, tmpDirectory] = [join(dataDirectory, "files"), join(dataDirectory, "tmp")];
  await rm(tmpDirectory, { recursive: true, force: true });
  const needed = new Set(listed.map(({ contentHash }) => contentHash));
  await createDataFiles({ filesDirectory, tmpDirectory }).cleanUp(needed);
}

function hashOf(bytes: Uint8Array): string {
  const hash = createContentHash();
  hash.update(bytes);
  return hash.digest();
}

async function listedFiles(dataDirectory: string): Promise<ListedFile[]> {
  const store = await openStore({ dataDirectory });
  const listed = await store.syncedFiles.list("slack:w1");
  await store.close();
  return listed;
}

test(`killed ${KILLS} times in the middle, it is never half there`, async () => {
  const bench = await connect();
  const dataDirectory = join(bench.dataDirectory, "of-the-child");
  const random = mulberry32(inject("seed"));
  /** The round whose content has the hash. */
  const rounds = new Map<string, number>();
  for (let round = 0; round < KILLS; round += 1) {
    for (const name of FILES) {
      const bytes = content(`${name} ${round}`);
      rounds.set(hashOf(bytes), round);
      await bench.put(name, bytes);
    }
    const killAt = random() * FILES.length * FILE_BYTES;
    await killedWhen(bench, dataDirectory, (downloadedBytes) => downloadedBytes >= killAt);
    const stored = await storedFiles(dataDirectory);
    const listed = await listedFiles(dataDirectory);
    for (const { contentHash } of listed) expect(stored).toContain(contentHash);
    // Nothing yet, or all files of one and the same moment.
    const moments = new Set(listed.map(({ contentHash }) => rounds.get(contentHash)));
    expect([listed.length, moments.size]).toEqual(listed.length === 0 ? [0, 0] : [FILES.length, 1]);
    await cleanUp(dataDirectory, listed);
  }
  expect(await killedWhen(bench, dataDirectory, () => false)).toBe(true);
  const stored = await storedFiles(dataDirectory);
  for (const { contentHash } of await listedFiles(dataDirectory)) {
    expect(stored).toContain(contentHash);
    expect(rounds.get(contentHash)).toBe(KILLS - 1);
  }
});

/** Random numbers from 0 up to 1, the same for the same seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
