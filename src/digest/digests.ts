// Conducts digests and alerts: what is due is decided in one go for each workspace, stored whole, and handed to the
// queue. Every decision is a row that is there once, so that nothing is lost or doubled whenever the program ends.

import { setImmediate } from "node:timers/promises";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Delivery, Places } from "../platform/destination.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { Store } from "../store/database.ts";
import type { Decision } from "../store/ledger.ts";
import type { SubscriptionRecord } from "../store/subscriptions.ts";
import { startOfLocalDay } from "../time/zones.ts";
import { type Chosen, createChooser, type NewsView } from "./choose.ts";
import { judge, type Verdict } from "./decide.ts";
import type { DeliveryQueue } from "./deliver/queue.ts";
import type { NewsReader, Newsstand } from "./news-view.ts";
import { quietUntil } from "./quiet.ts";
import type { CommandTexts } from "./say/compose.ts";
import { draftDigest } from "./say/draft.ts";
import type { Settled } from "./select.ts";
import { coveredRecords, dueSlots, newSlotId, nextSlotOf, RESUMED, type Slot, slotRecord } from "./slots.ts";
import { type Subscription, subscriptionOf } from "./subscription.ts";

/** Subscriptions looked at in one tick: so many that some which cannot go on hold up no others. */
const DUE_AT_ONCE = 50_000;
/** How long a tick waits for its workspaces: the next one must not come much later than it is due. */
const PATIENCE_MS = 20_000;
/** Subscriptions whose slots are counted before others get their turn: a week of missed hours takes over a ms. */
const READ_AT_ONCE = 20;
/** Decisions composed and stored together. */
const STORED_AT_ONCE = 200;

/** What one decision would do or did. */
export interface Outcome {
  readonly slot: Slot;
  readonly sends: boolean;
  readonly reason: string | null;
  readonly settled: Settled;
  /** Of a preview: what would be sent; absent when nothing would be. */
  readonly delivery?: Delivery;
}

export type RunOutcome =
  | { readonly type: "decided"; readonly outcome: Outcome }
  /** The digest before it is still being delivered. */
  | { readonly type: "pending" }
  /** Its platform does not run here, or somebody decided at the same moment. */
  | { readonly type: "unavailable" };

export interface Digests {
  /** Decides everything that is due: scheduled slots, ends of pauses, alerts that wait. Never rejects. */
  tick(): Promise<void>;
  /** News arrived: decides the alerts that wait for some. Never rejects. */
  newsArrived(): Promise<void>;
  /** What the next digest would be if it was due now. Changes nothing. */
  preview(subscription: Subscription): Promise<Outcome>;
  /** Decides a digest now; it covers what is due, and the next one begins behind it. */
  run(subscription: Subscription): Promise<RunOutcome>;
  /** Resolves when no workspace's digests are being decided. */
  idle(): Promise<void>;
  /** The stamp of what the workspace's data hold now: everything in it counts as known. 0 while there are no data. */
  stampOf(workspace: WorkspaceKey): Promise<number>;
}

