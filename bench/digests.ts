// How long it takes to decide many digests at once, against one look at the data for each of them.
// npm run bench -- digests [--rows 300000] [--new 2000] [--subscriptions 10000] [--filters 200] [--json]

import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type ChoiceRequest, createChooser, type NewsView } from "../src/digest/choose.ts";
import { createSnapshotNotes } from "../src/digest/note-snapshot.ts";
import { type Settings, subscriptionOf } from "../src/digest/subscription.ts";
import { AppError } from "../src/errors.ts";
import { type Catalog, openCatalog } from "../src/news/catalog.ts";
import { PILLARS } from "../src/news/pillars.ts";
import { buildSnapshot } from "../src/news/snapshot.ts";
import { openStore, type Store } from "../src/store/database.ts";
import type { SubscriptionRecord } from "../src/store/subscriptions.ts";
import { DAY_MS, HOUR_MS } from "../src/time/units.ts";
import { COUNTRIES } from "./news/names.ts";
import { writeNews } from "./news/write.ts";

export interface DigestBenchOptions {
  /** Assessments. */
  readonly rows: number;
  /** How many articles came since the digests last decided. */
  readonly fresh: number;
  readonly subscriptions: number;
  /** Distinct filters among the subscriptions. */
  readonly filters: number;
}

export interface DigestBench extends DigestBenchOptions {
  readonly articles: number;
  /** ms to choose for all subscriptions at once: the median of five runs. */
  readonly groupedMs: number;
  /** ms to choose for one subscription alone, the mean of a sample; and for all of them one by one. */
  readonly oneMs: number;
  readonly oneByOneMs: number;
  /** ms to note what the new snapshot brought, and to store all decisions. */
  readonly noteMs: number;
  readonly storeMs: number;
  /** Articles that all digests together would show. */
  readonly shown: number;
}

const NOW = Date.UTC(2026, 10, 20, 9);
const RUNS = 5;
/** The largest of some countries. */
const OUTLETS = COUNTRIES.slice(0, 6).flatMap(({ outlets }) => outlets.slice(0, 1));
/** Subscriptions decided alone, to tell what all of them alone would take. */
const SAMPLE = 200;

