// A folder that two processes share: one builds, the other one fetches; what is torn, foreign or changed is made anew.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { chanceOf } from "../../demo/sample/random.ts";
import { createSnapshotShare, type SnapshotShare } from "../../src/datasets/snapshot-share.ts";
import { type BuildOptions, readManifest, SNAPSHOT_FILES, snapshotIdOf } from "../../src/news/snapshot.ts";
import { buildInProcess } from "../news/build-here.ts";
import { dataSetBench, log, START } from "./data-set-bench.ts";

const bench = dataSetBench();
const HOUR_MS = 3_600_000;
const LEAVING = fileURLToPath(new URL("leaving-process.ts", import.meta.url));
const KILLS = inject("long") ? 30 : 2;
let tests = 0;
let shared = "";
let built: string[] = [];

beforeEach(() => {
  tests += 1;
  shared = join(bench.folder, `shared-${tests}`);
  built = [];
});

/** Built once: whatever builds it afterwards takes this. */
beforeAll(async () => {
  const files = [bench.fileIn("whole")];
  const directory = join(bench.folder, "kept", snapshotIdOf(files));
  const tmpDirectory = join(bench.folder, "tmp");
  await buildInProcess({ id: snapshotIdOf(files), files, directory, tmpDirectory, now: START });
});

const shareOf = (key = "one key"): SnapshotShare =>
  createSnapshotShare({ directory: shared, keys: [key], clock: () => bench.now, log });

/** Has a process of that name prepare a file's news. Resolves with where it has them. */
async function prepared(
  process: string,
  share = shareOf(),
  rest: Partial<BuildOptions> = {},
): Promise<string> {
  const files = [bench.fileIn("whole")];
  const id = snapshotIdOf(files);
  const directory = join(bench.folder, `${process}-${tests}`, id);
  const build = share.building(async (options) => {
    built.push(process);
    const kept = join(bench.folder, "kept", id);
    const made = await readManifest(kept);
    if (made === undefined) throw new Error("It was not built before.");
    await cp(kept, options.directory, { recursive: true });
    return made;
  });
  const tmpDirectory = join(bench.folder, `${process}-${tests}`, "tmp");
  await mkdir(tmpDirectory, { recursive: true });
  const manifest = await build({ id, files, directory, tmpDirectory, now: START, ...rest });
  expect(await readManifest(directory)).toEqual(manifest);
  expect(await readdir(tmpDirectory)).toEqual([]);
  return directory;
}

const idOf = (directory: string): string => directory.slice(directory.lastIndexOf("/") + 1);

test("one builds and the other one fetches the same, byte for byte", async () => {
  const [one, other] = [await prepared("one"), await prepared("other")];
  expect(built).toEqual(["one"]);
  for (const file of ["catalog.duckdb", "index.bin", "cards.bin", "manifest.json"])
    expect((await readFile(join(other, file))).equals(await readFile(join(one, file)))).toBe(true);
  expect(await readdir(shared)).toEqual([idOf(one)]);
});

const spoil: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  "a file is cut": (folder) => truncate(join(folder, "catalog.duckdb"), 1_000),
  "a file is missing": (folder) => rm(join(folder, "cards.bin")),
  "a file is changed": (folder) => appendFile(join(folder, "cards.bin"), "x"),
  "its manifest is another one": async (folder) => {
    const path = join(folder, "manifest.json");
    await writeFile(path, (await readFile(path, "utf8")).replace(/"articles": ?\d+/, '"articles": 77'));
  },
  "nothing says what it is": (folder) => rm(join(folder, "seal.json")),
  "it says so in another way": (folder) => writeFile(join(folder, "seal.json"), "{"),
  "it is another one under its name": async (folder) => {
    const elsewhere = folder.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    await cp(folder, elsewhere, { recursive: true });
    const seal = await readFile(join(elsewhere, "seal.json"), "utf8");
    await writeFile(join(folder, "seal.json"), seal.replace(idOf(folder), idOf(elsewhere)));
    await rm(elsewhere, { recursive: true });
  },
};

