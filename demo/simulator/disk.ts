// The folder on disk: finding, reading and replacing files without ever following a link or seeing half a change.

import { randomUUID } from "node:crypto";
import { type BigIntStats, constants } from "node:fs";
import { lstat, open, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isIgnoredName, pathKey } from "./paths.ts";

/** A file or folder under the root. */
export interface Found {
  readonly kind: "file" | "folder";
  /** Lower case, beginning with a slash. */
  readonly key: string;
  /** The same with its capitals. */
  readonly path: string;
  readonly diskPath: string;
}

/** What the file system said about a file at one moment. */
export interface DiskState {
  readonly inode: bigint;
  /** Inode, size and both times: different means changed. */
  readonly stamp: string;
  readonly modifiedMs: number;
  /** When bytes, name or mode last changed. Unlike the modification time, nobody can set it. */
  readonly changedMs: number;
  readonly askedAtMs: number;
}

/** File systems keep times in steps: a file written within one step of being read may change unnoticed. */
const timeStepMs = 50;
const readAttempts = 5;

/** Whether a file has the bytes it had then. False when the times are too coarse to tell. */
export function isSurelyUnchanged(before: DiskState, now: DiskState): boolean {
  return before.stamp === now.stamp && before.changedMs < before.askedAtMs - timeStepMs;
}

/**
 * All files and folders below, by key. Links and other special files are left out, as are names Dropbox never stores.
 * Of two names that differ in their capitals only the first counts.
 */
export async function walk(root: string): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  await visit({ diskPath: root, path: "" });
  return found;

  async function visit(folder: { readonly diskPath: string; readonly path: string }): Promise<void> {
    const children = (await ifThere(readdir(folder.diskPath, { withFileTypes: true }))) ?? [];
    children.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const child of children) {
      const path = `${folder.path}/${child.name.normalize("NFC")}`;
      const key = pathKey(path);
      if (isIgnoredName(child.name) || found.has(key)) continue;
      const place = { key, path, diskPath: join(folder.diskPath, child.name) };
      if (child.isFile()) found.set(key, { kind: "file", ...place });
      if (child.isDirectory()) {
        found.set(key, { kind: "folder", ...place });
        await visit(place);
      }
    }
  }
}

/** Undefined when there is no file (any more). */
export async function diskState(diskPath: string): Promise<DiskState | undefined> {
  const stats = await ifThere(lstat(diskPath, { bigint: true }));
  return stats?.isFile() ? stateOf(stats) : undefined;
}

/**
 * The whole content of a file as it was at one moment. Undefined when there is none that can be read, or when it never
 * held still. At most 2 GiB (a limit of Node).
 */
export async function readStable(
  diskPath: string,
): Promise<{ readonly bytes: Buffer; readonly disk: DiskState } | undefined> {
  for (let attempt = 0; attempt < readAttempts; attempt += 1) {
    // A folder on the way may have become a link since it was walked.
    if ((await ifThere(realpath(diskPath))) !== diskPath) return undefined;
    const file = await ifThere(open(diskPath, constants.O_RDONLY | constants.O_NOFOLLOW));
    if (file === undefined) return undefined;
    try {
      const before = stateOf(await file.stat({ bigint: true }));
      const bytes = await file.readFile();
      const after = stateOf(await file.stat({ bigint: true }));
      if (before.stamp === after.stamp && BigInt(bytes.length) === after.sizeBytes) {
        return { bytes, disk: before };
      }
    } finally {
      await file.close();
    }
  }
  return undefined;
}

/** Puts a file in place in one step: readers see the old one or the new one. */
export async function writeWhole(diskPath: string, content: Buffer): Promise<void> {
  // A name that `walk` leaves out.
  const temporary = join(dirname(diskPath), `.~upload-${randomUUID()}`);
  try {
    await writeFile(temporary, content, { flag: "wx" });
    await rename(temporary, diskPath);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function stateOf(stats: BigIntStats): DiskState & { readonly sizeBytes: bigint } {
  return {
    inode: stats.ino,
    stamp: [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(":"),
    sizeBytes: stats.size,
    modifiedMs: Number(stats.mtimeMs),
    changedMs: Number(stats.ctimeMs),
    askedAtMs: Date.now(),
  };
}

/** Codes of something that is not there for us: gone, a link, closed to us, or a folder that became a file. */
const absenceCodes = new Set(["ENOENT", "ENOTDIR", "ELOOP", "EACCES", "EISDIR"]);

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && absenceCodes.has(String(error.code))) return undefined;
    throw error;
  }
}
