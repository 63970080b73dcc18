// Exports: one at a time of a workspace, each a file that is whole or not there, kept a while for whoever carries it away.

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError, assertNever } from "../../errors.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import { MINUTE_MS } from "../../time/units.ts";
import type { Period } from "../../time/windows.ts";
import { languageHere, say } from "../../wording/say.ts";
import type { NewsFilter } from "../filter/filter.ts";
import { COMPILED_FOLDER } from "../snapshot.ts";
import type { ExportCounts, ExportFormat } from "./protocol.ts";
import { type ExportLimits, type ExportProgress, runExport } from "./run-child.ts";

/** What is exported, and as what. */
export interface ExportOrder {
  readonly workspace: WorkspaceKey;
  /** The folder of the snapshot; whoever asks keeps it from being deleted. */
  readonly snapshotDirectory: string;
  readonly filter: NewsFilter;
  readonly period: Period;
  readonly format: ExportFormat;
  readonly withTexts: boolean;
  /** What the first sheet of a workbook says of the question, by label. */
  readonly told: readonly (readonly [label: string, text: string])[];
  /** Without its ending. */
  readonly fileName: string;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** A whole file on this machine. It goes half an hour later, or when the program closes. */
export interface ExportedFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly counts: ExportCounts;
  /** Texts that a cell of a sheet does not hold. */
  readonly cut: number;
}

export interface Exports {
  /**
   * Makes a file; undefined when nothing passes the filter. Throws AppError: "busy" while another one is made, "bad-input"
   * when it would be too large, "closing" when the program closes. Then nothing of it is left.
   */
  make(order: ExportOrder): Promise<ExportedFile | undefined>;
  /** Keeps a text that is made already as a file of that name. */
  keepText(name: string, text: string): Promise<Pick<ExportedFile, "name" | "path" | "sizeBytes">>;
  /** Ends what is being made, and takes nothing new; what was made stays until `close`. */
  end(): void;
  /** Ends what is being made, and deletes what was. */
  close(): Promise<void>;
}

/** Rows of one file, also with the articles' whole texts. */
export const MOST_ROWS = 200_000;
export const MOST_ROWS_WITH_TEXTS = 20_000;
export const MOST_FILE_BYTES = 200_000_000;
/** Exports that are made at the same time, of different workspaces. */
export const MOST_EXPORTS = 2;
/** Files that wait to be carried away; the oldest go first. */
export const MOST_FILES = 8;
const KEEP_MS = 30 * MINUTE_MS;

/** Below the time that a command may take. */
const LIMITS: ExportLimits = { memoryBytes: 400_000_000, diskBytes: 1_000_000_000, timeMs: 100_000 };
const DATABASE_MEMORY_BYTES = 64_000_000;
/** Rows that are in memory together: some 20 MB, with whole texts as well. */
const ROWS_AT_ONCE = 20_000;
const ROWS_WITH_TEXTS_AT_ONCE = 4_000;

