// How long it takes to note news and to decide many digests of them at once, against one look at the data for each.

import { type ChoiceRequest, createChooser, type NewsView } from "../../src/digest/choose.ts";
import { createSnapshotNotes, type Noted } from "../../src/digest/note-snapshot.ts";
import { AppError } from "../../src/errors.ts";
import type { Catalog } from "../../src/news/catalog.ts";
import type { Store } from "../../src/store/database.ts";
import { DAY_MS, HOUR_MS } from "../../src/time/units.ts";
import { medianOf } from "../table/figures.ts";
import { subscribe } from "./subscribe.ts";

export interface DigestsAsked {
  readonly catalog: Catalog;
  /** Empty. */
  readonly store: Store;
  readonly now: number;
  readonly subscriptions: number;
  /** Distinct filters among the subscriptions. */
  readonly filters: number;
  /** How many articles came since the digests last decided. */
  readonly fresh: number;
}

/** ms each. */
export interface DigestsTook {
  readonly articles: number;
  /** To note all but the newest where nothing was noted before, and then the newest. */
  readonly noteAllMs: number;
  readonly noteFreshMs: number;
  /** To choose for all subscriptions at once: the median of five runs. */
  readonly togetherMs: number;
  /** To choose for one alone: the mean of a sample. */
  readonly aloneMs: number;
  /** To store all decisions. */
  readonly storeMs: number;
  /** Articles that all digests together would show. */
  readonly shown: number;
}

const DATA_SET = "bench";
const RUNS = 5;
/** Subscriptions decided alone, to tell what all of them alone would take. */
const SAMPLE = 200;
/** Outlets that filters name. */
const OUTLETS = 6;

/** Notes the news of a catalog in an empty store. */
export async function noteNews(
  store: Store,
  catalog: Noted,
  now: number,
): Promise<{ readonly ms: number; readonly stamp: number }> {
  const notes = createSnapshotNotes({ seen: store.seen, clock: () => now });
  const [ms, stamp] = await timed(() => notes.note(DATA_SET, catalog, async () => true));
  if (stamp === undefined) throw new AppError("internal", "What serves was not noted.");
  return { ms, stamp };
}

export async function decideDigests(asked: DigestsAsked): Promise<DigestsTook> {
  const { catalog, store, now, subscriptions, filters, fresh } = asked;
  const before = await noteNews(store, await withoutNewest(catalog, fresh), now);
  const outlets = catalog.sources.slice(0, OUTLETS).map(({ name }) => name);
  const requests = await subscribe(store, {
    subscriptions,
    filters,
    outlets,
    seenThrough: before.stamp,
    now,
  });
  const after = await noteNews(store, catalog, now + HOUR_MS);
  const view: NewsView = { dataSet: DATA_SET, catalog, through: after.stamp };
  const chooser = createChooser(store);
  const runs: number[] = [];
  let chosen = await chooser.choose(requests, view);
  for (let run = 0; run < RUNS; run += 1) {
    const [ms, again] = await timed(() => chooser.choose(requests, view));
    chosen = again;
    runs.push(ms);
  }
  const sample = requests.slice(0, SAMPLE);
  const [sampleMs] = await timed(async () => {
    for (const request of sample) await chooser.choose([request], view);
  });
  const decisions = chosen.map(({ request, selection }, index) =>
    decisionOf(request, { index, settled: JSON.stringify(selection.settled), through: after.stamp, now }),
  );
  const [storeMs] = await timed(() => store.ledger.decide(decisions, now));
  return {
    articles: catalog.manifest.articles,
    noteAllMs: before.ms,
    noteFreshMs: after.ms,
    togetherMs: medianOf(runs),
    aloneMs: sampleMs / sample.length,
    storeMs,
    shown: chosen.reduce((sum, { selection }) => sum + selection.shown.length, 0),
  };
}

/** The news as they were before their newest articles came. */
async function withoutNewest(catalog: Catalog, articles: number): Promise<Noted> {
  const dated: { readonly id: string; readonly at: number }[] = [];
  for await (const chunk of catalog.sightings())
    for (const { id, publishedAt } of chunk) dated.push({ id, at: publishedAt ?? 0 });
  const newest = dated.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, articles);
  const held = new Set(newest.map(({ id }) => id));
  return {
    manifest: { ...catalog.manifest, id: `${catalog.manifest.id} before` },
    async *sightings() {
      for await (const chunk of catalog.sightings()) yield chunk.filter(({ id }) => !held.has(id));
    },
  };
}

/** Nothing was sent: what storing takes is the same. */
function decisionOf(
  { subscription: { record }, slotAt }: ChoiceRequest,
  {
    index,
    settled,
    through,
    now,
  }: { readonly index: number; readonly settled: string; readonly through: number; readonly now: number },
): Parameters<Store["ledger"]["decide"]>[0][number] {
  return {
    slot: {
      id: `slot${index}`,
      subscription: record.id,
      slotAt,
      kind: "scheduled",
      state: "skipped",
      reason: null,
      place: record.place,
      seenFrom: record.seenThrough,
      openFrom: null,
      seenThrough: through,
      settled,
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
      decidedSlot: slotAt,
      nextSlot: slotAt + DAY_MS,
      silentSince: null,
      silenceTold: 0,
      outageTold: null,
      spikes: "[]",
    },
    decidedFrom: record,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}
