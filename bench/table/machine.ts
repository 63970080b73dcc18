// What the measurements ran on.

import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";
import { version } from "@duckdb/node-api";

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly duckdb: string;
  /** Processes that wanted to run in the last minute, at the start. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? "unknown",
    memoryBytes: totalmem(),
    system: `${process.platform} ${process.arch} ${release()}`,
    node: process.version,
    duckdb: version(),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}
