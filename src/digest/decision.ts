// Decides slots: what each shows and says, its messages, and what the store is to keep of it. Writes nothing.

import type { Delivery, Places } from "../platform/destination.ts";
import type { Store } from "../store/database.ts";
import type { Decision } from "../store/ledger.ts";
import { readTold } from "../store/told.ts";
import { startOfLocalDay } from "../time/zones.ts";
import { type Chosen, createChooser, type NewsView } from "./choose.ts";
import type { Due } from "./due.ts";
import { type Judgement, judge } from "./judge.ts";
import type { Newsstand } from "./news-view.ts";
import type { CommandTexts } from "./say/contents.ts";
import { type Draft, draftDigest } from "./say/draft.ts";
import { partsWith } from "./say/pieces.ts";
import type { Settled } from "./select.ts";
import { coveredRecords, nextSlotOf, type Slot, slotRecord } from "./slots.ts";
import type { Subscription } from "./subscription.ts";

/** What one slot comes to. */
export interface Outcome {
  readonly slot: Slot;
  readonly sends: boolean;
  readonly reason: string | null;
  readonly settled: Settled;
  /** Of a preview: what would be sent; absent when nothing would be. */
  readonly delivery?: Delivery;
}

/** A decision with what it says. */
export interface Decided extends Due {
  readonly chosen?: Chosen;
  readonly judgement: Judgement;
  readonly view?: NewsView;
}

export interface Decider {
  /** What each slot comes to, in their order. */
  decideAll(due: readonly Due[], stand: Newsstand): Promise<readonly Decided[]>;
  /** The decision with its messages, whole, for the store; undefined when its platform does not run here. */
  prepare(decided: Decided, now: number): Promise<Decision | undefined>;
  /** What would be sent. */
  preview(decided: Decided, now: number): Promise<Outcome>;
}

export function createDecider(options: {
  readonly store: Pick<Store, "ledger" | "mutes" | "seen">;
  readonly places: Pick<Places, "open">;
  readonly texts: CommandTexts;
}): Decider {
  const { store, places, texts } = options;
  const chooser = createChooser(store);

  /** Stories that a slot may show: an alert has a number for each day. */
  async function limitOf({ record, settings }: Subscription, { kind, slotAt }: Slot): Promise<number> {
    if (kind !== "alert" || settings["max-per-day"] === undefined) return settings.limit;
    const today = await store.ledger.shownSince(record.id, startOfLocalDay(record.zone, slotAt));
    return Math.max(0, Math.min(settings.limit, settings["max-per-day"] - today));
  }

  function draftOf({ subscription, slot, chosen, view, judgement }: Decided, now: number): Promise<Draft> {
    return draftDigest(
      {
        subscription,
        slot,
        sentences: judgement.sentences,
        now,
        ...(chosen === undefined ? {} : { chosen }),
        ...(view === undefined ? {} : { catalog: view.catalog }),
      },
      texts,
    );
  }

  return {
    async decideAll(due, { view, outage }) {
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
          judgement: judge(subscription, slot, own, outage),
          ...(own === undefined ? {} : { chosen: own }),
          ...(view === undefined ? {} : { view }),
        };
      });
    },

    async prepare(decided, now) {
      const { subscription, slot, chosen, view, judgement } = decided;
      const { record, place } = subscription;
      const settled = chosen?.selection.settled ?? {};
      const through = view?.through ?? record.seenThrough;
      const decision = {
        covered: coveredRecords(decided, now),
        rescored: (chosen?.rescored ?? []).map(({ article, after }) => ({ article, score: after })),
        withdrawn: chosen?.withdrawn ?? [],
        progress: {
          ...judgement.progress,
          seenThrough: through,
          openFrom: view === undefined ? record.openFrom : null,
          decidedSlot: slot.slotAt,
          nextSlot: nextSlotOf(subscription, Math.max(now, slot.slotAt)),
        },
        decidedFrom: record,
      };
      const values = { seenThrough: through, decidedAt: now };
      if (!judgement.sends) {
        const skipped = slotRecord(subscription, slot, {
          ...values,
          settled: JSON.stringify(settled),
          state: "skipped",
          reason: judgement.reason,
        });
        return { ...decision, slot: skipped, parts: [], shown: [] };
      }
      const { delivery, shown } = await draftOf(decided, now);
      const replies = [delivery.main, ...(delivery.inThread === undefined ? [] : [delivery.inThread])];
      const destination = await places.open(record.workspace, place, replies);
      if (destination === undefined) return undefined;
      const parts = partsWith(destination.plan(delivery, slot.id), delivery.pieces);
      const told = new Set(parts.flatMap(({ tells }) => readTold(tells).articles));
      const pending = slotRecord(subscription, slot, {
        ...values,
        settled: JSON.stringify(withoutLeftOut(settled, told)),
        state: "pending",
        reason: null,
      });
      return { ...decision, slot: pending, parts, shown: shown.filter(({ article }) => told.has(article)) };
    },

    async preview(decided, now) {
      const outcome = outcomeOf(decided);
      return outcome.sends ? { ...outcome, delivery: (await draftOf(decided, now)).delivery } : outcome;
    },
  };
}

/** What no message had room for counts as over the limit. */
function withoutLeftOut(settled: Settled, told: ReadonlySet<string>): Settled {
  const { shown = [], "over-limit": over = [] } = settled;
  const leftOut = shown.filter((article) => !told.has(article));
  if (leftOut.length === 0) return settled;
  return {
    ...settled,
    shown: shown.filter((article) => told.has(article)),
    "over-limit": [...leftOut, ...over],
  };
}

/** What a slot came to, without its messages. */
export function outcomeOf({ slot, judgement, chosen }: Decided): Outcome {
  const { sends, reason } = judgement;
  return { slot, sends, reason, settled: chosen?.selection.settled ?? {} };
}
