// A process that leaves a snapshot in the shared folder, as one that has just prepared it, to be killed at it.

import { cp } from "node:fs/promises";
import { z } from "zod";
import { createSnapshotShare } from "../../src/datasets/snapshot-share.ts";
import { createLogger } from "../../src/log.ts";
import { readManifest } from "../../src/news/snapshot.ts";

const [, , given = ""] = process.argv;
const { shared, kept, id, directory, tmpDirectory, now } = z
  .object({
    shared: z.string(),
    /** The folder of the snapshot that it has prepared. */
    kept: z.string(),
    id: z.string(),
    directory: z.string(),
    tmpDirectory: z.string(),
    now: z.number(),
  })
  .parse(JSON.parse(given));
const share = createSnapshotShare({
  directory: shared,
  keys: ["one key"],
  clock: () => now,
  log: createLogger("silent"),
});
const build = share.building(async () => {
  await cp(kept, directory, { recursive: true });
  const manifest = await readManifest(kept);
  if (manifest === undefined) throw new Error("It was not prepared.");
  return manifest;
});
await build({ id, files: [], directory, tmpDirectory, now });
