// Real snapshots of small data, one after the other, each open until it is closed.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Catalog, openCatalog } from "../../../src/news/catalog.ts";
import { type SampleArticle, writeArticles } from "../../answers/data-files.ts";
import { buildHere, type HereFile } from "../../news/build-here.ts";

/** What each country's file holds. The same array twice is the same file: it is written once. */
export type Contents = ReadonlyMap<string, readonly SampleArticle[]>;

export interface SnapshotBuilder {
  /** A snapshot of these files, open. Files of countries that come later count as newer. */
  build(contents: Contents, now: number): Promise<Catalog>;
  /** Closes those that still are open. */
  close(): Promise<void>;
}

export function createSnapshotBuilder(directory: string): SnapshotBuilder {
  const written = new Map<string, { readonly articles: readonly SampleArticle[]; readonly path: string }>();
  const open = new Set<Catalog>();
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
      const files: HereFile[] = [];
      for (const [country, articles] of contents) {
        if (articles.length === 0) continue;
        const path = await fileOf(country, articles);
        files.push({ name: `${country}.parquet`, path, country, contentHash: "", modifiedAt: files.length });
      }
      const manifest = await buildHere(files, { id: `snapshot-${builds}`, directory: snapshot, now });
      const catalog = await openCatalog(snapshot, manifest);
      const built: Catalog = {
        ...catalog,
        async close() {
          open.delete(built);
          await catalog.close();
          await rm(snapshot, { recursive: true, force: true });
        },
      };
      open.add(built);
      return built;
    },
    async close() {
      await Promise.all([...open].map((catalog) => catalog.close()));
    },
  };
}
