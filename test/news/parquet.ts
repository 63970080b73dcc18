// Writes parquet files as the tests need them, builds snapshots of them and reads those back.

import { randomUUID } from "node:crypto";
import { mkdir, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Manifest } from "../../src/news/manifest.ts";
import {
  type BuildOptions,
  buildSnapshot,
  COMPILED_FOLDER,
  type SourceFile,
} from "../../src/news/snapshot.ts";
import { buildHere } from "./build-here.ts";

export const NOW = Date.UTC(2024, 5, 1, 12);

/** Runs statements on an own DuckDB in UTC. */
export async function withDuckDb<T>(
  run: (connection: DuckDBConnection) => Promise<T>,
  path = ":memory:",
): Promise<T> {
  const readOnly = path === ":memory:" ? {} : { access_mode: "READ_ONLY" };
  const instance = await DuckDBInstance.create(path, { threads: "1", ...readOnly });
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return await run(connection);
  } finally {
    instance.closeSync();
  }
}

/** Rows of a statement with plain values. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRowObjectsJS()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
      ),
    );
}

export async function writeParquet(path: string, select: string): Promise<void> {
  await withDuckDb((connection) =>
    connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, CODEC gzip)`),
  );
}

/** SQL for rows with every column a good file has; what is not given is filled in. */
export function newsRows(rows: readonly Readonly<Record<string, string | null>>[]): string {
  return rows
    .map((row, index) => {
      const full = {
        id: `a${index}`,
        link: `https://www.example.org/${row.id ?? index}`,
        domain_url: "example.org",
        published_date: "2024-03-05 10:00:00",
        title_trans: `Title number ${index}`,
        description_trans: "A description",
        content_trans: "A content",
        summary: "A summary",
        impact_score: "4",
        associated_pillar: "Pillar 1",
        ...row,
      };
      return `SELECT ${Object.entries(full)
        .map(
          ([name, value]) =>
            `${value === null ? "NULL::VARCHAR" : `'${value.replaceAll("'", "''")}'`} AS ${name}`,
        )
        .join(", ")}`;
    })
    .join(" UNION ALL ");
}

type NewsRows = Parameters<typeof newsRows>[0];

/** Writes rows as a data file. Its name is what the data set says, not where it lies. */
export async function newsFile(
  folder: string,
  name: string,
  rows: NewsRows,
  facts: Partial<SourceFile> = {},
): Promise<SourceFile> {
  const path = join(folder, `${randomUUID()}.parquet`);
  await writeParquet(path, newsRows(rows));
  return sourceFile(path, { name, ...facts });
}

export async function sourceFile(path: string, facts: Partial<SourceFile> = {}): Promise<SourceFile> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    path,
    contentHash: `hash of ${path}`,
    sizeBytes: size,
    modifiedAt: 1_000,
    ...facts,
  };
}

/** Builds into `<folder>/snapshots/<id>`, with `<folder>/tmp` for the work. */
export async function buildIn(
  folder: string,
  files: readonly SourceFile[],
  options: Partial<BuildOptions> = {},
): Promise<{ readonly manifest: Manifest; readonly directory: string; readonly catalogPath: string }> {
  const id = options.id ?? "built";
  const directory = join(folder, "snapshots", id);
  const manifest = await buildSnapshot({
    id,
    files,
    directory,
    tmpDirectory: join(folder, "tmp"),
    now: NOW,
    ...options,
  });
  return { manifest, directory, catalogPath: join(directory, "catalog.duckdb") };
}

/**
 * The same in this process: for files that at worst are refused. One that ends the database it is read with fails the test.
 */
export async function buildInProcess(
  folder: string,
  files: readonly SourceFile[],
  { now = NOW, mostTogether }: { readonly now?: number; readonly mostTogether?: number } = {},
): Promise<{ readonly manifest: Manifest; readonly catalogPath: string }> {
  const directory = join(folder, `built-${randomUUID()}`);
  await mkdir(directory);
  const oldestFirst = files.toSorted((a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : 1));
  const manifest = await buildHere(oldestFirst, { id: "built", directory, now, mostTogether });
  return { manifest, catalogPath: join(directory, "catalog.duckdb") };
}

/** Rows of a built catalog. */
export async function catalogRows(catalogPath: string, sql: string): Promise<Record<string, unknown>[]> {
  return withDuckDb((connection) => rowsOf(connection, sql), catalogPath);
}

/** What is left in a data directory's folder for unfinished work, besides the builder as compiled. */
export async function leftovers(folder: string): Promise<string[]> {
  const left = await readdir(join(folder, "tmp")).catch(() => []);
  return left.filter((name) => name !== COMPILED_FOLDER);
}
