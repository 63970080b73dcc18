// A catalog that reads each article once, whoever asks for it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readOnce } from "../../src/datasets/read-once.ts";
import type { Catalog } from "../../src/news/catalog.ts";
import { createSnapshotBuilder } from "../digest/simulation/snapshots.ts";

const NOW = Date.UTC(2024, 2, 7, 9);

let directory: string;
let catalog: Catalog;
let asked: string[];
let fails: boolean;
let remembering: Catalog;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-read-once-"));
  const articles = ["a", "b", "c"].map((id) => ({
    id,
    title: `Article ${id}`,
    source: "news.example",
    date: "2024-03-07 08:00:00",
    verdicts: { 1: 5 as const },
  }));
  catalog = await createSnapshotBuilder(directory).build(new Map([["Latvia", articles]]), NOW);
});

beforeEach(() => {
  asked = [];
  fails = false;
  remembering = readOnce({
    ...catalog,
    async entries(ids) {
      asked.push(...ids);
      if (fails) throw new Error("The disk is gone.");
      return catalog.entries(ids);
    },
    async texts(ids) {
      asked.push(...ids.map((id) => `texts of ${id}`));
      return catalog.texts(ids);
    },
  });
});

afterAll(async () => {
  await catalog.close();
  await rm(directory, { recursive: true, force: true });
});

const idsOf = async (...ids: readonly string[]) =>
  (await remembering.entries(ids)).map(({ article }) => article.id);

describe("an article", () => {
  it("is read once, also for those who ask at the same time", async () => {
    expect(await Promise.all([idsOf("a", "b"), idsOf("b", "c"), idsOf("a", "a")])).toEqual([
      ["a", "b"],
      ["b", "c"],
      ["a"],
    ]);
    expect(await idsOf("c", "a")).toEqual(["c", "a"]);
    expect(asked).toEqual(["a", "b", "c"]);
  });

  it("that is not there is looked for once", async () => {
    expect(await idsOf("nowhere", "a")).toEqual(["a"]);
    expect(await idsOf("nowhere")).toEqual([]);
    expect(asked).toEqual(["nowhere", "a"]);
    expect(await idsOf()).toEqual([]);
  });

  it("has the same story as without remembering", async () => {
    expect(await remembering.entries(["a", "b"])).toEqual(
      (await catalog.entries(["a", "b"])).toSorted((one, other) =>
        one.article.id < other.article.id ? -1 : 1,
      ),
    );
  });

  it("whose reading failed is read again", async () => {
    fails = true;
    await expect(idsOf("a")).rejects.toThrow("The disk is gone.");
    fails = false;
    expect(await idsOf("a")).toEqual(["a"]);
  });

  it("has its long texts read once, too", async () => {
    await Promise.all([remembering.texts(["a", "b"]), remembering.texts(["b"])]);
    await remembering.texts(["a"]);
    expect(asked).toEqual(["texts of a", "texts of b"]);
  });
});
