// Data files in, a snapshot out: catalog.duckdb, index.bin, cards.bin and manifest.json in a folder of their own, whole or not at all.

import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { AppError, assertNever } from "../errors.ts";
import { say, wording } from "../wording/say.ts";
import { checkRoom } from "./disk-room.ts";
import { NO_ROWS, refusedFile, TOO_MUCH } from "./file-check.ts";
import { CARDS_FILE } from "./index/cards.ts";
import { INDEX_FILE } from "./index/file.ts";
import { BUILDER_VERSION, type Manifest, manifestSchema, type RefusedFile } from "./manifest.ts";
import type { BuildInput, BuildMessage, EarlierSnapshot } from "./snapshot-protocol.ts";
import { type BuildLimits, defaultLimits, superviseBuild } from "./supervisor.ts";

/** A data file on this machine. */
export interface SourceFile {
  /** Path inside the data set, for people. */
  readonly name: string;
  readonly path: string;
  readonly contentHash: string;
  readonly sizeBytes: number;
  /** ms; of two files with the same assessment the newer counts. */
  readonly modifiedAt: number;
  /** An English country name set by an admin; it goes before the one the name tells. */
  readonly country?: string;
}

export interface BuildOptions {
  readonly id: string;
  readonly files: readonly SourceFile[];
  /** Where the finished snapshot goes. */
  readonly directory: string;
  /** On the same file system; unfinished work stays inside it, and what makes the next child start sooner. */
  readonly tmpDirectory: string;
  /** ms since 1970 UTC: dates more than 24 h later are no dates. */
  readonly now: number;
  /** A snapshot's folder, from which is taken what is the same in this one: it is then there sooner, and no other one. */
  readonly earlier?: string;
  /** Bytes that are left on the disk of a folder. Default: as the system tells. */
  readonly freeBytes?: (directory: string) => Promise<number>;
  /** Where they differ from what suits the size of the files. */
  readonly limits?: Partial<BuildLimits>;
  /** Ends the build with AppError "closing". */
  readonly signal?: AbortSignal;
  /** Told when a file is begun. `index` starts at 1. */
  readonly onProgress?: (progress: {
    readonly file: string;
    readonly index: number;
    readonly of: number;
  }) => void;
}

const CATALOG_FILE = "catalog.duckdb";
/** Written last: a snapshot without it is none. */
export const MANIFEST_FILE = "manifest.json";

/** All that a snapshot is; what is made of it besides can be made anew. */
export const SNAPSHOT_FILES = [CATALOG_FILE, INDEX_FILE, CARDS_FILE, MANIFEST_FILE] as const;

/** In the folder for unfinished work: the builder's program as Node compiled it, some 2 MB, made anew where it is missing. */
export const COMPILED_FOLDER = "compiled";

/** The id of the snapshot of these files, 32 hex digits: the same for the same contents under the same names. */
export function snapshotIdOf(files: readonly SourceFile[]): string {
  const parts = files.map(({ name, contentHash, country }) => JSON.stringify([name, contentHash, country]));
  return createHash("sha256")
    .update(JSON.stringify([BUILDER_VERSION, parts.sort()]))
    .digest("hex")
    .slice(0, 32);
}

/** The manifest of a finished snapshot; undefined when there is none, or one that another builder wrote. */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const text = await readFile(join(directory, MANIFEST_FILE), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const manifest = manifestSchema.safeParse(JSON.parse(text));
    return manifest.success ? manifest.data : undefined;
  } catch {
    return undefined;
  }
}

/** Of more files than that, what is wrong with the others is not said. */
const MOST_REASONS = 20;

/** None of the files has a row that can be read. The message is their reasons. */
export class FilesRefused extends AppError {
  readonly refused: readonly RefusedFile[];

  constructor(refused: readonly RefusedFile[]) {
    const reasons = refused.slice(0, MOST_REASONS).map(({ reason }) => reason);
    const rest = refused.length - reasons.length;
    const told = [...reasons, ...(rest > 0 ? [say("So it is with {rest} more.", { rest })] : [])];
    super("file-refused", refused.length === 0 ? say("There is no file to read.") : told.join(" "));
    this.refused = refused;
  }
}

// One build at a time in this process: two would only take the memory and the disk from each other.
let lastBuild: Promise<unknown> = Promise.resolve();

/**
 * Builds a snapshot and moves it to its folder. Files that cannot be read are left out and told in the manifest.
 * Throws FilesRefused when none can be read, AppError "build-failed" when something else went wrong, "closing" on
 * abort; then nothing is left behind, and a snapshot already in the folder stays as it was.
 */
