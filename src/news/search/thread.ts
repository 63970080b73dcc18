// The thread that looks questions up: SQLite answers at once or not at all, and the program that answers people must not wait for it.

import type { DatabaseSync } from "node:sqlite";
import { parentPort } from "node:worker_threads";
import { openSearch, type Search } from "./search.ts";
import { hashOfFile, openSearchFile } from "./store.ts";
import type { Asked, Told } from "./threads.ts";

interface OpenFile {
  readonly database: DatabaseSync;
  readonly search: Search;
}

const open = new Map<string, OpenFile>();

function searchIn(path: string): Search {
  const known = open.get(path);
  if (known !== undefined) return known.search;
  const database = openSearchFile(path);
  try {
    const search = openSearch(database);
    open.set(path, { database, search });
    return search;
  } catch (error) {
    database.close();
    throw error;
  }
}

function close(path: string): void {
  open.get(path)?.database.close();
  open.delete(path);
}

function answer({ path, work }: Asked): Told["answer"] {
  switch (work.type) {
    case "check":
      return { type: "checked", isWhole: hashOfFile(path) === work.sha256 };
    case "find":
      return { type: "found", found: searchIn(path).find(work.question) };
    case "saying":
      return { type: "matched", matches: searchIn(path).saying(work.words) };
    case "similar":
      return { type: "matched", matches: searchIn(path).similarTo(work.title, work.texts) };
    case "close":
      close(path);
      return { type: "closed" };
  }
}

parentPort?.on("message", (asked: Asked) => {
  try {
    const told = answer(asked);
    parentPort?.postMessage({ answer: told } satisfies Told, buffersOf(told));
  } catch (error) {
    close(asked.path);
    parentPort?.postMessage({ answer: { type: "failed", reason: String(error) } } satisfies Told);
  }
});

/** What is handed over without a copy. */
function buffersOf(told: Told["answer"]): readonly ArrayBuffer[] {
  switch (told.type) {
    case "found":
      return [
        told.found.matches.buffer,
        ...(told.found.meant === undefined ? [] : [told.found.meant.matches.buffer]),
      ];
    case "matched":
      return [told.matches.buffer];
    default:
      return [];
  }
}
