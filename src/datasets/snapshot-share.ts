// A folder that several processes share: what one of them built the others fetch, whole and unchanged, or build for themselves.

import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { folderBytes } from "../news/disk-room.ts";
import type { Manifest } from "../news/manifest.ts";
import { type BuildOptions, moveSnapshot, readManifest, SNAPSHOT_FILES } from "../news/snapshot.ts";
import type { Clock } from "../reply/ports.ts";
import { HOUR_MS, MINUTE_MS } from "../time/units.ts";
import { type BuildSnapshot, isCurrent } from "./prepare.ts";
import { createShareSeals, type FileHashes, SEAL_FILE } from "./share-seal.ts";

/** How long one that serves nowhere stays for whoever is behind. */
const KEEP_MS = 30 * MINUTE_MS;
/** Of those that serve nowhere, so many stay at most, and the newest alone if they take more bytes. */
const MOST_KEPT = 20;
const MOST_KEPT_BYTES = 1_000_000_000;
/** Unfinished work of a process that has ended. */
const ABANDONED_MS = HOUR_MS;

/** Nothing else in the folder is ours to delete. */
const SNAPSHOT = /^[0-9a-f]{32}(-\d+)?$/;
const UNFINISHED = /^unfinished-[0-9a-f-]{36}(-replaced)?$/;

export interface SnapshotShare {
  /** Fetches what is there instead of building it, and leaves there what it had to build. */
  building(build: BuildSnapshot): BuildSnapshot;
  /** Deletes what none needs: neither one of these serves, nor anybody is likely to be behind. */
  sweep(serving: ReadonlySet<string>): Promise<void>;
}

export interface SnapshotShareOptions {
  readonly directory: string;
  /** Of all processes that share it: the one that seals first, then those that may have. */
  readonly keys: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
}

export function createSnapshotShare({ directory, keys, clock, log }: SnapshotShareOptions): SnapshotShare {
  const seals = createShareSeals(keys);
  const folderOf = (id: string): string => join(directory, id);

  /** What is sealed of a snapshot; undefined when it is not there. */
  async function sealedOf(id: string): Promise<FileHashes | "foreign" | undefined> {
    const text = await readFile(join(folderOf(id), SEAL_FILE), "utf8").catch(orUndefinedWhenAbsent);
    if (text !== undefined) return seals.read(id, text) ?? "foreign";
    return (await stat(folderOf(id)).catch(orUndefinedWhenAbsent)) === undefined ? undefined : "foreign";
  }

  /** Brings a snapshot here, if it is there, right for that time, and as it was put there. */
  async function fetched(options: BuildOptions): Promise<Manifest | undefined> {
    const { id, now, tmpDirectory, signal } = options;
    const sealed = await sealedOf(id);
    if (sealed === undefined) return undefined;
    const workFolder = join(tmpDirectory, `snapshot-${randomUUID()}`);
    try {
      if (sealed === "foreign") return refuse(id);
      await mkdir(workFolder, { recursive: true });
      for (const file of SNAPSHOT_FILES) {
        const hash = await copyHashed(join(folderOf(id), file), join(workFolder, file), signal).catch(
          orUndefinedWhenAbsent,
        );
        if (hash === undefined || hash !== sealed[file]) return refuse(id);
      }
      const manifest = await readManifest(workFolder);
      // Another version of the program, or another clock: right for others.
      if (manifest === undefined || manifest.id !== id || !isCurrent(manifest, now)) return undefined;
      await moveSnapshot(workFolder, options.directory);
      log.info({ snapshot: id }, "took over the news that another process prepared");
      return manifest;
    } finally {
      await rm(workFolder, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  async function refuse(id: string): Promise<undefined> {
    log.warn({ snapshot: id }, "shared news are not what was put there, and are prepared anew");
    await rm(folderOf(id), { recursive: true, force: true });
    return undefined;
  }

  async function leave({ id, directory: from, signal }: BuildOptions): Promise<void> {
    if ((await sealedOf(id)) !== undefined) return;
    const workFolder = join(directory, `unfinished-${randomUUID()}`);
    try {
      await mkdir(workFolder, { recursive: true, mode: 0o700 });
      const hashes: Record<string, string> = {};
      for (const file of SNAPSHOT_FILES)
        hashes[file] = await copyHashed(join(from, file), join(workFolder, file), signal);
      await writeFile(join(workFolder, SEAL_FILE), seals.write(id, hashes));
      // In one step. What a machine that loses its power leaves of it is not what was sealed.
      await rename(workFolder, folderOf(id)).catch((error: unknown) => {
        // Somebody else was faster, and what they put there is as good.
        if (!hasCode(error, ["ENOTEMPTY", "EEXIST"])) throw error;
      });
    } finally {
      await rm(workFolder, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** The share makes it cheaper, and is needed by nobody: what fails is told in the log. */
  async function orNone<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      log.warn({ reason: messageOf(error) }, "the folder of shared news cannot be used: SNAPSHOT_SHARE");
      return undefined;
    }
  }

  async function ageMs(name: string): Promise<number> {
    return (
      clock() -
      (await stat(folderOf(name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => clock(),
      ))
    );
  }

  async function sweep(serving: ReadonlySet<string>): Promise<void> {
    const names = await readdir(directory).catch(() => []);
    for (const name of names.filter((one) => UNFINISHED.test(one)))
      if ((await ageMs(name)) > ABANDONED_MS) await rm(folderOf(name), { recursive: true, force: true });
    const unneeded = names.filter((name) => SNAPSHOT.test(name) && !serving.has(name));
    const byAge = await Promise.all(unneeded.map(async (name) => ({ name, age: await ageMs(name) })));
    let bytes = 0;
    for (const [index, { name, age }] of byAge.toSorted((a, b) => a.age - b.age).entries()) {
      bytes += await folderBytes(folderOf(name));
      // One that was put there just now may be about to serve.
      const isNew = index === 0 || age < MINUTE_MS;
      if (age <= KEEP_MS && index < MOST_KEPT && (isNew || bytes <= MOST_KEPT_BYTES)) continue;
      await rm(folderOf(name), { recursive: true, force: true });
    }
  }

  return {
    building: (build) => async (options) => {
      const there = await orNone(() => fetched(options));
      if (there !== undefined) return there;
      const built = await build(options);
      await orNone(() => leave(options));
      return built;
    },
    async sweep(serving) {
      await orNone(() => sweep(serving));
    },
  };
}

/** Copies a file. Resolves with the sha256 of what was read, in hex. */
async function copyHashed(from: string, to: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const hashing = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(from), hashing, createWriteStream(to, { flags: "wx" }), {
    ...(signal === undefined ? {} : { signal }),
  });
  return hash.digest("hex");
}

function orUndefinedWhenAbsent(error: unknown): undefined {
  if (!hasCode(error, ["ENOENT"])) throw error;
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
