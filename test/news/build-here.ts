// Real snapshots made in this process: the builder's own steps without its child, whose start takes most of the time.

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildCatalog } from "../../src/news/build-catalog.ts";
import { STAGE_TABLES } from "../../src/news/load.ts";
import { BUILDER_VERSION, type Manifest, type ManifestFile } from "../../src/news/manifest.ts";
import { type BuildOptions, FilesRefused, type SourceFile } from "../../src/news/snapshot.ts";
import { copySummed, sumOf } from "../../src/news/summed-file.ts";
import { CATALOG_TABLES, TABLES_TO_GO_ON } from "../../src/news/tables.ts";

export type HereFile = Omit<SourceFile, "sizeBytes">;

/**
 * Writes `catalog.duckdb` into an existing folder. Files that come later in the list count as newer.
 * @returns its manifest, which is not written. Throws FilesRefused when there is nothing to build, and when the build would have
 * to start anew.
 */
export async function buildHere(
  files: readonly HereFile[],
  options: {
    readonly id: string;
    readonly directory: string;
    readonly now: number;
    /** As many files are read together at most. */
    readonly mostTogether?: number | undefined;
    /** The snapshot to go on from. */
    readonly earlier?: { readonly directory: string; readonly manifest: Manifest } | undefined;
  },
): Promise<Manifest> {
  const { id, directory, now, mostTogether, earlier } = options;
  const nameOf = (index: number): string => files[index]?.name ?? "";
  const inputs = await Promise.all(
    files.map(async ({ name, path, country, contentHash }, index) => ({
      index,
      name,
      path,
      source: path,
      contentHash,
      sizeBytes: (await stat(path)).size,
      ...(country === undefined ? {} : { country }),
      ...(mostTogether === undefined ? {} : { mostTogether }),
    })),
  );
  const refused: Manifest["refused"] = [];
  const settings = { threads: "1" };
  const catalogPath = join(directory, "catalog.duckdb");
  if (earlier !== undefined) await copySummed(join(earlier.directory, "catalog.duckdb"), catalogPath);
  const instance = await DuckDBInstance.create(catalogPath, settings);
  try {
    const connection = await instance.connect();
    const tables = earlier === undefined ? CATALOG_TABLES : TABLES_TO_GO_ON;
    await connection.run(`SET TimeZone = 'UTC'; ${tables} ${STAGE_TABLES}`);
    const last = await buildCatalog({
      connection,
      directory,
      files: inputs,
      now,
      ...(earlier === undefined ? {} : { earlier: { ...earlier.manifest, directory: earlier.directory } }),
      settings,
      tell(message) {
        if (message.type !== "refused") return;
        const { index, reason } = message;
        refused.push({ name: nameOf(index), contentHash: files[index]?.contentHash ?? "", reason });
      },
    });
    connection.closeSync();
    instance.closeSync();
    if (last.type === "nothing") throw new FilesRefused(refused);
    if (last.type !== "built") throw new Error(JSON.stringify([last, refused]));
    return {
      ...last.totals,
      indexHash: last.indexHash,
      catalogSum: await sumOf(catalogPath),
      moved: last.moved,
      id,
      builderVersion: BUILDER_VERSION,
      builtAt: now,
      files: last.files.map(
        ({ index, overlaps, ...facts }): ManifestFile => ({
          ...facts,
          name: nameOf(index),
          contentHash: files[index]?.contentHash ?? "",
          sizeBytes: inputs[index]?.sizeBytes ?? 0,
          modifiedAt: files[index]?.modifiedAt ?? 0,
          overlaps: overlaps.map(({ index: newer, assessments }) => ({ file: nameOf(newer), assessments })),
        }),
      ),
      refused,
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
  const folder = join(tmpDirectory, randomUUID());
  await mkdir(folder, { recursive: true });
  try {
    const manifest = await buildHere(files, { id, directory: folder, now });
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
    await rm(directory, { recursive: true, force: true });
    await mkdir(join(directory, ".."), { recursive: true });
    await rename(folder, directory);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
