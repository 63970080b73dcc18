// The folder of one run of the tests: for what is made once and used by many of them, and for every temporary folder of
// theirs. It goes with the run.

import { chmod, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** Linux's file system in memory. Every commit of a store waits for its disk, and the tests make thousands. */
const MEMORY = "/dev/shm";
/** What the tests may need at once, several times over. Containers often have 64 MB there. */
const ENOUGH_BYTES = 4_000_000_000;

/** vitest's globalSetup: provides `runFolder`, makes it the place of temporary folders, and returns what removes it. */
export default async function makeRunFolder(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join((await hasRoom(MEMORY)) ? MEMORY : tmpdir(), "rol-news-run-"));
  // A Postgres of a test's own runs as nobody, who has to come through.
  await chmod(folder, 0o711);
  project.provide("runFolder", folder);
  project.config.env = { ...project.config.env, TMPDIR: folder };
  return () => rm(folder, { recursive: true, force: true });
}

async function hasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
