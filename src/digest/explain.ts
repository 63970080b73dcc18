// Why a digest showed an article, or did not: from the ledger where it was decided, from the same choice where it was not.

import type { NewsLook } from "../datasets/look.ts";
import { passing, sieveOf } from "../news/filter/filter.ts";
import type { Clock } from "../reply/ports.ts";
import type { Ledger, SlotRecord } from "../store/ledger.ts";
import type { Seen, SeenArticleRecord } from "../store/seen.ts";
import { readSpikes } from "../store/told.ts";
import type { Digests } from "./conduct.ts";
import { settledAsDelivered } from "./delivered.ts";
import type { NewsReader } from "./news-view.ts";
import { KNOWN_BEFORE } from "./note-snapshot.ts";
import { type Bucket, bucketOf, isOlder, type Settled } from "./select.ts";
import { type Cell, readCells, toldOf } from "./spikes/watch.ts";
import { type Subscription, waitsForSpikes } from "./subscription.ts";

export type Explanation = Reason & {
  /** When its id changed in the data, ms UTC; absent where it never did. */
  readonly renamedAt?: number;
};

type Reason =
  /** Shown; while it is on its way nobody has seen it yet. Times are ms UTC. */
  | { readonly type: "shown"; readonly slotAt: number; readonly isOnItsWay: boolean }
  | { readonly type: "kept-out"; readonly bucket: Bucket; readonly slotAt: number }
  /** Sent, and nobody can tell whether it arrived. */
  | { readonly type: "unsure"; readonly slotAt: number }
  /** The next digest decides; it would be in this bucket now. */
  | { readonly type: "waiting"; readonly bucket: Bucket }
  /** In the data before the digest was made. */
  | { readonly type: "known-before" }
  /** Undated, and came with a file that was new: nobody can tell whether it is news. */
  | { readonly type: "undated-in-new-file" }
  /** The alert waits for spikes: so it stands with the countries and pillars of the article. */
  | {
      readonly type: "spikes";
      readonly cells: readonly {
        readonly cell: Cell;
        /** Since when the spike that goes on is told; absent where none is. */
        readonly since?: number;
      }[];
    }
  /** Not of its pillar, countries, outlets or words. */
  | { readonly type: "out-of-scope" }
  /** Never in the data. */
  | { readonly type: "unknown" };

export interface Explainer {
  /** `id` is the one that the article has in the data. `news`: the look of the command that asks. */
  explain(subscription: Subscription, id: string, news?: NewsLook): Promise<Explanation>;
}

/** The last slots of an alert, among which an article may have been counted in a spike. */
const SPIKE_SLOTS = 40;

/** The slots of a digest's first days, among which articles known at its creation were decided. */
const FIRST_SLOTS = 40;

