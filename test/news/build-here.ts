// Real snapshots made in this process: the builder's own steps without its child, whose start takes most of the time.

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createCountryFinder } from "../../src/news/country.ts";
import { failureOf } from "../../src/news/file-check.ts";
import { type LoadedFile, loadFile, loadSpareTexts, loadTexts, STAGE_TABLES } from "../../src/news/load.ts";
import {
  BUILDER_VERSION,
  type Manifest,
  type ManifestFile,
  type RefusedFile,
} from "../../src/news/manifest.ts";
import { type BuildOptions, FilesRefused, type SourceFile } from "../../src/news/snapshot.ts";
import { CATALOG_TABLES } from "../../src/news/tables.ts";
import { findSpareTexts, joinFiles, useSpareTexts, writeCatalog } from "../../src/news/write-catalog.ts";

export type HereFile = Omit<SourceFile, "sizeBytes">;

interface HereOptions {
  readonly id: string;
  readonly directory: string;
  readonly now: number;
  /** Told of a file that cannot be read, which is then left out. Default: it is thrown. */
  readonly onFailure?: (file: HereFile, error: unknown) => void;
}

/**
 * Writes `catalog.duckdb` into an existing folder. Files that come later in the list count as newer.
 * @returns its manifest, which is not written. Throws what DuckDB throws at a file that cannot be read, and FilesRefused
 * when none is left.
 */
export async function buildHere(
  files: readonly HereFile[],
  { id, directory, now, onFailure }: HereOptions,
): Promise<Manifest> {
  const countryOf = createCountryFinder();
  const nameOf = (index: number): string => files[index]?.name ?? "";
  const instance = await DuckDBInstance.create(join(directory, "catalog.duckdb"), { threads: "1" });
  try {
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC'; ${CATALOG_TABLES} ${STAGE_TABLES}`);
    const loaded: LoadedFile[] = [];
    for (const [index, file] of files.entries()) {
      const { name, path, country = countryOf(name) } = file;
      const input = { index, name, path, sizeBytes: (await stat(path)).size };
      try {
        loaded.push(await loadFile(connection, input, { now, country }));
      } catch (error) {
        if (onFailure === undefined) throw error;
        onFailure(file, error);
      }
    }
    if (loaded.length === 0) throw new FilesRefused([]);
    const built = await joinFiles(connection, loaded);
    for (const file of loaded) await loadTexts(connection, file);
    await findSpareTexts(connection);
    for (const file of loaded) await loadSpareTexts(connection, file);
    await useSpareTexts(connection);
    const totals = await writeCatalog(connection, loaded);
    connection.closeSync();
    return {
      ...totals,
      id,
      builderVersion: BUILDER_VERSION,
      builtAt: now,
      files: built.map(
        ({ index, overlaps, ...facts }): ManifestFile => ({
          ...facts,
          name: nameOf(index),
          contentHash: files[index]?.contentHash ?? "",
          sizeBytes: loaded.find(({ input }) => input.index === index)?.input.sizeBytes ?? 0,
          modifiedAt: files[index]?.modifiedAt ?? 0,
          overlaps: overlaps.map(({ index: newer, assessments }) => ({ file: nameOf(newer), assessments })),
        }),
      ),
      refused: [],
    };
  } finally {
    instance.closeSync();
  }
}

let lastBuild: Promise<unknown> = Promise.resolve();

/** As `buildSnapshot` does it, in this process: one after the other. */
export function buildInProcess(options: BuildOptions): Promise<Manifest> {
  const build = lastBuild.then(() => buildAlone(options));
  lastBuild = build.catch(() => undefined);
  return build;
}

async function buildAlone(options: BuildOptions): Promise<Manifest> {
  const { id, directory, tmpDirectory, now, onProgress } = options;
  const files = options.files.toSorted(
    (a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  for (const [index, { name }] of files.entries())
    onProgress?.({ file: name, index: index + 1, of: files.length });
  const refused: RefusedFile[] = [];
  const folder = join(tmpDirectory, randomUUID());
  await mkdir(folder, { recursive: true });
  try {
    const built = await buildHere(files, {
      id,
      directory: folder,
      now,
      onFailure({ name, contentHash }, error) {
        const failure = failureOf(name, error);
        if (failure.type === "failed") throw error;
        refused.push({ name, contentHash, reason: failure.reason });
      },
    }).catch((error: unknown) => {
      throw error instanceof FilesRefused ? new FilesRefused(refused) : error;
    });
    const manifest = { ...built, refused };
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
    await rm(directory, { recursive: true, force: true });
    await mkdir(join(directory, ".."), { recursive: true });
    await rename(folder, directory);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
