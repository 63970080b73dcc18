// Exports made in this process, where a child would take a second to start.

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ExportFormat,
  type ExportMessage,
  exportRequestSchema,
} from "../../../src/news/export/protocol.ts";
import { writeExport } from "../../../src/news/export/write-export.ts";
import type { NewsFilter } from "../../../src/news/filter/filter.ts";
import type { Period } from "../../../src/time/windows.ts";

export interface Made {
  readonly path: string;
  readonly end: ExportMessage;
  readonly told: readonly ExportMessage[];
}

/** The export of a catalog in `directory`, in a new folder of its own. */
export async function makeHere(
  directory: string,
  {
    format,
    filter = {},
    period = {},
    withTexts = false,
    mostRows = 100_000,
    rowsAtOnce = 7,
  }: {
    readonly format: ExportFormat;
    readonly filter?: NewsFilter;
    readonly period?: Period;
    readonly withTexts?: boolean;
    readonly mostRows?: number;
    readonly rowsAtOnce?: number;
  },
): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), "export-"));
  const path = join(folder, `whole.${format}`);
  const told: ExportMessage[] = [];
  const request = exportRequestSchema.parse({
    catalogPath: join(directory, "catalog.duckdb"),
    format,
    withTexts,
    // As it reaches the child.
    filter: JSON.parse(JSON.stringify(filter)),
    period,
    mostRows,
    rowsAtOnce,
    language: "en",
    told: [["Question", "/news export"]],
    outputPath: path,
    partsPath: join(folder, "parts"),
    spillPath: join(folder, "spill"),
    databaseMemoryBytes: 64_000_000,
    diskBytes: 100_000_000,
  });
  return { path, end: await writeExport(request, (message) => told.push(message)), told };
}
