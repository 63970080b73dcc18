// While another process may be at work nothing is decided, and what was decided is not sent; afterwards it comes once.

import { expect, inject, test } from "vitest";
import { openDigestDesk } from "./simulation/desk.ts";
import { HOUR_MS, inventNews } from "./simulation/news.ts";
import { createRandom } from "./simulation/random.ts";
import { EVERYTHING } from "./simulation/subscriptions.ts";

const START = Date.UTC(2024, 2, 4, 6);

test("digests wait until no other process can be at work", async () => {
  const [news] = inventNews(
    { changes: [START], perDay: 12, daysBefore: 3, newCountryAt: 0 },
    createRandom(inject("seed")),
  );
  const desk = await openDigestDesk(START);
  try {
    await desk.publish(news?.contents ?? new Map());
    await desk.subscribe("daily", EVERYTHING);
    desk.at(START + 3 * HOUR_MS);
    desk.alone(false);
    expect(await desk.tick()).toEqual([]);
    expect(await desk.store.ledger.slotsOf("daily", { limit: 1 })).toEqual([]);
    const subscription = await desk.subscription("daily");
    expect(await desk.service.digests.run(subscription)).toEqual({ type: "unavailable" });
    desk.alone(true);
    await desk.service.digests.tick();
    // It is decided and about to be sent.
    desk.alone(false);
    await desk.service.queue.idle();
    expect(desk.platform.take()).toEqual([]);
    desk.at(START + 4 * HOUR_MS);
    desk.alone(true);
    expect((await desk.tick()).length).toBeGreaterThan(0);
    const [slot] = await desk.store.ledger.slotsOf("daily", { limit: 1 });
    expect(slot).toMatchObject({ slotAt: START + 3 * HOUR_MS, state: "sent" });
    expect(desk.platform.wrong).toEqual([]);
  } finally {
    await desk.close();
  }
});
