// Whether the stored state is there and is this program's.

import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import { type Finding, note, ok, problemIn } from "../platform/finding.ts";
import { openStore, type Store } from "../store/database.ts";

export interface ExaminedState {
  readonly findings: readonly Finding[];
  /** To be read; absent where there is none to be read. Whoever takes it closes it. */
  readonly store?: Store;
}

const MENDS = {
  postgres: "Check DATABASE_URL, and that the database takes connections from this machine.",
  sqlite: "Check DATA_DIR and who may read it; a copy of state.sqlite from before may be put in its place.",
} as const;

/** Nothing is made or changed. */
export async function examineState({ DATA_DIR, DATABASE_URL }: Config): Promise<ExaminedState> {
  const kind = DATABASE_URL === undefined ? "sqlite" : "postgres";
  const about = kind === "sqlite" ? "state (SQLite)" : "state (Postgres)";
  const location =
    DATABASE_URL === undefined ? { dataDirectory: resolve(DATA_DIR) } : { databaseUrl: DATABASE_URL };
  try {
    const store = await openStore(location, { readOnly: true });
    return { findings: [ok(about, "it is there and can be read")], store };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Nothing there yet, or of an older program: the first start makes it.
    if (error.code === "no-data" || error.retryable) return { findings: [note(about, error.message)] };
    // What is in the folder's place was told.
    if (kind === "sqlite" && (await isFile(DATA_DIR))) return { findings: [] };
    return { findings: [problemIn(about, error.message, MENDS[kind])] };
  }
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === false;
}
