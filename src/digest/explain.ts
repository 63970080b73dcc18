// Why a digest showed an article, or did not: from the ledger where it was decided, from the same choice where it was not.

import type { NewsLook } from "../datasets/look.ts";
import type { Ledger } from "../store/ledger.ts";
import type { Seen, SeenArticleRecord } from "../store/seen.ts";
import type { Digests } from "./conduct.ts";
import type { NewsReader } from "./news-view.ts";
import { readSettled } from "./say/receipt.ts";
import { type Bucket, bucketOf, isOlder, type Settled } from "./select.ts";
import type { Subscription } from "./subscription.ts";

export type Explanation =
  /** Shown; while it is on its way nobody has seen it yet. Times are ms UTC. */
  | { readonly type: "shown"; readonly slotAt: number; readonly isOnItsWay: boolean }
  | { readonly type: "kept-out"; readonly bucket: Bucket; readonly slotAt: number }
  /** The next digest decides; it would be in this bucket now. */
  | { readonly type: "waiting"; readonly bucket: Bucket }
  /** In the data before the digest was made. */
  | { readonly type: "known-before" }
  /** Not of its pillar, countries, outlets or words. */
  | { readonly type: "out-of-scope" }
  /** Never in the data. */
  | { readonly type: "unknown" };

export interface Explainer {
  /** `news`: the look of the command that asks. */
  explain(subscription: Subscription, article: string, news?: NewsLook): Promise<Explanation>;
}

/** The slots of a digest's first days, among which articles known at its creation were decided. */
const FIRST_SLOTS = 40;

export function createExplainer(options: {
  readonly ledger: Ledger;
  readonly seen: Seen;
  readonly reader: NewsReader;
  readonly digests: Digests;
}): Explainer {
  const { ledger, seen, reader, digests } = options;

  return {
    async explain(subscription, article, news) {
      const { record } = subscription;
      const sent = await ledger.sent(record.id, article);
      if (sent !== undefined) {
        const slot = await ledger.slot(sent.slot);
        return {
          type: "shown",
          slotAt: slot?.slotAt ?? sent.sentAt,
          isOnItsWay: slot?.state === "pending",
        };
      }
      const known = await reader.read(
        record.workspace,
        async ({ view }) => (view === undefined ? undefined : seen.article(view.dataSet, article)),
        news,
      );
      if (known === undefined) return { type: "unknown" };
      const stamp = Math.max(known.firstSeenAt, known.rescoredAt ?? 0);
      if (stamp > record.seenThrough || record.openFrom !== null) {
        const bucket = bucketOf((await digests.preview(subscription, news)).settled, article);
        if (bucket !== undefined) return { type: "waiting", bucket };
      }
      // The last look at it counts: it may have been scored anew, or got other words, since it was first seen. What was
      // known at creation was looked at by the first slots, if at all.
      const covering = (await ledger.slotsCovering(record.id, stamp)).toReversed();
      const oldest = await ledger.oldestSlots(record.id, FIRST_SLOTS);
      for (const { settled, slotAt } of covering.length > 0 ? covering : oldest) {
        const bucket =
          bucketOf(readSettled(settled), article) ?? unnamedBucket(readSettled(settled), known, slotAt);
        // Where nothing is remembered as shown, the slot was given up before anybody saw it.
        if (bucket !== undefined && bucket !== "shown") return { type: "kept-out", bucket, slotAt };
      }
      return stamp > record.seenThrough || [...covering, ...oldest].some(({ seenFrom }) => seenFrom < stamp)
        ? { type: "out-of-scope" }
        : { type: "known-before" };
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
