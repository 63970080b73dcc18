// Decides slots: what each shows and says, its messages, and what the store is to keep of it. Writes nothing.

import type { Delivery, Places } from "../platform/destination.ts";
import type { Store } from "../store/database.ts";
import type { Decision } from "../store/ledger.ts";
import { allTold, readSpikes, readTold, withSpikes } from "../store/told.ts";
import { startOfLocalDay } from "../time/zones.ts";
import { inLanguage } from "../wording/say.ts";
import { type Chosen, createChooser, type NewsView } from "./choose.ts";
import type { Due } from "./due.ts";
import { type Judgement, judge, judgeSpikes } from "./judge.ts";
import type { Newsstand } from "./news-view.ts";
import type { CommandTexts } from "./say/contents.ts";
import { type Draft, draftDigest, draftSpikes } from "./say/draft.ts";
import { partsWith } from "./say/pieces.ts";
import { toldSentences } from "./say/spikes.ts";
import type { Settled } from "./select.ts";
import { coveredRecords, nextSlotOf, type Slot, slotRecord } from "./slots.ts";
import { createSpikeTeller, type SpikeNews } from "./spikes/tell.ts";
import { languageOf, type Subscription, waitsForSpikes } from "./subscription.ts";

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
  /** Of an alert that waits for spikes, in place of what is chosen. */
  readonly spikes?: SpikeNews;
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
  const teller = createSpikeTeller(store);

  /** Stories that a slot may show: an alert has a number for each day. */
  async function limitOf({ record, settings }: Subscription, { kind, slotAt }: Slot): Promise<number> {
    if (kind !== "alert" || settings["max-per-day"] === undefined) return settings.limit;
    const today = await store.ledger.shownSince(record.id, startOfLocalDay(record.zone, slotAt));
    return Math.max(0, Math.min(settings.limit, settings["max-per-day"] - today));
  }

  function draftOf(
    { subscription, slot, chosen, spikes, view, judgement }: Decided,
    now: number,
  ): Promise<Draft> {
    if (spikes !== undefined && view !== undefined)
      return draftSpikes({ subscription, slot, news: spikes, catalog: view.catalog, now }, texts);
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
      const ofSpikes = requests.filter(({ subscription }) => waitsForSpikes(subscription));
      const ofNews = requests.filter(({ subscription }) => !waitsForSpikes(subscription));
      const chosen = view === undefined ? [] : await chooser.choose(ofNews, view);
      const chosenFor = new Map(chosen.map((one) => [one.request.subscription, one]));
      const spikes = view === undefined ? undefined : await teller.look(ofSpikes, view);
      return due.map(({ subscription, slot }) =>
        inLanguage(languageOf(subscription.record), (): Decided => {
          const seen = view === undefined ? {} : { view };
          if (waitsForSpikes(subscription)) {
            const news = spikes?.get(subscription);
            const judgement = judgeSpikes(subscription, news);
            return {
              subscription,
              slot,
              judgement,
              ...seen,
              ...(news === undefined ? {} : { spikes: news }),
            };
          }
          const own = chosenFor.get(subscription);
          return {
            subscription,
            slot,
            judgement: judge(subscription, slot, own, outage),
            ...(own === undefined ? {} : { chosen: own }),
            ...seen,
          };
        }),
      );
    },

    prepare: (decided, now) =>
      inLanguage(languageOf(decided.subscription.record), () => prepare(decided, now)),

    preview: (decided, now) =>
      inLanguage(languageOf(decided.subscription.record), async () => {
        const outcome = outcomeOf(decided);
        return outcome.sends ? { ...outcome, delivery: (await draftOf(decided, now)).delivery } : outcome;
      }),
  };

  async function prepare(decided: Decided, now: number): Promise<Decision | undefined> {
    const { subscription, slot, chosen, view, judgement } = decided;
    const { record, place } = subscription;
    const settled = settledIn(decided);
    const through = view?.through ?? record.seenThrough;
    const decision = {
      covered: coveredRecords(decided, now),
      rescored: (chosen?.rescored ?? []).map(({ article, after }) => ({ article, score: after })),
      withdrawn: chosen?.withdrawn ?? [],
      progress: {
        ...judgement.progress,
        spikes: record.spikes,
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
    const { articles, spikes } = allTold(parts.map(({ tells }) => readTold(tells)));
    const told = new Set(articles);
    const pending = slotRecord(subscription, slot, {
      ...values,
      settled: JSON.stringify(
        withoutLeftOut(
          decided.spikes === undefined ? settled : { ...settled, spikes: toldSentences(decided.spikes) },
          told,
        ),
      ),
      state: "pending",
      reason: null,
    });
    return {
      ...decision,
      // What no message had room for is told the next time.
      progress: { ...decision.progress, spikes: withSpikes(readSpikes(record.spikes), spikes) },
      slot: pending,
      parts,
      shown: shown.filter(({ article }) => told.has(article)),
    };
  }
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
export function outcomeOf(decided: Decided): Outcome {
  const { sends, reason } = decided.judgement;
  return { slot: decided.slot, sends, reason, settled: settledIn(decided) };
}

function settledIn({ chosen, spikes }: Decided): Settled {
  return chosen?.selection.settled ?? spikes?.settled ?? {};
}
