// What is remembered of the articles of a data set, on every implementation of the store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import type { SeenArticleRecord } from "../../src/store/seen.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

function seenArticle(article: string, rest: Partial<SeenArticleRecord> = {}): SeenArticleRecord {
  return {
    dataSet: "T1",
    article,
    firstSeenAt: 100,
    verdicts: "1:5,4:2",
    source: "example.org",
    countries: "Estonia,Latvia",
    title: `Title of ${article}`,
    publishedAt: 50,
    rescoredAt: null,
    withdrawnAt: null,
    currentId: null,
    link: null,
    rescoredWith: null,
    renamedAt: null,
    ...rest,
  };
}

const named = (records: readonly { readonly article: string }[]): string[] =>
  records.map(({ article }) => article).toSorted();

describe.each(implementations)("seen articles on $name", ({ create }) => {
  let store: Store;
  storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  const allOf = async (dataSet: string) => {
    const all: { article: string; verdicts: string; withdrawnAt: number | null }[] = [];
    for await (const chunk of store.seen.articles(dataSet)) all.push(...chunk);
    return all;
  };

  it("are kept whole, each data set its own", async () => {
    const bare = seenArticle("b", { source: null, title: null, publishedAt: null, countries: "" });
    await store.seen.add([seenArticle("a"), bare, seenArticle("a", { dataSet: "T2", firstSeenAt: 7 })]);
    expect(await store.seen.article("T1", "a")).toEqual(seenArticle("a"));
    expect(await store.seen.article("T1", "b")).toEqual(bare);
    expect((await store.seen.article("T2", "a"))?.firstSeenAt).toBe(7);
    expect(await store.seen.article("T2", "b")).toBeUndefined();
  });

  it("that are there keep everything when they are added again", async () => {
    await store.seen.add([seenArticle("a", { withdrawnAt: 150 })]);
    await store.seen.add([
      seenArticle("a", { firstSeenAt: 200, verdicts: "" }),
      seenArticle("b", { firstSeenAt: 200 }),
    ]);
    expect(await store.seen.article("T1", "a")).toEqual(seenArticle("a", { withdrawnAt: 150 }));
    expect((await store.seen.article("T1", "b"))?.firstSeenAt).toBe(200);
  });

  it("are added once when two add the same in different orders", async () => {
    const records = Array.from({ length: 1_200 }, (_, index) => seenArticle(`id ${index}`));
    await Promise.all([store.seen.add(records), store.seen.add(records.toReversed())]);
    expect(await allOf("T1")).toHaveLength(1_200);
  });

  it("come in chunks, all of them once, in order of id", async () => {
    const articles = Array.from({ length: 4_500 }, (_, index) => `id ${String(index).padStart(5, "0")}`);
    await store.seen.add(articles.toReversed().map((article) => seenArticle(article)));
    await store.seen.add([seenArticle("x", { dataSet: "T2" })]);
    expect((await allOf("T1")).map(({ article }) => article)).toEqual(articles);
    expect(await allOf("T2")).toEqual([
      { article: "x", currentId: null, link: null, verdicts: "1:5,4:2", withdrawnAt: null, renamedAt: null },
    ]);
    expect(await allOf("T9")).toEqual([]);
  });

  it("may be written while they are read", async () => {
    await store.seen.add(Array.from({ length: 2_500 }, (_, index) => seenArticle(`id ${index}`)));
    let count = 0;
    for await (const chunk of store.seen.articles("T1")) {
      count += chunk.length;
      await store.seen.withdraw("T1", named(chunk), 200);
    }
    expect(count).toBe(2_500);
    expect((await allOf("T1")).every(({ withdrawnAt }) => withdrawnAt === 200)).toBe(true);
  });

  it("leave others their turn while many are added", async () => {
    let added = false;
    const adding = store.seen
      .add(Array.from({ length: 20_000 }, (_, index) => seenArticle(`id ${index}`)))
      .then(() => {
        added = true;
      });
    await new Promise((resolve) => setImmediate(resolve));
    await store.seen.snapshot("T1");
    expect(added).toBe(false);
    await adding;
  });

  it("get new verdicts, each its own, and are back in the data", async () => {
    await store.seen.add([seenArticle("a", { withdrawnAt: 150 }), seenArticle("b"), seenArticle("c")]);
    await store.seen.add([seenArticle("a", { dataSet: "T2" })]);
    const changes = [
      { article: "a", verdicts: "1:1", rescoredWith: null },
      { article: "b", verdicts: "", rescoredWith: "Estonia.parquet" },
      { article: "unknown", verdicts: "2:2", rescoredWith: null },
    ];
    await store.seen.rescore("T1", changes, 200);
    expect(await store.seen.article("T1", "a")).toEqual(
      seenArticle("a", { verdicts: "1:1", rescoredAt: 200 }),
    );
    expect(await store.seen.article("T1", "b")).toMatchObject({
      verdicts: "",
      rescoredAt: 200,
      rescoredWith: "Estonia.parquet",
    });
    expect(await store.seen.article("T1", "c")).toEqual(seenArticle("c"));
    expect(await store.seen.article("T1", "unknown")).toBeUndefined();
    expect(await store.seen.article("T2", "a")).toEqual(seenArticle("a", { dataSet: "T2" }));
  });

  it("are withdrawn since the first time, and looked at once more when they are back", async () => {
    await store.seen.add([seenArticle("a"), seenArticle("b"), seenArticle("a", { dataSet: "T2" })]);
    await store.seen.withdraw("T1", ["a", "unknown"], 200);
    await store.seen.withdraw("T1", ["a", "b"], 300);
    expect(await store.seen.article("T1", "a")).toEqual(seenArticle("a", { withdrawnAt: 200 }));
    expect(await store.seen.article("T1", "b")).toEqual(seenArticle("b", { withdrawnAt: 300 }));
    expect(await store.seen.article("T2", "a")).toMatchObject({ withdrawnAt: null });
    const { verdicts } = seenArticle("a");
    await store.seen.rescore("T1", [{ article: "a", verdicts, rescoredWith: null }], 400);
    expect(await store.seen.article("T1", "a")).toEqual(seenArticle("a", { rescoredAt: 400 }));
    expect(await store.seen.article("T1", "b")).toMatchObject({ withdrawnAt: 300 });
  });

  it("are known by what they were at first, whatever their ids are now", async () => {
    await store.seen.add([seenArticle("a"), seenArticle("b"), seenArticle("c", { withdrawnAt: 150 })]);
    const link = "0123456789abcdef";
    await store.seen.rename("T1", [
      { article: "a", currentId: "1", link, title: "Another title", renamedAt: 200 },
      { article: "c", currentId: "b", link: null, title: null, renamedAt: null },
      { article: "unknown", currentId: "2", link: null, title: null, renamedAt: 200 },
    ]);
    expect(await store.seen.article("T1", "a")).toEqual(
      seenArticle("a", { currentId: "1", link, title: "Another title", renamedAt: 200 }),
    );
    // c had the id that b has now, and is gone.
    expect(await store.seen.articlesWithIds("T1", ["1", "a", "b", "2"])).toEqual(new Map([["1", "a"]]));
    expect(await store.seen.idsOf("T1", ["a", "b", "c", "unknown"])).toEqual(
      new Map([
        ["a", "1"],
        ["c", "b"],
      ]),
    );
    expect(named(await store.seen.records("T1", ["a", "c", "unknown"]))).toEqual(["a", "c"]);
    await store.seen.rename("T1", [{ article: "a", currentId: null, link, title: null, renamedAt: 300 }]);
    expect(await store.seen.articlesWithIds("T1", ["1"])).toEqual(new Map());
    expect(await store.seen.article("T1", "a")).toMatchObject({ currentId: null, renamedAt: 300 });
  });

  it("are found by the stamps between which they came or were rescored", async () => {
    await store.seen.add([
      seenArticle("at the start", { firstSeenAt: 100 }),
      seenArticle("just after", { firstSeenAt: 101 }),
      seenArticle("at the end", { firstSeenAt: 200 }),
      seenArticle("later", { firstSeenAt: 201 }),
      seenArticle("rescored", { firstSeenAt: 1, rescoredAt: 200 }),
      seenArticle("both", { firstSeenAt: 150, rescoredAt: 160 }),
      seenArticle("rescored later", { firstSeenAt: 1, rescoredAt: 201 }),
      seenArticle("withdrawn", { firstSeenAt: 1, withdrawnAt: 150 }),
      seenArticle("elsewhere", { firstSeenAt: 150, dataSet: "T2" }),
    ]);
    expect(named(await store.seen.between("T1", 100, 200))).toEqual([
      "at the end",
      "both",
      "just after",
      "rescored",
    ]);
    expect(await store.seen.between("T1", 150, 150)).toEqual([]);
  });

  it("are all found where a new file brought many at once", async () => {
    const came = Array.from({ length: 10_050 }, (_, index) =>
      seenArticle(String(index).padStart(5, "0"), { firstSeenAt: index < 10_020 ? 200 : 201 }),
    );
    await store.seen.add(came);
    const found = await store.seen.between("T1", 100, 200);
    expect(found.map(({ article }) => article).sort()).toEqual(
      came.slice(0, 10_020).map(({ article }) => article),
    );
    expect(await store.seen.between("T1", 200, 201)).toHaveLength(30);
  });

  it("belong to the newest snapshot that was noted whole", async () => {
    expect(await store.seen.snapshot("T1")).toBeUndefined();
    const first = { dataSet: "T1", snapshot: "one", seenAt: 100, files: null };
    const second = { dataSet: "T1", snapshot: "two", seenAt: 200, files: '["Estonia.parquet"]' };
    await store.seen.finish(first);
    expect(await store.seen.snapshot("T1")).toEqual(first);
    await store.seen.finish(second);
    await store.seen.finish(first);
    await store.seen.finish({ ...second, snapshot: "three" });
    expect(await store.seen.snapshot("T1")).toEqual(second);
    expect(await store.seen.snapshot("T2")).toBeUndefined();
  });
});
