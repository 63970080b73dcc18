// index.bin and cards.bin as they may be found: only the snapshot's own, whole, are ever read.

import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openCatalog } from "../../../src/news/catalog.ts";
import { CARDS_FILE } from "../../../src/news/index/cards.ts";
import { INDEX_FILE } from "../../../src/news/index/file.ts";
import type { Manifest } from "../../../src/news/manifest.ts";
import { writeNews } from "../../datasets/news-files.ts";
import { buildInProcess, sourceFile } from "../parquet.ts";

let folder: string;
/** Two snapshots of as many articles. */
let own: { readonly directory: string; readonly manifest: Manifest };
let other: typeof own;
let path: string;
let whole: Buffer;

async function snapshotOf(name: string, score: string): Promise<typeof own> {
  const file = join(folder, `${name}.parquet`);
  await writeNews(file, { articles: 12, score });
  const built = await buildInProcess(folder, [await sourceFile(file)]);
  return { directory: join(built.catalogPath, ".."), manifest: built.manifest };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "index-"));
  own = await snapshotOf("own", "1");
  other = await snapshotOf("other", "5");
  path = join(own.directory, INDEX_FILE);
  whole = await readFile(path);
});

afterAll(() => rm(folder, { recursive: true }));

async function expectDamaged(): Promise<void> {
  await expect(openCatalog(own.directory, own.manifest)).rejects.toMatchObject({ code: "build-failed" });
}

test("whole, it is read", async () => {
  await writeFile(path, whole);
  const catalog = await openCatalog(own.directory, own.manifest);
  expect((await catalog.latest({ filter: {}, period: {}, limit: 10, offset: 0 })).stories).toBeGreaterThan(0);
  await catalog.close();
});

test("cut anywhere, or with a byte changed anywhere, it is not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, by, isCut) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ by;
        await writeFile(path, isCut ? whole.subarray(0, at) : changed);
        await expectDamaged();
      },
    ),
    { seed: inject("seed"), numRuns: inject("long") ? 500 : 20 },
  );
});

test("absent, empty, longer or another snapshot's, it is not", async () => {
  await writeFile(path, Buffer.concat([whole, Buffer.alloc(8)]));
  await expectDamaged();
  await cp(join(other.directory, INDEX_FILE), path);
  await expectDamaged();
  await truncate(path);
  await expectDamaged();
  await rm(path);
  await expectDamaged();
});

test("a card that was changed is never shown, whenever that happened", async () => {
  await writeFile(path, whole);
  const cardsPath = join(own.directory, CARDS_FILE);
  const cards = await readFile(cardsPath);
  const list = { filter: {}, period: {}, limit: 10, offset: 0 };
  for (const at of [0, cards.length >> 1, cards.length - 1]) {
    const catalog = await openCatalog(own.directory, own.manifest);
    const changed = Buffer.from(cards);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(cardsPath, changed);
    const answers = await Promise.allSettled([catalog.latest(list), catalog.latest({ ...list, offset: 10 })]);
    expect(answers.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: "build-failed", retryable: true } },
    ]);
    expect(catalog.isDamaged()).toBe(true);
    await catalog.close();
    await expectDamaged();
    await writeFile(cardsPath, cards.subarray(0, at));
    await expectDamaged();
    await writeFile(cardsPath, cards);
  }
});
