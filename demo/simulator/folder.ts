// The real folder as Dropbox would hold it: entries with ids and revisions, and a journal of what changed.

import { createHash, randomUUID } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { contentHash } from "./content-hash.ts";
import {
  type DiskState,
  diskState,
  type Found,
  isSurelyUnchanged,
  readStable,
  walk,
  writeWhole,
} from "./disk.ts";
import { nameOf, parentOf, pathKey } from "./paths.ts";

export interface FolderEntry extends Found {
  readonly kind: "folder";
  readonly id: string;
}

export interface FileEntry extends Found {
  readonly kind: "file";
  readonly id: string;
  readonly rev: string;
  readonly sizeBytes: number;
  readonly contentHash: string;
  readonly modifiedMs: number;
  readonly clientModifiedMs: number;
  /** What the disk said when the content was read. */
  readonly seen: DiskState;
}

export interface DeletedEntry {
  readonly kind: "deleted";
  readonly key: string;
  readonly path: string;
}

export type Entry = FolderEntry | FileEntry;
export type Change = Entry | DeletedEntry;

/** A folder under watch. Nothing is noticed between two calls of `refresh`, `settle`, `read` or `write`. */
export interface Folder {
  /** Names this run: change numbers of another run mean nothing here. */
  readonly run: string;
  /** The number of the newest change. */
  latest(): number;
  /** The number below which deletions are no longer remembered. */
  oldest(): number;
  /** The entry at a lower-case path. */
  at(key: string): Entry | undefined;
  withId(id: string): Entry | undefined;
  withRev(rev: string): FileEntry | undefined;
  /** Everything there, parents before children. */
  entries(): readonly Entry[];
  /** The last change of every path changed after that number, oldest first. */
  changesAfter(number: number): readonly { readonly number: number; readonly change: Change }[];
  /** Looks at the whole folder. Returns after a look that began after the call. */
  refresh(): Promise<void>;
  /** Like `refresh`, but leaves files alone that are being written this moment, as the desktop client does. */
  settle(): Promise<void>;
  /** The bytes of exactly this revision; undefined when the file is another one by now. */
  read(file: FileEntry): Promise<Buffer | undefined>;
  /** Puts a file at a path whose parts are known to be names, in one step, making folders as needed. */
  write(path: string, content: Buffer, clientModifiedMs: number | undefined): Promise<void>;
}

/**
 * @param directory An existing folder. Links in it are not followed and not shown.
 * @param options.settleMs A file written this recently may still be growing.
 * @param options.rememberedDeletions Whoever has missed more than that must begin anew.
 */
