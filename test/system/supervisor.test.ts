// A build that fails, in whatever way, leaves nothing behind and the last good snapshot as it was.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppError } from "../../src/errors.ts";
import { openCatalog } from "../../src/news/catalog.ts";
import { buildSnapshot, readManifest, type SourceFile } from "../../src/news/snapshot.ts";
import { buildIn, leftovers, NOW, newsFile, sourceFile, writeParquet } from "../news/parquet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "supervisor-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function refusal(attempt: Promise<unknown>): Promise<AppError> {
  return attempt.then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error: AppError) => error,
  );
}

/** Ids of the processes that this one started to build. */
async function builders(): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir("/proc")) {
    const stat = await readFile(`/proc/${entry}/stat`, "latin1").catch(() => "");
    const command = await readFile(`/proc/${entry}/cmdline`, "latin1").catch(() => "");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (parent === process.pid && command.includes("snapshot-child")) found.push(Number(entry));
  }
  return found;
}

describe("a build that fails", () => {
  let good: SourceFile;
  beforeEach(async () => {
    good = await newsFile(folder, "Estonia.parquet", [{ id: "a" }]);
  });

  /** The folder of the last good snapshot, under the id that is built again. */
  async function expectUntouched(attempt: () => Promise<unknown>): Promise<AppError> {
    const directory = join(folder, "snapshots", "built");
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "manifest.json"), "of the last good one");
    const error = await refusal(attempt());
    expect(await readFile(join(directory, "manifest.json"), "utf8")).toBe("of the last good one");
    expect(await leftovers(folder)).toEqual([]);
    return error;
  }

  test("because no file can be used names every reason", async () => {
    const empty = join(folder, "empty");
    await writeFile(empty, "");
    const files = [
      await sourceFile(empty, { name: "Latvia.parquet" }),
      await newsFile(folder, "Sweden.parquet", [{ id: null }, { associated_pillar: "none" }]),
    ];
    const error = await expectUntouched(() => buildIn(folder, files));
    expect(error).toMatchObject({
      code: "file-refused",
      message:
        "Latvia.parquet is empty: download it again. Sweden.parquet has no usable row: 1 without id and 1 without a pillar from 1 to 8 in associated_pillar.",
    });
    expect(await refusal(buildIn(folder, []))).toMatchObject({ code: "file-refused" });
  });

  test("because of an abort ends the child and leaves nothing", async () => {
    const ending = new AbortController();
    const error = await expectUntouched(() =>
      buildIn(folder, [good], { signal: ending.signal, onProgress: () => ending.abort() }),
    );
    expect(error.code).toBe("closing");
    expect(await refusal(buildIn(folder, [good], { signal: ending.signal }))).toMatchObject({
      code: "closing",
    });
  });

  test("because the folder cannot be written says so", async () => {
    const blocked = join(folder, "blocked");
    await writeFile(blocked, "a file where a folder should be");
    const error = await refusal(
      buildSnapshot({
        id: "x",
        files: [good],
        directory: join(folder, "x"),
        tmpDirectory: blocked,
        now: NOW,
      }),
    );
    expect(error.code).toBe("build-failed");
  });

  test("because a file takes too long or too much blames that file", async () => {
    const slow = await expectUntouched(() =>
      buildIn(folder, [good], { limits: { fileMs: 0, megabyteMs: 0 } }),
    );
    expect(slow).toMatchObject({
      code: "file-refused",
      message: "Estonia.parquet takes far too long to read, so it is probably damaged.",
    });
    const late = await expectUntouched(() => buildIn(folder, [good], { limits: { joinMs: 0 } }));
    expect(late).toMatchObject({ code: "build-failed", retryable: true });
    expect(late.message).toContain("far too long");
  });

  test.skipIf(process.platform !== "linux")("because its child is kept waiting is none", async () => {
    const allowedMs = 1_000;
    const stopped: Promise<void>[] = [];
    const pause = async (): Promise<void> => {
      for (const pid of await builders()) process.kill(pid, "SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, 2 * allowedMs));
      for (const pid of await builders()) process.kill(pid, "SIGCONT");
    };
    const { manifest } = await buildIn(folder, [good], {
      limits: { fileMs: allowedMs, megabyteMs: 0 },
      onProgress: () => stopped.push(pause()),
    });
    await Promise.all(stopped);
    expect(stopped).toHaveLength(1);
    expect(manifest).toMatchObject({ articles: 1, refused: [] });
  });

  test.skipIf(process.platform !== "linux")("because the child takes too much memory ends it", async () => {
    const error = await expectUntouched(() =>
      buildIn(folder, [good], { limits: { memoryBytes: 1_000_000 } }),
    );
    expect(error.message).toMatch(/memory/);
  });

  test.skipIf(process.platform !== "linux")(
    "because its child is killed again and again leaves nothing",
    async () => {
      let isOver = false;
      const error = await expectUntouched(async () => {
        const killing = (async () => {
          while (!isOver) {
            for (const pid of await builders()) process.kill(pid, "SIGKILL");
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        })();
        try {
          return await buildIn(folder, [good]);
        } finally {
          isOver = true;
          await killing;
        }
      });
      expect(["build-failed", "file-refused"]).toContain(error.code);
      expect(await builders()).toEqual([]);
    },
  );
});

