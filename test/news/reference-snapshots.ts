// Snapshots of data that a test also holds against the plain reference: of random files, and of the real Estonian one.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../../src/news/manifest.ts";
import { keptSnapshot } from "../kept.ts";
import type { DataFile } from "../reference/articles.ts";
import { readDataRows } from "../reference/data-files.ts";
import { sharedPath } from "../shared-data.ts";
import { buildInProcess } from "./build-here.ts";
import { sourceFile } from "./parquet.ts";

export interface ReferenceSnapshot {
  readonly directory: string;
  readonly manifest: Manifest;
}

/** Builds the snapshot of files, which lie at these paths, in `<folder>/snapshot`. */
export async function buildDataFiles(
  folder: string,
  files: readonly DataFile[],
  paths: readonly string[],
  now: number,
): Promise<ReferenceSnapshot> {
  const sources = await Promise.all(
    files.map(async ({ rows: _rows, ...file }, index) => {
      const path = paths[index] ?? "";
      return { ...file, path, contentHash: `hash-${index}`, sizeBytes: (await stat(path)).size };
    }),
  );
  const directory = join(folder, "snapshot");
  const manifest = await buildInProcess({
    id: "compared",
    files: sources,
    directory,
    tmpDirectory: folder,
    now,
  });
  return { directory, manifest };
}

/** Where test/shared-data.ts has the real Estonian file. */
export const REAL_FILE = sharedPath("data/Estonia_master.parquet.gzip");

/** A time at which the real file's news are old. */
export const REAL_NOW = Date.UTC(2026, 10, 23);

/** The snapshot of the real file, made once for all: nobody writes into it. */
export async function realSnapshot(): Promise<ReferenceSnapshot> {
  const { folder, manifest } = await keptSnapshot([await sourceFile(REAL_FILE)], REAL_NOW);
  return { directory: folder, manifest };
}

/** The real file as the plain reference reads it. */
export async function realFile(): Promise<DataFile> {
  const { name, modifiedAt } = await sourceFile(REAL_FILE);
  return { name, modifiedAt, rows: await readDataRows(REAL_FILE) };
}
