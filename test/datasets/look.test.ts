// One look at a workspace's news: what it holds, when it looks again, and what it leaves behind.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDataSet, type DataSet } from "../../src/datasets/data-set.ts";
import { localFiles } from "../../src/datasets/local-files.ts";
import { createNewsLook, type NewsLook } from "../../src/datasets/look.ts";
import { createOpenSnapshots, type OpenSnapshots } from "../../src/datasets/open-snapshots.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { AppError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { buildInProcess } from "../news/build-here.ts";
import { writeNews } from "./news-files.ts";

const log = createLogger("silent");

let directory: string;
let estonia: string;
let now: number;
let store: Store;
let snapshots: OpenSnapshots;
let dataSet: DataSet;
/** Leases that are not released. */
let held: number;
let lookUps: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-look-"));
  const news = join(directory, "news");
  estonia = join(news, "Estonia.parquet");
  await mkdir(news);
  await mkdir(join(directory, "tmp"));
  now = Date.UTC(2024, 2, 8, 9);
  held = 0;
  lookUps = 0;
  const clock = (): number => now;
  store = await openStore({ dataDirectory: directory });
  const opened = createOpenSnapshots({ directory: join(directory, "snapshots"), clock, log });
  snapshots = {
    ...opened,
    async lease(id) {
      const lease = await opened.lease(id);
      if (lease === undefined) return undefined;
      held += 1;
      let isHeld = true;
      return {
        catalog: lease.catalog,
        release() {
          if (isHeld) held -= 1;
          isHeld = false;
          lease.release();
        },
      };
    },
  };
  dataSet = createDataSet({
    source: localFiles(news),
    snapshots,
    records: {
      ...store.dataSets,
      get(name) {
        lookUps += 1;
        return store.dataSets.get(name);
      },
    },
    dataFiles: createDataFiles({
      filesDirectory: join(directory, "files"),
      tmpDirectory: join(directory, "tmp"),
    }),
    tmpDirectory: join(directory, "tmp"),
    clock,
    log,
    build: buildInProcess,
  });
});

afterEach(async () => {
  await dataSet.close();
  await snapshots.close();
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

const look = (): NewsLook => createNewsLook(async () => dataSet, snapshots);

async function articlesOf(news: NewsLook): Promise<number> {
  return (await news.serving()).catalog.manifest.articles;
}

describe("a look", () => {
  it("looks nothing up before it is asked, and then once for all that is asked", async () => {
    await writeNews(estonia, { articles: 12 });
    await dataSet.refresh();
    lookUps = 0;
    const news = look();
    expect([lookUps, held]).toEqual([0, 0]);
    const [words, first, second, status] = await Promise.all([
      news.lexicon(),
      news.serving(),
      news.serving(),
      news.status(),
    ]);
    expect(words).toEqual({ countries: ["Estonia"], sources: ["news.example"] });
    expect(second).toBe(first);
    expect(status.manifest?.id).toBe(first.catalog.manifest.id);
    expect((await news.snapshot(first.catalog.manifest.id))?.catalog.manifest).toBe(first.catalog.manifest);
    expect([lookUps, held]).toEqual([1, 1]);
    news.release();
    expect(held).toBe(0);
  });

  it("stays with the news that it saw while newer ones come", async () => {
    await writeNews(estonia, { articles: 12 });
    const news = look();
    expect(await articlesOf(news)).toBe(12);
    await writeNews(estonia, { articles: 14 });
    await dataSet.refresh();
    expect(await articlesOf(news)).toBe(12);
    expect((await news.status()).manifest?.articles).toBe(12);
    const old = (await news.serving()).catalog.manifest.id;
    news.release();
    const later = look();
    expect(await articlesOf(later)).toBe(14);
    expect((await later.snapshot(old))?.catalog.manifest.articles).toBe(12);
    expect(await later.snapshot("0123456789abcdef0123456789abcdef")).toBeUndefined();
    expect(held).toBe(2);
    later.release();
    expect(held).toBe(0);
  });

  it("waits for the first snapshot only for who wants news, and then knows how the data stand", async () => {
    await writeNews(estonia, { articles: 12 });
    const news = look();
    expect(await news.lexicon()).toEqual({ countries: [], sources: [] });
    expect((await news.status()).manifest).toBeUndefined();
    expect(await articlesOf(news)).toBe(12);
    expect((await news.status()).manifest?.articles).toBe(12);
    expect((await news.lexicon()).countries).toEqual(["Estonia"]);
    news.release();
    expect(held).toBe(0);
  });

  it("looks again where the clock has overtaken the snapshot", async () => {
    await writeNews(estonia, { articles: 12, alsoDated: ["2024-03-10 12:00:00"] });
    await dataSet.refresh();
    now += 4 * 24 * 3_600_000;
    const news = look();
    const before = (await news.status()).manifest;
    expect(before?.undated).toBe(1);
    const { catalog } = await news.serving();
    expect(catalog.manifest.undated).toBe(0);
    expect((await news.status()).manifest?.id).toBe(catalog.manifest.id);
    expect(held).toBe(1);
    news.release();
    expect(held).toBe(0);
  });

  it("says to everybody why there are no news, and holds nothing then", async () => {
    const refusal = new AppError("no-data", "No news folder is connected yet.");
    const nowhere = createNewsLook(() => Promise.reject(refusal), snapshots);
    await expect(nowhere.lexicon()).rejects.toBe(refusal);
    await expect(nowhere.serving()).rejects.toBe(refusal);
    await expect(nowhere.status()).rejects.toBe(refusal);
    const empty = look();
    await expect(empty.serving()).rejects.toThrow("No parquet file is");
    empty.release();
    expect(held).toBe(0);
  });

  it("that ended while it waited holds nothing", async () => {
    await writeNews(estonia, { articles: 12 });
    const news = look();
    const waiting = news.serving();
    news.release();
    await waiting;
    expect(held).toBe(0);
  });
});
