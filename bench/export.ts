// How long exports take and how much memory their process needs: each format, the newest rows of a snapshot.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createExports } from "../src/news/export/exports.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../src/news/export/protocol.ts";

export interface ExportMeasured {
  readonly format: ExportFormat;
  readonly rows: number;
  readonly ms: number;
  readonly sizeBytes: number;
  /** The most that the child had resident (VmHWM, Linux). */
  readonly peakBytes: number;
}

const LOOK_MS = 100;

/** Exports the newest assessments of a snapshot, at most that many, in every format. */
export async function benchExports({
  snapshot,
  rows,
}: {
  readonly snapshot: string;
  readonly rows: number;
}): Promise<readonly ExportMeasured[]> {
  const tmpDirectory = await mkdtemp(join(tmpdir(), "bench-export-"));
  const exports = createExports({ tmpDirectory });
  const from = await dateOf(snapshot, rows);
  const measured: ExportMeasured[] = [];
  try {
    for (const format of EXPORT_FORMATS) {
      let peakBytes = 0;
      const watch = setInterval(() => {
        void peakOfChildren().then((bytes) => {
          peakBytes = Math.max(peakBytes, bytes);
        });
      }, LOOK_MS);
      const start = performance.now();
      const file = await exports.make({
        workspace: "environment:bench",
        snapshotDirectory: snapshot,
        filter: {},
        period: { from },
        format,
        withTexts: false,
        told: [],
        fileName: "bench",
        onProgress: () => undefined,
      });
      clearInterval(watch);
      measured.push({
        format,
        rows: file?.counts.assessments ?? 0,
        ms: performance.now() - start,
        sizeBytes: file?.sizeBytes ?? 0,
        peakBytes,
      });
    }
  } finally {
    await exports.close();
    await rm(tmpDirectory, { recursive: true, force: true });
  }
  return measured;
}

/** The date since which there are at most that many dated assessments, ms. */
async function dateOf(snapshot: string, rows: number): Promise<number> {
  const path = join(snapshot, "catalog.duckdb");
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY", threads: "1" });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(min(published_at), 0) + 1 AS at FROM (
       SELECT published_at FROM assessments WHERE published_at IS NOT NULL
       ORDER BY published_at DESC LIMIT ${Math.trunc(rows)})`,
  );
  const [[at] = []] = reader.getRowsJS();
  connection.closeSync();
  instance.closeSync();
  return Number(at);
}

async function peakOfChildren(): Promise<number> {
  const read = (path: string): Promise<string> => readFile(path, "latin1").catch(() => "");
  const pids = (await read(`/proc/${process.pid}/task/${process.pid}/children`)).split(" ");
  const statuses = await Promise.all(
    pids.filter((pid) => pid.trim() !== "").map((pid) => read(`/proc/${pid}/status`)),
  );
  return Math.max(
    0,
    ...statuses.map((status) => Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024),
  );
}
