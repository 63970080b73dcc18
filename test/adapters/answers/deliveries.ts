// Digests of one message on their way to a real destination over a real store, until they stand or are given up.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createDeliverer } from "../../../src/digest/deliver/deliver.ts";
import { partsWith } from "../../../src/digest/say/pieces.ts";
import { createLogger } from "../../../src/log.ts";
import type { Destination, Part, Place } from "../../../src/platform/destination.ts";
import { paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { openStore } from "../../../src/store/database.ts";
import { createClockWatch } from "../../../src/time/clock-watch.ts";
import { EVERYTHING, subscriptionRecord } from "../../digest/simulation/subscriptions.ts";
import { asOf, decisionOf, slotRecord } from "../../store/digest-records.ts";

export interface Desk {
  readonly clock: () => number;
  /** Delivers one digest. Resolves when its slot has ended: with its state, and why. */
  deliver(
    place: Omit<Place, "platform">,
    destination: Destination,
  ): Promise<{ readonly parts: readonly Part[]; readonly ending: string; readonly tries: number }>;
}

const NOW = Date.UTC(2024, 2, 7, 9);
const MOST_TRIES = 40;
const digest: Reply = { audience: "everyone", blocks: [paragraph("One story.")] };

/** Lasts until the test is finished. */
export async function openDesk(platform: string): Promise<Desk> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-answers-"));
  const store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  let now = NOW;
  let digests = 0;
  const clock = (): number => now;
  const log = createLogger("silent");

  return {
    clock,
    async deliver(place, destination) {
      digests += 1;
      const subscription = `digest${digests}`;
      const { ledger, subscriptions } = store;
      await subscriptions.add(
        subscriptionRecord({
          id: subscription,
          rule: "hourly",
          zone: "UTC",
          seenThrough: NOW,
          now: NOW - 3_600_000,
          settings: EVERYTHING,
          channel: place.channel,
        }),
      );
      const slot = slotRecord(subscription, now, {
        id: `s${digests}`,
        place: JSON.stringify({ platform, ...place }),
        decidedAt: now,
      });
      const parts = partsWith(destination.plan({ main: digest }, slot.id), []);
      const decidedFrom = (await subscriptions.get(subscription)) ?? asOf(0);
      await ledger.decide([decisionOf(slot, { parts, shown: [], decidedFrom })], now);
      const deliverer = createDeliverer({
        ledger,
        subscriptions,
        places: {
          serves: () => true,
          resolve: async () => ({ type: "refused", sentence: "" }),
          open: async () => destination,
        },
        notifier: { tell: async () => undefined },
        clock,
        watch: createClockWatch({ clock, runMs: clock }),
        mayDeliver: () => true,
        log,
        jitter: () => 0.5,
        signal: new AbortController().signal,
      });
      for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
        const waiting = await ledger.slot(slot.id);
        if (waiting === undefined) throw new Error("the slot is gone");
        if (waiting.state !== "pending")
          return { parts, ending: `${waiting.state} ${waiting.reason ?? ""}`.trim(), tries };
        now = Math.max(now, waiting.nextAttemptAt ?? now);
        await deliverer.deliver(waiting);
      }
      return { parts, ending: "never ends", tries: MOST_TRIES };
    },
  };
}
