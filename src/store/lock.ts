// One process per data directory. The lock is the operating system's, taken through SQLite: it ends with the process,
// however that ends, whatever its pid is called elsewhere, and holds between containers that share the directory.

import { rmSync } from "node:fs";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";

/** Longer than `holderOf` of another process holds on, and than a new holder needs to write who it is. */
const LOCK_TIMEOUT_MS = 300;
/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

const holderSchema = z.object({ pid: z.number().int(), host: z.string(), since: z.number().int() });

/** Who holds a data directory: process id, host name (in a container, the container's), since when in ms. */
export type LockHolder = z.infer<typeof holderSchema>;

export interface DirectoryLock {
  /** Lets go. A second call does nothing. */
  release(): void;
}

/**
 * Locks the data directory for this process and makes it when it is missing. `now` in ms.
 * @throws AppError busy, naming who holds it, after 300 ms; bad-configuration when the directory cannot be used
 */
export async function lockDataDirectory(dataDirectory: string, now: number): Promise<DirectoryLock> {
  let database: DatabaseSync | undefined;
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(lockFile(dataDirectory), { timeout: LOCK_TIMEOUT_MS });
    database.exec("BEGIN EXCLUSIVE");
    await writeHolder(dataDirectory, { pid: process.pid, host: hostname(), since: now });
  } catch (error) {
    database?.close();
    if (isBusy(error)) throw heldBy(await readHolder(dataDirectory));
    const code = error instanceof Error && "code" in error ? String(error.code) : messageOf(error);
    throw new AppError("bad-configuration", `The data directory cannot be locked (${code}).`, {
      cause: error,
    });
  }
  const held = database;
  const release = () => {
    process.off("exit", release);
    if (!held.isOpen) return;
    // Before the lock goes: afterwards the file may be the next holder's.
    rmSync(holderFile(dataDirectory), { force: true });
    held.close();
  };
  // Also keeps the database from being collected as garbage, which would let go.
  process.once("exit", release);
  return { release };
}

/**
 * Who holds the data directory now; "unknown" when somebody does but has not said who; undefined when nobody does.
 * @throws AppError bad-configuration when the lock cannot be read
 */
export async function holderOf(dataDirectory: string): Promise<LockHolder | "unknown" | undefined> {
  try {
    await access(lockFile(dataDirectory));
  } catch {
    return undefined;
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(lockFile(dataDirectory), { readOnly: true, timeout: 0 });
    // Reading needs a shared lock, which the holder's exclusive one denies.
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    return undefined;
  } catch (error) {
    if (isBusy(error)) return (await readHolder(dataDirectory)) ?? "unknown";
    throw new AppError("bad-configuration", "The lock of the data directory cannot be read.", {
      cause: error,
    });
  } finally {
    database?.close();
  }
}

function heldBy(holder: LockHolder | undefined): AppError {
  const who =
    holder === undefined
      ? "Another process"
      : `Another process (pid ${holder.pid} on ${holder.host}, since ${new Date(holder.since).toISOString()})`;
  return new AppError("busy", `${who} uses this data directory; stop it, or set DATA_DIR to another one.`);
}

/** Never opened by anybody but SQLite: closing a file lets go of all of a process's locks on it. */
function lockFile(dataDirectory: string): string {
  return join(dataDirectory, "lock");
}

function holderFile(dataDirectory: string): string {
  return join(dataDirectory, "lock.json");
}

async function writeHolder(dataDirectory: string, holder: LockHolder): Promise<void> {
  const draft = `${holderFile(dataDirectory)}.new`;
  await writeFile(draft, JSON.stringify(holder));
  await rename(draft, holderFile(dataDirectory));
}

/** Undefined when it is not there or makes no sense: the lock holds without it. */
async function readHolder(dataDirectory: string): Promise<LockHolder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(holderFile(dataDirectory), "utf8")));
  } catch {
    return undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