test.each(Object.entries(spoil))("it is made anew and left there again where %s", async (_, change) => {
  const id = idOf(await prepared("one"));
  await change(join(shared, id));
  await prepared("other");
  expect(built).toEqual(["one", "other"]);
  await prepared("third");
  expect(built).toEqual(["one", "other"]);
});

test("what somebody sealed with another key is not taken", async () => {
  await prepared("stranger", shareOf("another key"));
  await prepared("one");
  await prepared("other");
  expect(built).toEqual(["stranger", "one"]);
});

test("what a key before sealed is taken", async () => {
  await prepared("one", shareOf("old key"));
  const both = createSnapshotShare({
    ...{ directory: shared, keys: ["new key", "old key"], clock: () => bench.now, log },
  });
  await prepared("other", both);
  expect(built).toEqual(["one"]);
});

test("half of it is not there at all, and goes when nobody can be at it any more", async () => {
  const id = idOf(await prepared("one"));
  const unfinished = join(shared, "unfinished-01234567-89ab-cdef-0123-456789abcdef");
  await rename(join(shared, id), unfinished);
  await prepared("other");
  expect(built).toEqual(["one", "other"]);
  const at = bench.now / 1000;
  await utimes(unfinished, at, at);
  await shareOf().sweep(new Set([id]));
  expect(await readdir(shared)).toHaveLength(2);
  bench.now += 2 * HOUR_MS;
  await shareOf().sweep(new Set([id]));
  expect(await readdir(shared)).toEqual([id]);
});

test("several that leave the same at once leave one", async () => {
  const each = ["a", "b", "c"].map((name) => prepared(name));
  await Promise.all(each);
  expect(await readdir(shared)).toHaveLength(1);
  const before = built.length;
  await prepared("d");
  expect(built).toHaveLength(before);
});

test("a folder that cannot be used keeps nobody from the news", async () => {
  await writeFile(shared, "a file");
  await prepared("one");
  expect(built).toEqual(["one"]);
  await shareOf().sweep(new Set());
});

test("what serves nowhere goes in the end, or when there is too much of it, and nothing else does", async () => {
  await mkdir(join(shared, "mine"), { recursive: true });
  const names = Array.from({ length: 25 }, (_, n) => n.toString(16).padStart(32, "0"));
  for (const [n, name] of names.entries()) {
    await mkdir(join(shared, name));
    const at = bench.now / 1000 - 120 - n;
    await utimes(join(shared, name), at, at);
  }
  const serving = new Set(names.slice(-1));
  await shareOf().sweep(serving);
  expect((await readdir(shared)).toSorted()).toEqual([...names.slice(0, 20), ...serving, "mine"].toSorted());
  bench.now += HOUR_MS;
  await shareOf().sweep(serving);
  expect((await readdir(shared)).toSorted()).toEqual([...serving, "mine"].toSorted());
});

test("a process that is killed while it leaves one there leaves all of it, or nothing that anybody takes", async () => {
  const chance = chanceOf(inject("seed"));
  const id = snapshotIdOf([bench.fileIn("whole")]);
  const kept = join(bench.folder, "kept", id);
  const folder = shared;
  let whole = 0;
  for (let n = 0; n < KILLS; n += 1) {
    shared = join(folder, `${n}`);
    const directory = join(bench.folder, `killed-${n}`, id);
    const given = { shared, kept, id, directory, tmpDirectory: join(bench.folder, "tmp"), now: bench.now };
    const child = spawn(process.execPath, [LEAVING, JSON.stringify(given)], { stdio: "inherit" });
    const ended = once(child, "exit");
    await vi.waitFor(async () => expect(await readdir(shared)).not.toEqual([]), {
      interval: 1,
      timeout: 20_000,
    });
    await pause(chance.between(0, 25));
    child.kill("SIGKILL");
    await ended;
    const isThere = (await readdir(shared)).includes(id);
    whole += isThere ? 1 : 0;
    built = [];
    const fetched = await prepared(`reader-${n}`);
    expect(built).toEqual(isThere ? [] : [`reader-${n}`]);
    for (const file of SNAPSHOT_FILES)
      expect((await readFile(join(fetched, file))).equals(await readFile(join(kept, file)))).toBe(true);
  }
  if (inject("long")) expect([whole > 0, whole < KILLS]).toEqual([true, true]);
});
