// The snapshot that a bot made, as it stands on the disk.

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../../src/news/manifest.ts";
import { readManifest } from "../../src/news/snapshot.ts";
import { NotMeasured } from "./line.ts";

export interface BuiltSnapshot {
  readonly directory: string;
  readonly manifest: Manifest;
}

/** The one that was made last. Throws NotMeasured when there is none. */
export async function builtSnapshot(dataDirectory: string): Promise<BuiltSnapshot> {
  const snapshots = join(dataDirectory, "snapshots");
  const found: (BuiltSnapshot & { readonly at: number })[] = [];
  for (const name of await readdir(snapshots).catch(() => [])) {
    const directory = join(snapshots, name);
    const manifest = await readManifest(directory);
    if (manifest !== undefined) found.push({ directory, manifest, at: (await stat(directory)).mtimeMs });
  }
  const newest = found.toSorted((a, b) => b.at - a.at)[0];
  if (newest === undefined) throw new NotMeasured("No snapshot is there.");
  return newest;
}

/** What files and folders in a folder take, the largest first; a folder with all that is in it. */
export async function sizesIn(
  folder: string,
): Promise<readonly { readonly name: string; readonly sizeBytes: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      const sizeBytes = entry.isDirectory()
        ? (await sizesIn(path)).reduce((sum, one) => sum + one.sizeBytes, 0)
        : (await stat(path)).size;
      return { name: entry.name, sizeBytes };
    }),
  );
  return sizes.toSorted((a, b) => b.sizeBytes - a.sizeBytes);
}
