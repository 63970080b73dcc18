// Exports as the program makes them: in a child process, one at a time, whole or not at all, and gone afterwards.

import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createExports, type ExportOrder, type Exports } from "../../../src/news/export/exports.ts";
import type { ExportProgress } from "../../../src/news/export/run-child.ts";
import { COMPILED_FOLDER } from "../../../src/news/snapshot.ts";
import { inLanguage } from "../../../src/wording/say.ts";
import { READERS } from "./read-back.ts";
import { writeSmallCatalog } from "./small-catalog.ts";

let directory: string;
let tmpDirectory: string;
let exports: Exports;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "exports-"));
  await writeSmallCatalog(
    directory,
    Array.from({ length: 5 }, (_, index) => ({ id: `a${index}`, title: "t", verdicts: { 1: [5, "s"] } })),
  );
});

beforeEach(async () => {
  tmpDirectory = join(directory, "tmp");
  await mkdir(tmpDirectory);
  exports = createExports({ tmpDirectory });
});

afterEach(async () => {
  await exports.close();
  expect(await left()).toEqual([]);
  await rm(tmpDirectory, { recursive: true });
});

afterAll(() => rm(directory, { recursive: true }));

/** What lies there beside the child's program as Node compiled it, which the next one starts from. */
async function left(): Promise<readonly string[]> {
  return (await readdir(tmpDirectory)).filter((name) => name !== COMPILED_FOLDER);
}

function order(more: Partial<ExportOrder> = {}): ExportOrder {
  return {
    workspace: "slack:T1",
    snapshotDirectory: directory,
    filter: {},
    period: {},
    format: "csv",
    withTexts: false,
    told: [],
    fileName: "news",
    onProgress: () => undefined,
    ...more,
  };
}

test("gives a whole file that only its owner may read, and tells how far it is", async () => {
  const told: ExportProgress[] = [];
  const file = await exports.make(order({ onProgress: (progress) => told.push(progress) }));
  expect(file).toMatchObject({ name: "news.csv", counts: { assessments: 5, articles: 5 }, cut: 0 });
  const { path = "", sizeBytes } = file ?? {};
  const facts = await stat(path);
  expect(facts.size).toBe(sizeBytes);
  expect((await stat(join(path, ".."))).mode & 0o077).toBe(0);
  expect(await READERS.csv.hucre(path)).toHaveLength(5);
  expect(told).toEqual([
    { type: "rows", done: 0, of: 5 },
    { type: "writing", of: 5 },
  ]);
  // Nothing but the file is left of the work.
  expect(await readdir(join(path, ".."))).toEqual(["news.csv"]);
});

test("tells on the first sheet in the language of whoever asks", async () => {
  const file = await inLanguage("pl", () => exports.make(order({ format: "xlsx" })));
  const { sheets } = await readXlsx(await readFile(file?.path ?? ""));
  expect(sheets[0]?.rows.map(([label]) => label)).toContain("Artykuły bez daty");
  expect(sheets[1]?.rows[0]).toContain("pillar_name");
});

test("makes no file where nothing passes", async () => {
  expect(await exports.make(order({ filter: { pillar: { any: [2], not: [] } } }))).toBeUndefined();
  expect(await left()).toEqual([]);
});

test("refuses a second one of the same workspace, and a third of any, while they are made", async () => {
  const first = exports.make(order());
  const second = exports.make(order({ workspace: "slack:T2" }));
  await expect(exports.make(order())).rejects.toMatchObject({ code: "busy", retryable: true });
  await expect(exports.make(order({ workspace: "slack:T3" }))).rejects.toMatchObject({ code: "busy" });
  await Promise.all([first, second]);
  await expect(exports.make(order())).resolves.toMatchObject({ name: "news.csv" });
});

test("refuses what has too many rows, is too large or needs too much, and leaves nothing", async () => {
  const limits = { memoryBytes: 400_000_000, diskBytes: 1_000_000_000, timeMs: 100_000 };
  const few = createExports({ tmpDirectory, mostRows: 4 });
  await expect(few.make(order())).rejects.toThrow("That is 5 rows, and a file holds 4.");
  const small = createExports({ tmpDirectory, mostFileBytes: 10 });
  await expect(small.make(order())).rejects.toThrow(/makes a file of/);
  const meagre = createExports({ tmpDirectory, limits: { ...limits, memoryBytes: 1_000_000 } });
  await expect(meagre.make(order())).rejects.toThrow("needs too much memory and was ended");
  const hasty = createExports({ tmpDirectory, limits: { ...limits, timeMs: 20 } });
  await expect(hasty.make(order())).rejects.toThrow("needs too much time and was ended");
  const nowhere = createExports({ tmpDirectory });
  await expect(nowhere.make(order({ snapshotDirectory: join(directory, "gone") }))).rejects.toMatchObject({
    code: "build-failed",
  });
  expect(await left()).toEqual([]);
});

test("ends what is being made when the program closes, and takes nothing new", async () => {
  const making = exports.make(order());
  const ended = expect(making).rejects.toMatchObject({ code: "closing" });
  await exports.close();
  await ended;
  await expect(exports.make(order())).rejects.toMatchObject({ code: "closing" });
});

test("keeps the latest files", async () => {
  const few = createExports({ tmpDirectory, mostFiles: 2 });
  const paths: string[] = [];
  for (let made = 0; made < 3; made++) paths.push((await few.make(order()))?.path ?? "");
  const [oldest = "", ...latest] = paths;
  await expect(readFile(oldest)).rejects.toThrow(/ENOENT/);
  await Promise.all(latest.map((path) => readFile(path)));
  await few.close();
});
