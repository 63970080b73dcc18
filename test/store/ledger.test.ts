// The ledger of deliveries, on every implementation of the store: decided once, sent once, remembered.

import { beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import type { SlotRecord } from "../../src/store/ledger.ts";
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

describe.each(implementations)("the ledger on $name", ({ create, kind }) => {
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

  describe("decides", () => {
    it("a slot with all that belongs to it", async () => {
      await addSlot(store, "s1", { slotAt: NOW - DAY_MS, shown: ["old", "older"] });
      await addSlot(store, "s2", { slotAt: NOW - DAY_MS, shown: ["old"] });
      const slot = slotRecord("s1", NOW);
      const missed = slotRecord("s1", NOW - 5, { state: "skipped", reason: "Covered by the next one." });
      const decision = decisionOf(slot, {
        decidedFrom: asOf(NOW - DAY_MS),
        covered: [missed],
        parts: [
          partRecord({ n: 2, key: "k2", payload: "second" }),
          partRecord({ n: 1, key: "k1", payload: "first" }),
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
          spikes: "[]",
        },
      });
      expect(await store.ledger.decide([decision], NOW + 1)).toEqual([slot.id]);
      expect(await store.ledger.slot(slot.id)).toEqual(slot);
      expect(await store.ledger.slotsOf("s1", { limit: 1, before: NOW })).toEqual([missed]);
      const unsent = {
        ...partRecord({ n: 0 }),
        slot: slot.id,
        state: "pending",
        refusal: null,
        claimedAt: null,
        messageId: null,
      };
      expect(await store.ledger.parts(slot.id)).toEqual([
        { ...unsent, n: 1, position: 1, key: "k1", payload: "first" },
        { ...unsent, n: 2, position: 2, key: "k2", payload: "second" },
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
      const shownIn = (slot: SlotRecord, decidedAt: number) =>
        decisionOf(slot, {
          decidedFrom: asOf(decidedAt),
          covered: [slotRecord(slot.subscription, NOW - 1)],
          parts: [partRecord({ n: 1, key: "k", payload: "p" })],
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

    it("nothing for a subscription that was edited meanwhile", async () => {
      const decidedFrom = (await store.subscriptions.get("s1")) ?? asOf(0);
      const slot = slotRecord("s1", NOW);
      // Within the same millisecond, too.
      await store.subscriptions.update("s1", { rule: "hourly", nextSlot: NOW + 5 }, decidedFrom.updatedAt);
      expect(await store.ledger.decide([decisionOf(slot, { decidedFrom })], NOW)).toEqual([]);
      expect(await store.subscriptions.get("s1")).toMatchObject({ rule: "hourly", nextSlot: NOW + 5 });
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
        decidedFrom: asOf(NOW - DAY_MS),
        covered: [covered],
        shown: [sentRecord(slot, "a", { score: 1 })],
      });
      expect(await store.ledger.decide([decision], NOW)).toEqual([slot.id]);
      expect(await store.ledger.slotsOf("s1", { limit: 1, before: NOW })).toEqual([before]);
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
              parts: [partRecord({ n: 1, key: "k", payload: key })],
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
      const part = partRecord({ n: 1, key: "k", payload: "p" });
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
    it("that are the oldest of their place, unless that one waits", async () => {
      const [here, there] = ["here", "there"];
      const old = await addSlot(store, "s1", { slotAt: NOW - 9, place: here });
      await addSlot(store, "s2", { slotAt: NOW, place: here });
      for (const name of ["s3", "s4", "s5"]) await store.subscriptions.add(subscriptionRecord(name));
      const waiting = await addSlot(store, "s3", { slotAt: NOW - 5, place: there, nextAttemptAt: NOW + 100 });
      await addSlot(store, "s4", { slotAt: NOW, place: there });
      await addSlot(store, "s5", { slotAt: NOW - 99, place: there, state: "skipped" });
      expect(await store.ledger.heads(NOW, 10)).toEqual([{ id: old.id, place: here }]);
      expect(await store.ledger.nextAttempt(NOW)).toBe(NOW + 100);
      expect(await store.ledger.heads(NOW + 100, 10)).toEqual([
        { id: old.id, place: here },
        { id: waiting.id, place: there },
      ]);
      expect(await store.ledger.heads(NOW + 100, 1)).toHaveLength(1);
      expect(await store.ledger.nextAttempt(NOW + 100)).toBeUndefined();
    });

    it("that have begun before older ones of their place, also while they wait", async () => {
      const place = "a channel";
      const begun = await addSlot(store, "s1", { slotAt: NOW, place, parts: 2 });
      await store.ledger.claim(begun.id, 1, NOW);
      await store.ledger.confirm(begun.id, 1, "message 1");
      const older = await addSlot(store, "s2", { slotAt: NOW - 9, place });
      expect(await store.ledger.heads(NOW, 10)).toEqual([{ id: begun.id, place }]);
      await store.ledger.postpone(begun.id, NOW + 50);
      expect(await store.ledger.heads(NOW, 10)).toEqual([]);
      await store.ledger.finish(begun.id, null, NOW);
      expect(await store.ledger.heads(NOW, 10)).toEqual([{ id: older.id, place }]);
    });

    it("of a subscription, the newest first, page by page", async () => {
      for (const day of [1, 2, 3]) await addSlot(store, "s1", { slotAt: NOW + day * DAY_MS });
      await addSlot(store, "s2", { slotAt: NOW });
      const [third, second] = await store.ledger.slotsOf("s1", { limit: 2 });
      expect([third?.slotAt, second?.slotAt]).toEqual([NOW + 3 * DAY_MS, NOW + 2 * DAY_MS]);
      const rest = await store.ledger.slotsOf("s1", { limit: 2, before: NOW + 2 * DAY_MS });
      expect(rest.map(({ slotAt }) => slotAt)).toEqual([NOW + DAY_MS]);
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
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store.ledger.claim(id, 1, NOW + index)),
      );
      const got = claims.filter((at) => at !== undefined);
      const claimedAt = (await store.ledger.parts(id))[0]?.claimedAt;
      expect(got).toEqual([claimedAt]);
      if (kind === "sqlite") expect(claimedAt).toBe(NOW + claims.findIndex((at) => at !== undefined));
      // The clocks of those who claim and look may differ; the database has one.
      else expect(claimedAt).toBeLessThanOrEqual(await store.ledger.claimClock(NOW));
      expect(await states(id)).toEqual(["claimed", "pending"]);
      expect(await store.ledger.claim(id, 3, NOW)).toBeUndefined();
      expect(await store.ledger.claim("nothing", 1, NOW)).toBeUndefined();
    });

    it("and takes back none that was claimed anew", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW, parts: 1 });
      const claimedAt = await claimed(store, id, 1);
      await store.ledger.release(id, 1, claimedAt - 1);
      await store.ledger.giveUpOn(id, 1, claimedAt - 1);
      await store.ledger.divide(id, 1, [partRecord({ n: 1 })], claimedAt - 1);
      await store.ledger.refuse(id, 1, "It came late.", claimedAt - 1);
      expect(await states(id)).toEqual(["claimed"]);
      // As whoever took it over dates it.
      await store.ledger.redateClaim(id, 1, claimedAt, claimedAt - 20);
      await store.ledger.redateClaim(id, 1, claimedAt, claimedAt - 90);
      await store.ledger.release(id, 1, claimedAt);
      expect(await states(id)).toEqual(["claimed"]);
      await store.ledger.release(id, 1, claimedAt - 20);
      expect(await states(id)).toEqual(["pending"]);
    });

    it("and notes what became of each", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW, parts: 3 });
      await claimed(store, id, 1);
      await store.ledger.confirm(id, 1, "message 1");
      await store.ledger.release(id, 2, await claimed(store, id, 2));
      await store.ledger.giveUpOn(id, 3, await claimed(store, id, 3));
      expect(await store.ledger.parts(id)).toMatchObject([
        { n: 1, state: "sent", claimedAt: expect.any(Number), messageId: "message 1" },
        { n: 2, state: "pending", claimedAt: null, messageId: null },
        { n: 3, state: "unknown", claimedAt: expect.any(Number), messageId: null },
      ]);
      expect(await store.ledger.claim(id, 1, NOW)).toBeUndefined();
      expect(await store.ledger.claim(id, 3, NOW)).toBeUndefined();
      expect(await store.ledger.claim(id, 2, NOW + 9)).toBeDefined();
    });

    it("and lets no late word undo a message that is there", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW, parts: 1 });
      const claimedAt = await claimed(store, id, 1);
      await store.ledger.giveUpOn(id, 1, claimedAt);
      await store.ledger.confirm(id, 1, "found after all");
      await store.ledger.release(id, 1, claimedAt);
      await store.ledger.giveUpOn(id, 1, claimedAt);
      expect(await store.ledger.parts(id)).toMatchObject([{ state: "sent", messageId: "found after all" }]);
    });

    it("later again when it was postponed, or rests without having been tried", async () => {
      const { id } = await addSlot(store, "s1", { slotAt: NOW });
      await store.ledger.postpone(id, NOW + 5);
      await store.ledger.postpone(id, NOW + 50);
      expect(await store.ledger.slot(id)).toMatchObject({ attempts: 2, nextAttemptAt: NOW + 50 });
      await store.ledger.rest(id, NOW + 60);
      expect(await store.ledger.slot(id)).toMatchObject({ attempts: 2, nextAttemptAt: NOW + 60 });
      await store.ledger.finish(id, null, NOW);
      await store.ledger.postpone(id, NOW + 99);
      await store.ledger.rest(id, NOW + 99);
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
});
