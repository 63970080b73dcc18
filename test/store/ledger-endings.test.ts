// How slots end badly, and what is remembered of those that were shown.

import { beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import type { SlotRecord } from "../../src/store/ledger.ts";
import { NOTHING_TOLD, readSpikes } from "../../src/store/told.ts";
import {
  addSlot,
  asOf,
  claimed,
  decisionOf,
  partRecord,
  sentRecord,
  slotRecord,
  subscriptionRecord,
} from "./digest-records.ts";
import { implementations } from "./implementations.ts";
import { storeOfAllTests } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const DAY_MS = 24 * 3_600_000;
const { createdAt: CREATED } = subscriptionRecord("any");

const ids = (slots: readonly SlotRecord[]): string[] => slots.map(({ id }) => id);

describe.each(implementations)("endings in the ledger on $name", ({ create }) => {
  let store: Store;
  storeOfAllTests({ create }, (opened) => {
    store = opened;
  });

  beforeEach(async () => {
    await store.db.deleteFrom("subscriptions").execute();
    await store.db.deleteFrom("seenArticles").execute();
    await store.subscriptions.add(subscriptionRecord("s1"));
    await store.subscriptions.add(subscriptionRecord("s2"));
  });

  describe("gives a slot up", () => {
    const reason = "The channel #rule-of-law is gone.";

    it("that nobody saw, and what it showed comes again", async () => {
      const earlier = await addSlot(store, "s1", { slotAt: NOW - DAY_MS, shown: ["old"] });
      const slot = await addSlot(store, "s1", {
        slotAt: NOW,
        seenFrom: earlier.seenThrough,
        parts: 2,
        shown: ["new"],
      });
      await addSlot(store, "s2", { slotAt: NOW, shown: ["new"] });
      const before = await store.subscriptions.get("s1");
      expect(before?.nextSlot).not.toBeNull();
      expect(await store.ledger.abandon(slot.id, reason, NOW + 9)).toBe("paused");
      expect(await store.ledger.slot(slot.id)).toMatchObject({ state: "dead", reason, finishedAt: NOW + 9 });
      expect(await store.subscriptions.get("s1")).toMatchObject({
        state: "paused",
        pauseReason: reason,
        pausedUntil: null,
        // It goes on where it was: what it missed is then due.
        nextSlot: before?.nextSlot,
        seenThrough: NOW - DAY_MS,
        decidedSlot: NOW - DAY_MS,
        updatedAt: NOW + 9,
      });
      expect(await store.ledger.sent("s1", "new")).toBeUndefined();
      expect(await store.ledger.sent("s1", "old")).toBeDefined();
      expect(await store.ledger.sent("s2", "new")).toBeDefined();
      expect(await store.subscriptions.get("s2")).toMatchObject({ state: "active", decidedSlot: NOW });
    });

    it("that told of spikes, and what no message told of them is as it was", async () => {
      const [past, now, over] = ["Latvia", "Estonia", "Malta"].map((country) => ({
        country,
        pillar: 2,
        since: NOW - DAY_MS,
      }));
      const told = [
        { ...now, type: "began" },
        { ...over, type: "over" },
      ];
      await store.subscriptions.update("s1", { spikes: JSON.stringify([past, over]) }, CREATED);
      const slot = slotRecord("s1", NOW);
      const before = await store.subscriptions.get("s1");
      const decision = decisionOf(slot, {
        parts: told.map((spike, n) =>
          partRecord({ n, tells: JSON.stringify({ ...NOTHING_TOLD, spikes: [spike] }) }),
        ),
        decidedFrom: before ?? asOf(CREATED),
      });
      const progress = { ...decision.progress, spikes: JSON.stringify([past, now]) };
      expect(await store.ledger.decide([{ ...decision, progress }], NOW)).toEqual([slot.id]);
      expect((await store.subscriptions.get("s1"))?.spikes).toBe(JSON.stringify([past, now]));
      // The first message stands.
      await store.ledger.claim(slot.id, 0, NOW);
      await store.ledger.confirm(slot.id, 0, "m1");
      await store.ledger.abandon(slot.id, reason, NOW + 9);
      const after = await store.subscriptions.get("s1");
      expect(after && readSpikes(after.spikes)).toEqual([past, now, over]);
      expect(after?.seenThrough).toBe(slot.seenFrom);
    });

    it("that was the only one, and the subscription is where it was made", async () => {
      const slot = await addSlot(store, "s1", {
        slotAt: NOW,
        seenFrom: CREATED - 5,
        openFrom: CREATED - DAY_MS,
        parts: 1,
      });
      await store.ledger.abandon(slot.id, reason, NOW);
      expect(await store.subscriptions.get("s1")).toMatchObject({
        seenThrough: CREATED - 5,
        openFrom: CREATED - DAY_MS,
        decidedSlot: CREATED,
      });
    });

    it("whose place is not the subscription's any more, which goes on in the other", async () => {
      const slot = await addSlot(store, "s1", { slotAt: NOW, seenFrom: CREATED, parts: 1, shown: ["a"] });
      await store.subscriptions.update("s1", { place: '{"platform":"slack","channel":"C2"}' }, NOW + 1);
      expect(await store.ledger.abandon(slot.id, reason, NOW + 9)).toBe("dropped");
      expect(await store.ledger.slot(slot.id)).toMatchObject({ state: "dead", reason });
      expect(await store.subscriptions.get("s1")).toMatchObject({
        state: "active",
        pauseReason: null,
        seenThrough: CREATED,
        decidedSlot: CREATED,
      });
      expect(await store.ledger.sent("s1", "a")).toBeUndefined();
    });

    it("and what it told besides is told again, for nobody saw it", async () => {
      const slot = slotRecord("s1", NOW);
      const decision = decisionOf(slot, { parts: [partRecord({ n: 1, key: "k", payload: "p" })] });
      const progress = { ...decision.progress, outageTold: NOW - 5, silenceTold: 1 } as const;
      await store.ledger.decide([{ ...decision, progress }], NOW);
      await store.ledger.abandon(slot.id, reason, NOW);
      expect(await store.subscriptions.get("s1")).toMatchObject({ outageTold: null, silenceTold: 0 });
    });

    it.each(["sent", "claimed", "unknown"] as const)(
      "of which a part is %s, and nothing is shown twice",
      async (state) => {
        const slot = await addSlot(store, "s1", { slotAt: NOW, parts: 2, shown: ["a"] });
        const claimedAt = await claimed(store, slot.id, 1);
        if (state === "sent") await store.ledger.confirm(slot.id, 1, "message");
        if (state === "unknown") await store.ledger.giveUpOn(slot.id, 1, claimedAt);
        expect(await store.ledger.abandon(slot.id, reason, NOW)).toBe("paused");
        expect(await store.ledger.slot(slot.id)).toMatchObject({ state: "dead" });
        expect(await store.ledger.sent("s1", "a")).toBeDefined();
        expect(await store.subscriptions.get("s1")).toMatchObject({
          state: "paused",
          seenThrough: NOW,
          decidedSlot: NOW,
        });
      },
    );

    it("and an earlier one before it, without losing what that takes back", async () => {
      const first = await addSlot(store, "s1", { slotAt: NOW, seenFrom: 10, seenThrough: 20 });
      const second = await addSlot(store, "s1", { slotAt: NOW + 1, seenFrom: 20, seenThrough: 30 });
      await store.ledger.abandon(first.id, reason, NOW);
      await store.ledger.abandon(second.id, reason, NOW);
      expect(await store.subscriptions.get("s1")).toMatchObject({ seenThrough: 10 });
    });

    it("and none of its messages can be claimed any more, nor those of a finished one", async () => {
      const slot = await addSlot(store, "s1", { slotAt: NOW, parts: 2 });
      await store.ledger.claim(slot.id, 1, NOW);
      await store.ledger.confirm(slot.id, 1, "message 1");
      await store.ledger.abandon(slot.id, reason, NOW);
      const before = await store.ledger.parts(slot.id);
      expect(before).toMatchObject([{ state: "sent" }, { state: "pending" }]);
      expect(await store.ledger.claim(slot.id, 2, NOW)).toBeUndefined();
      expect(await store.ledger.parts(slot.id)).toEqual(before);
      const finished = await addSlot(store, "s2", { slotAt: NOW, parts: 1 });
      await store.ledger.finish(finished.id, null, NOW);
      expect(await store.ledger.claim(finished.id, 1, NOW)).toBeUndefined();
    });

    it("once, and only while it is pending", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW });
      const abandoned = await Promise.all(
        Array.from({ length: 5 }, () => store.ledger.abandon(id, reason, NOW)),
      );
      expect(abandoned.filter(Boolean)).toHaveLength(1);
      const done = await addSlot(store, "s2", { slotAt: NOW, shown: ["a"] });
      await store.ledger.finish(done.id, null, NOW);
      expect(await store.ledger.abandon(done.id, reason, NOW)).toBeUndefined();
      expect(await store.ledger.sent("s2", "a")).toBeDefined();
      expect(await store.subscriptions.get("s2")).toMatchObject({ state: "active" });
      expect(await store.ledger.abandon("nothing", reason, NOW)).toBeUndefined();
    });

    it("or sends from it, never both", async () => {
      for (let round = 0; round < 20; round += 1) {
        const name = `race ${round}`;
        await store.subscriptions.add(subscriptionRecord(name));
        const { id } = await addSlot(store, name, { slotAt: NOW, parts: 1, shown: ["a"] });
        const [claimedAt] = await Promise.all([
          store.ledger.claim(id, 1, NOW),
          store.ledger.abandon(id, reason, NOW),
        ]);
        expect((await store.ledger.sent(name, "a")) !== undefined).toBe(claimedAt !== undefined);
        expect(await store.ledger.claim(id, 1, NOW)).toBeUndefined();
      }
    });

    it("while others decide and delete, without waiting in a ring", async () => {
      const names = Array.from({ length: 40 }, (_, index) => `busy ${index}`);
      for (const name of names) {
        await store.subscriptions.add(subscriptionRecord(name));
        await addSlot(store, name, { slotAt: NOW, parts: 1, shown: ["a"] });
      }
      await Promise.all([
        // In pairs, so that both are under way at once.
        ...names.flatMap((name) => [
          store.ledger.abandon(`${name} ${NOW}`, reason, NOW),
          store.subscriptions.delete(name),
        ]),
        store.ledger.forgetBefore(NOW + 1),
        store.ledger.decide(
          names.map((name) => decisionOf(slotRecord(name, NOW + 1), { decidedFrom: asOf(NOW) })),
          NOW,
        ),
      ]);
      for (const name of names) expect(await store.ledger.slotsOf(name, { limit: 1 })).toEqual([]);
    });
  });

  describe("remembers what was shown", () => {
    beforeEach(async () => {
      await addSlot(store, "s1", { slotAt: NOW, shown: ["a", "b"] });
      await addSlot(store, "s1", { slotAt: NOW + DAY_MS, shown: ["c"] });
      await addSlot(store, "s2", { slotAt: NOW, shown: ["b", "d"] });
    });

    it.each([
      ["few", 0],
      ["many", 700],
    ])("by subscription, for %s subscriptions", async (_name, others) => {
      const subscriptions = [...Array.from({ length: others }, (_, index) => `nobody ${index}`), "s1"];
      const articles = [...Array.from({ length: 700 }, (_, index) => `article ${index}`), "b", "c", "d", "b"];
      const sent = await store.ledger.sentAmong(subscriptions, articles);
      expect([...sent.keys()]).toEqual(["s1"]);
      expect(
        sent
          .get("s1")
          ?.map(({ article }) => article)
          .toSorted(),
      ).toEqual(["b", "c"]);
      const both = await store.ledger.sentAmong([...subscriptions, "s2"], ["b"]);
      expect(both.get("s2")).toEqual([sentRecord(slotRecord("s2", NOW), "b")]);
      expect(both.get("s1")).toHaveLength(1);
    });

    it("of nothing when nothing is asked for", async () => {
      expect(await store.ledger.sentAmong([], ["a"])).toEqual(new Map());
      expect(await store.ledger.sentAmong(["s1"], [])).toEqual(new Map());
    });

    it("and how many stories since when", async () => {
      expect(await store.ledger.shownSince("s1", NOW)).toBe(3);
      expect(await store.ledger.shownSince("s1", NOW + 1)).toBe(1);
      expect(await store.ledger.shownSince("s2", NOW + 1)).toBe(0);
    });

    it("and which of it changed", async () => {
      const seen = (article: string, stamps: { rescoredAt?: number; withdrawnAt?: number }, dataSet = "T1") =>
        store.seen.add([
          {
            dataSet,
            article,
            firstSeenAt: 1,
            verdicts: `verdicts of ${article}`,
            source: null,
            countries: "",
            title: null,
            publishedAt: null,
            rescoredAt: null,
            withdrawnAt: null,
            currentId: null,
            link: null,
            rescoredWith: null,
            renamedAt: null,
            ...stamps,
          },
        ]);
      await seen("a", { rescoredAt: 200 });
      await seen("b", { withdrawnAt: 101 });
      await seen("c", { rescoredAt: 100, withdrawnAt: 201 });
      await seen("d", { rescoredAt: 150 }, "T2");
      await seen("never shown", { rescoredAt: 150 });
      const options = { after: 100, through: 200, shownSince: NOW };
      const changed = await store.ledger.changedAmong(["s1", "s2"], "T1", options);
      const byKey = new Map(changed.map((row) => [`${row.subscription} ${row.article}`, row]));
      expect([...byKey.keys()].toSorted()).toEqual(["s1 a", "s1 b", "s2 b"]);
      expect(byKey.get("s1 a")).toEqual({
        ...sentRecord(slotRecord("s1", NOW), "a"),
        verdicts: "verdicts of a",
        rescoredWith: null,
        rescoredAt: 200,
        withdrawnAt: null,
      });
      expect(byKey.get("s2 b")).toMatchObject({ rescoredAt: null, withdrawnAt: 101 });
      expect(await store.ledger.changedAmong(["s2"], "T1", options)).toHaveLength(1);
      const recent = { ...options, shownSince: NOW + 1 };
      expect(await store.ledger.changedAmong(["s1", "s2"], "T1", recent)).toEqual([]);
    });
  });

  it("forgets what is old and finished, but no subscription's newest slot", async () => {
    for (const day of [0, 1, 2, 3]) {
      await addSlot(store, "s1", { slotAt: NOW + day * DAY_MS, parts: 1, shown: [`shown ${day}`] });
    }
    const slotOf = (day: number) => `s1 ${NOW + day * DAY_MS}`;
    await store.ledger.finish(slotOf(0), null, NOW);
    await store.ledger.finish(slotOf(2), null, NOW);
    await store.ledger.finish(slotOf(3), null, NOW);
    await addSlot(store, "s2", { slotAt: NOW - DAY_MS, state: "skipped" });
    await addSlot(store, "s2", { slotAt: NOW, state: "skipped", shown: ["shown 0"] });
    expect(await store.ledger.forgetBefore(NOW + 2 * DAY_MS)).toBe(2);
    // Day 0 is gone, day 1 is pending, day 2 is not older.
    expect(ids(await store.ledger.slotsOf("s1", { limit: 9 }))).toEqual([slotOf(3), slotOf(2), slotOf(1)]);
    expect(await store.ledger.parts(slotOf(0))).toEqual([]);
    expect(await store.ledger.parts(slotOf(1))).toHaveLength(1);
    expect((await store.ledger.slotsOf("s2", { limit: 9 })).map(({ slotAt }) => slotAt)).toEqual([NOW]);
    expect(await store.ledger.shownSince("s1", 0)).toBe(2);
    expect(await store.ledger.sent("s2", "shown 0")).toBeUndefined();
    expect(await store.ledger.forgetBefore(NOW + 2 * DAY_MS)).toBe(0);
  });
});