export interface DigestsOptions {
  readonly store: Pick<Store, "subscriptions" | "ledger" | "mutes" | "seen">;
  readonly reader: NewsReader;
  readonly places: Places;
  readonly queue: DeliveryQueue;
  readonly texts: CommandTexts;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Due {
  readonly subscription: Subscription;
  readonly slot: Slot;
}

/** A decision with what it says. */
interface Decided extends Due {
  readonly chosen?: Chosen;
  readonly verdict: Verdict;
  readonly view?: NewsView;
}

export function createDigests(options: DigestsOptions): Digests {
  const { store, reader, places, queue, texts, clock, log } = options;
  const chooser = createChooser(store);
  const underWay = new Map<string, Promise<void>>();

  /** What each comes to, without writing anything. */
  async function decideAll(due: readonly Due[], { view, outage }: Newsstand): Promise<readonly Decided[]> {
    const requests = await Promise.all(
      due.map(async ({ subscription, slot }) => ({
        subscription,
        slotAt: slot.slotAt,
        limit: await limitOf(subscription, slot),
      })),
    );
    const chosen = view === undefined ? [] : await chooser.choose(requests, view);
    return due.map(({ subscription, slot }, index): Decided => {
      const own = chosen[index];
      return {
        subscription,
        slot,
        verdict: judge(subscription, slot, own, outage),
        ...(own === undefined ? {} : { chosen: own }),
        ...(view === undefined ? {} : { view }),
      };
    });
  }

  /** Stories that a slot may show: an alert has a number for each day. */
  async function limitOf({ record, settings }: Subscription, { kind, slotAt }: Slot): Promise<number> {
    if (kind !== "alert" || settings.maxPerDay === undefined) return settings.limit;
    const today = await store.ledger.shownSince(record.id, startOfLocalDay(record.zone, slotAt));
    return Math.max(0, Math.min(settings.limit, settings.maxPerDay - today));
  }

  async function deliveryOf({ subscription, slot, chosen, view, verdict }: Decided, now: number) {
    return draftDigest(
      {
        subscription,
        slot,
        sentences: verdict.sentences,
        now,
        ...(chosen === undefined ? {} : { chosen }),
        ...(view === undefined ? {} : { catalog: view.catalog }),
      },
      texts,
    );
  }

  /** The decision with its messages, whole; undefined when its platform does not run here. */
  async function prepare(decided: Decided, now: number): Promise<Decision | undefined> {
    const { subscription, slot, chosen, view, verdict } = decided;
    const { record, place } = subscription;
    const settled = JSON.stringify(chosen?.selection.settled ?? {});
    const through = view?.through ?? record.seenThrough;
    const decision = {
      covered: coveredRecords(decided, now),
      rescored: (chosen?.rescored ?? []).map(({ article, after }) => ({ article, score: after })),
      progress: {
        ...verdict.progress,
        seenThrough: through,
        openFrom: view === undefined ? record.openFrom : null,
        decidedSlot: slot.slotAt,
        nextSlot: nextSlotOf(subscription, Math.max(now, slot.slotAt)),
      },
      decidedFrom: record,
    };
    const values = { seenThrough: through, settled, decidedAt: now };
    if (!verdict.sends) {
      const skipped = slotRecord(subscription, slot, { ...values, state: "skipped", reason: verdict.reason });
      return { ...decision, slot: skipped, parts: [], shown: [] };
    }
    const { delivery, shown } = await deliveryOf(decided, now);
    const replies = [delivery.main, ...(delivery.inThread === undefined ? [] : [delivery.inThread])];
    const destination = await places.open(record.workspace, place, replies);
    if (destination === undefined) return undefined;
    const pending = slotRecord(subscription, slot, { ...values, state: "pending", reason: null });
    return { ...decision, slot: pending, parts: destination.plan(delivery, slot.id), shown };
  }

  async function decideAndStore(due: readonly Due[], stand: Newsstand, now: number): Promise<void> {
    const decided = await decideAll(due, stand);
    // Some at a time: what is stored can be delivered while the next ones are composed.
    for (let from = 0; from < decided.length; from += STORED_AT_ONCE) {
      const prepared = await Promise.all(
        decided.slice(from, from + STORED_AT_ONCE).map(async (one) => {
          try {
            return await prepare(one, now);
          } catch (error) {
            log.error({ err: error, subscription: one.subscription.record.id }, "a digest was not composed");
            return undefined;
          }
        }),
      );
      await keep(
        prepared.filter((decision) => decision !== undefined),
        now,
      );
      queue.enqueue();
    }
  }

  /** Stores decisions together; when that fails one by one, so that one which cannot be stored holds up no other. */
  async function keep(decisions: readonly Decision[], now: number): Promise<void> {
    try {
      await store.ledger.decide(decisions, now);
    } catch (error) {
      if (decisions.length === 1)
        log.error({ err: error, subscription: decisions[0]?.slot.subscription }, "a digest was not stored");
      else for (const decision of decisions) await keep([decision], now);
    }
  }

  /**
   * The work for each workspace, beside one another: one that fails, or waits for its files to be read, holds up no other
   * and is not begun twice. Resolves when all are done, or after `PATIENCE_MS`.
   */
  async function forEachWorkspace(
    what: "scheduled" | "alerts",
    records: readonly SubscriptionRecord[],
    work: (own: readonly SubscriptionRecord[], stand: Newsstand) => Promise<unknown>,
  ): Promise<void> {
    for (const [workspace, own] of Map.groupBy(records, (record) => record.workspace)) {
      const key = `${what} ${workspace}`;
      if (underWay.has(key)) continue;
      const done = reader
        .read(workspace, (stand) => work(own, stand))
        .catch((error: unknown) => {
          if (error instanceof AppError && error.code === "closing") return;
          log.error({ err: error, workspace }, "digests were not decided");
        })
        .then(() => undefined)
        .finally(() => underWay.delete(key));
      underWay.set(key, done);
    }
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, PATIENCE_MS);
    await Promise.race([Promise.all(underWay.values()), patience]);
    clearTimeout(timer);
  }

  async function decideScheduled(): Promise<void> {
    const now = clock();
    const records = await store.subscriptions.due(now, DUE_AT_ONCE);
    const pending = await store.ledger.pendingAmong(records.map(({ id }) => id));
    // What is still being delivered comes first: the next digest then covers all that was due meanwhile.
    const free = records.filter(({ id, platform }) => !pending.has(id) && places.serves(platform));
    await forEachWorkspace("scheduled", free, async (own, stand) => {
      // News may have been waited for: what came due meanwhile is covered, too.
      const then = clock();
      await decideAndStore(await scheduledDue(own, then), stand, then);
    });
  }

