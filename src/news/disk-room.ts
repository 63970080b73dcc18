// What news take on the disk, and whether there is room for more.

import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";

/** What the files of a folder and of those in it take. Files that go meanwhile count nothing, as a folder that is not there. */
export async function folderBytes(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Of a million assessments a snapshot takes three times as much as the files, which compress better; a build puts aside some more. */
const BYTES_OF_A_BYTE = 4;

/** How many bytes preparing news of so many bytes of files may need. */
export function roomFor(fileBytes: number): number {
  return fileBytes * BYTES_OF_A_BYTE;
}

const GIGABYTE = 1_000_000_000;

/** Room in gigabytes, for people. */
export function gigabytes(bytes: number): string {
  return bytes < GIGABYTE / 20
    ? say("less than {size, number} GB", { size: 0.1 })
    : say("{size, number, ::group-off .0} GB", { size: bytes / GIGABYTE });
}

/**
 * Throws AppError "build-failed" where the disk has less room than news of so many bytes of files may need: a build that ends
 * in the middle takes long, and leaves no room for anything else until then.
 */
export async function checkRoom(
  directory: string,
  fileBytes: number,
  freeBytes: (directory: string) => Promise<number> = freeBytesAt,
): Promise<void> {
  const [free, needed] = [await freeBytes(directory), roomFor(fileBytes)];
  if (free >= needed) return;
  throw new AppError(
    "build-failed",
    say(
      "The news are not prepared: that may need {needed}, and the disk has {free} left. Whoever runs the bot makes room; then it goes on by itself.",
      { needed: gigabytes(needed), free: gigabytes(free) },
    ),
    { retryable: true },
  );
}

async function freeBytesAt(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
