// What digests see of the news while snapshots follow one another: what was noted of them, in their order.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createNewsReader } from "../../src/digest/news-view.ts";
import { createSnapshotNotes } from "../../src/digest/note-snapshot.ts";
import type { Catalog } from "../../src/news/catalog.ts";
import { openStore } from "../../src/store/database.ts";
import type { SampleArticle } from "../answers/data-files.ts";
import { createNewsDesk } from "./simulation/news-desk.ts";
import { createSnapshotBuilder } from "./simulation/snapshots.ts";

const NOW = Date.UTC(2024, 2, 7, 9);

const article = (id: string): SampleArticle => ({
  id,
  title: `Article ${id}`,
  source: "news.example",
  date: "2024-03-07 08:00:00",
  verdicts: { 1: 5 },
});

async function openNews() {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-view-"));
  const store = await openStore({ dataDirectory: directory });
  const builder = createSnapshotBuilder(directory);
  const desk = createNewsDesk();
  let clock = NOW;
  const notes = createSnapshotNotes({ seen: store.seen, clock: () => clock });
  onTestFinished(async () => {
    await desk.settled();
    await builder.close();
    await store.close();
    await rm(directory, { recursive: true });
  });
  return {
    store,
    desk,
    notes,
    build: (...ids: readonly string[]): Promise<Catalog> =>
      builder.build(new Map([["Latvia", ids.map(article)]]), NOW),
    wait() {
      clock += 60_000;
    },
  };
}

test("a reader who was given a snapshot just before the next one came reads the next one", async () => {
  const { store, desk, notes, build, wait } = await openNews();
  const [old, fresh] = [await build("a"), await build("a", "b")];
  const reader = createNewsReader({ datasets: desk.datasets, notes });
  desk.serve(old);
  await reader.read("slack:T1", async () => undefined);
  wait();

  let isOvertaken = false;
  const slowReader = createNewsReader({
    notes,
    datasets: {
      ...desk.datasets,
      look(workspace) {
        const look = desk.datasets.look(workspace);
        return {
          ...look,
          async serving() {
            const news = await look.serving();
            if (isOvertaken) return news;
            isOvertaken = true;
            desk.serve(fresh);
            await reader.read(workspace, async () => undefined);
            wait();
            return news;
          },
        };
      },
    },
  });
  const seen = await slowReader.read("slack:T1", async ({ view }) => view);
  expect(seen?.catalog.manifest.id).toBe(fresh.manifest.id);
  expect(await store.seen.snapshot("news")).toMatchObject({
    snapshot: fresh.manifest.id,
    seenAt: seen?.through,
  });
  expect(await store.seen.article("news", "b")).toMatchObject({
    firstSeenAt: seen?.through,
    withdrawnAt: null,
    rescoredAt: null,
  });
});

test("what a later snapshot lacks is withdrawn, at its stamp", async () => {
  const { store, desk, notes, build, wait } = await openNews();
  const reader = createNewsReader({ datasets: desk.datasets, notes });
  desk.serve(await build("a", "b"));
  await reader.read("slack:T1", async () => undefined);
  wait();
  desk.serve(await build("a"));
  const through = await reader.read("slack:T1", async ({ view }) => view?.through);
  expect(await store.seen.article("news", "b")).toMatchObject({ withdrawnAt: through });
  expect(await store.seen.article("news", "a")).toMatchObject({ withdrawnAt: null });
});
