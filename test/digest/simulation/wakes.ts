// When a simulated bot has something to do next, and when nothing is left to do.

import type { Store } from "../../../src/store/database.ts";
import { HOUR_MS } from "./news.ts";
import { MINUTE_MS } from "./plan.ts";

/** The next minute in which a tick may have something to do. */
export async function nextWake({ db, subscriptions }: Store, now: number): Promise<number> {
  const { nextSlot } = await db
    .selectFrom("subscriptions")
    .select((select) => select.fn.min("nextSlot").as("nextSlot"))
    .where("state", "=", "active")
    .where("nextSlot", ">", now)
    .executeTakeFirstOrThrow();
  const { pausedUntil } = await db
    .selectFrom("subscriptions")
    .select((select) => select.fn.min("pausedUntil").as("pausedUntil"))
    .where("state", "=", "paused")
    .executeTakeFirstOrThrow();
  const pending = await db
    .selectFrom("slots")
    .select(["subscription", "place", "nextAttemptAt"])
    .where("state", "=", "pending")
    .orderBy("slotAt")
    .execute();
  const overdue = await subscriptions.due(now, 10_000);
  const waiting = new Set(pending.map(({ subscription }) => subscription));
  const nextMinute = Math.floor(now / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const places = pending.map(({ place }) => place);
  const moments = [
    Math.floor(now / HOUR_MS) * HOUR_MS + HOUR_MS,
    ...[nextSlot, pausedUntil].flatMap((at) => (at === null ? [] : [Number(at)])),
    // What comes behind another in its place waits for it.
    ...pending
      .filter(({ place }, index) => places.indexOf(place) === index)
      .map(({ nextAttemptAt }) => nextAttemptAt ?? now),
    ...(overdue.some(({ id }) => !waiting.has(id)) ? [now] : []),
  ];
  return Math.max(nextMinute, Math.ceil(Math.min(...moments) / MINUTE_MS) * MINUTE_MS);
}

export async function isSettled({ db, subscriptions }: Store, now: number): Promise<boolean> {
  const pending = await db.selectFrom("slots").select("id").where("state", "=", "pending").limit(1).execute();
  return pending.length === 0 && (await subscriptions.due(now, 1)).length === 0;
}
