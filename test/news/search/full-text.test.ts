// The full text's life: made in the background, only served when it is what was written, made anew when it is not; and the threads
// that look in it.

import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { createLogger } from "../../../src/log.ts";
import type { Manifest } from "../../../src/news/manifest.ts";
import { buildSearch } from "../../../src/news/search/build.ts";
import type { BuildFullText } from "../../../src/news/search/build-in-child.ts";
import { createFullTexts, type FullText } from "../../../src/news/search/full-text.ts";
import { readQuestion } from "../../../src/news/search/question.ts";
import { SEARCH_FACTS_FILE, SEARCH_FILE } from "../../../src/news/search/store.ts";
import { createSearchThreads } from "../../../src/news/search/threads.ts";
import { writeNews } from "../../datasets/news-files.ts";
import { buildInProcess, sourceFile } from "../parquet.ts";

const log = createLogger("silent");
const QUESTION = readQuestion("report -7") ?? { terms: [] };
const FOUND = 11;

let folder: string;
let own: { readonly directory: string; readonly manifest: Manifest };
let other: typeof own;

async function snapshotOf(name: string, articles: number): Promise<typeof own> {
  const file = join(folder, `${name}.parquet`);
  await writeNews(file, { articles, label: name });
  const built = await buildInProcess(folder, [await sourceFile(file)]);
  const directory = join(built.catalogPath, "..");
  return { directory, manifest: built.manifest };
}

const buildHere: BuildFullText = (request) => buildSearch(request);

const shared = createSearchThreads({ most: 1 });
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function opened(
  options: { readonly build?: BuildFullText | "none"; readonly waitMs?: number } = {},
  { directory, manifest } = own,
): FullText {
  const tmpDirectory = join(folder, "tmp");
  // To start threads takes longer than all that they do.
  const threads = { ...shared, close: async () => undefined };
  const fullTexts = createFullTexts({
    threads,
    tmpDirectory,
    log,
    build: buildHere,
    waitMs: 60_000,
    ...options,
  });
  closing.push(() => fullTexts.close());
  return fullTexts.of(directory, manifest);
}

/** How many articles are found, or that nothing can be. */
async function found(text: FullText): Promise<number | string> {
  const answer = await text.find(QUESTION);
  return "type" in answer ? answer.type : answer.matches.filter((match) => match > 0).length;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "full-text-"));
  own = await snapshotOf("own", 12);
  other = await snapshotOf("other", 12);
  await found(opened());
  await found(opened({}, other));
  for (const close of closing.splice(0)) await close();
});

afterAll(async () => {
  await shared.close();
  await rm(folder, { recursive: true });
});

const path = (): string => join(own.directory, SEARCH_FILE);
const factsPath = (): string => join(own.directory, SEARCH_FACTS_FILE);

test("whole, it is served and not made again", async () => {
  expect(await found(opened({ build: "none" }))).toBe(FOUND);
  expect(await readdir(join(folder, "tmp"))).toEqual([]);
});

test("absent, cut, changed or another's, it is never served, and made anew", async () => {
  const whole = await readFile(path());
  const facts = await readFile(factsPath());
  const spoil: readonly (() => Promise<void>)[] = [
    () => rm(path()),
    () => rm(factsPath(), { force: true }),
    () => truncate(path()),
    () => writeFile(path(), Buffer.concat([whole, Buffer.alloc(1)])),
    () => cp(join(other.directory, SEARCH_FILE), path()),
    () => writeFile(factsPath(), "{"),
    () => writeFile(factsPath(), facts.toString().replace(/"version":\d+/, '"version":0')),
    async () => {
      await cp(join(other.directory, SEARCH_FILE), path());
      await cp(join(other.directory, SEARCH_FACTS_FILE), factsPath());
    },
  ];
  for (const once of spoil) {
    await once();
    expect(await found(opened({ build: "none" }))).toBe("not-ready");
    expect(await found(opened())).toBe(FOUND);
    expect(await found(opened({ build: "none" }))).toBe(FOUND);
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, by, isCut) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ by;
        await writeFile(path(), isCut ? whole.subarray(0, at) : changed);
        await writeFile(factsPath(), facts);
        expect(await found(opened({ build: "none" }))).toBe("not-ready");
      },
    ),
    { seed: inject("seed"), numRuns: inject("long") ? 300 : 10 },
  );
  expect(await found(opened())).toBe(FOUND);
});

test("what cannot be read though its sum is right is made anew", async () => {
  const page = Buffer.from("<!doctype html>".repeat(1_000));
  await writeFile(path(), page);
  const facts: unknown = JSON.parse(await readFile(factsPath(), "utf8"));
  const sha256 = createHash("sha256").update(page).digest("hex");
  await writeFile(factsPath(), JSON.stringify(Object.assign({}, facts, { sha256 })));
  const text = opened();
  expect(await found(text)).toBe("not-ready");
  expect(await found(text)).toBe(FOUND);
});

test("while it is made it says how far it is, and questions wait a little", async () => {
  await rm(factsPath(), { force: true });
  const { promise: isAllowed, resolve: allow } = Promise.withResolvers<void>();
  const slow: BuildFullText = async (request, { onProgress }) => {
    onProgress(5);
    await isAllowed;
    await buildSearch(request);
  };
  const text = opened({ build: slow, waitMs: 1 });
  await expect
    .poll(() => text.find(QUESTION), { interval: 10, timeout: 20_000 })
    .toEqual({ type: "not-ready", done: 5, of: 12 });
  expect(await text.saying([])).toBeUndefined();
  allow();
  await expect.poll(() => found(text), { interval: 10, timeout: 20_000 }).toBe(FOUND);
});

