// What an alert has to tell of spikes: those that began, with their best stories, and those that are over. What goes on was
// told before. Writes nothing.

import type { StoryEntry } from "../../news/catalog.ts";
import type { Ledger } from "../../store/ledger.ts";
import type { Mutes } from "../../store/mutes.ts";
import type { Seen } from "../../store/seen.ts";
import { readSpikes, type SpikeTold } from "../../store/told.ts";
import { fromCatalog } from "../candidates.ts";
import { type Muted, mutedIn, mutesOf, type NewsView } from "../choose.ts";
import { BUCKETS, type Bucket, type Selection, type Settled, screen, settle, sizeOf } from "../select.ts";
import type { Subscription } from "../subscription.ts";
import { isOver, isSpike } from "./rule.ts";
import { type Cell, filterOfCell, type Judged, judgedOf, readCells, toldOf } from "./watch.ts";

/** A spike that began. */
export interface Began extends Judged {
  readonly selection: Selection;
  /** Whole articles of the stories that are shown, by what they are known by. */
  readonly entries: ReadonlyMap<string, StoryEntry>;
}

/** A spike that was told and is over. */
export interface Over extends Judged {
  readonly since: number;
}

export interface SpikeNews {
  /** The most unusual first. */
  readonly began: readonly Began[];
  readonly over: readonly Over[];
  /** Spikes that wait, since no more stories may be shown today. */
  readonly waiting: readonly Judged[];
  /** What becomes of the stories of those that began: each once, though it may be in several. */
  readonly settled: Settled;
  /** Spikes that were told before the look. */
  readonly told: readonly SpikeTold[];
  /** All that was looked at and can be told. */
  readonly judged: readonly Judged[];
}

export interface SpikeRequest {
  readonly subscription: Subscription;
  /** ms UTC. */
  readonly slotAt: number;
  /** Stories shown at most. */
  readonly limit: number;
}

/** Stories shown of one spike. */
const SHOWN = 3;
/** Stories named of one spike; the others are only counted. */
const NAMED = 100;

export interface SpikeTeller {
  /** What each alert has to tell. Changes nothing. */
  look(requests: readonly SpikeRequest[], view: NewsView): Promise<ReadonlyMap<Subscription, SpikeNews>>;
}

export function createSpikeTeller(options: {
  readonly seen: Seen;
  readonly ledger: Ledger;
  readonly mutes: Mutes;
}): SpikeTeller {
  const { seen, ledger, mutes } = options;

  /** Shows nothing that the alert showed before: that was seen. */
  async function storiesOf(
    { subscription, slotAt, limit }: SpikeRequest,
    cell: Judged,
    { view, muted, shown }: { readonly view: NewsView; readonly muted: Muted; readonly shown: Set<string> },
  ): Promise<Began> {
    const { record, settings } = subscription;
    const filter = filterOfCell(settings.filter, cell);
    const found = await view.catalog.top({ filter, period: cell.days, limit: NAMED, offset: 0 });
    const ids = found.entries.flatMap(({ article, reports }) => [article.id, ...reports.map(({ id }) => id)]);
    const keys = await seen.articlesWithIds(view.dataSet, ids);
    const keyOf = (id: string): string => keys.get(id) ?? id;
    const storyOf = new Map(
      found.entries.flatMap(({ article, reports }) =>
        [article, ...reports].map(({ id }) => [keyOf(id), article.storyId] as const),
      ),
    );
    const sent = (await ledger.sentAmong([record.id], [...storyOf.keys()])).get(record.id) ?? [];
    const sentStories = sent.flatMap(({ article, refused }) =>
      refused === 1 ? [] : [storyOf.get(article) ?? article],
    );
    const entries = new Map(found.entries.map((entry) => [keyOf(entry.article.id), entry]));
    const candidates = [...entries].map(([key, entry]) => fromCatalog(key, entry));
    const selection = settle(screen(candidates, filter), {
      slotAt,
      sentStories: new Set([...sentStories, ...shown]),
      mutes: mutesOf(record.id, muted, storyOf),
      limit: Math.max(0, Math.min(SHOWN, limit - shown.size)),
    });
    for (const { candidate } of selection.shown) shown.add(candidate.storyId);
    const unnamed = found.stories - found.entries.length;
    return {
      ...cell,
      entries,
      selection:
        unnamed === 0
          ? selection
          : { ...selection, settled: { ...selection.settled, unnamed: { "over-limit": unnamed } } },
    };
  }

  async function newsOf(request: SpikeRequest, cells: readonly Cell[], view: NewsView): Promise<SpikeNews> {
    const { subscription, slotAt, limit } = request;
    const { record } = subscription;
    const told = readSpikes(record.spikes);
    const judged = judgedOf(cells);
    const spikes = judged
      .filter((cell) => toldOf(told, cell) === undefined && isSpike(cell.reading))
      .toSorted((a, b) => b.reading.stories / b.reading.needed - a.reading.stories / a.reading.needed);
    const over = judged.flatMap((cell): readonly Over[] => {
      const since = toldOf(told, cell)?.since;
      return since !== undefined && isOver(cell.reading) ? [{ ...cell, since }] : [];
    });
    if (spikes.length === 0 || limit === 0)
      return { began: [], over, waiting: spikes, settled: {}, told, judged };
    const muted = await mutedIn(view, seen, await mutes.ofWorkspace(record.workspace, slotAt));
    const shown = new Set<string>();
    const began: Began[] = [];
    for (const cell of spikes) began.push(await storiesOf(request, cell, { view, muted, shown }));
    const settled = together(began.map(({ selection }) => selection.settled));
    return { began, over, waiting: [], settled, told, judged };
  }

  return {
    async look(requests, view) {
      // Alerts of one filter that look at the same moment see the same.
      const looks = new Map<string, readonly Cell[]>();
      const told = new Map<Subscription, SpikeNews>();
      for (const request of requests) {
        const { filter } = request.subscription.settings;
        const key = JSON.stringify([filter, request.slotAt]);
        const cells = looks.get(key) ?? (await readCells(view.catalog, filter, request.slotAt));
        looks.set(key, cells);
        told.set(request.subscription, await newsOf(request, cells, view));
      }
      return told;
    },
  };
}

/** Each article in one bucket: where one spike shows it, else where the first puts it. */
function together(all: readonly Settled[]): Settled {
  const placed = new Map<string, Bucket>();
  for (const id of all.flatMap(({ shown = [] }) => shown)) placed.set(id, "shown");
  for (const settled of all)
    for (const bucket of BUCKETS)
      for (const id of settled[bucket] ?? []) if (!placed.has(id)) placed.set(id, bucket);
  const named = Map.groupBy(placed.keys(), (id) => placed.get(id) ?? "over-limit");
  const unnamed = all.reduce(
    (sum, settled) => sum + sizeOf(settled, "over-limit") - (settled["over-limit"]?.length ?? 0),
    0,
  );
  return { ...Object.fromEntries(named), ...(unnamed === 0 ? {} : { unnamed: { "over-limit": unnamed } }) };
}
