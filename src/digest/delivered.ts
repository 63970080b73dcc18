// What a slot settled as its messages stand: an article is shown where its message is. Pure.

import type { PartStanding, SlotRecord } from "../store/ledger.ts";
import { readTold } from "../store/told.ts";
import { readSettled } from "./say/receipt.ts";
import type { Bucket, Settled } from "./select.ts";

type Slot = Pick<SlotRecord, "state" | "settled">;

/** `parts`: the slot's messages. Of one that is still on its way, what waits to be sent counts as shown. */
export function settledAsDelivered(slot: Slot, parts: readonly PartStanding[]): Settled {
  const settled = readSettled(slot.settled);
  const { shown = [], ...others } = settled;
  const bucketOf = new Map(
    parts.flatMap((part) =>
      readTold(part.tells).articles.map((article) => [article, bucketOfPart(part, slot)] as const),
    ),
  );
  const buckets = Map.groupBy(shown, (article) => bucketOf.get(article) ?? "shown");
  return { ...others, ...Object.fromEntries(buckets) };
}

function bucketOfPart({ state }: PartStanding, slot: Slot): Bucket {
  switch (state) {
    case "sent":
      return "shown";
    case "refused":
      return "refused";
    case "unknown":
      return "unsure";
    case "claimed":
      return slot.state === "pending" ? "shown" : "unsure";
    case "pending":
      return slot.state === "pending" ? "shown" : "undelivered";
  }
}