test("nobody waits while that of many articles is made, only until one that is there is known to be whole", async () => {
  const endless: BuildFullText = (_, { signal }) =>
    new Promise((__, reject) => {
      signal.addEventListener("abort", () => reject(new Error("ended")), { once: true });
    });
  const many = { directory: own.directory, manifest: { ...own.manifest, articles: 20_001 } };
  await buildSearch({ ...own, workDirectory: folder });
  const there = opened({ build: endless }, many);
  expect(await found(there)).toBe(FOUND);
  await there.close();
  await rm(factsPath());
  const missing = opened({ build: endless }, many);
  expect(await found(missing)).toBe("not-ready");
  await missing.close();
});

test("what cannot be made is no trouble for whoever asks", async () => {
  await rm(factsPath(), { force: true });
  const text = opened({ build: () => Promise.reject(new Error("no room")) });
  expect(await found(text)).toBe("not-ready");
  expect(await found(text)).toBe("not-ready");
  await text.close();
  expect(await found(opened())).toBe(FOUND);
});

describe("in a process of its own", () => {
  test("it is made", async () => {
    await rm(factsPath(), { force: true });
    const threads = createSearchThreads();
    const fullTexts = createFullTexts({ threads, tmpDirectory: join(folder, "tmp"), log, waitMs: 60_000 });
    closing.push(() => fullTexts.close());
    expect(await found(fullTexts.of(own.directory, own.manifest))).toBe(FOUND);
  });

  test("killed at any time, it leaves nothing that is served, or a whole one", async () => {
    const kills = inject("long") ? 40 : 2;
    for (let kill = 0; kill < kills; kill++) {
      await rm(factsPath(), { force: true });
      const workDirectory = await mkdtemp(join(folder, "killed-"));
      const child = fork(fileURLToPath(new URL("../../../src/news/search/build-child.ts", import.meta.url)), {
        stdio: "ignore",
      });
      const { articles, assessments, indexHash } = own.manifest;
      child.send({ directory: own.directory, workDirectory, manifest: { articles, assessments, indexHash } });
      const ended = once(child, "exit");
      // From before it begins to after it is done.
      const timer = setTimeout(() => child.kill("SIGKILL"), (kill * 900) / kills);
      child.on("message", () => child.kill("SIGKILL"));
      await ended;
      clearTimeout(timer);
      expect(["not-ready", FOUND]).toContain(await found(opened({ build: "none" })));
      expect(await found(opened())).toBe(FOUND);
    }
  });

  test("it ends with the snapshot", async () => {
    await rm(factsPath(), { force: true });
    const threads = createSearchThreads();
    const fullTexts = createFullTexts({ threads, tmpDirectory: join(folder, "tmp"), log, waitMs: 1 });
    closing.push(() => fullTexts.close());
    const text = fullTexts.of(own.directory, own.manifest);
    expect(await found(text)).toBe("not-ready");
    await text.close();
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
    expect(await readdir(own.directory)).not.toContain(SEARCH_FACTS_FILE);
    expect(await found(opened())).toBe(FOUND);
  });
});

describe("the threads", () => {
  const work = { type: "find", question: QUESTION } as const;

  test("a question that takes too long is given up, and the next one answered by another thread", async () => {
    const threads = createSearchThreads({ most: 1, answerMs: 0 });
    closing.push(() => threads.close());
    await expect(threads.ask(path(), work)).rejects.toMatchObject({ code: "busy", retryable: true });
    const patient = createSearchThreads({ most: 1 });
    closing.push(() => patient.close());
    expect(await patient.ask(path(), work)).toMatchObject({ type: "found" });
  });

  test("many ask at once: each is answered, or told that too many are", async () => {
    const threads = createSearchThreads({ most: 2, mostWaiting: 30 });
    closing.push(() => threads.close());
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => threads.ask(path(), work)));
    const answered = answers.filter(({ status }) => status === "fulfilled");
    expect(answered.length).toBe(32);
    expect(answers.filter(({ status }) => status === "rejected")[0]).toMatchObject({
      reason: { code: "busy" },
    });
  });

  test("what is no full text is told, and the thread goes on", async () => {
    const threads = createSearchThreads({ most: 1 });
    closing.push(() => threads.close());
    const page = join(folder, "page.sqlite");
    await writeFile(page, "<!doctype html>".repeat(1_000));
    expect(await threads.ask(page, work)).toMatchObject({ type: "failed" });
    expect(await threads.ask(join(folder, "nothing"), work)).toMatchObject({ type: "failed" });
    expect(await threads.ask(path(), work)).toMatchObject({ type: "found" });
  });

  test("closed, they refuse", async () => {
    const threads = createSearchThreads();
    const asked = Array.from({ length: 5 }, () => threads.ask(path(), work));
    const settled = Promise.allSettled(asked);
    await threads.close();
    for (const answer of await settled)
      expect(answer).toMatchObject({ status: "rejected", reason: { code: "closing" } });
    await expect(threads.ask(path(), work)).rejects.toMatchObject({ code: "closing" });
  });
});
