// Conducts digests and alerts: what is due is decided in one go for each workspace, stored whole, and handed to the
// queue. Every decision is a row that is there once, so that nothing is lost or doubled whenever the program ends.

import type { NewsLook } from "../datasets/look.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Places } from "../platform/destination.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { Deed } from "../store/audit.ts";
import type { Store } from "../store/database.ts";
import { ALONE, type Leases } from "../store/leases.ts";
import type { Decision } from "../store/ledger.ts";
import type { SubscriptionRecord } from "../store/subscriptions.ts";
import type { CorrectionPlanner } from "./correct/planner.ts";
import { createDecider, type Decided, type Outcome, outcomeOf } from "./decision.ts";
import type { DeliveryQueue } from "./deliver/queue.ts";
import { withoutDeparted } from "./departed.ts";
import { createWaiting, type Due, slotNow } from "./due.ts";
import type { NewsReader, Newsstand } from "./news-view.ts";
import type { CommandTexts } from "./say/contents.ts";
import { inShares } from "./shares.ts";
import { createStandingNews } from "./standing.ts";
import type { Subscription } from "./subscription.ts";

/** How long a tick waits for its workspaces: the next one must not come much later than it is due. */
const PATIENCE_MS = 20_000;
/** Decisions composed and stored together. */
const STORED_AT_ONCE = 200;

export type RunOutcome =
  | { readonly type: "decided"; readonly outcome: Outcome }
  /** The digest before it is still being delivered. */
  | { readonly type: "pending" }
  /** Its platform does not run here, or somebody decided at the same moment. */
  | { readonly type: "unavailable" }
  /** The machine's clock has just jumped: digests wait for it to be set right. */
  | { readonly type: "clock-held" };

/** `news`: the look of a command that asks; without it one is taken. */
export interface Digests {
  /** Decides everything that is due: scheduled slots, ends of pauses, alerts that wait, corrections. Never rejects. */
  tick(): Promise<void>;
  /** News arrived: decides the alerts that wait for some, and what of earlier digests they make wrong. Never rejects. */
  newsArrived(): Promise<void>;
  /** What the next digest would be if it was due now. Changes nothing. */
  preview(subscription: Subscription, news?: NewsLook): Promise<Outcome>;
  /** Decides a digest now; it covers what is due, and the next one begins behind it. */
  run(subscription: Subscription, news?: NewsLook, deed?: Deed): Promise<RunOutcome>;
  /** Resolves when no workspace's digests are being decided. */
  idle(): Promise<void>;
  /** The stamp of what the workspace's data hold now: everything in it counts as known. 0 while there are no data. */
  stampOf(workspace: WorkspaceKey, news?: NewsLook): Promise<number>;
}

