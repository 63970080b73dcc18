// Many workspaces, each with its own news: what is shared, what stays in memory, and what is closed until somebody asks again.

import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createOpenSnapshots, MOST_OPEN, type OpenSnapshots } from "../../src/datasets/open-snapshots.ts";
import { createLogger } from "../../src/log.ts";
import type { FullText } from "../../src/news/search/full-text.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import { keptSnapshot } from "../kept.ts";
import { stateFile, writeNews } from "./news-files.ts";

const LONG = inject("long");
const WORKSPACES = LONG ? 300 : 30;
const NOW = Date.UTC(2024, 2, 8, 9);

let directory: string;
let now: number;
let snapshots: OpenSnapshots;
/** Of which the full text is being made. */
let making: Set<string>;

const idOf = (n: number): string => n.toString(16).padStart(32, "0");
const ids = Array.from({ length: WORKSPACES }, (_, n) => idOf(n));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-many-"));
  now = NOW;
  making = new Set();
  await writeNews(join(directory, "whole.parquet"), { articles: 12 });
  const { folder, manifest } = await keptSnapshot([stateFile(directory, "whole")], NOW);
  for (const id of ids) {
    await cp(folder, join(directory, "snapshots", id), { recursive: true });
    await writeFile(join(directory, "snapshots", id, "manifest.json"), JSON.stringify({ ...manifest, id }));
  }
  snapshots = createOpenSnapshots({
    directory: join(directory, "snapshots"),
    clock: () => now,
    log: createLogger("silent"),
    fullTexts: {
      of: (_, { id }): FullText => ({
        find: async () => ({ type: "not-ready", done: 0, of: 1 }),
        saying: async () => undefined,
        similarTo: async () => ({ type: "not-ready", done: 0, of: 1 }),
        isInTheMaking: () => making.has(id),
        close: async () => undefined,
      }),
      close: async () => undefined,
    },
  });
});

afterEach(async () => {
  await snapshots.close();
  await rm(directory, { recursive: true, force: true });
});

/** Somebody there asks, and is answered. */
async function ask(id: string): Promise<number> {
  now += 10;
  const lease = await snapshots.lease(id);
  const found = await lease?.catalog.latest({ filter: {}, period: {}, limit: 5, offset: 0 });
  lease?.release();
  return found?.stories ?? 0;
}

/** Those that are open as soon as it is as many as that. */
async function opened(count: number): Promise<readonly string[]> {
  return vi.waitFor(
    async () => {
      const found = await filesOpen();
      expect(found).toHaveLength(count);
      return found;
    },
    { timeout: 20_000, interval: 20 },
  );
}

/** Those of which this process has files open. */
async function filesOpen(): Promise<readonly string[]> {
  const files = await Promise.all(
    (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
  );
  const folder = join(directory, "snapshots/");
  const found = files.flatMap((path) =>
    path.startsWith(folder) ? (path.slice(folder.length).split("/")[0] ?? []) : [],
  );
  return [...new Set(found)].toSorted();
}

function residentBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage.rss();
}

describe.skipIf(!existsSync("/proc/self/fd"))("news of many workspaces", () => {
  it("that all ask in the same minutes are in memory for the last of them alone", {
    timeout: 600_000,
  }, async () => {
    for (const id of ids.slice(0, MOST_OPEN)) expect(await ask(id)).toBe(12);
    expect(await opened(MOST_OPEN)).toEqual(ids.slice(0, MOST_OPEN));
    const before = residentBytes();
    for (let round = 0; round < (LONG ? 3 : 1); round += 1)
      for (const id of ids) expect(await ask(id)).toBe(12);
    expect(await opened(MOST_OPEN)).toEqual(ids.slice(-MOST_OPEN));
    const after = residentBytes();
    if (LONG)
      process.stdout.write(
        `${WORKSPACES} workspaces asked three times each: ${MOST_OPEN} open, resident ${mb(before)} before and ${mb(after)} after\n`,
      );
    now += 2 * MINUTE_MS;
    await snapshots.rest(new Set(ids));
    expect(await opened(2)).toEqual(ids.slice(-2));
  });

  it("stay while somebody reads them, and while their full text is made", async () => {
    const [read = "", made = "", ...others] = ids;
    const lease = await snapshots.lease(read);
    await ask(made);
    making.add(made);
    for (const id of others) await ask(id);
    expect(await opened(MOST_OPEN)).toEqual([read, made, ...others.slice(2 - MOST_OPEN)].toSorted());
    expect((await lease?.catalog.latest({ filter: {}, period: {}, limit: 5, offset: 0 }))?.stories).toBe(12);
    lease?.release();
    making.clear();
    now += 2 * MINUTE_MS;
    await snapshots.rest(new Set(ids));
    await opened(2);
  });

  it("are answered all at once, and closed again", async () => {
    expect(new Set(await Promise.all(ids.map(ask)))).toEqual(new Set([12]));
    await opened(MOST_OPEN);
  });
});

function mb(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
