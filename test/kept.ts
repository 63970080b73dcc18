// What is made once for a run of the tests and given to all who need the same: data files and snapshots.

import { createHash, randomUUID } from "node:crypto";
import { access, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { localFiles } from "../src/datasets/local-files.ts";
import { isCurrent } from "../src/datasets/prepare.ts";
import { createContentHash } from "../src/dropbox/content-hash.ts";
import { CARDS_FILE } from "../src/news/index/cards.ts";
import { INDEX_FILE } from "../src/news/index/file.ts";
import type { Manifest } from "../src/news/manifest.ts";
import { buildSearch } from "../src/news/search/build.ts";
import { SEARCH_FACTS_FILE, SEARCH_FILE } from "../src/news/search/store.ts";
import { readManifest, type SourceFile, snapshotIdOf } from "../src/news/snapshot.ts";
import { type SampleArticle, writeArticles } from "./answers/data-files.ts";
import { buildHere } from "./news/build-here.ts";

/** Puts a data file of these articles there, replacing what was there. */
export async function placeArticles(path: string, articles: readonly SampleArticle[]): Promise<void> {
  const folder = await keptFolder(["articles", articles], (made) =>
    writeArticles(join(made, "articles.parquet"), articles),
  );
  await rm(path, { force: true });
  await copyFile(join(folder, "articles.parquet"), path);
}

/** The folder that holds what `make` puts into it; made anew when nobody of this run has made it for that key. */
export async function keptFolder(key: unknown, make: (folder: string) => Promise<void>): Promise<string> {
  const name = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 32);
  const kept = join(inject("runFolder"), name);
  if (await exists(kept)) return kept;
  const folder = `${kept}-${randomUUID()}`;
  await mkdir(folder);
  await make(folder);
  // Another file's test may have been faster; what both made is the same.
  await rename(folder, kept).catch(async () => rm(folder, { recursive: true }));
  return kept;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

interface SnapshotPlace {
  readonly dataDirectory: string;
  /** The bot's time, ms. */
  readonly now: number;
  /** Whether it can be searched at once. */
  readonly isSearched?: boolean;
}

/** Puts the snapshot of a folder's data files where a bot that reads the folder looks for it. */
export async function placeSnapshotOf(folder: string, place: SnapshotPlace): Promise<void> {
  const { signal } = new AbortController();
  const { files } = await localFiles(folder).files({ signal, onProgress: () => undefined });
  await placeSnapshot(files, place);
}

/** Puts the snapshot of the data files in a Dropbox's root where a bot that is connected to it looks for it. */
export async function placeSnapshotOfDropbox(folder: string, place: SnapshotPlace): Promise<void> {
  const files = (await readdir(folder)).map(async (name): Promise<SourceFile> => {
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    const hash = createContentHash();
    hash.update(await readFile(path));
    return { name, path, contentHash: hash.digest(), sizeBytes: size, modifiedAt: Math.floor(mtimeMs) };
  });
  await placeSnapshot(await Promise.all(files), place);
}

/**
 * Puts the snapshot of these files where a bot looks for it, as if it had been built there at that time. It is built
 * once for files of the same names and contents.
 */
async function placeSnapshot(
  files: readonly SourceFile[],
  { dataDirectory, now, isSearched = false }: SnapshotPlace,
): Promise<void> {
  const directory = join(dataDirectory, "snapshots", snapshotIdOf(files));
  if (await exists(directory)) return;
  const { folder, manifest } = await keptSnapshot(files, now);
  await mkdir(directory, { recursive: true });
  for (const file of ["catalog.duckdb", INDEX_FILE, CARDS_FILE])
    await copyFile(join(folder, file), join(directory, file));
  const placed: Manifest = {
    ...manifest,
    id: snapshotIdOf(files),
    builtAt: now,
    files: manifest.files.map((facts) => {
      const file = files.find(({ name }) => name === facts.name);
      return file === undefined
        ? facts
        : { ...facts, contentHash: file.contentHash, modifiedAt: file.modifiedAt };
    }),
  };
  if (isSearched) {
    const searched = await keptFullText(folder, manifest);
    for (const file of [SEARCH_FILE, SEARCH_FACTS_FILE])
      await copyFile(join(searched, file), join(directory, file));
  }
  await writeFile(join(directory, "manifest.json"), JSON.stringify(placed));
}

/** The folder with a kept snapshot and its full text. */
export function keptFullText(snapshot: string, manifest: Manifest): Promise<string> {
  return keptFolder(["full text", snapshot], async (made) => {
    for (const file of ["catalog.duckdb", INDEX_FILE, CARDS_FILE])
      await copyFile(join(snapshot, file), join(made, file));
    await buildSearch({ directory: made, workDirectory: made, manifest });
  });
}

/** The folder with the snapshot of these files, built once for files of the same names and contents: nobody writes into it. */
export async function keptSnapshot(
  files: readonly SourceFile[],
  now: number,
): Promise<{ readonly folder: string; readonly manifest: Manifest }> {
  // Of two files with the same assessment the newer counts.
  const inOrder = files.toSorted((a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : 1));
  const contents = await Promise.all(
    inOrder.map(async ({ name, path, country }) => [name, await contentOf(path), country]),
  );
  // Articles dated ahead of one clock may not be ahead of another.
  for (const clock of ["any", now]) {
    const folder = await keptFolder(["snapshot", clock, contents], async (directory) => {
      const manifest = await buildHere(inOrder, { id: "kept", directory, now });
      await writeFile(join(directory, "manifest.json"), JSON.stringify(manifest));
    });
    const manifest = await readManifest(folder);
    if (manifest !== undefined && isCurrent(manifest, now)) return { folder, manifest };
  }
  throw new Error("The snapshot that was built is not right for its own time.");
}

async function contentOf(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}