export async function benchDigests(options: DigestBenchOptions): Promise<DigestBench> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-bench-"));
  const store = await openStore({ dataDirectory: join(directory, "state") });
  try {
    let now = NOW;
    const notes = createSnapshotNotes({ seen: store.seen, clock: () => now });
    const [all] = await writeNews({ directory, rows: options.rows, files: 1, until: NOW, seed: 1 });
    if (all === undefined) throw new AppError("internal", "No news were written.");
    const known = join(directory, "known.parquet");
    await copyWithoutNewest(all.path, known, options.fresh);
    const before = await catalogOf(directory, "before", known);
    const note = async (catalog: Catalog): Promise<number> => {
      const stamp = await notes.note("bench", catalog, async () => true);
      if (stamp === undefined) throw new AppError("internal", "What serves was not noted.");
      return stamp;
    };
    const seenThrough = await note(before);
    await before.close();
    const requests = await subscribe(store, options, seenThrough);
    now += HOUR_MS;
    const catalog = await catalogOf(directory, "after", all.path);
    const [noteMs, through] = await timed(() => note(catalog));
    const view: NewsView = { dataSet: "bench", catalog, through };
    const chooser = createChooser(store);
    const runs: number[] = [];
    let chosen = await chooser.choose(requests, view);
    for (let run = 0; run < RUNS; run += 1) {
      const [ms, again] = await timed(() => chooser.choose(requests, view));
      chosen = again;
      runs.push(ms);
    }
    const [sampleMs] = await timed(async () => {
      for (const request of requests.slice(0, SAMPLE)) await chooser.choose([request], view);
    });
    const [storeMs] = await timed(() =>
      store.ledger.decide(
        chosen.map(({ request, selection }, index) => ({
          slot: {
            id: `slot${index}`,
            subscription: request.subscription.record.id,
            slotAt: request.slotAt,
            kind: "scheduled",
            state: "skipped",
            reason: null,
            place: request.subscription.record.place,
            seenFrom: seenThrough,
            openFrom: null,
            seenThrough: through,
            settled: JSON.stringify(selection.settled),
            begun: 0,
            attempts: 0,
            nextAttemptAt: null,
            decidedAt: now,
            finishedAt: now,
          },
          covered: [],
          parts: [],
          shown: [],
          rescored: [],
          withdrawn: [],
          progress: {
            seenThrough: through,
            openFrom: null,
            decidedSlot: request.slotAt,
            nextSlot: request.slotAt + DAY_MS,
            silentSince: null,
            silenceTold: 0,
            outageTold: null,
          },
          decidedFrom: request.subscription.record,
        })),
        now,
      ),
    );
    await catalog.close();
    const oneMs = sampleMs / Math.min(SAMPLE, requests.length);
    return {
      ...options,
      articles: all.articles,
      groupedMs: medianOf(runs),
      oneMs,
      oneByOneMs: oneMs * options.subscriptions,
      noteMs,
      storeMs,
      shown: chosen.reduce((sum, { selection }) => sum + selection.shown.length, 0),
    };
  } finally {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Copies a file of news as it was before its newest articles came. */
async function copyWithoutNewest(from: string, to: string, articles: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  try {
    const connection = await instance.connect();
    const [source, target] = [from, to].map((path) => path.replaceAll("'", "''"));
    await connection.run(
      `COPY (
        FROM read_parquet('${source}') ANTI JOIN (
          SELECT DISTINCT id, published_date FROM read_parquet('${source}')
          ORDER BY published_date DESC NULLS LAST, id LIMIT ${articles}
        ) USING (id)
      ) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}

async function catalogOf(directory: string, name: string, path: string): Promise<Catalog> {
  const tmpDirectory = join(directory, "tmp");
  await mkdir(tmpDirectory, { recursive: true });
  const { size: sizeBytes } = await stat(path);
  const snapshot = join(directory, name);
  const manifest = await buildSnapshot({
    id: name,
    files: [{ name: `${name}.parquet`, path, contentHash: name, sizeBytes, modifiedAt: NOW }],
    directory: snapshot,
    tmpDirectory,
    now: NOW,
    // A busy machine is no reason to give up here.
    limits: { fileMs: 600_000, joinMs: 600_000 },
  });
  return openCatalog(snapshot, manifest);
}

/** Subscriptions that share `filters` distinct filters: a pillar or none, an outlet or none, a direction, an impact. */
async function subscribe(
  store: Store,
  { subscriptions, filters }: DigestBenchOptions,
  seenThrough: number,
): Promise<readonly ChoiceRequest[]> {
  const requests: ChoiceRequest[] = [];
  for (let index = 0; index < subscriptions; index += 1) {
    const record = recordOf(index, settingsOf(index % filters), seenThrough);
    await store.subscriptions.add(record);
    requests.push({ subscription: subscriptionOf(record), slotAt: NOW + 7_200_000, limit: 10 });
  }
  return requests;
}

function settingsOf(filter: number): Settings {
  const pillar = PILLARS[filter % (PILLARS.length + 1)]?.number;
  const outlet = OUTLETS[Math.floor(filter / 9) % (OUTLETS.length + 1)];
  const direction = ([undefined, "negative", "positive"] as const)[Math.floor(filter / 67) % 3];
  return {
    filter: {
      ...(pillar === undefined ? {} : { pillar: { any: [pillar], not: [] } }),
      ...(direction === undefined ? {} : { direction }),
      impact: filter % 2 === 0 ? "strong" : "notable",
      ...(outlet === undefined ? {} : { source: { any: [outlet], not: [] } }),
    },
    limit: 10,
    layout: "standard",
    thread: false,
    empty: "skip",
  };
}

function recordOf(index: number, settings: Settings, seenThrough: number): SubscriptionRecord {
  return {
    id: `subscription${index}`,
    workspace: "terminal:bench",
    platform: "bench",
    name: `Digest ${index}`,
    nameKey: `digest ${index}`,
    kind: "digest",
    ownerId: "owner",
    ownerName: "Owner",
    place: JSON.stringify({ platform: "bench", channel: `channel ${index % 100}` }),
    placeLabel: "#bench",
    rule: "daily 09:00",
    zone: "UTC",
    settings: JSON.stringify(settings),
    state: "active",
    pauseReason: null,
    pausedUntil: null,
    seenThrough,
    openFrom: null,
    decidedSlot: NOW,
    nextSlot: NOW + 7_200_000,
    silentSince: null,
    silenceTold: 0,
    outageTold: null,
    createdAt: NOW,
    updatedAt: NOW,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
