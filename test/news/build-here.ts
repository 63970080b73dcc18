// Real snapshots made in this process: the builder's own steps without its child, whose start takes most of the time.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildCatalog } from "../../src/news/build-catalog.ts";
import { STAGE_TABLES } from "../../src/news/load.ts";
import { BUILDER_VERSION, type Manifest, type ManifestFile } from "../../src/news/manifest.ts";
import type { SourceFile } from "../../src/news/snapshot.ts";
import { CATALOG_TABLES } from "../../src/news/tables.ts";

export type HereFile = Omit<SourceFile, "sizeBytes">;

/**
 * Writes `catalog.duckdb` into an existing folder. Files that come later in the list count as newer.
 * @returns its manifest, which is not written. Throws when there is nothing to build, or the build would have to start anew.
 */
export async function buildHere(
  files: readonly HereFile[],
  options: {
    readonly id: string;
    readonly directory: string;
    readonly now: number;
    /** As many files are read together at most. */
    readonly mostTogether?: number | undefined;
  },
): Promise<Manifest> {
  const { id, directory, now, mostTogether } = options;
  const nameOf = (index: number): string => files[index]?.name ?? "";
  const inputs = await Promise.all(
    files.map(async ({ name, path, country, contentHash }, index) => ({
      index,
      name,
      path,
      contentHash,
      sizeBytes: (await stat(path)).size,
      ...(country === undefined ? {} : { country }),
      ...(mostTogether === undefined ? {} : { mostTogether }),
    })),
  );
  const refused: Manifest["refused"] = [];
  const settings = { threads: "1" };
  const instance = await DuckDBInstance.create(join(directory, "catalog.duckdb"), settings);
  try {
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC'; ${CATALOG_TABLES} ${STAGE_TABLES}`);
    const last = await buildCatalog({
      connection,
      files: inputs,
      now,
      settings,
      tell(message) {
        if (message.type !== "refused") return;
        const { index, reason } = message;
        refused.push({ name: nameOf(index), contentHash: files[index]?.contentHash ?? "", reason });
      },
    });
    connection.closeSync();
    if (last.type !== "built") throw new Error(JSON.stringify([last, refused]));
    return {
      ...last.totals,
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
