// Small data files for tests of data sets, written by DuckDB as pandas would write them.

import { statSync } from "node:fs";
import { copyFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { SourceFile } from "../../src/news/snapshot.ts";
import { keptFolder } from "../kept.ts";

export interface NewsFile {
  /** One assessment each, ids `<label>-0`, `<label>-1` …, one a day back from 7 March 2024. */
  readonly articles: number;
  /** Default "a". */
  readonly label?: string;
  /** Dates of more articles, `2024-03-09 12:00:00`. */
  readonly alsoDated?: readonly string[];
  /** Number of the first article, default 0. */
  readonly from?: number;
  /** SQL for a column, over `n` and `date`: default scores 1 to 5 in turn, and the dates as pandas writes them. */
  readonly score?: string;
  readonly date?: string;
}

/** Writes a parquet file, replacing what was there. Its time of change is in whole ms, so that it can be set again. */
export async function writeNews(path: string, news: NewsFile): Promise<void> {
  const folder = await keptFolder(["news", news], (made) => makeNews(join(made, "news.parquet"), news));
  await rm(path, { force: true });
  await copyFile(join(folder, "news.parquet"), path);
  const now = new Date();
  await utimes(path, now, now);
}

async function makeNews(path: string, news: NewsFile): Promise<void> {
  const { articles, label = "a", alsoDated = [], from = 0, score = "1 + n % 5", date = "date" } = news;
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const more = alsoDated.map((date, index) => `UNION ALL SELECT ${articles + index}, '${date}'`).join(" ");
    await connection.run(
      `COPY (
        SELECT '${label}-' || n AS id, 'https://news.example/${label}/' || n AS link, ${date} AS published_date,
          'Report ' || n || ' of ${label}' AS title_trans, 'Summary ' || n AS summary, ${score} AS impact_score,
          'Pillar ' || (1 + n % 8) AS associated_pillar
        FROM (SELECT n, strftime(TIMESTAMP '2024-03-07 12:00:00' - to_days(n::INTEGER), '%Y-%m-%d %H:%M:%S') AS date
          FROM range(${from}, ${from + articles}) AS t(n) ${more}) AS t(n, date)
      ) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION gzip)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Makes a file unreadable in a way that only reading it shows: same path, size and time of change. */
export async function spoilUnseen(path: string): Promise<void> {
  const { size, atime, mtime, mtimeMs } = await stat(path);
  await writeFile(path, Buffer.alloc(size));
  await utimes(path, atime, mtime);
  if ((await stat(path)).mtimeMs !== mtimeMs) throw new Error("the time of change could not be kept");
}

/** What a file server's login page leaves in place of a file. */
export async function writeWebPage(path: string): Promise<void> {
  await writeFile(path, "<!doctype html><title>Log in</title>");
}

const STATES = {
  whole: { articles: 12 },
  more: { articles: 14 },
  halved: { articles: 5 },
  quartered: { articles: 3 },
  /** Its scores as some spreadsheets write them, all marked as not scored, or its dates as nobody reads them. */
  commaScores: { articles: 12, score: "(1 + n % 5) || ',0'" },
  scoresOfFive: { articles: 12, score: "(1 + n % 5) || '/5'" },
  noScores: { articles: 12, score: "0" },
  noDates: { articles: 12, date: "'the ' || (1 + n) || 'th'" },
  /** Its dates as feeds write them, or as numbers of seconds or nanoseconds. */
  feedDates: { articles: 12, date: "strftime(date::TIMESTAMP, '%a, %d %b %Y %H:%M:%S GMT')" },
  epochSeconds: { articles: 12, date: "epoch(date::TIMESTAMP)::BIGINT" },
  epochNanoseconds: { articles: 12, date: "epoch_ns(date::TIMESTAMP)" },
  ahead: { articles: 12, alsoDated: ["2024-03-10 10:10:00", "2024-03-10 10:20:00"] },
} as const satisfies Readonly<Record<string, NewsFile>>;

/** What becomes of one data file. */
export type State = keyof typeof STATES | "webPage";

/** Writes a file for each state into a folder. */
export async function writeStates(folder: string): Promise<void> {
  for (const [state, news] of Object.entries(STATES)) await writeNews(join(folder, `${state}.parquet`), news);
  await writeWebPage(join(folder, "webPage.parquet"));
}

/** The data file in that state: known by the state, so that its snapshot is built once a folder of snapshots. */
export function stateFile(folder: string, state: State): SourceFile {
  const path = join(folder, `${state}.parquet`);
  return {
    name: `${state}.parquet`,
    path,
    contentHash: state,
    sizeBytes: statSync(path).size,
    modifiedAt: 0,
  };
}
