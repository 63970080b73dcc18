// A copy of the state as it is at one moment, made beside whoever writes it.

import { copyFile, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError, messageOf } from "../errors.ts";

/** What a data directory cannot be made anew without. */
const STATE = "state.sqlite";
const KEY = "secret.key";

export interface Backup {
  /** Names of the files in the folder. */
  readonly files: readonly string[];
  readonly sizeBytes: number;
}

/**
 * Copies what cannot be made anew of a data directory into a folder: the state, whole and as it is at one moment whatever is
 * written meanwhile, and the key that the bot made itself, where it did. The running bot goes on. Each file is there whole or not
 * at all.
 * @throws AppError no-data when there is no state; bad-input when the folder has one already; bad-configuration when it cannot be
 * written, or the copy is not sound
 */
export async function backUp(dataDirectory: string, folder: string): Promise<Backup> {
  if (!(await isThere(join(dataDirectory, STATE))))
    throw new AppError("no-data", "There is no stored state yet, so there is nothing to keep.");
  if (await isThere(join(folder, STATE)))
    throw new AppError("bad-input", "That folder has a state.sqlite already. Name an empty or a new folder.");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = join(folder, `${STATE}.part`);
    await rm(part, { force: true });
    // Nobody else may read what SQLite writes into it.
    await (await open(part, "ax", 0o600)).close();
    copyState(join(dataDirectory, STATE), part);
    const hasKey = await isThere(join(dataDirectory, KEY));
    if (hasKey) await copyKey(join(dataDirectory, KEY), join(folder, KEY));
    await sync(part);
    await rename(part, join(folder, STATE));
    const { size } = await stat(join(folder, STATE));
    return { files: hasKey ? [STATE, KEY] : [STATE], sizeBytes: size };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("bad-configuration", `The copy could not be made: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

/** In one reading transaction, which holds up no writer: https://www.sqlite.org/lang_vacuum.html#vacuuminto */
function copyState(from: string, to: string): void {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
  try {
    source.prepare("VACUUM INTO ?").run(to);
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to, { readOnly: true });
  try {
    const sound = copy.prepare("PRAGMA integrity_check").get();
    if (sound?.integrity_check !== "ok")
      throw new AppError("bad-configuration", "The copy is not sound: the state may be damaged.");
  } finally {
    copy.close();
  }
}

async function copyKey(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await sync(to);
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
