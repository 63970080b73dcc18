// kill -9 at a random moment of a sync: listing and files are those before it or those after it.

import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { expect, inject, test } from "vitest";
import { createContentHash } from "../../src/dropbox/content-hash.ts";
import { openStore } from "../../src/store/database.ts";
import type { ListedFile } from "../../src/store/synced-files.ts";
import { type Bench, connect } from "./fixture.ts";

const KILLS = inject("long") ? 100 : 4;
const FILE_BYTES = 2_000_000;
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
  const child = fork(join(import.meta.dirname, "sync-process.ts"), {
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

/** Every file must be what its name says. Returns the content by name. */
async function storedFiles(dataDirectory: string): Promise<Map<string, Buffer>> {
  const directory = join(dataDirectory, "files");
  const names = await readdir(directory).catch(() => []);
  const files = new Map<string, Buffer>();
  for (const name of names) {
    const bytes = await readFile(join(directory, name));
    const hash = createContentHash();
    hash.update(bytes);
    expect(hash.digest()).toBe(name);
    files.set(name, bytes);
  }
  return files;
}

async function listedFiles(dataDirectory: string): Promise<ListedFile[]> {
  const store = await openStore({ dataDirectory });
  const listed = await store.syncedFiles.list("w1");
  await store.close();
  return listed;
}

test(`killed ${KILLS} times in the middle, it is never half there`, async () => {
  const bench = await connect();
  const dataDirectory = join(bench.dataDirectory, "of-the-child");
  const random = mulberry32(inject("seed"));
  for (let round = 0; round < KILLS; round += 1) {
    for (const name of FILES) await bench.put(name, content(`${name} ${round}`));
    const killAt = random() * FILES.length * FILE_BYTES;
    await killedWhen(bench, dataDirectory, (downloadedBytes) => downloadedBytes >= killAt);
    const files = await storedFiles(dataDirectory);
    const listed = await listedFiles(dataDirectory);
    const moments = new Set<number>();
    for (const { contentHash, pathDisplay } of listed) {
      for (let earlier = 0; earlier <= round; earlier += 1) {
        const then = content(`${pathDisplay.slice(1)} ${earlier}`);
        if (files.get(contentHash)?.equals(then)) moments.add(earlier);
      }
    }
    // Nothing yet, or all files of one and the same moment.
    expect([listed.length, moments.size]).toEqual(listed.length === 0 ? [0, 0] : [FILES.length, 1]);
  }
  expect(await killedWhen(bench, dataDirectory, () => false)).toBe(true);
  const files = await storedFiles(dataDirectory);
  for (const { contentHash, pathDisplay } of await listedFiles(dataDirectory)) {
    expect(files.get(contentHash)?.equals(content(`${pathDisplay.slice(1)} ${KILLS - 1}`))).toBe(true);
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