/** @param options.tmpDirectory emptied when the program starts. */
export function createExports({
  tmpDirectory,
  limits = LIMITS,
  mostRows = MOST_ROWS,
  mostFileBytes = MOST_FILE_BYTES,
  mostFiles = MOST_FILES,
}: {
  readonly tmpDirectory: string;
  readonly limits?: ExportLimits;
  readonly mostRows?: number;
  readonly mostFileBytes?: number;
  readonly mostFiles?: number;
}): Exports {
  const closing = new AbortController();
  const underWay = new Map<WorkspaceKey, Promise<unknown>>();
  const kept: { readonly folder: string; readonly timer: NodeJS.Timeout }[] = [];

  async function make(order: ExportOrder): Promise<ExportedFile | undefined> {
    const folder = resolve(tmpDirectory, `export-${randomUUID()}`);
    const file = await makeIn(folder, order).catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw notWritten(error);
    });
    if (file === undefined) await discard(folder);
    else await keep(folder);
    return file;
  }

  async function makeIn(folder: string, order: ExportOrder): Promise<ExportedFile | undefined> {
    const { format, withTexts, fileName, snapshotDirectory, onProgress } = order;
    const name = `${fileName}.${format}`;
    const work = join(folder, "work");
    const path = join(folder, name);
    const most = withTexts ? Math.min(mostRows, MOST_ROWS_WITH_TEXTS) : mostRows;
    try {
      await mkdir(work, { recursive: true, mode: 0o700 });
      const end = await runExport(
        {
          catalogPath: resolve(snapshotDirectory, "catalog.duckdb"),
          format,
          withTexts,
          filter: { ...order.filter },
          period: order.period,
          mostRows: most,
          rowsAtOnce: withTexts ? ROWS_WITH_TEXTS_AT_ONCE : ROWS_AT_ONCE,
          language: languageHere(),
          told: order.told.map(([label, text]) => [label, text]),
          outputPath: `whole.${format}`,
          partsPath: "parts",
          spillPath: "spill",
          databaseMemoryBytes: DATABASE_MEMORY_BYTES,
          diskBytes: limits.diskBytes,
        },
        {
          directory: work,
          compiledDirectory: resolve(tmpDirectory, COMPILED_FOLDER),
          limits,
          signal: closing.signal,
          onProgress,
        },
      );
      switch (end.type) {
        case "nothing":
          return undefined;
        case "too-many":
          throw tooMany(end.rows, most, withTexts);
        case "aborted":
          throw stopped();
        case "failed":
          throw notWritten(new Error(end.detail));
        case "ended":
          if (end.cause === "died") throw notWritten(new Error("it ended"));
          throw tooMuch(end.cause);
        case "written": {
          const { size } = await stat(join(work, `whole.${format}`));
          if (size > mostFileBytes) throw tooLarge(size, mostFileBytes);
          await rename(join(work, `whole.${format}`), path);
          await rm(work, { recursive: true, force: true });
          return { name, path, sizeBytes: size, counts: end.counts, cut: end.cut };
        }
        default:
          return assertNever(end);
      }
    } catch (error) {
      await discard(folder);
      throw error;
    }
  }

  async function keep(folder: string): Promise<void> {
    const timer = setTimeout(() => void discard(folder), KEEP_MS);
    timer.unref();
    kept.push({ folder, timer });
    for (const oldest of kept.splice(0, Math.max(0, kept.length - mostFiles))) {
      clearTimeout(oldest.timer);
      await discard(oldest.folder);
    }
  }

  return {
    async make(order) {
      if (closing.signal.aborted) throw stopped();
      if (underWay.has(order.workspace))
        throw new AppError("busy", say("An export is being made here. Ask again when it is done."), {
          retryable: true,
        });
      if (underWay.size >= MOST_EXPORTS)
        throw new AppError("busy", say("Other exports are being made. Ask again in a minute."), {
          retryable: true,
        });
      const making = make(order);
      underWay.set(order.workspace, making);
      try {
        return await making;
      } finally {
        underWay.delete(order.workspace);
      }
    },
    async keepText(name, text) {
      if (closing.signal.aborted) throw stopped();
      const folder = resolve(tmpDirectory, `export-${randomUUID()}`);
      const path = join(folder, name);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(path, text, { mode: 0o600 });
      } catch (error) {
        await discard(folder);
        throw notWritten(error);
      }
      await keep(folder);
      return { name, path, sizeBytes: Buffer.byteLength(text) };
    },
    end: () => closing.abort(),
    async close() {
      closing.abort();
      await Promise.allSettled(underWay.values());
      for (const { folder, timer } of kept.splice(0)) {
        clearTimeout(timer);
        await discard(folder);
      }
    },
  };
}

/** What cannot be deleted now is when the program starts again. */
async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

function tooMany(rows: number, most: number, withTexts: boolean): AppError {
  return new AppError(
    "bad-input",
    withTexts
      ? say(
          "That is {rows, number} rows, and with whole texts a file holds {most, number}. Ask for fewer dates, countries or pillars.",
          { rows, most },
        )
      : say(
          "That is {rows, number} rows, and a file holds {most, number}. Ask for fewer dates, countries or pillars.",
          { rows, most },
        ),
  );
}

function tooLarge(bytes: number, most: number): AppError {
  return new AppError(
    "bad-input",
    say(
      "That makes a file of {size, number} MB, and an export has {most, number} at most. Ask for fewer dates, countries or pillars, or for {parquet}, which is smaller.",
      {
        size: Math.round(bytes / 1_000_000),
        most: Math.round(most / 1_000_000),
        parquet: "parquet",
      },
    ),
  );
}

function tooMuch(cause: "memory" | "disk" | "time"): AppError {
  return new AppError(
    "bad-input",
    say(
      "That export needs too much {cause, select, memory {memory} disk {disk space} other {time}} and was ended. Ask for fewer dates, countries or pillars.",
      { cause },
    ),
  );
}

function stopped(): AppError {
  return new AppError(
    "closing",
    say("The bot is restarting, so the export was ended. Ask again in a minute."),
    {
      retryable: true,
    },
  );
}

function notWritten(cause: unknown): AppError {
  return new AppError(
    "build-failed",
    say("The export could not be written, and nothing of it is left. Ask again in a minute."),
    { retryable: true, cause },
  );
}
