// What is remembered of articles while snapshots come: when each was first seen, scored anew, withdrawn, and back.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSnapshotNotes } from "../../src/digest/note-snapshot.ts";
import type { Catalog } from "../../src/news/catalog.ts";
import { openStore } from "../../src/store/database.ts";
import { createSnapshotBuilder } from "./simulation/snapshots.ts";

const NOW = Date.UTC(2024, 2, 7, 9);
const DATA_SET = "news";

/** Articles with their score for pillar 1. */
type Scores = Readonly<Record<string, 1 | 5>>;

async function openNotes() {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-notes-"));
  const store = await openStore({ dataDirectory: directory });
  const builder = createSnapshotBuilder(directory);
  let clock = NOW;
  const notes = createSnapshotNotes({ seen: store.seen, clock: () => clock });
  onTestFinished(async () => {
    await builder.close();
    await store.close();
    await rm(directory, { recursive: true });
  });
  const build = (scores: Scores): Promise<Catalog> => {
    const articles = Object.entries(scores).map(([id, score]) => ({
      id,
      title: `Article ${id}`,
      source: "news.example",
      date: "2024-03-07 08:00:00",
      verdicts: { 1: score },
    }));
    return builder.build(new Map([["Latvia", articles]]), NOW);
  };
  /** Notes a snapshot a minute later; its stamp. */
  const noteAs = (catalog: Catalog, isServing = true): Promise<number | undefined> => {
    clock += 60_000;
    return notes.note(DATA_SET, catalog, async () => isServing);
  };
  return {
    seen: store.seen,
    build,
    noteAs,
    async note(scores: Scores): Promise<number> {
      const catalog = await build(scores);
      const stamp = await noteAs(catalog);
      await catalog.close();
      if (stamp === undefined) throw new Error("It serves.");
      return stamp;
    },
  };
}

test("an article is new once, and news again when it was scored anew", async () => {
  const { seen, note } = await openNotes();
  const first = await note({ a: 5, b: 5 });
  const second = await note({ a: 5, b: 1, c: 5 });
  expect((await seen.between(DATA_SET, 0, first)).map(({ article }) => article)).toEqual(["a", "b"]);
  expect((await seen.between(DATA_SET, first, second)).map(({ article }) => article)).toEqual(["b", "c"]);
  expect(await seen.article(DATA_SET, "b")).toMatchObject({ firstSeenAt: first, rescoredAt: second });
});

test("an article that is back after it was withdrawn is looked at once more, though its verdicts are the same", async () => {
  const { seen, note } = await openNotes();
  const first = await note({ a: 5, b: 5 });
  const second = await note({ a: 5 });
  expect(await seen.article(DATA_SET, "b")).toMatchObject({ withdrawnAt: second });
  const third = await note({ a: 5, b: 5, c: 5 });
  expect(await seen.article(DATA_SET, "b")).toMatchObject({
    firstSeenAt: first,
    withdrawnAt: null,
    rescoredAt: third,
  });
  expect((await seen.between(DATA_SET, second, third)).map(({ article }) => article)).toEqual(["b", "c"]);
});

test("a snapshot that is noted twice changes nothing, and one that serves no more is not noted", async () => {
  const { seen, build, noteAs } = await openNotes();
  const [catalog, late] = [await build({ a: 5 }), await build({ b: 5 })];
  const stamp = await noteAs(catalog);
  expect(await noteAs(catalog)).toBe(stamp);
  expect(await noteAs(late, false)).toBeUndefined();
  expect(await seen.snapshot(DATA_SET)).toMatchObject({ snapshot: catalog.manifest.id, seenAt: stamp });
  expect(await seen.article(DATA_SET, "b")).toBeUndefined();
  await Promise.all([catalog.close(), late.close()]);
});
