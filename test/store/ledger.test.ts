// The ledger of deliveries, on every implementation of the store: decided once, sent once, remembered.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import type { SlotRecord } from "../../src/store/ledger.ts";
import { addSlot, decisionOf, sentRecord, slotRecord, subscriptionRecord } from "./digest-records.ts";
import { implementations, type Place } from "./implementations.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const DAY_MS = 24 * 3_600_000;
const { createdAt: CREATED } = subscriptionRecord("any");

const ids = (slots: readonly SlotRecord[]): string[] => slots.map(({ id }) => id);

describe.each(implementations)("the ledger on $name", ({ create }) => {
  let place: Place;
  let store: Store;

  beforeAll(async () => {
    place = await create();
    store = await openStore(place.location);
  });

  beforeEach(async () => {
    await store.db.deleteFrom("subscriptions").execute();
    await store.db.deleteFrom("seenArticles").execute();
    await store.subscriptions.add(subscriptionRecord("s1"));
    await store.subscriptions.add(subscriptionRecord("s2"));
  });

  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  describe("decides", () => {
    it("a slot with all that belongs to it", async () => {
      await addSlot(store, "s1", { slotAt: NOW - DAY_MS, shown: ["old", "older"] });
      await addSlot(store, "s2", { slotAt: NOW - DAY_MS, shown: ["old"] });
      const slot = slotRecord("s1", NOW);
      const missed = slotRecord("s1", NOW - 5, { state: "skipped", reason: "Covered by the next one." });
      const decision = decisionOf(slot, {
        decidedFrom: NOW - DAY_MS,
        covered: [missed],
        parts: [
          { n: 2, key: "k2", payload: "second" },
          { n: 1, key: "k1", payload: "first" },
        ],
        shown: [sentRecord(slot, "new"), sentRecord(slot, "unscored", { pillar: null, score: null })],
        rescored: [
          { article: "old", score: 2 },
          { article: "never shown", score: 2 },
        ],
        progress: {
          seenThrough: NOW - 1,
          openFrom: null,
          decidedSlot: NOW,
          nextSlot: null,
          silentSince: NOW - 7,
          silenceTold: 1,
          outageTold: NOW - 8,
        },
      });
      expect(await store.ledger.decide([decision], NOW + 1)).toEqual([slot.id]);
      expect(await store.ledger.slot(slot.id)).toEqual(slot);
      expect(await store.ledger.slotAt("s1", NOW - 5)).toEqual(missed);
      const unsent = { slot: slot.id, state: "pending", claimedAt: null, messageId: null };
      expect(await store.ledger.parts(slot.id)).toEqual([
        { ...unsent, n: 1, key: "k1", payload: "first" },
        { ...unsent, n: 2, key: "k2", payload: "second" },
      ]);
      expect(await store.ledger.sent("s1", "new")).toEqual(sentRecord(slot, "new"));
      expect(await store.ledger.sent("s1", "unscored")).toMatchObject({ pillar: null, score: null });
      expect(await store.ledger.sent("s1", "old")).toMatchObject({ pillar: 1, score: 2 });
      expect(await store.ledger.sent("s1", "older")).toMatchObject({ score: 5 });
      expect(await store.ledger.sent("s2", "old")).toMatchObject({ score: 5 });
      expect(await store.ledger.sent("s1", "never shown")).toBeUndefined();
      expect(await store.subscriptions.get("s1")).toEqual(
        subscriptionRecord("s1", { ...decision.progress, updatedAt: NOW + 1 }),
      );
      expect(await store.subscriptions.get("s2")).toMatchObject({ decidedSlot: NOW - DAY_MS });
    });

    it("many at once, each with its own progress", async () => {
      const names = Array.from({ length: 1_200 }, (_, index) => `many ${index}`);
      await Promise.all(names.map((name) => store.subscriptions.add(subscriptionRecord(name))));
      const decisions = names.map((name, index) => {
        const slot = slotRecord(name, NOW + index, { state: "skipped" });
        return decisionOf(slot, { shown: [sentRecord(slot, "a"), sentRecord(slot, `b ${index}`)] });
      });
      const taken = await store.ledger.decide(decisions, NOW);
      expect(taken).toEqual(decisions.map(({ slot }) => slot.id));
      for (const index of [0, 499, 500, 1_199]) {
        const name = `many ${index}`;
        expect(await store.subscriptions.get(name)).toMatchObject({ decidedSlot: NOW + index });
        expect(await store.ledger.shownSince(name, 0)).toBe(2);
      }
    });

    it("nothing for a subscription that is gone, paused or decided meanwhile, or a slot that exists", async () => {
      await addSlot(store, "s1", { slotAt: NOW });
      await store.subscriptions.add(subscriptionRecord("paused", { state: "paused", nextSlot: null }));
      const shownIn = (slot: SlotRecord, decidedFrom: number) =>
        decisionOf(slot, {
          decidedFrom,
          covered: [slotRecord(slot.subscription, NOW - 1)],
          parts: [{ n: 1, key: "k", payload: "p" }],
          shown: [sentRecord(slot, "a")],
        });
      const good = slotRecord("s2", NOW);
      const taken = await store.ledger.decide(
        [
          shownIn(slotRecord("gone", NOW), CREATED),
          shownIn(slotRecord("paused", NOW), CREATED),
          shownIn(slotRecord("s1", NOW + 1), CREATED),
          shownIn(slotRecord("s1", NOW, { id: "another id" }), NOW),
          shownIn(good, CREATED),
        ],
        NOW,
      );
      expect(taken).toEqual([good.id]);
      expect(ids(await store.ledger.slotsOf("s1", { limit: 10 }))).toEqual([`s1 ${NOW}`]);
      expect(await store.ledger.slotsOf("paused", { limit: 10 })).toEqual([]);
      expect(await store.ledger.sent("s1", "a")).toBeUndefined();
      expect(await store.ledger.sent("paused", "a")).toBeUndefined();
      expect(await store.subscriptions.get("s1")).toMatchObject({ decidedSlot: NOW });
      expect(await store.ledger.decide([], NOW)).toEqual([]);
    });

    it("one of several for a subscription", async () => {
      const first = slotRecord("s1", NOW);
      const second = slotRecord("s1", NOW + 1);
      expect(await store.ledger.decide([decisionOf(first), decisionOf(second)], NOW)).toEqual([first.id]);
      expect(ids(await store.ledger.slotsOf("s1", { limit: 10 }))).toEqual([first.id]);
    });

    it("leaves a covered slot that exists, and what was shown before, as they are", async () => {
      const before = await addSlot(store, "s1", { slotAt: NOW - DAY_MS, shown: ["a"] });
      const slot = slotRecord("s1", NOW);
      const covered = slotRecord("s1", NOW - DAY_MS, { id: "another id", state: "skipped" });
      const decision = decisionOf(slot, {
        decidedFrom: NOW - DAY_MS,
        covered: [covered],
        shown: [sentRecord(slot, "a", { score: 1 })],
      });
      expect(await store.ledger.decide([decision], NOW)).toEqual([slot.id]);
      expect(await store.ledger.slotAt("s1", NOW - DAY_MS)).toEqual(before);
      expect(await store.ledger.sent("s1", "a")).toEqual(sentRecord(before, "a"));
    });

    it("each subscription once when two decide the same ones at once, in whatever order", async () => {
      const names = Array.from({ length: 100 }, (_, index) => `contested ${index}`);
      await Promise.all(names.map((name) => store.subscriptions.add(subscriptionRecord(name))));
      const decider = (key: string, order: readonly string[], slotAt: number) =>
        store.ledger.decide(
          order.map((name) => {
            const slot = slotRecord(name, slotAt, { id: `${name} by ${key}` });
            return decisionOf(slot, {
              parts: [{ n: 1, key: "k", payload: key }],
              shown: [sentRecord(slot, key)],
            });
          }),
          NOW,
        );
      const taken = await Promise.all([
        decider("one", names, NOW),
        decider("two", names.toReversed(), NOW),
        decider("three", names, NOW + 1),
      ]);
      expect(taken.flat()).toHaveLength(100);
      for (const name of names) {
        const slots = await store.ledger.slotsOf(name, { limit: 10 });
        expect(slots).toHaveLength(1);
        expect(await store.ledger.shownSince(name, 0)).toBe(1);
        expect(taken.flat()).toContain(slots[0]?.id);
      }
    });

    it("nothing at all when one fails midway", async () => {
      const good = slotRecord("s1", NOW);
      const bad = slotRecord("s2", NOW);
      const part = { n: 1, key: "k", payload: "p" };
      const deciding = store.ledger.decide(
        [
          decisionOf(good, { parts: [part], shown: [sentRecord(good, "a")] }),
          decisionOf(bad, { parts: [part, part], shown: [sentRecord(bad, "a")] }),
        ],
        NOW,
      );
      await expect(deciding).rejects.toThrow();
      for (const { id, subscription } of [good, bad]) {
        expect(await store.ledger.slot(id)).toBeUndefined();
        expect(await store.ledger.parts(id)).toEqual([]);
        expect(await store.ledger.sent(subscription, "a")).toBeUndefined();
        expect(await store.subscriptions.get(subscription)).toEqual(subscriptionRecord(subscription));
      }
    });
  });

  describe("finds slots", () => {
    it("that are pending and due, the oldest first", async () => {
      const later = await addSlot(store, "s1", { slotAt: NOW });
      const early = await addSlot(store, "s2", { slotAt: NOW - 5, nextAttemptAt: NOW + 100 });
      await store.subscriptions.add(subscriptionRecord("s3"));
      await addSlot(store, "s3", { slotAt: NOW - 9, state: "skipped" });
      expect(ids(await store.ledger.due(NOW + 99, 10))).toEqual([later.id]);
      expect(ids(await store.ledger.due(NOW + 100, 10))).toEqual([early.id, later.id]);
      expect(ids(await store.ledger.due(NOW + 100, 1))).toEqual([early.id]);
    });

    it("of a subscription, the newest first, page by page", async () => {
      for (const day of [1, 2, 3]) await addSlot(store, "s1", { slotAt: NOW + day * DAY_MS });
      await addSlot(store, "s2", { slotAt: NOW });
      const [third, second] = await store.ledger.slotsOf("s1", { limit: 2 });
      expect([third?.slotAt, second?.slotAt]).toEqual([NOW + 3 * DAY_MS, NOW + 2 * DAY_MS]);
      const rest = await store.ledger.slotsOf("s1", { limit: 2, before: NOW + 2 * DAY_MS });
      expect(rest.map(({ slotAt }) => slotAt)).toEqual([NOW + DAY_MS]);
      expect(await store.ledger.slotAt("s1", NOW)).toBeUndefined();
      expect(await store.ledger.slot("nothing")).toBeUndefined();
    });

    it("by the stamp of an article, the oldest first", async () => {
      const first = await addSlot(store, "s1", { slotAt: NOW, seenFrom: 10, seenThrough: 20 });
      const second = await addSlot(store, "s1", { slotAt: NOW + 1, seenFrom: 20, seenThrough: 30 });
      const wide = await addSlot(store, "s1", { slotAt: NOW + 2, seenFrom: 0, seenThrough: 40 });
      await addSlot(store, "s2", { slotAt: NOW, seenFrom: 10, seenThrough: 20 });
      expect(ids(await store.ledger.slotsCovering("s1", 10))).toEqual([wide.id]);
      expect(ids(await store.ledger.slotsCovering("s1", 11))).toEqual([first.id, wide.id]);
      expect(ids(await store.ledger.slotsCovering("s1", 20))).toEqual([first.id, wide.id]);
      expect(ids(await store.ledger.slotsCovering("s1", 30))).toEqual([second.id, wide.id]);
      expect(await store.ledger.slotsCovering("s1", 41)).toEqual([]);
    });

    it("that are not finished, by their subscriptions", async () => {
      await addSlot(store, "s1", { slotAt: NOW, state: "skipped" });
      await addSlot(store, "s2", { slotAt: NOW });
      const many = Array.from({ length: 1_000 }, (_, index) => `nobody ${index}`);
      expect(await store.ledger.pendingAmong(["s1", ...many, "s2"])).toEqual(new Set(["s2"]));
      expect(await store.ledger.pendingAmong(["s1"])).toEqual(new Set());
      expect(await store.ledger.pendingAmong([])).toEqual(new Set());
    });
  });

  describe("sends parts", () => {
    const states = async (slot: string) => (await store.ledger.parts(slot)).map(({ state }) => state);

    it("after a claim that one of many gets", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW, parts: 2 });
      const claimed = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store.ledger.claim(id, 1, NOW + index)),
      );
      expect(claimed.filter(Boolean)).toHaveLength(1);
      expect((await store.ledger.parts(id))[0]?.claimedAt).toBe(NOW + claimed.indexOf(true));
      expect(await states(id)).toEqual(["claimed", "pending"]);
      expect(await store.ledger.claim(id, 3, NOW)).toBe(false);
      expect(await store.ledger.claim("nothing", 1, NOW)).toBe(false);
    });

    it("and notes what became of each", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW, parts: 3 });
      for (const n of [1, 2, 3]) expect(await store.ledger.claim(id, n, NOW + n)).toBe(true);
      await store.ledger.confirm(id, 1, "message 1");
      await store.ledger.release(id, 2);
      await store.ledger.giveUpOn(id, 3);
      expect(await store.ledger.parts(id)).toMatchObject([
        { n: 1, state: "sent", claimedAt: NOW + 1, messageId: "message 1" },
        { n: 2, state: "pending", claimedAt: null, messageId: null },
        { n: 3, state: "unknown", claimedAt: NOW + 3, messageId: null },
      ]);
      expect(await store.ledger.claim(id, 1, NOW)).toBe(false);
      expect(await store.ledger.claim(id, 3, NOW)).toBe(false);
      expect(await store.ledger.claim(id, 2, NOW + 9)).toBe(true);
    });

    it("and lets no late word undo a message that is there", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW, parts: 1 });
      await store.ledger.claim(id, 1, NOW);
      await store.ledger.giveUpOn(id, 1);
      await store.ledger.confirm(id, 1, "found after all");
      await store.ledger.release(id, 1);
      await store.ledger.giveUpOn(id, 1);
      expect(await store.ledger.parts(id)).toMatchObject([{ state: "sent", messageId: "found after all" }]);
    });

    it("later again when it was postponed", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW });
      await store.ledger.postpone(id, NOW + 5);
      await store.ledger.postpone(id, NOW + 50);
      expect(await store.ledger.slot(id)).toMatchObject({ attempts: 2, nextAttemptAt: NOW + 50 });
      await store.ledger.finish(id, null, NOW);
      await store.ledger.postpone(id, NOW + 99);
      expect(await store.ledger.slot(id)).toMatchObject({ attempts: 2, nextAttemptAt: null });
    });

    it("and finishes once, without the payloads", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW, parts: 2 });
      const other = await addSlot(store, "s2", { slotAt: NOW, parts: 1 });
      for (const n of [1, 2]) {
        await store.ledger.claim(id, n, NOW);
        await store.ledger.confirm(id, n, `message ${n}`);
      }
      const finished = await Promise.all(
        Array.from({ length: 5 }, () => store.ledger.finish(id, "Part 2 may not have arrived.", NOW + 9)),
      );
      expect(finished.filter(Boolean)).toHaveLength(1);
      expect(await store.ledger.slot(id)).toMatchObject({
        state: "sent",
        reason: "Part 2 may not have arrived.",
        finishedAt: NOW + 9,
      });
      expect((await store.ledger.parts(id)).map(({ payload }) => payload)).toEqual(["", ""]);
      expect((await store.ledger.parts(id)).map(({ messageId }) => messageId)).toEqual([
        "message 1",
        "message 2",
      ]);
      expect(await store.ledger.parts(other.id)).toMatchObject([{ payload: "payload 1" }]);
      expect(await store.ledger.finish("nothing", null, NOW)).toBe(false);
    });
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
      expect(await store.ledger.abandon(slot.id, reason, NOW + 9)).toBe(true);
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

    it("that was the only one, and the subscription is where it was made", async () => {
      const slot = await addSlot(store, "s1", { slotAt: NOW, seenFrom: CREATED - 5, parts: 1 });
      await store.ledger.abandon(slot.id, reason, NOW);
      expect(await store.subscriptions.get("s1")).toMatchObject({
        seenThrough: CREATED - 5,
        decidedSlot: CREATED,
      });
    });

    it.each(["sent", "claimed", "unknown"] as const)(
      "of which a part is %s, and nothing is shown twice",
      async (state) => {
        const slot = await addSlot(store, "s1", { slotAt: NOW, parts: 2, shown: ["a"] });
        await store.ledger.claim(slot.id, 1, NOW);
        if (state === "sent") await store.ledger.confirm(slot.id, 1, "message");
        if (state === "unknown") await store.ledger.giveUpOn(slot.id, 1);
        expect(await store.ledger.abandon(slot.id, reason, NOW)).toBe(true);
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

    it("once, and only while it is pending", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW });
      const abandoned = await Promise.all(
        Array.from({ length: 5 }, () => store.ledger.abandon(id, reason, NOW)),
      );
      expect(abandoned.filter(Boolean)).toHaveLength(1);
      const done = await addSlot(store, "s2", { slotAt: NOW, shown: ["a"] });
      await store.ledger.finish(done.id, null, NOW);
      expect(await store.ledger.abandon(done.id, reason, NOW)).toBe(false);
      expect(await store.ledger.sent("s2", "a")).toBeDefined();
      expect(await store.subscriptions.get("s2")).toMatchObject({ state: "active" });
      expect(await store.ledger.abandon("nothing", reason, NOW)).toBe(false);
    });

    it("or sends from it, never both", async () => {
      for (let round = 0; round < 20; round += 1) {
        const name = `race ${round}`;
        await store.subscriptions.add(subscriptionRecord(name));
        const { id } = await addSlot(store, name, { slotAt: NOW, parts: 1, shown: ["a"] });
        const [claimed] = await Promise.all([
          store.ledger.claim(id, 1, NOW),
          store.ledger.abandon(id, reason, NOW),
        ]);
        expect((await store.ledger.sent(name, "a")) !== undefined).toBe(claimed);
        expect(await store.ledger.claim(id, 1, NOW)).toBe(false);
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
          names.map((name) => decisionOf(slotRecord(name, NOW + 1), { decidedFrom: NOW })),
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