test.skipIf(process.platform !== "linux")(
  "a child killed once while it reads a file is started anew",
  async () => {
    const path = join(folder, "Estonia.parquet");
    // So many rows that reading them outlasts the way of the kill.
    await writeParquet(
      path,
      `SELECT 'a' || n AS id, '' AS link, '2024-03-05 10:00:00' AS published_date, 'Title ' || n AS title_trans,
         'A summary' AS summary, 4 AS impact_score, 1 AS associated_pillar FROM range(200000) AS t(n)`,
    );
    const file = await sourceFile(path);
    let killed: Promise<void> | undefined;
    const { manifest } = await buildIn(folder, [file], {
      onProgress() {
        killed = builders().then((pids) => {
          for (const pid of pids) process.kill(pid, "SIGSTOP");
          for (const pid of pids) process.kill(pid, "SIGKILL");
        });
      },
    });
    await killed;
    expect(manifest).toMatchObject({ articles: 200_000, refused: [] });
  },
);

test.skipIf(process.platform !== "linux").each(["cards.bin", "index.bin"])(
  "a build whose process is killed while it writes %s leaves nothing of it, and is made anew",
  async (name) => {
    const path = join(folder, "Estonia.parquet");
    await writeParquet(
      path,
      `SELECT 'a' || n AS id, '' AS link, '2024-03-05 10:00:00' AS published_date, 'Title ' || n AS title_trans,
         repeat('A summary. ', 40) AS summary, 4 AS impact_score, 1 AS associated_pillar FROM range(20000) AS t(n)`,
    );
    const files = [await sourceFile(path)];
    let kills = 0;
    let isOver = false;
    const killing = (async () => {
      while (!isOver && kills === 0) {
        const there = await readdir(folder, { recursive: true }).catch(() => []);
        if (there.some((file) => file.endsWith(name)))
          for (const pid of await builders()) {
            process.kill(pid, "SIGKILL");
            kills += 1;
          }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    const first = await buildIn(folder, files).catch((error: AppError) => error);
    isOver = true;
    await killing;
    expect(kills).toBeGreaterThan(0);
    if (first instanceof Error) expect(await leftovers(folder)).toEqual([]);
    const { manifest, directory } = first instanceof Error ? await buildIn(folder, files) : first;
    const catalog = await openCatalog(directory, manifest);
    expect((await catalog.latest({ filter: {}, period: {}, limit: 10, offset: 0 })).stories).toBe(
      manifest.stories,
    );
    await catalog.close();
  },
);

test("a folder without a usable manifest is replaced", async () => {
  const directory = join(folder, "snapshots", "built");
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "catalog.duckdb"), "rubbish");
  const { manifest } = await buildIn(folder, [await newsFile(folder, "Estonia.parquet", [{}])]);
  expect(await readManifest(directory)).toEqual(manifest);
  expect(await leftovers(folder)).toEqual([]);
});

test("builds asked for at once come one after the other, whatever becomes of the first", async () => {
  const bad = join(folder, "bad");
  await writeFile(bad, "{}");
  const file = await newsFile(folder, "Estonia.parquet", [{ id: "a" }]);
  let running = 0;
  let most = 0;
  const build = async (id: string, files: readonly SourceFile[]) =>
    buildIn(folder, files, {
      id,
      onProgress: () => {
        running++;
        most = Math.max(most, running);
      },
    }).finally(() => running--);
  const results = await Promise.allSettled([
    build("one", [await sourceFile(bad)]),
    build("two", [file]),
    build("three", [file]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(most).toBe(1);
});
