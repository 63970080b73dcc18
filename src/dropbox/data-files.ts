// The downloaded files on this machine, named by their content: workspaces that read the same bytes share one file.

import { rmSync } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, onDisk } from "./disk.ts";

export interface DataFiles {
  /** Where the file with this content hash is, if it is. */
  pathOf(contentHash: string): string;
  has(file: { readonly contentHash: string; readonly sizeBytes: number }): Promise<boolean>;
  /** A place to download to; its folders are there. */
  newPart(contentHash: string): Promise<string>;
  /** Keeps a file from `cleanUp` until the returned function is called, though no store knows of it yet. */
  hold(contentHash: string): () => void;
  /** Deletes the files that nobody needs, and returns how many. What is `needed` is every workspace's business. */
  cleanUp(needed: ReadonlySet<string>): Promise<number>;
}

export interface DataFilesOptions {
  /** `DATA_DIR/files`; nothing else is kept there. */
  readonly filesDirectory: string;
  /** On the same file system. Emptied when the program starts, so what a crash leaves goes then. */
  readonly tmpDirectory: string;
}

/** One for the whole process. */
export function createDataFiles({ filesDirectory, tmpDirectory }: DataFilesOptions): DataFiles {
  const holds = new Map<string, number>();
  let parts = 0;

  function pathOf(contentHash: string): string {
    return join(filesDirectory, contentHash);
  }

  return {
    pathOf,

    async has({ contentHash, sizeBytes }) {
      const found = await stat(pathOf(contentHash)).catch(() => undefined);
      return found?.isFile() === true && found.size === sizeBytes;
    },

    async newPart(contentHash) {
      for (const directory of [filesDirectory, tmpDirectory]) {
        await onDisk(mkdir(directory, { recursive: true, mode: 0o700 }));
      }
      parts += 1;
      return join(tmpDirectory, `${contentHash}-${process.pid}-${parts}.part`);
    },

    hold(contentHash) {
      holds.set(contentHash, (holds.get(contentHash) ?? 0) + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (holds.get(contentHash) ?? 1) - 1;
        if (left === 0) holds.delete(contentHash);
        else holds.set(contentHash, left);
      };
    },

    async cleanUp(needed) {
      const names = await onDisk(readNames(filesDirectory));
      let deleted = 0;
      for (const name of names) {
        // In one step with looking at the holds: a sync holds a file before it looks whether it is there.
        if (needed.has(name) || holds.has(name)) continue;
        rmSync(pathOf(name), { force: true });
        deleted += 1;
      }
      return deleted;
    },
  };
}

async function readNames(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
