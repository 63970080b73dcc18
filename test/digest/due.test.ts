// What is due, over a real store: whose time has come, who waits for news, who must wait.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createWaiting, slotNow } from "../../src/digest/due.ts";
import { type Settings, subscriptionOf } from "../../src/digest/subscription.ts";
import { createLogger } from "../../src/log.ts";
import { openStore } from "../../src/store/database.ts";
import type { SubscriptionRecord } from "../../src/store/subscriptions.ts";
import { addSlot } from "../store/digest-records.ts";
import { EVERYTHING, subscriptionRecord } from "./simulation/subscriptions.ts";

const MADE = Date.UTC(2024, 2, 7, 12);
const NINE = Date.UTC(2024, 2, 8, 9);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function open() {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-due-"));
  const store = await openStore({ dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  let clock = MADE;
  const waiting = createWaiting({
    store,
    places: { serves: (platform) => platform === "test" },
    clock: () => clock,
    log: createLogger("silent"),
  });
  return {
    store,
    waiting,
    at(now: number) {
      clock = now;
    },
    async add(
      id: string,
      rest: Partial<Omit<SubscriptionRecord, "settings">> & { readonly rule: string | null },
      settings: Settings = EVERYTHING,
    ): Promise<SubscriptionRecord> {
      const { rule } = rest;
      const made = subscriptionRecord({
        id,
        rule,
        zone: "UTC",
        seenThrough: MADE,
        now: MADE,
        settings,
        channel: "C1",
      });
      const record = { ...made, ...rest };
      await store.subscriptions.add(record);
      return record;
    },
  };
}

const ids = (records: readonly { readonly id: string }[]): readonly string[] =>
  records.map(({ id }) => id).toSorted();

describe("digests", () => {
  test("are due from their time on, unless their platform is away or the one before is on its way", async () => {
    const { store, waiting, add, at } = await open();
    await add("nine", { rule: "daily 09:00" });
    await add("ten", { rule: "daily 10:00" });
    await add("away", { rule: "daily 09:00", platform: "elsewhere" });
    await add("on its way", { rule: "daily 09:00" });
    await add("paused", { rule: "daily 09:00", state: "paused" });
    await add("alert", { rule: null });
    await addSlot(store, "on its way", { slotAt: MADE });
    await store.subscriptions.update("on its way", { nextSlot: NINE }, MADE);
    at(NINE - 1);
    expect(await waiting.digests()).toEqual([]);
    at(NINE);
    expect(ids(await waiting.digests())).toEqual(["nine"]);
    at(NINE + HOUR_MS);
    expect(ids(await waiting.digests())).toEqual(["nine", "ten"]);
  });

  test("get the newest slot that is due, which covers the earlier ones", async () => {
    const { waiting, add } = await open();
    const record = await add("nine", { rule: "daily 09:00" });
    const [due] = await waiting.slotsOf([record], NINE + 2 * DAY_MS + HOUR_MS);
    expect(due?.slot).toMatchObject({
      slotAt: NINE + 2 * DAY_MS,
      kind: "scheduled",
      covered: [NINE, NINE + DAY_MS],
    });
  });

  test("that nobody can read hold up no others", async () => {
    const { waiting, add } = await open();
    const good = await add("good", { rule: "daily 09:00" });
    const due = await waiting.slotsOf(
      [{ ...good, rule: "now and then" }, { ...good, settings: "{}" }, good],
      NINE,
    );
    expect(due.map(({ subscription }) => subscription.record.id)).toEqual(["good"]);
  });
});

describe("alerts", () => {
  test("get a slot when there are news that they have not seen, outside of their quiet hours", async () => {
    const { waiting, add } = await open();
    const quiet = { from: 22 * 60, to: 7 * 60 };
    const all = [
      await add("waits", { rule: null }),
      await add("has seen", { rule: null, seenThrough: NINE }),
      await add("sleeps", { rule: null }, { ...EVERYTHING, quiet }),
    ];
    expect(ids(await waiting.alerts())).toEqual(ids(all));
    const dueAt = (now: number) =>
      waiting
        .slotsOfAlerts(all, NINE, now)
        .map(({ subscription, slot }) => [subscription.record.id, slot.slotAt]);
    expect(dueAt(NINE)).toEqual([
      ["waits", NINE],
      ["sleeps", NINE],
    ]);
    const night = NINE + 14 * HOUR_MS;
    expect(dueAt(night)).toEqual([["waits", night]]);
    expect(waiting.slotsOfAlerts(all, NINE, NINE)[0]?.slot).toMatchObject({ kind: "alert", covered: [] });
  });
});

test("pauses end at their time, and not those without an end", async () => {
  const { store, waiting, add, at } = await open();
  await add("until nine", { rule: "daily 09:00", state: "paused", pausedUntil: NINE });
  await add("for ever", { rule: "daily 09:00", state: "paused" });
  const stateOf = async (id: string) => (await store.subscriptions.get(id))?.state;
  at(NINE - 1);
  await waiting.endPauses();
  expect(await stateOf("until nine")).toBe("paused");
  at(NINE);
  await waiting.endPauses();
  expect([await stateOf("until nine"), await stateOf("for ever")]).toEqual(["active", "paused"]);
});

test("a digest that runs now covers what is due, and its slot is later than every one before", async () => {
  const { add } = await open();
  const subscription = subscriptionOf(await add("nine", { rule: "daily 09:00" }));
  expect(slotNow(subscription, NINE - 1)).toMatchObject({ slotAt: NINE - 1, kind: "run", covered: [] });
  expect(slotNow(subscription, NINE + DAY_MS)).toMatchObject({ slotAt: NINE + DAY_MS, covered: [NINE] });
  expect(slotNow(subscription, MADE)).toMatchObject({ slotAt: MADE + 1 });
});
