// What the measurements ran on.

import { open, rm } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { version } from "@duckdb/node-api";
import { medianOf } from "./figures.ts";

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly duckdb: string;
  /** Processes that wanted to run in the last minute, at the start. */
  readonly load: number;
  /** ms until a page of 4 kB is on the disk for good: what every answer that is remembered waits for at least once. */
  readonly syncMs: number;
}

/** @param folder where the measurements write. */
export async function describeMachine(folder: string): Promise<Machine> {
  return {
    cores: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? "unknown",
    memoryBytes: totalmem(),
    system: `${process.platform} ${process.arch} ${release()}`,
    node: process.version,
    duckdb: version(),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    syncMs: await syncMs(join(folder, "sync")),
  };
}

const PAGE = Buffer.alloc(4_096, 1);
const PAGES = 50;

async function syncMs(path: string): Promise<number> {
  const file = await open(path, "w");
  try {
    const tookMs: number[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const startedAt = performance.now();
      await file.write(PAGE);
      await file.datasync();
      tookMs.push(performance.now() - startedAt);
    }
    return medianOf(tookMs);
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}
