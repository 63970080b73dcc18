// What messages tell: noted with each, forgotten with those that never stood, kept from coming again with those refused.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import { NOTHING_TOLD, type Told } from "../../src/store/told.ts";
import {
  claimed,
  decisionOf,
  partRecord,
  sentRecord,
  slotRecord,
  subscriptionRecord,
} from "./digest-records.ts";
import { implementations, type Place } from "./implementations.ts";
import { digestRow, writeStoreBefore } from "./older-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const DAY_MS = 24 * 3_600_000;
const REASON = "The channel is archived.";

const tells = (told: Partial<Told>): string => JSON.stringify({ ...NOTHING_TOLD, ...told });

describe.each(implementations)("what messages tell on $name", ({ create }) => {
  let place: Place;
  let store: Store;

  beforeAll(async () => {
    place = await create();
    store = await openStore(place.location);
  });

  beforeEach(async () => {
    await store.db.deleteFrom("subscriptions").execute();
    await store.subscriptions.add(subscriptionRecord("s1"));
  });

  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  /** A slot that showed `old`, and one after it with a message for each of what is told, from 0. */
  async function decided(told: readonly Partial<Told>[]) {
    const earlier = slotRecord("s1", NOW - DAY_MS);
    await store.ledger.decide(
      [
        decisionOf(earlier, {
          parts: [partRecord({ n: 0, tells: tells({ articles: ["old", "older"] }) })],
          shown: [sentRecord(earlier, "old", { score: 5 }), sentRecord(earlier, "older")],
        }),
      ],
      NOW - DAY_MS,
    );
    await store.ledger.claim(earlier.id, 0, NOW - DAY_MS);
    await store.ledger.confirm(earlier.id, 0, "m0");
    await store.ledger.finish(earlier.id, null, NOW - DAY_MS);
    const slot = slotRecord("s1", NOW, { seenFrom: earlier.seenThrough });
    const decidedFrom = await store.subscriptions.get("s1");
    if (decidedFrom === undefined) throw new Error("It is there.");
    await store.ledger.decide(
      [
        decisionOf(slot, {
          decidedFrom,
          parts: told.map((one, n) => partRecord({ n, tells: tells(one) })),
          shown: told.flatMap(({ articles = [] }) => articles).map((article) => sentRecord(slot, article)),
          rescored: told.flatMap(({ rescored = [] }) =>
            rescored.map(({ article, after }) => ({ article, score: after })),
          ),
          withdrawn: told.flatMap(({ withdrawn = [] }) =>
            withdrawn.map((article) => ({ article, withdrawnAt: 77 })),
          ),
        }),
      ],
      NOW,
    );
    return slot;
  }

  const send = async (slot: string, n: number): Promise<void> => {
    await store.ledger.claim(slot, n, NOW);
    await store.ledger.confirm(slot, n, `m${n}`);
  };

  it("is told again as far as it never stood", async () => {
    const slot = await decided([
      { articles: ["a"] },
      {
        articles: ["b"],
        rescored: [{ article: "old", before: 5, after: 1 }],
        withdrawn: ["older"],
      },
    ]);
    expect(await store.ledger.sent("s1", "old")).toMatchObject({ score: 1 });
    expect(await store.ledger.sent("s1", "older")).toMatchObject({ withdrawalTold: 77 });
    await send(slot.id, 0);
    expect(await store.ledger.abandon(slot.id, REASON, NOW)).toBe("paused");
    expect(await store.ledger.sent("s1", "a")).toBeDefined();
    expect(await store.ledger.sent("s1", "b")).toBeUndefined();
    expect(await store.ledger.sent("s1", "old")).toMatchObject({ score: 5 });
    expect(await store.ledger.sent("s1", "older")).toMatchObject({ withdrawalTold: null });
    // What stands was decided then; only what was looked at for it is looked at again.
    expect(await store.subscriptions.get("s1")).toMatchObject({
      seenThrough: slot.seenFrom,
      decidedSlot: NOW,
    });
  });

  it("is not told again when it may have arrived, and nothing is looked at again for small print", async () => {
    const slot = await decided([{ articles: ["a"] }, { articles: ["b"] }, {}]);
    await send(slot.id, 0);
    await store.ledger.claim(slot.id, 1, NOW);
    await store.ledger.abandon(slot.id, REASON, NOW);
    expect(await store.ledger.sent("s1", "b")).toBeDefined();
    expect(await store.subscriptions.get("s1")).toMatchObject({ seenThrough: NOW });
  });

  it("is not shown where it was refused, and does not come again", async () => {
    const slot = await decided([{ articles: ["a"] }, { articles: ["b"] }]);
    await send(slot.id, 0);
    await store.ledger.refuse(slot.id, 1, "It is rude.", await claimed(store, slot.id, 1));
    await store.ledger.refuse(slot.id, 0, "It stands.", null);
    expect(await store.ledger.sent("s1", "b")).toMatchObject({ refused: 1 });
    expect(await store.ledger.sent("s1", "a")).toMatchObject({ refused: 0 });
    expect(await store.ledger.shownSince("s1", NOW)).toBe(1);
    expect((await store.ledger.sentAmong(["s1"], ["a", "b"])).get("s1")).toHaveLength(2);
    expect((await store.ledger.standing([slot.id])).get(slot.id)?.map(({ state }) => state)).toEqual([
      "sent",
      "refused",
    ]);
    expect(await store.ledger.finish(slot.id, "Refused.", NOW)).toBe(true);
    expect(await store.ledger.slot(slot.id)).toMatchObject({ state: "sent" });
    expect(await store.ledger.parts(slot.id)).toMatchObject([{ refusal: null }, { refusal: "It is rude." }]);
  });

  it("is dead with its slot when all was refused, and nobody is paused", async () => {
    const slot = await decided([{ articles: ["a"] }]);
    await store.ledger.refuse(slot.id, 0, "It is rude.", null);
    await store.ledger.finish(slot.id, "Refused.", NOW);
    expect(await store.ledger.slot(slot.id)).toMatchObject({ state: "dead", reason: "Refused." });
    expect(await store.subscriptions.get("s1")).toMatchObject({ state: "active", seenThrough: NOW });
  });

  it("goes in pieces, in the place of the message that was refused", async () => {
    const slot = await decided([{ articles: ["a"] }, { articles: ["b", "c", "d"] }, { articles: ["e"] }]);
    const pieces = ["b", "c", "d"].map((article, index) =>
      partRecord({ n: index === 0 ? 1 : 2 + index, tells: tells({ articles: [article] }) }),
    );
    await store.ledger.divide(slot.id, 1, pieces, NOW);
    expect(await store.ledger.parts(slot.id)).toHaveLength(3);
    await store.ledger.divide(slot.id, 1, pieces, await claimed(store, slot.id, 1));
    const parts = await store.ledger.parts(slot.id);
    expect(parts.map(({ n, position, state }) => [n, position, state])).toEqual([
      [0, 0, "pending"],
      [1, 1, "pending"],
      [3, 2, "pending"],
      [4, 3, "pending"],
      [2, 4, "pending"],
    ]);
    expect(parts.map((part) => part.tells)).toEqual(
      ["a", "b", "c", "d", "e"].map((article) => tells({ articles: [article] })),
    );
  });

  it("counts tries anew behind a message that stands", async () => {
    const slot = await decided([{}, {}]);
    await store.ledger.postpone(slot.id, NOW + 1);
    await send(slot.id, 0);
    expect(await store.ledger.slot(slot.id)).toMatchObject({ attempts: 0 });
  });

  it("is not noted of messages of before: they are delivered, and given up, as they were", async () => {
    const older = await create();
    const at = { slot_at: NOW, seen_from: 1, seen_through: 2, decided_at: NOW, attempts: 0, settled: "{}" };
    const slotRow = { subscription: "s1", kind: "scheduled", state: "pending", place: "{}", ...at };
    const sent = { subscription: "s1", slot: "slot", title: "A case", sent_at: NOW };
    await writeStoreBefore("0011", older.location, [
      digestRow("s1", { place: "{}" }),
      ["slots", { id: "slot", begun: 1, ...slotRow }],
      ["delivery_parts", { slot: "slot", n: 0, key: "slot", payload: "one", state: "sent", message_id: "m" }],
      ["delivery_parts", { slot: "slot", n: 1, key: "slot.1", payload: "two", state: "pending" }],
      ["sent_articles", { article: "a", ...sent }],
    ]);
    const old = await openStore(older.location);
    try {
      expect(await old.ledger.parts("slot")).toMatchObject([
        { n: 0, position: 0, payload: "one", pieces: "", state: "sent", messageId: "m" },
        { n: 1, position: 1, payload: "two", pieces: "", state: "pending" },
      ]);
      expect(await old.ledger.sent("s1", "a")).toMatchObject({ refused: 0, withdrawalTold: null });
      await old.ledger.abandon("slot", REASON, NOW);
      expect(await old.ledger.sent("s1", "a")).toBeDefined();
    } finally {
      await old.close();
      await older.remove();
    }
  });
});
