// What is one article although its id is another now, what is two although their id is one, and what is nobody's news.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSnapshotNotes } from "../../src/digest/note-snapshot.ts";
import { openStore } from "../../src/store/database.ts";
import { type NotedArticle, notedSnapshot } from "./noted.ts";

const NOW = Date.UTC(2024, 2, 7, 9);
const DAY_MS = 86_400_000;
const DATA_SET = "news";
const FILE = "Latvia.parquet";

type Files = Readonly<Record<string, readonly NotedArticle[]>>;

const isFiles = (files: readonly NotedArticle[] | Files): files is Files => !Array.isArray(files);

async function openNotes() {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-ids-"));
  const store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  let now = NOW;
  let snapshots = 0;
  const notes = createSnapshotNotes({ seen: store.seen, clock: () => now });
  let stamp = 0;
  return {
    seen: store.seen,
    /** Notes a snapshot some days later: what is new, looked at once more, and withdrawn since the one before. */
    async note(files: readonly NotedArticle[] | Files, days = 1) {
      now += days * DAY_MS;
      const before = stamp;
      const of = isFiles(files) ? files : { [FILE]: files };
      stamp = (await notes.note(DATA_SET, notedSnapshot(`${++snapshots}`, of), async () => true)) ?? 0;
      const changed = await store.seen.between(DATA_SET, before, stamp);
      const withdrawn: string[] = [];
      for await (const chunk of store.seen.articles(DATA_SET))
        withdrawn.push(...chunk.flatMap((one) => (one.withdrawnAt === stamp ? [one.article] : [])));
      return {
        fresh: changed.filter(({ firstSeenAt }) => firstSeenAt > before).map(({ article }) => article),
        again: changed.filter(({ firstSeenAt }) => firstSeenAt <= before).map(({ article }) => article),
        withdrawn,
      };
    },
  };
}

const NOTHING = { fresh: [], again: [], withdrawn: [] };
const article = (id: string, rest: Omit<NotedArticle, "id"> = {}): NotedArticle => ({ id, ...rest });
const link = (path: string): string => `https://www.news.example/${path}`;

test("articles whose pipeline gave them new ids are neither new nor withdrawn, again and again", async () => {
  const { seen, note } = await openNotes();
  const named = (prefix: string) =>
    ["1", "2", "3"].map((n) =>
      article(`${prefix}${n}`, { link: link(`a/${n}?utm_source=${prefix}`), title: n }),
    );
  await note(named("a"));
  for (const prefix of ["b", "c", "a", "d"]) expect(await note(named(prefix))).toEqual(NOTHING);
  expect(await seen.article(DATA_SET, "a1")).toMatchObject({
    currentId: "d1",
    renamedAt: NOW + 5 * DAY_MS,
    withdrawnAt: null,
  });
});

test("an article that is back four days later under a new id is the one that was withdrawn", async () => {
  const { seen, note } = await openNotes();
  await note([article("a"), article("b", { link: link("b") })]);
  expect(await note([article("a")])).toEqual({ ...NOTHING, withdrawn: ["b"] });
  // It is looked at once more, as under its own id: a digest that showed it does not show it again.
  expect(await note([article("a"), article("z", { link: link("b") })], 4)).toEqual({
    ...NOTHING,
    again: ["b"],
  });
  expect(await seen.article(DATA_SET, "b")).toMatchObject({ currentId: "z", withdrawnAt: null });
});

test("another link and id are the same article by title and outlet, within fourteen days", async () => {
  const title = "Court strikes down the budget law";
  const old = article("a", { link: link("old"), title });
  const renamed = article("b", { link: link("new"), title: "Court strikes down the budget law!" });
  const { note: sameDay } = await openNotes();
  await sameDay([old, article("x")]);
  expect(await sameDay([renamed, article("x")])).toEqual(NOTHING);
  for (const [other, days] of [
    [{ ...renamed, source: "other.example" }, 1],
    [{ ...renamed, publishedAt: NOW + 20 * DAY_MS }, 1],
    [{ ...renamed, title: "Court strikes" }, 1],
  ] as const) {
    const { note } = await openNotes();
    await note([old, article("x")]);
    expect(await note([other, article("x")], days)).toEqual({ ...NOTHING, fresh: ["b"], withdrawn: ["a"] });
  }
  const { note: late } = await openNotes();
  await late([old, article("x")]);
  await late([article("x")]);
  expect(await late([renamed, article("x")], 15)).toEqual({ ...NOTHING, fresh: ["b"] });
});

