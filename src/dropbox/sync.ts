// Brings a data set's files to this machine: asks what changed, fetches only bytes that are not here, then remembers.

import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { ListedFile, SyncedFiles } from "../store/synced-files.ts";
import { say } from "../wording/say.ts";
import type { DropboxClient } from "./client.ts";
import { hashOfRevision } from "./content-hash.ts";
import type { DataFiles } from "./data-files.ts";
import { createListings } from "./listing.ts";
import { normalisePath } from "./path.ts";
import { throwIfStopped } from "./stopped.ts";

/** A file of the data set, whole on this machine. */
export interface DataFile {
  /** Its path in Dropbox without the first slash, so that a folder's name may tell the country. */
  readonly name: string;
  readonly pathLower: string;
  readonly localPath: string;
  readonly contentHash: string;
  readonly sizeBytes: number;
  /** ms since 1970 UTC. */
  readonly serverModifiedAt: number;
  /** What an admin said; null: the name decides. */
  readonly country: string | null;
}

/** A file that is listed but could not be fetched. The next sync tries again. */
export interface UnavailableFile {
  readonly name: string;
  readonly contentHash: string;
  /** A sentence for people. */
  readonly reason: string;
}

export interface SyncResult {
  /** In the order of their lower-case paths. */
  readonly files: readonly DataFile[];
  readonly unavailable: readonly UnavailableFile[];
  /** Whether the listing differs from that of the last sync. */
  readonly changed: boolean;
  readonly downloadedBytes: number;
}

export interface SyncRequest {
  /** A folder, a file or a glob such as /data/*.parquet.gzip; "" or "/" is the root. */
  readonly path: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (sentence: string) => void;
}

export interface Sync {
  /**
   * Brings the files up to date. When it fails, or the process is killed, listing and files are what they were.
   * @throws AppError not-found when nothing is at the path, bad-input when the path is none or holds too much,
   * bad-configuration when the disk does not take the files, or as the client does
   */
  sync(request: SyncRequest): Promise<SyncResult>;
  /** Dropbox's cursor of the last sync, to wait for changes with; undefined before the first. */
  cursor(): Promise<string | undefined>;
}

