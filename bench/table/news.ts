// The data files that are measured, and a copy of their folder in which one file changes.

import { access, glob, mkdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { isDataFile } from "../../src/dropbox/data-file.ts";
import { AppError } from "../../src/errors.ts";
import { createCountryFinder } from "../../src/news/country.ts";
import { textLiteral } from "../../src/news/queries.ts";
import { writeNews } from "../news/write.ts";

export interface News {
  readonly folder: string;
  readonly paths: readonly string[];
  /** By how large their files are, the largest first. */
  readonly countries: readonly string[];
  readonly sizeBytes: number;
}

/** The last day of invented news: it is the same in every run. */
const UNTIL = Date.UTC(2026, 10, 20);

/** The news in `folder`; written there first where it is not yet. */
export async function newsIn(
  folder: string,
  request: { readonly rows: number; readonly files: number; readonly seed: number },
): Promise<News> {
  if (!(await exists(folder))) {
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await writeNews({ ...request, directory: unfinished, until: UNTIL });
    await rm(join(unfinished, ".writing"), { recursive: true, force: true });
    await rename(unfinished, folder);
  }
  return readyNews(folder);
}

/** The news that are in a folder. Throws AppError "no-data" when there are none. */
export async function readyNews(folder: string): Promise<News> {
  const found: { readonly path: string; readonly size: number }[] = [];
  for await (const name of glob("**/*", { cwd: folder })) {
    const path = resolve(folder, name);
    const { size } = await stat(path);
    if (isDataFile(name)) found.push({ path, size });
  }
  if (found.length === 0) throw new AppError("no-data", `No data file is in ${folder}.`);
  const largestFirst = found.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
  const countryOf = createCountryFinder();
  return {
    folder: resolve(folder),
    paths: largestFirst.map(({ path }) => path),
    countries: [...new Set(largestFirst.flatMap(({ path }) => countryOf(basename(path)) ?? []))],
    sizeBytes: found.reduce((sum, { size }) => sum + size, 0),
  };
}

export interface ServedNews {
  readonly folder: string;
  /** Gives one file, the smallest, another content: one article more than it had. */
  changeOne(): Promise<void>;
}

/** How many articles the file lacks at the beginning: each change brings one of them. */
const HELD_BACK = 400;

/** A folder that holds the same files by links, but for one. What it was at the end of an earlier run it is still. */
export async function serveNews({ paths }: News, folder: string): Promise<ServedNews> {
  const changes = `${folder}.changes`;
  const smallest = paths.at(-1) ?? "";

  async function changeOne(): Promise<void> {
    const count = Number(await readFile(changes, "utf8").catch(() => "0"));
    const target = join(folder, basename(smallest));
    await copyWithoutNewest(smallest, `${folder}.changed`, Math.max(0, HELD_BACK - count));
    await rm(target, { force: true });
    await rename(`${folder}.changed`, target);
    await writeFile(changes, String(count + 1));
  }

  if (!(await exists(folder))) {
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    for (const path of paths) await symlink(path, join(unfinished, basename(path)));
    await rename(unfinished, folder);
    await changeOne();
  }
  return { folder, changeOne };
}

/** A fifth of the articles at most, so that a small file is not held for what it lost. */
async function copyWithoutNewest(from: string, to: string, articles: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  try {
    const connection = await instance.connect();
    const source = `read_parquet(${textLiteral(from)})`;
    await connection.run(`SET VARIABLE held_back =
      (SELECT least(${articles}, count(DISTINCT id) // 5) FROM ${source})`);
    await connection.run(
      `COPY (
        FROM ${source} ANTI JOIN (
          FROM (SELECT DISTINCT id, published_date FROM ${source})
          SELECT id QUALIFY row_number() OVER (ORDER BY published_date DESC NULLS LAST, id) <= getvariable('held_back')
        ) USING (id)
      ) TO ${textLiteral(to)} (FORMAT parquet, COMPRESSION gzip)`,
    );
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
