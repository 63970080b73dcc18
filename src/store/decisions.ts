// Taking decisions: a slot, what it sends and showed, and how far its subscription then is, all at once or not at all.

import type { Transaction } from "kysely";
import { addEntry, type Deed } from "./audit.ts";
import { inChunks } from "./chunks.ts";
import { rowValues } from "./row-values.ts";
import { type HeldSubscription, holdSubscriptions } from "./subscription-locks.ts";
import type {
  DeliveryPartRecord,
  SentArticleRecord,
  SlotRecord,
  StateDatabase,
  SubscriptionRecord,
  Tables,
} from "./tables.ts";
import { changeScores, changeWithdrawals } from "./told.ts";

/** A message that is to be sent. */
export type NewPart = Pick<DeliveryPartRecord, "n" | "key" | "payload" | "pieces" | "tells">;

/** An article as a slot shows it. */
export type ShownArticle = Omit<SentArticleRecord, "refused" | "withdrawalTold" | "owed">;

/** What a subscription's slot came to. */
export interface Decision {
  readonly slot: SlotRecord;
  /** Slots that this one covers too, or that were missed: recorded as skipped. */
  readonly covered: readonly SlotRecord[];
  /** Empty when nothing is sent. */
  readonly parts: readonly NewPart[];
  /** Of an article that was shown before, the earlier record stays. */
  readonly shown: readonly ShownArticle[];
  /** New verdicts of articles that were shown before. */
  readonly rescored: readonly { readonly article: string; readonly score: number }[];
  /** Articles that were shown before, and since when they are no longer in the data. */
  readonly withdrawn: readonly { readonly article: string; readonly withdrawnAt: number }[];
  /** What changes in the subscription. */
  readonly progress: Pick<
    SubscriptionRecord,
    | "seenThrough"
    | "openFrom"
    | "decidedSlot"
    | "nextSlot"
    | "silentSince"
    | "silenceTold"
    | "outageTold"
    | "spikes"
  >;
  /** The subscription that the decision was made from: when it is another now, somebody decided or edited meanwhile. */
  readonly decidedFrom: Pick<SubscriptionRecord, "decidedSlot" | "updatedAt">;
}

/** `Ledger.decide` in src/store/ledger.ts has the contract. */
export async function decide(
  db: StateDatabase,
  decisions: readonly Decision[],
  now: number,
  deed?: Deed,
): Promise<readonly string[]> {
  return await db.transaction().execute(async (trx) => {
    const subscriptions = new Set(decisions.map(({ slot }) => slot.subscription));
    const held = await holdSubscriptions(trx, [...subscriptions]);
    const fitting = fittingOf(decisions, held);
    const added = await addSlots(
      trx,
      fitting.map(({ slot }) => slot),
    );
    const taken = fitting.filter(({ slot }) => added.has(slot.id));
    await addSlots(
      trx,
      taken.flatMap(({ covered }) => covered),
    );
    await addParts(trx, taken);
    await addShown(trx, taken);
    await changeScores(
      trx,
      taken.flatMap(({ slot: { subscription }, rescored }) =>
        rescored.map((change) => ({ subscription, ...change })),
      ),
    );
    await changeWithdrawals(
      trx,
      taken.flatMap(({ slot: { subscription }, rescored, withdrawn }) => [
        ...withdrawn.map(({ article, withdrawnAt }) => ({
          subscription,
          article,
          withdrawalTold: withdrawnAt,
        })),
        // Who reads a new verdict of an article reads that it is there.
        ...rescored.map(({ article }) => ({ subscription, article, withdrawalTold: null })),
      ]),
    );
    await changeProgress(trx, taken, now);
    if (deed !== undefined && taken.length > 0) await addEntry(trx, deed);
    return taken.map(({ slot }) => slot.id);
  });
}

/** Those made from what their subscription is now: of each subscription the first. */
function fittingOf(
  decisions: readonly Decision[],
  held: ReadonlyMap<string, HeldSubscription>,
): readonly Decision[] {
  const fitting = new Map<string, Decision>();
  for (const decision of decisions) {
    const { subscription } = decision.slot;
    const now = held.get(subscription);
    const { decidedSlot, updatedAt } = decision.decidedFrom;
    if (now?.state !== "active" || now.decidedSlot !== decidedSlot || now.updatedAt !== updatedAt) continue;
    if (!fitting.has(subscription)) fitting.set(subscription, decision);
  }
  return [...fitting.values()];
}

/** Returns the ids of those that were not there before. */
async function addSlots(
  trx: Transaction<Tables>,
  slots: readonly SlotRecord[],
): Promise<ReadonlySet<string>> {
  const added = new Set<string>();
  for (const chunk of inChunks(slots)) {
    const rows = await trx
      .insertInto("slots")
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .execute();
    for (const { id } of rows) added.add(id);
  }
  return added;
}

async function addParts(trx: Transaction<Tables>, taken: readonly Decision[]): Promise<void> {
  const parts = taken.flatMap(({ slot, parts }) => parts.map((part) => pendingPart(slot.id, part, part.n)));
  for (const chunk of inChunks(parts)) await trx.insertInto("deliveryParts").values(chunk).execute();
}

/** A message that waits to be sent. */
export function pendingPart(slot: string, part: NewPart, position: number): DeliveryPartRecord {
  return { ...part, slot, position, state: "pending", refusal: null, claimedAt: null, messageId: null };
}

async function addShown(trx: Transaction<Tables>, taken: readonly Decision[]): Promise<void> {
  for (const chunk of inChunks(taken.flatMap(({ shown }) => shown))) {
    await trx
      .insertInto("sentArticles")
      .values(chunk.map((shown) => ({ ...shown, refused: 0, withdrawalTold: null, owed: 0 })))
      .onConflict((conflict) => conflict.columns(["subscription", "article"]).doNothing())
      .execute();
  }
}

async function changeProgress(
  trx: Transaction<Tables>,
  taken: readonly Decision[],
  now: number,
): Promise<void> {
  for (const chunk of inChunks(taken)) {
    const rows = chunk.map(({ slot, progress }) => [
      slot.subscription,
      progress.seenThrough,
      progress.openFrom,
      progress.decidedSlot,
      progress.nextSlot,
      progress.silentSince,
      progress.silenceTold,
      progress.outageTold,
      progress.spikes,
    ]);
    await trx
      .with(
        "next(id, seenThrough, openFrom, decidedSlot, nextSlot, silentSince, silenceTold, outageTold, spikes)",
        () => rowValues<Decision["progress"] & { id: string }>(rows),
      )
      .updateTable("subscriptions")
      .from("next")
      .set((set) => ({
        seenThrough: set.cast<number>("next.seenThrough", "bigint"),
        openFrom: set.cast<number | null>("next.openFrom", "bigint"),
        decidedSlot: set.cast<number>("next.decidedSlot", "bigint"),
        nextSlot: set.cast<number | null>("next.nextSlot", "bigint"),
        silentSince: set.cast<number | null>("next.silentSince", "bigint"),
        silenceTold: set.cast<0 | 1>("next.silenceTold", "integer"),
        outageTold: set.cast<number | null>("next.outageTold", "bigint"),
        spikes: set.cast<string>("next.spikes", "text"),
        updatedAt: now,
      }))
      .whereRef("subscriptions.id", "=", "next.id")
      .execute();
  }
}