test("a title that an outlet gives to several articles is a series: each is new", async () => {
  const { note } = await openNotes();
  const column = (n: number) =>
    article(`c${n}`, {
      link: link(`c/${n}`),
      title: "The morning news in five minutes",
      publishedAt: NOW + n * DAY_MS,
    });
  await note([column(1), column(2), column(3)]);
  expect(await note([column(2), column(3), column(4)])).toEqual({
    ...NOTHING,
    fresh: ["c4"],
    withdrawn: ["c1"],
  });
});

test("an id that another article has now is two articles: the old one is withdrawn, the new one is new", async () => {
  const { seen, note } = await openNotes();
  const of = (day: string) =>
    ["1", "2"].map((id) => article(id, { link: link(`${day}/${id}`), title: `${day} of ${id}` }));
  await note(of("monday"));
  const tuesday = await note(of("tuesday"));
  expect(tuesday).toMatchObject({ again: [], withdrawn: ["1", "2"] });
  expect(tuesday.fresh).toHaveLength(2);
  const known = await seen.articlesWithIds(DATA_SET, ["1", "2"]);
  expect([...known.values()].toSorted()).toEqual(tuesday.fresh.toSorted());
  // Monday's are back under their ids: they are who they were.
  expect(await note(of("monday"))).toEqual({ fresh: [], again: ["1", "2"], withdrawn: tuesday.fresh });
  expect(await seen.articlesWithIds(DATA_SET, ["1", "2"])).toEqual(new Map());
});

test("another link or another title alone is the same article", async () => {
  const { note } = await openNotes();
  await note([article("a", { link: link("a"), title: "One title" })]);
  expect(await note([article("a", { link: link("b"), title: "One title" })])).toEqual(NOTHING);
  expect(await note([article("a", { link: link("b"), title: "Another title" })])).toEqual(NOTHING);
  expect(await note([article("a", { link: "https://news.example/", title: "A third title" })])).toEqual(
    NOTHING,
  );
});

test("undated articles of a file that is read for the first time are known before; those that come later are new", async () => {
  const { seen, note } = await openNotes();
  const undated = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => article(`u${from + n}`, { publishedAt: null }));
  expect(await note({ [FILE]: [article("a"), ...undated(0, 3)] })).toMatchObject({ fresh: ["a"] });
  expect(await note({ [FILE]: [article("a"), ...undated(0, 4)] })).toEqual({ ...NOTHING, fresh: ["u3"] });
  const both = {
    [FILE]: [article("a"), ...undated(0, 4)],
    "Malta.parquet": [article("m"), ...undated(10, 50)],
  };
  expect(await note(both)).toEqual({ ...NOTHING, fresh: ["m"] });
  expect(await seen.article(DATA_SET, "u10")).toMatchObject({ firstSeenAt: 0 });
  // A file that was away is not read for the first time.
  await note({ [FILE]: both[FILE] ?? [] });
  const back = { ...both, "Malta.parquet": [...(both["Malta.parquet"] ?? []), ...undated(60, 61)] };
  expect((await note(back)).fresh).toEqual(["u60"]);
});

test("of a file that is scored anew for the most part each article knows; of one that is not none does", async () => {
  const { seen, note } = await openNotes();
  const scored = (verdicts: (n: number) => string) => ({
    [FILE]: Array.from({ length: 8 }, (_, n) => article(`a${n}`, { verdicts: verdicts(n) })),
    "Malta.parquet": Array.from({ length: 12 }, (_, n) => article(`m${n}`, { verdicts: verdicts(n + 2) })),
  });
  await note(scored(() => "1:5"));
  await note(scored((n) => (n < 5 ? "1:4" : "1:5")));
  expect(await seen.article(DATA_SET, "a0")).toMatchObject({ rescoredWith: FILE });
  expect(await seen.article(DATA_SET, "m0")).toMatchObject({ verdicts: "1:4", rescoredWith: null });
  await note(scored((n) => (n === 0 ? "1:3" : "1:5")));
  expect(await seen.article(DATA_SET, "a0")).toMatchObject({ verdicts: "1:3", rescoredWith: FILE });
  await note(scored((n) => (n === 0 ? "1:2" : "1:5")));
  expect(await seen.article(DATA_SET, "a0")).toMatchObject({ verdicts: "1:2", rescoredWith: null });
});