  async function scheduledDue(records: readonly SubscriptionRecord[], now: number): Promise<readonly Due[]> {
    const due: Due[] = [];
    for (const [index, record] of records.entries()) {
      const subscription = read(record);
      if (subscription !== undefined) due.push({ subscription, slot: scheduledSlot(subscription, now) });
      if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await setImmediate();
    }
    return due;
  }

  function scheduledSlot(subscription: Subscription, now: number): Slot {
    const slots = dueSlots(subscription, now);
    return {
      id: newSlotId(),
      slotAt: slots.at(-1) ?? subscription.record.nextSlot ?? now,
      kind: "scheduled",
      covered: slots.slice(0, -1),
    };
  }

  async function decideAlerts(): Promise<void> {
    const records = await store.subscriptions.activeAlerts();
    const pending = await store.ledger.pendingAmong(records.map(({ id }) => id));
    const free = records.filter(({ id, platform }) => !pending.has(id) && places.serves(platform));
    await forEachWorkspace("alerts", free, async (own, stand) => {
      const { view } = stand;
      if (view === undefined) return;
      // News may have been waited for, and quiet hours begun meanwhile.
      const now = clock();
      const due = own.flatMap((record): readonly Due[] => {
        const subscription = record.seenThrough < view.through ? read(record) : undefined;
        const quiet = subscription?.settings.quiet;
        // What comes in quiet hours is decided when they are over, by the first tick.
        if (quiet !== undefined && quietUntil(quiet, record.zone, now) !== undefined) return [];
        if (subscription === undefined) return [];
        const slotAt = Math.max(now, record.decidedSlot + 1);
        return [{ subscription, slot: { id: newSlotId(), slotAt, kind: "alert", covered: [] } }];
      });
      await decideAndStore(due, stand, now);
    });
  }

  async function resumePaused(): Promise<void> {
    const now = clock();
    for (const { id } of await store.subscriptions.toResume(now))
      await store.subscriptions.update(id, RESUMED, now);
  }

  function read(record: SubscriptionRecord): Subscription | undefined {
    try {
      return subscriptionOf(record);
    } catch (error) {
      log.error({ err: error, subscription: record.id }, "a digest cannot be read");
      return undefined;
    }
  }

  async function guarded(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ reason: messageOf(error), err: error }, `${what} failed`);
    }
  }

  /** A slot outside of the schedule, which covers what is due by now. */
  function slotNow(subscription: Subscription, now: number): Slot {
    const { kind, decidedSlot } = subscription.record;
    return {
      id: newSlotId(),
      slotAt: Math.max(now, decidedSlot + 1),
      kind: kind === "alert" ? "alert" : "run",
      covered: dueSlots(subscription, now - 1),
    };
  }

  async function outcomeOf(decided: Decided, now: number): Promise<Outcome> {
    const { slot, verdict, chosen } = decided;
    return {
      slot,
      sends: verdict.sends,
      reason: verdict.reason,
      settled: chosen?.selection.settled ?? {},
      ...(verdict.sends ? { delivery: (await deliveryOf(decided, now)).delivery } : {}),
    };
  }

  return {
    async tick() {
      await guarded("ending pauses", resumePaused);
      await guarded("deciding digests", decideScheduled);
      await guarded("deciding alerts", decideAlerts);
      queue.enqueue();
    },

    newsArrived: () => guarded("deciding alerts", decideAlerts),

    async preview(subscription) {
      const now = clock();
      const due = { subscription, slot: slotNow(subscription, now) };
      return reader.read(subscription.record.workspace, async (stand) => {
        const [decided] = await decideAll([due], stand);
        return outcomeOf(
          decided ?? { ...due, verdict: judge(subscription, due.slot, undefined, undefined) },
          now,
        );
      });
    },

    async run(subscription) {
      const { record } = subscription;
      if ((await store.ledger.pendingAmong([record.id])).has(record.id)) return { type: "pending" };
      const now = clock();
      const due = { subscription, slot: slotNow(subscription, now) };
      return reader.read(record.workspace, async (stand) => {
        const [decided] = await decideAll([due], stand);
        const decision = decided === undefined ? undefined : await prepare(decided, now);
        if (decided === undefined || decision === undefined) return { type: "unavailable" };
        const [taken] = await store.ledger.decide([decision], now);
        if (taken === undefined) return { type: "unavailable" };
        queue.enqueue();
        const { slot, verdict, chosen } = decided;
        return {
          type: "decided",
          outcome: {
            slot,
            sends: verdict.sends,
            reason: verdict.reason,
            settled: chosen?.selection.settled ?? {},
          },
        };
      });
    },

    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },

    stampOf: (workspace) => reader.read(workspace, async ({ view }) => view?.through ?? 0),
  };
}