export function createExplainer(options: {
  readonly ledger: Ledger;
  readonly seen: Seen;
  readonly reader: NewsReader;
  readonly digests: Digests;
  readonly clock: Clock;
}): Explainer {
  const { ledger, seen, reader, digests, clock } = options;

  async function asDelivered(
    slots: readonly SlotRecord[],
  ): Promise<readonly { readonly settled: Settled; readonly slotAt: number }[]> {
    const parts = await ledger.standing(slots.map(({ id }) => id));
    return slots.map((slot) => ({
      settled: settledAsDelivered(slot, parts.get(slot.id) ?? []),
      slotAt: slot.slotAt,
    }));
  }

  async function reasonOf(
    subscription: Subscription,
    article: string,
    known: SeenArticleRecord | undefined,
    news: NewsLook | undefined,
  ): Promise<Reason> {
    const { record } = subscription;
    const sent = await ledger.sent(record.id, article);
    if (sent !== undefined) {
      const slot = await ledger.slot(sent.slot);
      const slotAt = slot?.slotAt ?? sent.sentAt;
      if (sent.refused === 1) return { type: "kept-out", bucket: "refused", slotAt };
      const [settled] = slot === undefined ? [] : await asDelivered([slot]);
      if (settled !== undefined && bucketOf(settled.settled, article) === "unsure")
        return { type: "unsure", slotAt };
      return { type: "shown", slotAt, isOnItsWay: slot?.state === "pending" };
    }
    if (known === undefined) return { type: "unknown" };
    if (waitsForSpikes(subscription))
      return spikeReasonOf(subscription, article, known.currentId ?? known.article, news);
    const stamp = Math.max(known.firstSeenAt, known.rescoredAt ?? 0);
    if (stamp > record.seenThrough || record.openFrom !== null) {
      const bucket = bucketOf((await digests.preview(subscription, news)).settled, article);
      if (bucket !== undefined) return { type: "waiting", bucket };
    }
    if (stamp === KNOWN_BEFORE) return { type: "undated-in-new-file" };
    // The last look at it counts: it may have been scored anew, or got other words, since it was first seen. What was
    // known at creation was looked at by the first slots, if at all.
    const covering = (await ledger.slotsCovering(record.id, stamp)).toReversed();
    const oldest = await ledger.oldestSlots(record.id, FIRST_SLOTS);
    for (const { settled, slotAt } of await asDelivered(covering.length > 0 ? covering : oldest)) {
      const bucket = bucketOf(settled, article) ?? unnamedBucket(settled, known, slotAt);
      // Where nothing is remembered as shown, the slot was given up before anybody saw it: what it is now counts.
      if (bucket !== undefined && bucket !== "shown" && bucket !== "undelivered")
        return { type: "kept-out", bucket, slotAt };
    }
    return stamp > record.seenThrough || [...covering, ...oldest].some(({ seenFrom }) => seenFrom < stamp)
      ? { type: "out-of-scope" }
      : { type: "known-before" };
  }

  /** What was decided in a spike, else how the countries and pillars of the article stand. */
  async function spikeReasonOf(
    subscription: Subscription,
    article: string,
    id: string,
    news: NewsLook | undefined,
  ): Promise<Reason> {
    const { record, settings } = subscription;
    for (const { settled, slotAt } of await asDelivered(
      await ledger.slotsOf(record.id, { limit: SPIKE_SLOTS }),
    )) {
      const bucket = bucketOf(settled, article);
      if (bucket !== undefined && bucket !== "shown" && bucket !== "undelivered")
        return { type: "kept-out", bucket, slotAt };
    }
    return reader.read(
      record.workspace,
      async ({ view }): Promise<Reason> => {
        const entry = await view?.catalog.article(id);
        if (view === undefined || entry === undefined) return { type: "unknown" };
        const kept = passing(sieveOf({ ...settings.filter, scored: true }), entry.article);
        const told = readSpikes(record.spikes);
        const cells = await readCells(view.catalog, settings.filter, clock());
        const own = cells.filter(
          ({ country, pillar }) =>
            entry.article.countries.includes(country) && kept.some((verdict) => verdict.pillar === pillar),
        );
        if (own.length === 0) return { type: "out-of-scope" };
        return {
          type: "spikes",
          cells: own.map((cell) => {
            const since = toldOf(told, cell)?.since;
            return { cell, ...(since === undefined ? {} : { since }) };
          }),
        };
      },
      news,
    );
  }

  return {
    async explain(subscription, id, news) {
      const known = await reader.read(
        subscription.record.workspace,
        async ({ view }) => {
          if (view === undefined) return undefined;
          const article = (await seen.articlesWithIds(view.dataSet, [id])).get(id) ?? id;
          return seen.article(view.dataSet, article);
        },
        news,
      );
      const reason = await reasonOf(subscription, known?.article ?? id, known, news);
      const renamedAt = known?.renamedAt ?? undefined;
      return renamedAt === undefined ? reason : { ...reason, renamedAt };
    },
  };
}

/** The bucket of an article that may be one of many which a slot does not name. */
function unnamedBucket(
  { unnamed = {} }: Settled,
  { withdrawnAt, publishedAt }: SeenArticleRecord,
  slotAt: number,
): Bucket | undefined {
  if (unnamed.withdrawn !== undefined && withdrawnAt !== null) return "withdrawn";
  return unnamed.older !== undefined && isOlder(publishedAt ?? undefined, slotAt) ? "older" : undefined;
}
