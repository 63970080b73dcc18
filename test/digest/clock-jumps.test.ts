// Digests that were decided while the machine's clock was years ahead: when it is right again they go on as if nothing was,
// whether the program saw it jump or was started under it.

import { expect, inject, test } from "vitest";
import { nextSlotOf } from "../../src/digest/slots.ts";
import { type DigestDesk, openDigestDesk } from "./simulation/desk.ts";
import { DAY_MS, HOUR_MS, inventNews } from "./simulation/news.ts";
import { articlesIn } from "./simulation/platform.ts";
import { createRandom } from "./simulation/random.ts";
import { EVERYTHING } from "./simulation/subscriptions.ts";

/** A Monday. */
const START = Date.UTC(2024, 2, 4, 6);
const YEARS_MS = 8 * 365 * DAY_MS;

/** How digests come to be decided by a clock that is years ahead, and to it being right again. */
const WAYS: readonly (readonly [string, (desk: DigestDesk) => Promise<void>])[] = [
  [
    "that was there when it was started, until it is started again",
    async (desk) => {
      desk.off(YEARS_MS);
      await desk.restart();
      await desk.tick();
      desk.off(0);
      await desk.restart();
    },
  ],
  [
    "that jumped and stayed for longer than an hour",
    async (desk) => {
      await desk.tick();
      desk.off(YEARS_MS);
      expect(await desk.tick()).toEqual([]);
      const asked = await desk.service.digests.run(await desk.subscription("daily"));
      expect(asked).toEqual({ type: "clock-held" });
      desk.at(START + 2 * HOUR_MS);
      await desk.tick();
      desk.off(0);
    },
  ],
];

test.each(WAYS)("by a clock %s", async (_name, livesThrough) => {
  const days = [0, 1].map((day) => START + day * DAY_MS);
  const news = inventNews(
    { changes: days, perDay: 12, daysBefore: 3, newCountryAt: 0 },
    createRandom(inject("seed")),
  );
  const desk = await openDigestDesk(START);
  try {
    await desk.publish(news[0]?.contents ?? new Map());
    await desk.subscribe("daily", EVERYTHING);
    await desk.subscribe("weekdays", EVERYTHING, "weekdays 09:00");
    await livesThrough(desk);
    await desk.tick();
    expect(await desk.store.subscriptions.due(desk.now() + YEARS_MS, 10)).toHaveLength(2);
    for (const id of ["daily", "weekdays"]) {
      const subscription = await desk.subscription(id);
      expect(subscription.record.nextSlot).toBe(nextSlotOf(subscription, desk.now()));
      const slots = await desk.store.ledger.slotsOf(id, { limit: 20_000 });
      expect(slots.length).toBeGreaterThan(0);
      expect(slots.length).toBeLessThan(10);
      for (const { slotAt, decidedAt } of slots)
        expect(Math.max(slotAt, decidedAt)).toBeLessThanOrEqual(desk.now());
    }
    const seen = new Map([
      ["daily", new Set<string>()],
      ["weekdays", new Set<string>()],
    ]);
    for (const day of days.slice(1)) {
      desk.at(day);
      await desk.publish(news[days.indexOf(day)]?.contents ?? new Map());
      desk.at(day + 3 * HOUR_MS);
      for (const { channel, blocks } of await desk.tick())
        for (const article of articlesIn(blocks)) {
          expect(seen.get(channel)?.has(article), `${article} comes twice`).toBe(false);
          seen.get(channel)?.add(article);
        }
      for (const id of ["daily", "weekdays"]) {
        const [slot] = await desk.store.ledger.slotsOf(id, { limit: 1 });
        expect(slot).toMatchObject({ slotAt: day + 3 * HOUR_MS, state: "sent" });
      }
    }
    for (const articles of seen.values()) expect(articles.size).toBeGreaterThan(1);
    expect(desk.platform.wrong).toEqual([]);
  } finally {
    await desk.close();
  }
});

test("newer zone data move what was planned by older ones", async () => {
  const desk = await openDigestDesk(START);
  try {
    await desk.subscribe("daily", EVERYTHING);
    const { nextSlot } = (await desk.subscription("daily")).record;
    // An hour late, as the data of before had it.
    await desk.store.subscriptions.update("daily", { nextSlot: (nextSlot ?? 0) + HOUR_MS }, START);
    await desk.restart();
    await desk.tick();
    expect((await desk.subscription("daily")).record.nextSlot).toBe(nextSlot);
  } finally {
    await desk.close();
  }
});