export function buildSnapshot(options: BuildOptions): Promise<Manifest> {
  const build = lastBuild.then(() => buildAlone(options));
  lastBuild = build.catch(() => undefined);
  return build;
}

async function buildAlone(options: BuildOptions): Promise<Manifest> {
  if (options.signal?.aborted) throw closing();
  const workFolder = resolve(options.tmpDirectory, `snapshot-${randomUUID()}`);
  const files = [...options.files].sort(
    (a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  try {
    await mkdir(options.tmpDirectory, { recursive: true });
    await checkRoom(options.tmpDirectory, bytesOf(files), options.freeBytes);
    const { built, refused } = await buildCatalog(files, workFolder, options);
    const manifest = manifestOf(files, built, refused, options);
    await writeFile(join(workFolder, MANIFEST_FILE), JSON.stringify(manifest, undefined, 2), { flush: true });
    await finish(workFolder, options.directory);
    return manifest;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("build-failed", say("The news could not be prepared: its folder cannot be written."), {
      retryable: true,
      cause: error,
    });
  } finally {
    // What cannot be removed now is removed when the program starts again; it must not hide what happened.
    await rm(workFolder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function bytesOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

type Built = Extract<BuildMessage, { readonly type: "built" }>;

/** Runs the child until every file it is given is good. What it made is `catalog.duckdb` in the work folder. */
async function buildCatalog(
  files: readonly SourceFile[],
  workFolder: string,
  { tmpDirectory, now, limits, signal, onProgress, earlier }: BuildOptions,
): Promise<{ readonly built: Built; readonly refused: ReadonlyMap<number, string> }> {
  const bounds = { ...defaultLimits(bytesOf(files)), ...limits };
  const refused = new Map<number, string>();
  const died = new Set<number>();
  const begun = new Set<number>();
  const mostTogether = new Map<number, number>();
  let goOnFrom = earlier === undefined ? undefined : await earlierSnapshot(earlier, now);

  /** The one file to blame; undefined when there are several, of which fewer are read together from now on. */
  function alone(indices: readonly number[]): number | undefined {
    const [first] = indices;
    if (indices.length === 1) return first;
    for (const index of indices) mostTogether.set(index, indices.length > FEW_FILES ? FEW_FILES : 1);
    return undefined;
  }

  for (;;) {
    await rm(workFolder, { recursive: true, force: true });
    await mkdir(join(workFolder, "files"), { recursive: true });
    const inputs = files.flatMap((file, index) =>
      refused.has(index) ? [] : [inputOf(file, index, mostTogether.get(index))],
    );
    const { end, refused: refusedNow } = await superviseBuild(
      {
        files: inputs,
        ...(goOnFrom === undefined ? {} : { earlier: goOnFrom }),
        catalogPath: CATALOG_FILE,
        spillPath: "spill",
        now,
        databaseMemoryBytes: bounds.databaseMemoryBytes,
        diskBytes: bounds.diskBytes,
      },
      {
        directory: workFolder,
        compiledDirectory: resolve(tmpDirectory, COMPILED_FOLDER),
        limits: bounds,
        ...(signal === undefined ? {} : { signal }),
        onReading(indices) {
          for (const index of indices) {
            if (begun.has(index)) continue;
            begun.add(index);
            onProgress?.({ file: files[index]?.name ?? "", index: begun.size, of: files.length });
          }
        },
      },
    );
    for (const [index, reason] of refusedNow) refused.set(index, reason);
    // The earlier one may be damaged; then this one is built from nothing.
    const isBlameless = end.type === "failed" || (end.type === "ended" && end.indices.length === 0);
    if (isBlameless && goOnFrom !== undefined) {
      goOnFrom = undefined;
      continue;
    }
    switch (end.type) {
      case "built":
        return { built: end, refused };
      case "nothing":
        throw new FilesRefused(nothingIn(files, refused));
      case "aborted":
        throw closing();
      case "failed":
        throw new AppError("build-failed", end.reason, {
          retryable: true,
          cause: new Error(end.detail),
        });
      case "spoiled": {
        const index = alone(end.indices);
        if (index !== undefined) refused.set(index, end.reason);
        break;
      }
      case "ended": {
        const { indices, cause } = end;
        if (indices.length === 0)
          throw new AppError("build-failed", say(STOPPED[cause]), { retryable: true });
        const index = alone(indices);
        if (index === undefined) break;
        // The system may have ended it for its own reasons, so a file that was at work gets a second chance.
        const isFirst = cause === "died" && !died.has(index);
        died.add(index);
        if (!isFirst) refused.set(index, refusedFile(files[index]?.name ?? "", TOO_MUCH[cause]).message);
        break;
      }
      default:
        assertNever(end);
    }
    if (refused.size === files.length) throw new FilesRefused(nothingIn(files, refused));
  }
}

/**
 * A snapshot as one to go on from; undefined where that cannot be, or where so much came and went since the last build from
 * nothing that what is left of it in the tables would take more room than it is worth.
 */
async function earlierSnapshot(directory: string, now: number): Promise<EarlierSnapshot | undefined> {
  const manifest = await readManifest(directory);
  // Dates were held against a clock that went back since.
  if (manifest === undefined || manifest.builtAt > now || manifest.moved * 2 > manifest.articles)
    return undefined;
  const { articles, assessments, indexHash, catalogSum, moved } = manifest;
  return { directory: resolve(directory), articles, assessments, indexHash, catalogSum, moved };
}

/** When something happened to so many files that were read together, the next try looks closer. */
const FEW_FILES = 25;

/** Why there is nothing in each of the files. */
function nothingIn(files: readonly SourceFile[], refused: ReadonlyMap<number, string>): RefusedFile[] {
  return files.map(({ name, contentHash }, index) => ({
    name,
    contentHash,
    reason: refused.get(index) ?? refusedFile(name, NO_ROWS).message,
  }));
}

const STOPPED = {
  memory: wording("The news could not be prepared: the files together need too much memory."),
  disk: wording("The news could not be prepared: the files together need too much disk space."),
  time: wording("The news could not be prepared: it took far too long."),
  died: wording("The news could not be prepared: the process that does it was ended from outside."),
} as const;

function closing(): AppError {
  return new AppError("closing", say("The program is closing, so the news is not prepared now."));
}

function inputOf(file: SourceFile, index: number, mostTogether: number | undefined): BuildInput {
  const { name, sizeBytes, contentHash, country } = file;
  return {
    index,
    name,
    path: join("files", `${index}.parquet`),
    source: resolve(file.path),
    sizeBytes,
    contentHash,
    ...(country === undefined ? {} : { country }),
    ...(mostTogether === undefined ? {} : { mostTogether }),
  };
}

function manifestOf(
  files: readonly SourceFile[],
  { files: builtFiles, totals, indexHash, moved, catalogSum }: Built,
  refused: ReadonlyMap<number, string>,
  { id, now }: BuildOptions,
): Manifest {
  const nameOf = (index: number): string => files[index]?.name ?? "";
  return manifestSchema.parse({
    id,
    builderVersion: BUILDER_VERSION,
    builtAt: now,
    ...totals,
    indexHash,
    catalogSum,
    moved,
    files: builtFiles.map(({ index, overlaps, ...facts }) => ({
      ...pickFacts(files[index]),
      ...facts,
      overlaps: overlaps.map((overlap) => ({
        file: nameOf(overlap.index),
        assessments: overlap.assessments,
      })),
    })),
    refused: refusedFiles(files, refused),
  });
}

function refusedFiles(files: readonly SourceFile[], refused: ReadonlyMap<number, string>): RefusedFile[] {
  return [...refused].map(([index, reason]) => ({
    name: files[index]?.name ?? "",
    contentHash: files[index]?.contentHash ?? "",
    reason,
  }));
}

function pickFacts(file: SourceFile | undefined) {
  if (file === undefined) throw new AppError("internal", "The builder told of a file that it was not given.");
  const { name, contentHash, sizeBytes, modifiedAt } = file;
  return { name, contentHash, sizeBytes, modifiedAt };
}

/** Leaves nothing in the work folder but the snapshot, and puts that into its place. */
async function finish(workFolder: string, directory: string): Promise<void> {
  await rm(join(workFolder, "files"), { recursive: true });
  await rm(join(workFolder, "spill"), { recursive: true, force: true });
  await moveSnapshot(workFolder, directory);
}

/** Moves a folder with a whole snapshot to where it belongs in one step, after it is on the disk. Both are on one file system. */
export async function moveSnapshot(workFolder: string, directory: string): Promise<void> {
  await Promise.all(SNAPSHOT_FILES.map((file) => flush(join(workFolder, file))));
  await flush(workFolder);
  const replaced = `${workFolder}-replaced`;
  await mkdir(dirname(directory), { recursive: true, mode: 0o700 });
  // A folder without a usable manifest may be in the way: renaming needs an empty place.
  const isInTheWay = await rename(directory, replaced).then(
    () => true,
    () => false,
  );
  try {
    await rename(workFolder, directory);
  } catch (error) {
    if (isInTheWay) await rename(replaced, directory);
    throw error;
  }
  await flush(dirname(directory));
  if (isInTheWay) await rm(replaced, { recursive: true, force: true });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
