// Real snapshots of small data, made in this process: the builder's own steps without its child, which takes a second.

import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Catalog, openCatalog } from "../../../src/news/catalog.ts";
import {
  type LoadedFile,
  loadFile,
  loadSpareTexts,
  loadTexts,
  STAGE_TABLES,
} from "../../../src/news/load.ts";
import { BUILDER_VERSION, type Manifest } from "../../../src/news/manifest.ts";
import { CATALOG_TABLES } from "../../../src/news/tables.ts";
import { findSpareTexts, joinFiles, useSpareTexts, writeCatalog } from "../../../src/news/write-catalog.ts";
import { type SampleArticle, writeArticles } from "../../answers/data-files.ts";

/** What each country's file holds. The same array twice is the same file: it is written once. */
export type Contents = ReadonlyMap<string, readonly SampleArticle[]>;

export interface SnapshotBuilder {
  /** A snapshot of these files, open. Files of countries that come later count as newer. */
  build(contents: Contents, now: number): Promise<Catalog>;
}

export function createSnapshotBuilder(directory: string): SnapshotBuilder {
  const written = new Map<string, { readonly articles: readonly SampleArticle[]; readonly path: string }>();
  let builds = 0;

  async function fileOf(country: string, articles: readonly SampleArticle[]): Promise<string> {
    const path = join(directory, `${country}.parquet`);
    if (written.get(country)?.articles !== articles) await writeArticles(path, articles);
    written.set(country, { articles, path });
    return path;
  }

  return {
    async build(contents, now) {
      builds += 1;
      const snapshot = join(directory, `snapshot-${builds}`);
      await mkdir(snapshot);
      const instance = await DuckDBInstance.create(join(snapshot, "catalog.duckdb"), { threads: "1" });
      const connection = await instance.connect();
      try {
        await connection.run(`SET TimeZone = 'UTC'; ${CATALOG_TABLES} ${STAGE_TABLES}`);
        const files: LoadedFile[] = [];
        for (const [country, articles] of contents) {
          if (articles.length === 0) continue;
          const path = await fileOf(country, articles);
          const { size } = await stat(path);
          const input = { index: files.length, name: `${country}.parquet`, path, sizeBytes: size };
          files.push(await loadFile(connection, input, { now, country }));
        }
        await joinFiles(connection, files);
        for (const file of files) await loadTexts(connection, file);
        await findSpareTexts(connection);
        for (const file of files) await loadSpareTexts(connection, file);
        await useSpareTexts(connection);
        const totals = await writeCatalog(connection, files);
        const manifest: Manifest = {
          ...totals,
          id: `snapshot-${builds}`,
          builderVersion: BUILDER_VERSION,
          builtAt: now,
          files: [],
          refused: [],
        };
        connection.closeSync();
        instance.closeSync();
        const catalog = await openCatalog(snapshot, manifest);
        return {
          ...catalog,
          async close() {
            await catalog.close();
            await rm(snapshot, { recursive: true });
          },
        };
      } catch (error) {
        instance.closeSync();
        throw error;
      }
    },
  };
}