export async function openFolder(
  directory: string,
  { settleMs = 150, rememberedDeletions = 10_000 } = {},
): Promise<Folder> {
  const root = await realpath(directory);
  const run = randomUUID();
  let entries = new Map<string, Entry>();
  const changes = new Map<string, { number: number; change: Change }>();
  const declaredMs = new Map<string, number>();
  let number = 0;
  let oldest = 0;
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  function record(change: Change): void {
    number += 1;
    // Deleting first keeps the map in the order of the numbers.
    changes.delete(change.key);
    changes.set(change.key, { number, change });
  }

  function forgetOldDeletions(): void {
    const deletions = [...changes.values()].filter(({ change }) => change.kind === "deleted");
    const surplus = Math.max(0, deletions.length - rememberedDeletions);
    for (const { number: forgotten, change } of deletions.slice(0, surplus)) {
      changes.delete(change.key);
      oldest = forgotten;
    }
  }

  async function look(quietMs: number): Promise<void> {
    const found = await walk(root);
    const vanished = [...entries.values()].filter((entry) => found.get(entry.key)?.kind !== entry.kind);
    const next = new Map<string, Entry>();
    for (const place of found.values()) {
      const entry = await recognise(place, vanished, quietMs);
      if (entry !== undefined) next.set(entry.key, entry);
    }
    for (const before of entries.values()) {
      if (!next.has(before.key)) record({ kind: "deleted", key: before.key, path: before.path });
    }
    for (const entry of next.values()) {
      const before = entries.get(entry.key);
      if (before?.kind !== entry.kind || revOf(before) !== revOf(entry)) record(entry);
    }
    entries = next;
    forgetOldDeletions();
  }

  async function recognise(
    place: Found,
    vanished: readonly Entry[],
    quietMs: number,
  ): Promise<Entry | undefined> {
    const before = entries.get(place.key);
    if (place.kind === "folder") {
      return { ...place, kind: "folder", id: before?.kind === "folder" ? before.id : newId(place.key) };
    }
    const known = before?.kind === "file" ? before : undefined;
    const disk = await diskState(place.diskPath);
    if (disk === undefined) return undefined;
    if (known !== undefined && isSurelyUnchanged(known.seen, disk))
      return { ...known, ...place, kind: "file" };
    if (Math.abs(Date.now() - disk.changedMs) < quietMs) return known;
    const content = await readStable(place.diskPath);
    if (content === undefined) return known;
    const hash = contentHash(content.bytes);
    // Written again with the same bytes: no new revision, as when a desktop client finds nothing to upload.
    if (known?.contentHash === hash) return { ...known, ...place, kind: "file", seen: content.disk };
    const { modifiedMs } = content.disk;
    const moved = vanished.find(
      (entry) => entry.kind === "file" && entry.seen.inode === disk.inode && entry.contentHash === hash,
    );
    return {
      ...place,
      kind: "file",
      id: known?.id ?? moved?.id ?? newId(place.key),
      rev: digest(`${place.key}\n${hash}\n${modifiedMs}`).slice(0, 15),
      sizeBytes: content.bytes.length,
      contentHash: hash,
      modifiedMs,
      clientModifiedMs: declaredMs.get(place.key) ?? modifiedMs,
      seen: content.disk,
    };
  }

  function newId(key: string): string {
    let id = "";
    for (let attempt = 0; id === "" || hasId(id); attempt += 1) {
      id = `id:${Buffer.from(digest(`${key}\n${attempt}`), "hex")
        .toString("base64url")
        .slice(0, 22)}`;
    }
    return id;
  }

  function hasId(id: string): boolean {
    return [...entries.values()].some((entry) => entry.id === id);
  }

  function start(quietMs: number): Promise<void> {
    running = look(quietMs).finally(() => {
      running = undefined;
    });
    return running;
  }

  function refresh(): Promise<void> {
    if (running === undefined) return start(0);
    // A look under way may have passed the place that just changed: all callers meanwhile share the next one.
    following ??= running
      .catch(() => undefined)
      .then(() => {
        following = undefined;
        return refresh();
      });
    return following;
  }

  await refresh();
  return {
    run,
    latest: () => number,
    oldest: () => oldest,
    at: (key) => entries.get(key),
    withId: (id) => [...entries.values()].find((entry) => entry.id === id),
    withRev: (rev) => [...entries.values()].filter(isFile).find((file) => file.rev === rev),
    entries: () => [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    changesAfter: (after) => [...changes.values()].filter((change) => change.number > after),
    refresh,
    settle: () => running ?? start(settleMs),
    async read(file) {
      const content = await readStable(file.diskPath);
      return content !== undefined && contentHash(content.bytes) === file.contentHash
        ? content.bytes
        : undefined;
    },
    async write(path, content, clientModifiedMs) {
      const key = pathKey(path);
      const diskPath = entries.get(key)?.diskPath ?? join(await folderOnDisk(parentOf(path)), nameOf(path));
      if (clientModifiedMs !== undefined) declaredMs.set(key, clientModifiedMs);
      await writeWhole(diskPath, content);
      await refresh();
      declaredMs.delete(key);
    },
  };

  async function folderOnDisk(path: string): Promise<string> {
    if (path === "") return root;
    const known = entries.get(pathKey(path));
    if (known !== undefined) return known.diskPath;
    const diskPath = join(await folderOnDisk(parentOf(path)), nameOf(path));
    await mkdir(diskPath, { recursive: true });
    return diskPath;
  }
}

/** What a path, `id:` or `rev:` stands for now. Only the newest revision of a file is kept. */
export function lookUp(folder: Folder, path: string): Entry | undefined {
  if (path.startsWith("/")) return folder.at(pathKey(path));
  return path.startsWith("rev:") ? folder.withRev(path.slice("rev:".length)) : folder.withId(path);
}

function revOf(entry: Entry): string | undefined {
  return isFile(entry) ? entry.rev : undefined;
}

function isFile(entry: Entry): entry is FileEntry {
  return entry.kind === "file";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
