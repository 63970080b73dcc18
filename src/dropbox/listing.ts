// What a path holds in Dropbox now: the last listing brought up to date by its cursor, or a new one.

import { z } from "zod";
import { AppError } from "../errors.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { ListedFile, ListingChange, SyncedFiles } from "../store/synced-files.ts";
import { say } from "../wording/say.ts";
import type { DropboxClient } from "./client.ts";
import { hashOfRevision } from "./content-hash.ts";
import { MOST_DATA_FILES } from "./data-file.ts";
import type { Entry, FileEntry } from "./entries.ts";
import { type FilesAt, filesAt, isGlob, type PathKind } from "./path.ts";
import { errorOf } from "./refusal.ts";

/**
 * What the store keeps as a listing's cursor: Dropbox's, whose, and of what. So a listing is never continued with another
 * account or another choice of files.
 */
const markSchema = z.object({
  /** Whose Dropbox. */
  owner: z.string().default(""),
  path: z.string(),
  kind: z.enum(["folder", "file", "glob"]),
  cursor: z.string(),
});
type Mark = z.infer<typeof markSchema>;

interface FreshListing {
  readonly kind: PathKind;
  readonly files: readonly ListedFile[];
  readonly cursor: string;
}

/** A listing that is not yet in the store. */
export interface NextListing {
  /** In the order of their lower-case paths. */
  readonly files: readonly ListedFile[];
  /** What is new against the store. */
  readonly changes: readonly ListingChange[];
  /** Stores it, in one transaction. False: another listing was stored meanwhile, so this one is worth nothing. */
  save(now: number): Promise<boolean>;
}

export interface Listings {
  /**
   * The files of a normalised path now. @throws AppError not-found, bad-input with more than `MOST_DATA_FILES`, or as the client does
   */
  next(path: string, signal: AbortSignal | undefined): Promise<NextListing>;
  /** Dropbox's cursor of the stored listing; undefined when there is none. */
  cursor(): Promise<string | undefined>;
}

export function createListings({
  client,
  syncedFiles,
  workspace,
  owner,
}: {
  readonly client: Pick<DropboxClient, "listFolder" | "listChanges">;
  readonly syncedFiles: SyncedFiles;
  readonly workspace: WorkspaceKey;
  /** The account: a listing of another one is worth nothing. */
  readonly owner: string;
}): Listings {
  async function storedMark(): Promise<{ readonly text: string; readonly mark: Mark } | undefined> {
    const state = await syncedFiles.state(workspace);
    const mark = state === undefined ? undefined : readMark(state.cursor);
    return state === undefined || mark === undefined ? undefined : { text: state.cursor, mark };
  }

  return {
    async next(path, signal) {
      const stored = await storedMark();
      const before = await syncedFiles.list(workspace);
      if (stored !== undefined && stored.mark.path === path && stored.mark.owner === owner) {
        const answer = await client.listChanges(stored.mark.cursor, { signal });
        if (!("reset" in answer)) {
          const wanted = filesAt(path, stored.mark.kind);
          const files = ordered(applied(before, answer.entries, wanted), path);
          const changes = changesBetween(before, files);
          const mark = writeMark({ ...stored.mark, cursor: answer.cursor });
          return {
            files,
            changes,
            save: (now) => syncedFiles.apply(workspace, stored.text, changes, mark, now),
          };
        }
      }
      const fresh = await listAnew(client, path, signal);
      const files = ordered(fresh.files, path);
      return {
        files,
        changes: changesBetween(before, files),
        async save(now) {
          const { kind, cursor } = fresh;
          await syncedFiles.replace(workspace, files, writeMark({ owner, path, kind, cursor }), now);
          return true;
        },
      };
    },

    cursor: async () => (await storedMark())?.mark.cursor,
  };
}

type Lister = Pick<DropboxClient, "listFolder">;

/** The data files of a normalised path now. @throws AppError as `Listings.next` does */
export async function dataFilesAt(client: Lister, path: string): Promise<readonly ListedFile[]> {
  return ordered((await listAnew(client, path, undefined)).files, path);
}

