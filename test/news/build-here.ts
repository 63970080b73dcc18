// Real snapshots made in this process: the builder's own steps without its child, whose start takes most of the time.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createCountryFinder } from "../../src/news/country.ts";
import { type LoadedFile, loadFile, loadSpareTexts, loadTexts, STAGE_TABLES } from "../../src/news/load.ts";
import { BUILDER_VERSION, type Manifest, type ManifestFile } from "../../src/news/manifest.ts";
import type { SourceFile } from "../../src/news/snapshot.ts";
import { CATALOG_TABLES } from "../../src/news/tables.ts";
import { findSpareTexts, joinFiles, useSpareTexts, writeCatalog } from "../../src/news/write-catalog.ts";

export type HereFile = Omit<SourceFile, "sizeBytes">;

/**
 * Writes `catalog.duckdb` into an existing folder. Files that come later in the list count as newer.
 * @returns its manifest, which is not written. Throws what DuckDB throws at a file that cannot be read.
 */
export async function buildHere(
  files: readonly HereFile[],
  { id, directory, now }: { readonly id: string; readonly directory: string; readonly now: number },
): Promise<Manifest> {
  const countryOf = createCountryFinder();
  const nameOf = (index: number): string => files[index]?.name ?? "";
  const instance = await DuckDBInstance.create(join(directory, "catalog.duckdb"), { threads: "1" });
  try {
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC'; ${CATALOG_TABLES} ${STAGE_TABLES}`);
    const loaded: LoadedFile[] = [];
    for (const [index, { name, path, country = countryOf(name) }] of files.entries()) {
      const input = { index, name, path, sizeBytes: (await stat(path)).size };
      loaded.push(await loadFile(connection, input, { now, country }));
    }
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
          sizeBytes: loaded[index]?.input.sizeBytes ?? 0,
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
