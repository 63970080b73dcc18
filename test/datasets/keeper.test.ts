// From local files to answers for a workspace, as the program does it: real files, store and snapshots.

import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readlink, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeeper, type Keeper } from "../../src/datasets/keeper.ts";
import { localFiles } from "../../src/datasets/local-files.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { AppError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { inline } from "../../src/reply/build.ts";
import { inlineText } from "../../src/reply/plain-text.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { buildInProcess } from "../news/build-here.ts";
import { spoilUnseen, writeNews, writeWebPage } from "./news-files.ts";

const MINUTE_MS = 60_000;
/** The clock of the folders: the age of a snapshot nobody opened is its folder's. */
const START = Date.now();

let dataDirectory: string;
let news: string;
let estonia: string;
let now: number;
let store: Store;
let keeper: Keeper;
let keepers: Keeper[];

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "rol-news-keeper-"));
  news = join(dataDirectory, "news");
  estonia = join(news, "Estonia.parquet");
  await mkdir(news);
  await mkdir(join(dataDirectory, "tmp"));
  now = START;
  keepers = [];
  store = await openStore({ dataDirectory });
  keeper = startKeeper();
});

afterEach(async () => {
  for (const started of keepers) await started.close();
  await store.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

function startKeeper(): Keeper {
  const started = createKeeper({
    dataDirectory,
    sourceOf: async (workspace) => {
      if (workspace === "slack:new") throw new AppError("no-data", "No news folder is connected yet.");
      if (workspace === "slack:estonia") return localFiles(estonia);
      const [, own] = workspace.split("slack:own-");
      return localFiles(own === undefined ? news : join(dataDirectory, "own", `${own}.parquet`));
    },
    dataFiles: createDataFiles({
      filesDirectory: join(dataDirectory, "files"),
      tmpDirectory: join(dataDirectory, "tmp"),
    }),
    records: store.dataSets,
    build: buildInProcess,
    clock: () => now,
    log: createLogger("silent"),
  });
  keepers.push(started);
  return started;
}

/** What a workspace is served, and what it is told about it. */
async function served(by = keeper, workspace: WorkspaceKey = "slack:all") {
  const look = by.look(workspace);
  const { catalog, notice } = await look.serving();
  look.release();
  return {
    articles: catalog.manifest.articles,
    snapshot: catalog.manifest.id,
    notice: notice && inlineText(inline(notice)),
  };
}

/** Those of which this process has files open. */
async function snapshotsOpen(): Promise<readonly string[]> {
  const open = await Promise.all(
    (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
  );
  const folder = join(dataDirectory, "snapshots/");
  return open
    .flatMap((path) => (path.startsWith(folder) ? (path.slice(folder.length).split("/")[0] ?? []) : []))
    .sort();
}

async function snapshotsOnDisk(): Promise<readonly string[]> {
  return (await readdir(join(dataDirectory, "snapshots"))).sort();
}

describe("a workspace's news", () => {
  it("are asked before anybody does only where they serve", async () => {
    await writeNews(estonia, { articles: 3 });
    await keeper.rehearse("slack:all");
    expect(await snapshotsOnDisk().catch(() => [])).toEqual([]);
  });

  it("are built for the first question, and served after a restart without reading a file", async () => {
    await writeNews(estonia, { articles: 12 });
    const first = await served();
    expect(first).toEqual({
      articles: 12,
      snapshot: expect.stringMatching(/^[0-9a-f]{32}$/),
      notice: undefined,
    });
    await keeper.close();

    await spoilUnseen(estonia);
    now += 24 * 60 * MINUTE_MS;
    const restarted = startKeeper();
    await restarted.rehearse("slack:all");
    expect(await snapshotsOpen()).toContain(first.snapshot);
    expect(await served(restarted)).toEqual(first);
    expect(await restarted.refresh("slack:all")).toMatchObject({
      type: "unchanged",
      manifest: { builtAt: START },
    });
    expect(await snapshotsOnDisk()).toEqual([first.snapshot]);
  });

  it("are shared by workspaces with the same files, and by data sets with the same content", async () => {
    await writeNews(estonia, { articles: 12 });
    const all = await Promise.all(
      (["slack:all", "slack:other", "slack:estonia"] as const).map((workspace) => served(keeper, workspace)),
    );
    expect(new Set(all.map(({ snapshot }) => snapshot)).size).toBe(1);
    expect(await snapshotsOnDisk()).toHaveLength(1);
    expect((await store.dataSets.all()).map(({ dataSet }) => dataSet).sort()).toEqual(
      [localFiles(news).dataSet, localFiles(estonia).dataSet].sort(),
    );
  });

  it("are none, and it is said what to do, where no folder is connected", async () => {
    const refused = { code: "no-data", message: "No news folder is connected yet." };
    await expect(keeper.look("slack:new").serving()).rejects.toMatchObject(refused);
    await expect(keeper.status("slack:new")).rejects.toMatchObject(refused);
  });

  it("come with a word on what is not as it should be", async () => {
    const day = "Tue 5 Mar 2024 09:00 UTC";
    now = Date.UTC(2024, 2, 5, 9);
    await writeNews(estonia, { articles: 12 });
    await writeWebPage(join(news, "Latvia.parquet"));
    expect((await served()).notice).toBe("1 file could not be read and is left out: /news status says why.");

    await writeNews(estonia, { articles: 5 });
    await keeper.refresh("slack:all");
    expect((await served()).notice).toBe(
      `news/Estonia.parquet went from 12 to 5 articles. Its news is still that of ${day}. An admin can decide with /dropbox status. 1 file could not be read and is left out: /news status says why.`,
    );

    await rm(news, { recursive: true });
    now += MINUTE_MS;
    const sentences: string[] = [];
    await keeper.refresh("slack:all", (sentence) => sentences.push(sentence));
    expect((await served()).notice).toBe(
      `No parquet file is at ${news}. Check the path, or name a folder or a glob. So this is still the news of ${day}.`,
    );
    expect(await served()).toMatchObject({ articles: 12 });
  });

  it("are not served any more after closing", async () => {
    await writeNews(estonia, { articles: 12 });
    await served();
    await keeper.close();
    await expect(keeper.look("slack:all").serving()).rejects.toMatchObject({ code: "closing" });
  });
});

describe("titles of a workspace's news", () => {
  const idsOf = async (words: string, limit = 25) =>
    (await keeper.titles("slack:all", words, limit)).map(({ id }) => id);

  it("hold every word that was typed, in any case and order, newest first", async () => {
    await writeNews(estonia, { articles: 12 });
    await served();
    expect(await keeper.titles("slack:all", "of  report 11", 25)).toMatchObject([
      { id: "a-11", title: "Report 11 of a", source: "news.example", countries: ["Estonia"] },
    ]);
    expect(await idsOf("REPORT 1")).toEqual(["a-1", "a-10", "a-11"]);
    expect(await idsOf("report 1 nowhere")).toEqual([]);
  });

  it("are the newest of all while nothing is typed", async () => {
    await writeNews(estonia, { articles: 12 });
    await served();
    expect(await idsOf("", 3)).toEqual(["a-0", "a-1", "a-2"]);
  });

  it("are none before the first snapshot, for nobody waits for files there", async () => {
    await writeNews(estonia, { articles: 12 });
    expect(await idsOf("report")).toEqual([]);
    expect(await readdir(dataDirectory)).not.toContain("snapshots");
  });
});

describe("an old snapshot", () => {
  it("stays while somebody reads it and 30 minutes after its last answer", async () => {
    await writeNews(estonia, { articles: 12 });
    const look = keeper.look("slack:all");
    const { catalog } = await look.serving();
    const old = catalog.manifest.id;
    await writeNews(estonia, { articles: 14 });
    await keeper.refresh("slack:all");
    const { snapshot: current } = await served();

    now += 31 * MINUTE_MS;
    await keeper.sweep();
    expect(await catalog.texts(["a-0"])).toEqual(new Map([["a-0", {}]]));
    look.release();

    now += 29 * MINUTE_MS;
    await keeper.sweep();
    const later = keeper.look("slack:all");
    expect((await later.snapshot(old))?.catalog.manifest.articles).toBe(12);
    later.release();

    now += 30 * MINUTE_MS - 1;
    await keeper.sweep();
    expect(await snapshotsOnDisk()).toEqual([old, current].sort());

    now += 1;
    await keeper.sweep();
    expect(await snapshotsOnDisk()).toEqual([current]);
    expect(await keeper.look("slack:all").snapshot(old)).toBeUndefined();
    expect(await served()).toMatchObject({ articles: 14 });
  });

  it("stays as long as a data set needs it, and goes unopened when it does not", async () => {
    await writeNews(estonia, { articles: 12 });
    await served();
    await writeNews(estonia, { articles: 5 });
    expect(await keeper.refresh("slack:all")).toMatchObject({ type: "unchanged", held: [{}] });
    await keeper.close();

    now += 24 * 60 * MINUTE_MS;
    const restarted = startKeeper();
    await restarted.sweep();
    // What was read of the held file is made anew when somebody wants it.
    expect(await snapshotsOnDisk()).toEqual([(await served(restarted)).snapshot]);
    expect(await restarted.answerHold("slack:all", "accept")).toMatchObject({ manifest: { articles: 5 } });
    expect(await served(restarted)).toMatchObject({ articles: 5, notice: undefined });
    expect(await restarted.answerHold("slack:all", "undo")).toMatchObject({ manifest: { articles: 12 } });

    await writeNews(estonia, { articles: 14 });
    expect(await restarted.refresh("slack:all")).toMatchObject({ type: "swapped" });
    now += 31 * MINUTE_MS;
    const again = startKeeper();
    await again.sweep();
    expect(await snapshotsOnDisk()).toEqual([(await served(again)).snapshot]);
  });

  it.skipIf(!existsSync("/proc/self/fd"))(
    "is closed two minutes after its last answer, and opened again for a later page",
    async () => {
      await writeNews(estonia, { articles: 12 });
      const { snapshot: old } = await served();
      await writeNews(estonia, { articles: 14 });
      await keeper.refresh("slack:all");
      const { snapshot: current } = await served();
      now += 2 * MINUTE_MS - 1;
      await keeper.rest();
      expect(await snapshotsOpen()).toEqual([old, current].sort());

      now += 1;
      await keeper.rest();
      expect(await snapshotsOpen()).toEqual([current]);
      const later = keeper.look("slack:all");
      expect((await later.snapshot(old))?.catalog.manifest.articles).toBe(12);
      now += 3 * MINUTE_MS;
      await keeper.rest();
      expect(await snapshotsOpen()).toEqual([old, current].sort());
      later.release();
    },
  );

  it.skipIf(!existsSync("/proc/self/fd"))(
    "that serves a workspace which asks nothing is closed when two others are, and opened for its next question",
    async () => {
      await mkdir(join(dataDirectory, "own"));
      const workspaces = ["slack:own-a", "slack:own-b", "slack:own-c"] as const;
      const snapshots: string[] = [];
      for (const [index, workspace] of workspaces.entries()) {
        await writeNews(join(dataDirectory, "own", `${workspace.at(-1)}.parquet`), { articles: 12 + index });
        snapshots.push((await served(keeper, workspace)).snapshot);
        now += 1;
      }
      const [first = "", second = "", third = ""] = snapshots;
      await keeper.rest();
      expect(await snapshotsOpen()).toEqual([first, second, third].sort());

      now += 2 * MINUTE_MS;
      await keeper.rest();
      expect(await snapshotsOpen()).toEqual([second, third].sort());
      expect(await snapshotsOnDisk()).toEqual([first, second, third].sort());

      expect(await served(keeper, "slack:own-a")).toMatchObject({ articles: 12, snapshot: first });
      await keeper.rest();
      expect(await snapshotsOpen()).toEqual([first, second, third].sort());
      now += 2 * MINUTE_MS;
      await keeper.rest();
      expect(await snapshotsOpen()).toEqual([first, third].sort());
    },
  );

  it("is not deleted while another process reads it", async () => {
    await writeNews(estonia, { articles: 12 });
    const { snapshot: old } = await served();
    await writeNews(estonia, { articles: 14 });
    await keeper.refresh("slack:all");
    // That of the swap has looked at the folders before the other process answers.
    await keeper.sweep();
    now += 31 * MINUTE_MS;
    // The other process answered from it a minute ago: that is seen at its folder alone.
    const answered = new Date(now - MINUTE_MS);
    await utimes(join(dataDirectory, "snapshots", old), answered, answered);
    await keeper.sweep();
    expect(await snapshotsOnDisk()).toContain(old);
  });
});

it("a page of a snapshot that never was is none", async () => {
  await writeNews(estonia, { articles: 12 });
  await served();
  expect(await keeper.look("slack:all").snapshot("0123456789abcdef0123456789abcdef")).toBeUndefined();
  await cp(join(dataDirectory, "snapshots", (await served()).snapshot), join(dataDirectory, "elsewhere"), {
    recursive: true,
  });
  expect(await keeper.look("slack:all").snapshot("../elsewhere")).toBeUndefined();
});