export interface SyncOptions {
  readonly client: DropboxClient;
  readonly syncedFiles: SyncedFiles;
  readonly workspace: WorkspaceKey;
  /** The account whose files these are. */
  readonly owner: string;
  readonly dataFiles: DataFiles;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How often to begin anew when the folder changes under the work. */
const ROUNDS = 4;
/** Of one file; far above what a snapshot can be built of. */
const LARGEST_FILE_BYTES = 8 * 1024 ** 3;
const PROGRESS_EVERY_MS = 3_000;

/** The files of one workspace. */
export function createSync(options: SyncOptions): Sync {
  const { client, syncedFiles, workspace, dataFiles, clock, log } = options;
  const listings = createListings(options);

  /** Returns the bytes that took. */
  async function fetchFile(
    file: ListedFile,
    which: { readonly index: number; readonly of: number },
    { signal, onProgress }: SyncRequest,
  ) {
    const fetched = { file: nameOf(file), size: sizeText(file.sizeBytes), ...which };
    onProgress?.(say("Fetching {file} ({size}), {index} of {of}.", fetched));
    let toldAt = clock();
    return await client.download({
      rev: file.rev,
      name: file.pathDisplay,
      sizeBytes: file.sizeBytes,
      contentHash: file.contentHash === hashOfRevision(file.rev) ? undefined : file.contentHash,
      partFile: await dataFiles.newPart(file.contentHash),
      toFile: dataFiles.pathOf(file.contentHash),
      signal,
      onProgress(receivedBytes) {
        if (clock() - toldAt < PROGRESS_EVERY_MS) return;
        toldAt = clock();
        onProgress?.(
          say("Fetching {file} ({size}), {index} of {of}: {received} so far.", {
            ...fetched,
            received: sizeText(receivedBytes),
          }),
        );
      },
    });
  }

  /** Fetches what is not here, and tells what cannot be had. */
  async function fetchMissing(files: readonly ListedFile[], request: SyncRequest) {
    const missing: ListedFile[] = [];
    for (const file of new Map(files.map((file) => [file.contentHash, file])).values()) {
      if (!(await dataFiles.has(file))) missing.push(file);
    }
    const refused = new Map<string, AppError>();
    let downloadedBytes = 0;
    for (const [index, file] of missing.entries()) {
      throwIfStopped(request.signal);
      try {
        if (file.sizeBytes > LARGEST_FILE_BYTES) throw tooLarge(file);
        downloadedBytes += await fetchFile(file, { index: index + 1, of: missing.length }, request);
      } catch (error) {
        // What concerns this file alone does not keep the others waiting.
        if (!(error instanceof AppError) || !["not-found", "file-refused"].includes(error.code)) throw error;
        refused.set(file.contentHash, error);
      }
    }
    return { refused, downloadedBytes };
  }

  /** Of this listing: what the store holds may be a later one's by now. */
  async function resultOf(files: readonly ListedFile[], refused: ReadonlyMap<string, AppError>) {
    const stored = await syncedFiles.list(workspace);
    const countries = new Map(stored.map(({ pathLower, country }) => [pathLower, country]));
    const listed = files.map((file) => ({ ...file, country: countries.get(file.pathLower) ?? null }));
    return {
      files: listed.filter(({ contentHash }) => !refused.has(contentHash)).map(dataFile),
      unavailable: listed.flatMap((file) => {
        const reason = refused.get(file.contentHash)?.message;
        return reason === undefined ? [] : [{ name: nameOf(file), contentHash: file.contentHash, reason }];
      }),
    };
  }

  function dataFile(file: ListedFile & { readonly country: string | null }): DataFile {
    const { pathLower, contentHash, sizeBytes, serverModifiedAt, country } = file;
    const localPath = dataFiles.pathOf(contentHash);
    return { name: nameOf(file), pathLower, localPath, contentHash, sizeBytes, serverModifiedAt, country };
  }

  return {
    cursor: listings.cursor,

    async sync(request) {
      const path = normalisePath(request.path);
      let downloadedBytes = 0;
      for (let round = 1; ; round += 1) {
        const next = await listings.next(path, request.signal);
        const releases = next.files.map(({ contentHash }) => dataFiles.hold(contentHash));
        try {
          const fetched = await fetchMissing(next.files, request);
          downloadedBytes += fetched.downloadedBytes;
          throwIfStopped(request.signal);
          const isOutdated = [...fetched.refused.values()].some(({ code }) => code === "not-found");
          if (isOutdated && round < ROUNDS) continue;
          if (!(await next.save(clock()))) {
            if (round < ROUNDS) continue;
            throw keepsChanging();
          }
          const changed = next.changes.length > 0;
          if (changed || downloadedBytes > 0) {
            log.info({ workspace, changes: next.changes.length, downloadedBytes }, "dropbox files synced");
          }
          return { ...(await resultOf(next.files, fetched.refused)), changed, downloadedBytes };
        } finally {
          for (const release of releases) release();
        }
      }
    },
  };
}

function nameOf({ pathDisplay }: ListedFile): string {
  return pathDisplay.slice(1);
}

function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1_000) return say("{bytes, plural, one {# byte} other {# bytes}}", { bytes: sizeBytes });
  const amount = sizeBytes / (sizeBytes < 950_000 ? 1_000 : 1_000_000);
  const rounded = amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10;
  return sizeBytes < 950_000
    ? say("{amount, number, ::group-off} kB", { amount: rounded })
    : say("{amount, number, ::group-off} MB", { amount: rounded });
}

function tooLarge(file: ListedFile): AppError {
  return new AppError(
    "file-refused",
    say("{file} has {size} GB, more than the bot reads.", {
      file: file.pathDisplay,
      size: Math.round(file.sizeBytes / 1_000_000_000),
    }),
  );
}

function keepsChanging(): AppError {
  return new AppError(
    "busy",
    say("The Dropbox files change faster than they can be listed. Try again in a minute."),
    { retryable: true },
  );
}