async function listAnew(
  client: Lister,
  path: string,
  signal: AbortSignal | undefined,
): Promise<FreshListing> {
  const kind: PathKind = isGlob(path) ? "glob" : "folder";
  const first = await list(client, filesAt(path, kind), signal);
  if (first !== undefined) return { ...first, kind };
  // It is a file: what happens to it is told by the folder around it.
  const around = await list(client, filesAt(path, "file"), signal);
  const file = around?.files[0];
  if (around === undefined || file === undefined) {
    throw errorOf("gone", { thing: path });
  }
  return { ...around, kind: "file" };
}

/** Undefined when there is a file instead of a folder. */
async function list(
  client: Lister,
  wanted: FilesAt,
  signal: AbortSignal | undefined,
): Promise<Omit<FreshListing, "kind"> | undefined> {
  const { base, recursive } = wanted;
  const listing = await client.listFolder(base, { recursive, signal });
  if ("isFile" in listing) return undefined;
  const files = listing.entries.flatMap((entry) => (entry.type === "file" ? listedFile(entry, wanted) : []));
  return { files, cursor: listing.cursor };
}

/** https://www.dropbox.com/developers/documentation/http/documentation#files-list_folder-continue says how. */
function applied(before: readonly ListedFile[], entries: readonly Entry[], wanted: FilesAt): ListedFile[] {
  const files = new Map(before.map((file) => [file.pathLower, file]));
  for (const entry of entries) {
    files.delete(entry.pathLower);
    // A folder that is told of again keeps what is in it.
    if (entry.type === "folder") continue;
    for (const path of [...files.keys()]) if (path.startsWith(`${entry.pathLower}/`)) files.delete(path);
    if (entry.type === "deleted") continue;
    for (const file of listedFile(entry, wanted)) files.set(file.pathLower, file);
  }
  return [...files.values()];
}

/** A file without a hash is listed, too: whether it can be had, its download tells. */
function listedFile({ type, contentHash, ...file }: FileEntry, wanted: FilesAt): ListedFile[] {
  if (!wanted.includes(file.pathLower)) return [];
  return [{ ...file, contentHash: contentHash ?? hashOfRevision(file.rev) }];
}

function ordered(files: readonly ListedFile[], path: string): ListedFile[] {
  if (files.length > MOST_DATA_FILES) {
    throw new AppError(
      "bad-input",
      say(
        "{path} holds {count, number} parquet files, and {most, number} is the most. Name a smaller folder with {use}.",
        {
          path: path === "" ? say("This Dropbox") : path,
          count: files.length,
          most: MOST_DATA_FILES,
          use: "/dropbox use",
        },
      ),
    );
  }
  return files.toSorted((a, b) => (a.pathLower < b.pathLower ? -1 : 1));
}

/** Deletions come first: the store takes the deletion of a path for that of everything below it, too. */
function changesBetween(before: readonly ListedFile[], after: readonly ListedFile[]): ListingChange[] {
  const old = new Map(before.map((file) => [file.pathLower, file]));
  const now = new Set(after.map(({ pathLower }) => pathLower));
  return [
    ...before
      .filter(({ pathLower }) => !now.has(pathLower))
      .map(({ pathLower }) => ({ type: "deleted" as const, pathLower })),
    ...after
      .filter((file) => !isSame(old.get(file.pathLower), file))
      .map((file) => ({ type: "file" as const, file })),
  ];
}

function isSame(a: ListedFile | undefined, b: ListedFile): boolean {
  return (
    a !== undefined &&
    a.rev === b.rev &&
    a.contentHash === b.contentHash &&
    a.pathDisplay === b.pathDisplay &&
    a.sizeBytes === b.sizeBytes &&
    a.serverModifiedAt === b.serverModifiedAt
  );
}

function writeMark(mark: Mark): string {
  return JSON.stringify(mark);
}

/** Undefined when it is none of ours: then a new listing is made. */
function readMark(text: string): Mark | undefined {
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