export interface DigestsOptions {
  readonly store: Pick<Store, "subscriptions" | "ledger" | "mutes" | "seen">;
  readonly reader: NewsReader;
  readonly places: Places;
  readonly queue: DeliveryQueue;
  readonly planner: CorrectionPlanner;
  readonly texts: CommandTexts;
  /** Default: no other process decides. */
  readonly leases?: Leases;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createDigests(options: DigestsOptions): Digests {
  const { store, reader, places, queue, planner, texts, leases = ALONE, clock, log } = options;
  const waiting = createWaiting({ store, places, clock, log });
  const decider = createDecider({ store, places, texts });
  const standing = createStandingNews({ store, places, log });
  const underWay = new Map<string, Promise<void>>();

  async function decideAndStore(due: readonly Due[], stand: Newsstand, now: number): Promise<void> {
    const { subscriptions } = store;
    const present = await withoutDeparted(due, { places, subscriptions, clock, log });
    const first = await decider.decideAll(present, stand);
    const known = await standing.note(first, now);
    const isKnown = ({ subscription }: Due): boolean => known.has(subscription.record.id);
    const decided = [
      ...first.filter((one) => !isKnown(one)),
      ...(known.size === 0 ? [] : await decider.decideAll(present.filter(isKnown), stand)),
    ];
    // Some at a time: what is stored can be delivered while the next ones are composed.
    for (let from = 0; from < decided.length; from += STORED_AT_ONCE) {
      const prepared = await Promise.all(
        decided.slice(from, from + STORED_AT_ONCE).map(async (one) => {
          try {
            return await decider.prepare(one, now);
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
   * and is not begun twice here. What news make wrong is planned before: a decision tells it as told. Resolves when all are
   * done, or after `PATIENCE_MS`.
   */
  async function forEachWorkspace<T extends Pick<SubscriptionRecord, "workspace">>(
    what: "scheduled" | "alerts" | "corrections",
    records: readonly T[],
    work: (own: readonly T[], stand: Newsstand, name: string) => Promise<unknown>,
  ): Promise<void> {
    for (const [workspace, own] of Map.groupBy(records, (record) => record.workspace)) {
      const key = `deciding ${what} ${workspace}`;
      if (underWay.has(key)) continue;
      const done = reader
        .read(workspace, async (stand) => {
          if (stand.view !== undefined) await planner.plan(workspace, stand.view);
          await work(own, stand, key);
        })
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

  /** Those that no other process decided since they were read: a decision on them would be refused. */
  async function undecided(records: readonly SubscriptionRecord[]): Promise<readonly SubscriptionRecord[]> {
    if (!leases.isShared) return records;
    const now = await store.subscriptions.progressOf(records.map(({ id }) => id));
    return records.filter(({ id, updatedAt, decidedSlot }) => {
      const same = now.get(id);
      return same?.updatedAt === updatedAt && same.decidedSlot === decidedSlot;
    });
  }

  async function decideScheduled(): Promise<void> {
    await forEachWorkspace("scheduled", await waiting.digests(), (own, stand, name) =>
      inShares({ leases, name, records: own }, async (share) => {
        // News may have been waited for: what came due meanwhile is covered, too.
        const now = clock();
        await decideAndStore(await waiting.slotsOf(await undecided(share), now), stand, now);
      }),
    );
  }

  async function decideAlerts(): Promise<void> {
    await forEachWorkspace("alerts", await waiting.alerts(), async (own, stand, name) => {
      if (stand.view === undefined) return;
      const { through } = stand.view;
      const records = own.filter(({ seenThrough }) => seenThrough < through);
      await inShares({ leases, name, records }, async (share) => {
        // News may have been waited for, and quiet hours begun meanwhile.
        const now = clock();
        await decideAndStore(waiting.slotsOfAlerts(await undecided(share), through, now), stand, now);
      });
    });
  }

  async function planCorrections(): Promise<void> {
    await forEachWorkspace("corrections", await planner.waiting(), async () => undefined);
  }

  async function guarded(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ reason: messageOf(error), err: error }, `${what} failed`);
    }
  }

  /** Decides a slot outside of the schedule and uses what it comes to. */
  async function decideNow<T>(
    subscription: Subscription,
    { now, news }: { readonly now: number; readonly news: NewsLook | undefined },
    use: (decided: Decided) => Promise<T>,
  ): Promise<T> {
    const due = { subscription, slot: slotNow(subscription, now) };
    const decide = async (stand: Newsstand): Promise<T> => {
      const [decided] = await decider.decideAll([due], stand);
      if (decided === undefined) throw new AppError("internal", "A slot was not decided.");
      return use(decided);
    };
    return reader.read(subscription.record.workspace, decide, news);
  }

  return {
    async tick() {
      await guarded("ending pauses", waiting.endPauses);
      await guarded("deciding digests", decideScheduled);
      await guarded("deciding alerts", decideAlerts);
      await guarded("looking at what stands", planCorrections);
      queue.enqueue();
    },

    async newsArrived() {
      planner.newsArrived();
      await guarded("deciding alerts", decideAlerts);
      await guarded("looking at what stands", planCorrections);
      queue.enqueue();
    },

    async preview(subscription, news) {
      const now = clock();
      return decideNow(subscription, { now, news }, (decided) => decider.preview(decided, now));
    },

    async run(subscription, news, deed) {
      const { record } = subscription;
      if ((await store.ledger.pendingAmong([record.id])).has(record.id)) return { type: "pending" };
      const now = clock();
      return decideNow(subscription, { now, news }, async (decided): Promise<RunOutcome> => {
        if (decided.view !== undefined) await planner.plan(record.workspace, decided.view);
        const decision = await decider.prepare(decided, now);
        const taken = decision === undefined ? [] : await store.ledger.decide([decision], now, deed);
        if (taken.length === 0) return { type: "unavailable" };
        queue.enqueue();
        return { type: "decided", outcome: outcomeOf(decided) };
      });
    },

    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },

    stampOf: (workspace, news) => reader.read(workspace, async ({ view }) => view?.through ?? 0, news),
  };
}
