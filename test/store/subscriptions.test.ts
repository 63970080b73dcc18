// Digests and alerts as the store keeps them, on every implementation.

import { beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import type { SubscriptionRecord } from "../../src/store/subscriptions.ts";
import { addSlot, subscriptionRecord } from "./digest-records.ts";
import { implementations } from "./implementations.ts";
import { storeOfAllTests } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);

const ids = (records: readonly SubscriptionRecord[]): string[] => records.map(({ id }) => id);

describe.each(implementations)("subscriptions on $name", ({ create }) => {
  let store: Store;
  storeOfAllTests({ create }, (opened) => {
    store = opened;
  });

  beforeEach(async () => {
    await store.db.deleteFrom("subscriptions").execute();
  });

  it("are kept whole and found by id and by name", async () => {
    const digest = subscriptionRecord("whole", { openFrom: NOW - 5, silenceTold: 1, outageTold: NOW });
    const alert = subscriptionRecord("whole alert", { kind: "alert", rule: null, nextSlot: null });
    expect(await store.subscriptions.add(digest)).toBe(true);
    expect(await store.subscriptions.add(alert)).toBe(true);
    expect(await store.subscriptions.get(digest.id)).toEqual(digest);
    expect(await store.subscriptions.byName("slack:T1", "whole alert")).toEqual(alert);
    expect(await store.subscriptions.byName("slack:T2", "whole alert")).toBeUndefined();
    expect(await store.subscriptions.get("nothing")).toBeUndefined();
  });

  it("have a name of their own in their workspace, also when many ask for it at once", async () => {
    const added = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        store.subscriptions.add(subscriptionRecord(`namesake ${index}`, { nameKey: "namesake" })),
      ),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    const elsewhere = subscriptionRecord("namesake", { workspace: "slack:T2" });
    expect(await store.subscriptions.add(elsewhere)).toBe(true);
  });

  it("of a workspace come by name", async () => {
    for (const nameKey of ["b", "ä", "a 2", "a"]) {
      await store.subscriptions.add(
        subscriptionRecord(`sorted ${nameKey}`, { workspace: "slack:T3", nameKey }),
      );
    }
    const found = await store.subscriptions.ofWorkspace("slack:T3");
    expect(found.map(({ nameKey }) => nameKey)).toEqual(["a", "a 2", "b", "ä"]);
    expect(await store.subscriptions.ofWorkspace("slack:T9")).toEqual([]);
  });

  it("tell how far they have come, however many are asked for", async () => {
    const [one, other] = [subscriptionRecord("far", { decidedSlot: NOW - 7 }), subscriptionRecord("other")];
    for (const record of [one, other]) await store.subscriptions.add(record);
    const many = Array.from({ length: 1_000 }, (_, index) => `nobody ${index}`);
    const { decidedSlot, updatedAt } = one;
    const found = await store.subscriptions.progressOf([...many, one.id]);
    expect([...found]).toEqual([[one.id, { decidedSlot, updatedAt }]]);
  });

  it("are due when active and their slot has come, the longest due first", async () => {
    for (const [name, change] of [
      ["due now", { nextSlot: NOW }],
      ["due long", { nextSlot: NOW - 2 }],
      ["due soon", { nextSlot: NOW + 1 }],
      ["due paused", { nextSlot: NOW - 1, state: "paused" }],
      ["due never", { nextSlot: null }],
    ] as const) {
      await store.subscriptions.add(subscriptionRecord(name, change));
    }
    expect(ids(await store.subscriptions.due(NOW, 10))).toEqual(["due long", "due now"]);
    expect(ids(await store.subscriptions.due(NOW, 1))).toEqual(["due long"]);
  });

  it("that are alerts and active are found without a slot", async () => {
    await store.subscriptions.add(subscriptionRecord("digest"));
    await store.subscriptions.add(subscriptionRecord("alert", { kind: "alert", nextSlot: null }));
    await store.subscriptions.add(subscriptionRecord("paused", { kind: "alert", state: "paused" }));
    expect(ids(await store.subscriptions.activeAlerts())).toEqual(["alert"]);
  });

  it("go on when their pause is over", async () => {
    const paused = { state: "paused", nextSlot: null } as const;
    await store.subscriptions.add(subscriptionRecord("over", { ...paused, pausedUntil: NOW }));
    await store.subscriptions.add(subscriptionRecord("not over", { ...paused, pausedUntil: NOW + 1 }));
    await store.subscriptions.add(subscriptionRecord("for good", { ...paused, pausedUntil: null }));
    await store.subscriptions.add(subscriptionRecord("went on", { pausedUntil: NOW }));
    expect(ids(await store.subscriptions.toResume(NOW))).toEqual(["over"]);
  });

  describe("that change", () => {
    it("change in what is named, and say when", async () => {
      const record = subscriptionRecord("changing", { silentSince: 5 });
      await store.subscriptions.add(record);
      const change = { zone: "Europe/Tallinn", silentSince: null, silenceTold: 1 } as const;
      expect(await store.subscriptions.update(record.id, change, NOW + 9)).toBe(true);
      expect(await store.subscriptions.get(record.id)).toEqual({ ...record, ...change, updatedAt: NOW + 9 });
      expect(await store.subscriptions.update("nothing", change, NOW)).toBe(false);
    });

    it("get no name that is taken, but may keep their own", async () => {
      await store.subscriptions.add(subscriptionRecord("taken"));
      const record = subscriptionRecord("renamed");
      await store.subscriptions.add(record);
      const taken = { name: "Taken", nameKey: "taken", zone: "Asia/Tokyo" };
      expect(await store.subscriptions.update(record.id, taken, NOW + 9)).toBe(false);
      expect(await store.subscriptions.get(record.id)).toEqual(record);
      const own = { name: "RENAMED", nameKey: "renamed" };
      expect(await store.subscriptions.update(record.id, own, NOW)).toBe(true);
    });

    it("are refused with an error, not with false, when a value is none", async () => {
      await store.subscriptions.add(subscriptionRecord("strict"));
      const broken = store.subscriptions.update("strict", { zone: "NUL\0" }, NOW);
      await expect(broken).rejects.toThrow();
    });
  });

  it("of a channel and its threads are found, and of no other", async () => {
    const placeOf = (place: object) => ({ place: JSON.stringify({ platform: "slack", ...place }) });
    await store.subscriptions.add(subscriptionRecord("channel", placeOf({ channel: "C1" })));
    await store.subscriptions.add(subscriptionRecord("thread", placeOf({ channel: "C1", thread: "1.2" })));
    await store.subscriptions.add(subscriptionRecord("other", placeOf({ channel: "C10" })));
    await store.subscriptions.add(subscriptionRecord("named so", placeOf({ channel: "C2", thread: "C1" })));
    expect(ids(await store.subscriptions.naming("C1"))).toEqual(["channel", "thread"]);
  });

  it("pause together, but for those that are paused already or have a digest on its way", async () => {
    const own = { state: "paused", pauseReason: "Somebody asked.", pausedUntil: NOW } as const;
    for (const record of [
      subscriptionRecord("idle", { updatedAt: NOW + 5 }),
      subscriptionRecord("sending"),
      subscriptionRecord("paused", own),
      subscriptionRecord("not asked"),
    ])
      await store.subscriptions.add(record);
    await addSlot(store, "sending", { slotAt: NOW, parts: 1 });
    const asked = ["idle", "sending", "paused", "gone"];
    expect(await store.subscriptions.pauseIdle(asked, "It closed.", NOW)).toEqual(["idle"]);
    expect(await store.subscriptions.pauseIdle(asked, "It closed.", NOW)).toEqual([]);
    expect(await store.subscriptions.get("idle")).toMatchObject({
      state: "paused",
      pauseReason: "It closed.",
      pausedUntil: null,
      // It only grows: whoever decides from the record of before is refused.
      updatedAt: NOW + 6,
    });
    expect(await store.subscriptions.get("paused")).toMatchObject(own);
    for (const name of ["sending", "not asked"])
      expect((await store.subscriptions.get(name))?.state).toBe("active");
  });

  it("are deleted with their slots, parts, shown articles and mutes, and nobody else's", async () => {
    for (const name of ["gone", "stays"]) {
      await store.subscriptions.add(subscriptionRecord(name));
      await addSlot(store, name, { slotAt: NOW, parts: 2, shown: ["a"] });
      await store.mutes.add({
        id: `mute of ${name}`,
        workspace: "slack:T1",
        subscription: name,
        kind: "word",
        value: "football",
        label: "football",
        expiresAt: null,
        createdBy: "U1",
        createdAt: NOW,
      });
    }
    expect(await store.subscriptions.delete("gone")).toBe(true);
    expect(await store.subscriptions.delete("gone")).toBe(false);
    expect(await store.subscriptions.get("gone")).toBeUndefined();
    expect(await store.ledger.slotsOf("gone", { limit: 10 })).toEqual([]);
    expect(await store.ledger.parts(`gone ${NOW}`)).toEqual([]);
    expect(await store.ledger.sent("gone", "a")).toBeUndefined();
    expect(await store.ledger.slotsOf("stays", { limit: 10 })).toHaveLength(1);
    expect(await store.ledger.parts(`stays ${NOW}`)).toHaveLength(2);
    expect(await store.ledger.sent("stays", "a")).toBeDefined();
    expect((await store.mutes.ofWorkspace("slack:T1", NOW)).map(({ id }) => id)).toEqual(["mute of stays"]);
  });
});
