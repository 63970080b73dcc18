// Records of digests for the suites of test/store: what a test does not name is the same in all of them.

import type { Store } from "../../src/store/database.ts";
import type { Decision, NewPart, SentArticleRecord, SlotRecord } from "../../src/store/ledger.ts";
import type { SubscriptionRecord } from "../../src/store/subscriptions.ts";
import { NOTHING_TOLD } from "../../src/store/told.ts";

const CREATED = Date.UTC(2024, 2, 1, 9);

/** A daily digest of slack:T1 whose id, name and key are `name`. */
export function subscriptionRecord(name: string, rest: Partial<SubscriptionRecord> = {}): SubscriptionRecord {
  return {
    id: name,
    workspace: "slack:T1",
    platform: "slack",
    name,
    nameKey: name,
    kind: "digest",
    ownerId: "U1",
    ownerName: "Ana Ruiz",
    place: '{"platform":"slack","channel":"C1"}',
    placeLabel: "#rule-of-law",
    rule: "daily 09:00",
    zone: "Europe/Vienna",
    settings: "{}",
    state: "active",
    pauseReason: null,
    pausedUntil: null,
    seenThrough: CREATED,
    openFrom: null,
    decidedSlot: CREATED,
    nextSlot: CREATED + 86_400_000,
    silentSince: null,
    silenceTold: 0,
    outageTold: null,
    spikes: "[]",
    createdAt: CREATED,
    updatedAt: CREATED,
    ...rest,
  };
}

/** A pending slot; its id is the subscription's with its time. */
export function slotRecord(subscription: string, slotAt: number, rest: Partial<SlotRecord> = {}): SlotRecord {
  return {
    id: `${subscription} ${slotAt}`,
    subscription,
    slotAt,
    kind: "scheduled",
    state: "pending",
    reason: null,
    place: '{"platform":"slack","channel":"C1"}',
    seenFrom: CREATED,
    openFrom: null,
    seenThrough: slotAt,
    settled: "[]",
    begun: 0,
    attempts: 0,
    nextAttemptAt: null,
    decidedAt: slotAt,
    finishedAt: null,
    ...rest,
  };
}

export function sentRecord(
  slot: SlotRecord,
  article: string,
  rest: Partial<SentArticleRecord> = {},
): SentArticleRecord {
  return {
    subscription: slot.subscription,
    article,
    slot: slot.id,
    pillar: 1,
    score: 5,
    title: `Title of ${article}`,
    sentAt: slot.slotAt,
    refused: 0,
    withdrawalTold: null,
    owed: 0,
    ...rest,
  };
}

/** A message that tells nothing which is told once. */
export function partRecord(part: Pick<NewPart, "n"> & Partial<NewPart>): NewPart {
  return {
    key: `key ${part.n}`,
    payload: `payload ${part.n}`,
    pieces: "",
    tells: JSON.stringify(NOTHING_TOLD),
    ...part,
  };
}

/** A decision for `slot` that shows nothing, sends nothing and moves its subscription up to the slot. */
export function decisionOf(slot: SlotRecord, rest: Partial<Decision> = {}): Decision {
  return {
    slot,
    covered: [],
    parts: [],
    shown: [],
    rescored: [],
    withdrawn: [],
    progress: {
      seenThrough: slot.seenThrough,
      openFrom: null,
      decidedSlot: slot.slotAt,
      nextSlot: slot.slotAt + 86_400_000,
      silentSince: null,
      silenceTold: 0,
      outageTold: null,
      spikes: "[]",
    },
    decidedFrom: asOf(CREATED),
    ...rest,
  };
}

/** A subscription that was last decided, and changed, at that time. */
export function asOf(at: number): Decision["decidedFrom"] {
  return { decidedSlot: at, updatedAt: at };
}

/** Decides a slot of a subscription, from wherever that is, with so many parts (from 1) and these articles shown. */
export async function addSlot(
  store: Store,
  subscription: string,
  options: Partial<SlotRecord> & {
    readonly slotAt: number;
    readonly parts?: number;
    readonly shown?: readonly string[];
  },
): Promise<SlotRecord> {
  const { slotAt, parts = 0, shown = [], ...rest } = options;
  const slot = slotRecord(subscription, slotAt, rest);
  const decidedFrom = (await store.subscriptions.get(subscription)) ?? asOf(0);
  const decision = decisionOf(slot, {
    decidedFrom,
    parts: Array.from({ length: parts }, (_, index) =>
      partRecord({ n: index + 1, key: `${slot.id}-${index + 1}` }),
    ),
    shown: shown.map((article) => sentRecord(slot, article)),
  });
  const taken = await store.ledger.decide([decision], slotAt);
  if (taken.length !== 1) throw new Error(`The slot ${slot.id} was not taken.`);
  return slot;
}

/** Claims a message that nobody else claims. Resolves with when that was. */
export async function claimed({ ledger }: Pick<Store, "ledger">, slot: string, n: number): Promise<number> {
  const claimedAt = await ledger.claim(slot, n, Date.now());
  if (claimedAt === undefined) throw new Error(`Message ${n} of ${slot} could not be claimed.`);
  return claimedAt;
}
