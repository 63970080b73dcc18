// Messages that stand: kept when their slot is over, corrected once, and owed to the next digest where they cannot be.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import { NOTHING_TOLD } from "../../src/store/told.ts";
import { decisionOf, partRecord, sentRecord, slotRecord, subscriptionRecord } from "./digest-records.ts";
import { implementations, type Place } from "./implementations.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const DATA_SET = "news";
const KEPT = { keepsPosts: true };
const SLOT = `s1 ${NOW}`;

const piecesOf = (text: string): string => JSON.stringify({ pieces: [{ text }], isApart: false });

describe.each(implementations)("messages that stand on $name", ({ create }) => {
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
    await store.seen.add(
      ["a", "b", "c"].map((article) => ({
        dataSet: DATA_SET,
        article,
        currentId: null,
        link: null,
        firstSeenAt: NOW - 1,
        verdicts: "1:5",
        source: null,
        countries: "Latvia",
        title: article,
        publishedAt: NOW - 1,
        rescoredAt: null,
        withdrawnAt: null,
        rescoredWith: null,
        renamedAt: null,
      })),
    );
  });

  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  /** A slot of three messages: a head, one with a and b, one with c that is not sent. */
  async function sendSlot(): Promise<void> {
    const slot = slotRecord("s1", NOW);
    const decidedFrom = await store.subscriptions.get("s1");
    if (decidedFrom === undefined) throw new Error("It is there.");
    const tells = (...articles: string[]): string => JSON.stringify({ ...NOTHING_TOLD, articles });
    await store.ledger.decide(
      [
        decisionOf(slot, {
          decidedFrom,
          parts: [
            partRecord({ n: 0, pieces: piecesOf("head") }),
            partRecord({ n: 1, pieces: piecesOf("a and b"), tells: tells("a", "b") }),
            partRecord({ n: 2, pieces: piecesOf("c"), tells: tells("c") }),
          ],
          shown: ["a", "b", "c"].map((article) => sentRecord(slot, article)),
        }),
      ],
      NOW,
    );
    for (const n of [0, 1]) {
      await store.ledger.claim(slot.id, n, NOW);
      await store.ledger.confirm(slot.id, n, `m${n}`);
    }
  }

  const plan = (change: { article: string; score: number | null; withdrawnAt: number | null }, at = NOW) =>
    store.ledger.planCorrections(
      [{ slot: SLOT, n: 1, contents: piecesOf("a and b, corrected"), changes: [change] }],
      at,
    );

  const owed = async (): Promise<readonly string[]> =>
    (
      await store.ledger.changedAmong(["s1"], DATA_SET, {
        after: NOW + DAY_MS,
        through: NOW + DAY_MS,
        shownSince: NOW - DAY_MS,
      })
    ).map(({ article }) => article);

  it("are kept where they show articles and were sent, with what they say", async () => {
    await sendSlot();
    await store.ledger.refuse(SLOT, 2, "It was not taken.", null);
    await store.ledger.finish(SLOT, null, NOW, KEPT);
    expect(await store.ledger.posts([SLOT])).toMatchObject([
      { n: 1, subscription: "s1", contents: piecesOf("a and b"), postedAt: NOW, state: "right" },
    ]);
    const shown = ["a", "b", "c"].map((article) => ({ slot: SLOT, article }));
    expect(await store.ledger.postedAmong(shown)).toEqual(new Set([`${SLOT} a`, `${SLOT} b`]));
    expect(await store.ledger.workspacesOfPosts()).toEqual([{ workspace: "slack:T1" }]);
    expect((await store.ledger.parts(SLOT)).map(({ pieces }) => pieces)).toEqual(["", "", ""]);
  });

  it("are kept of a digest that was given up, and of none whose place can correct nothing", async () => {
    await sendSlot();
    await store.ledger.abandon(SLOT, "It is archived.", NOW, KEPT);
    expect((await store.ledger.posts([SLOT])).map(({ n }) => n)).toEqual([1]);
    await store.db.deleteFrom("slots").execute();
    expect(await store.ledger.posts([SLOT])).toEqual([]);
    await store.subscriptions.update("s1", { state: "active" }, NOW);
    await sendSlot();
    await store.ledger.refuse(SLOT, 2, "It was not taken.", null);
    await store.ledger.finish(SLOT, null, NOW);
    expect(await store.ledger.posts([SLOT])).toEqual([]);
  });

  async function standing(): Promise<void> {
    await sendSlot();
    await store.ledger.refuse(SLOT, 2, "It was not taken.", null);
    await store.ledger.finish(SLOT, null, NOW, KEPT);
  }

  it("are corrected once: what is confirmed is what people see, and what is told", async () => {
    await standing();
    await plan({ article: "a", score: 3, withdrawnAt: null });
    // One that is on its way is not planned over.
    await plan({ article: "a", score: 1, withdrawnAt: null });
    expect(await store.ledger.corrections(NOW, 10)).toMatchObject([{ slot: SLOT, n: 1 }]);
    expect(await store.ledger.correction(SLOT, 1)).toMatchObject({
      workspace: "slack:T1",
      place: '{"platform":"slack","channel":"C1"}',
      key: "key 1",
      messageId: "m1",
      firstMessageId: "m0",
      plannedAt: NOW,
      state: "pending",
      contents: piecesOf("a and b, corrected"),
    });
    expect(await store.ledger.claimCorrection(SLOT, 1)).toBe(true);
    // Its answer was lost, and it is made again.
    await store.ledger.postponeCorrection(SLOT, 1, NOW + MINUTE_MS, { unmade: false });
    expect(await store.ledger.corrections(NOW, 10)).toEqual([]);
    expect(await store.ledger.nextCorrection(NOW)).toBe(NOW + MINUTE_MS);
    await store.ledger.hastenCorrections(NOW, (place) => place.includes("discord"));
    expect(await store.ledger.corrections(NOW, 10)).toEqual([]);
    await store.ledger.hastenCorrections(NOW, (place) => place.includes("slack"));
    expect(await store.ledger.corrections(NOW, 10)).toHaveLength(1);
    expect(await store.ledger.correction(SLOT, 1)).toMatchObject({ state: "claimed", attempts: 1 });
    expect(await store.ledger.claimCorrection(SLOT, 1)).toBe(true);
    await store.ledger.confirmCorrection(SLOT, 1);
    await store.ledger.confirmCorrection(SLOT, 1);
    expect(await store.ledger.claimCorrection(SLOT, 1)).toBe(false);
    expect(await store.ledger.posts([SLOT])).toMatchObject([
      { state: "right", contents: piecesOf("a and b, corrected") },
    ]);
    expect(await store.ledger.sent("s1", "a")).toMatchObject({ score: 3, withdrawalTold: null, owed: 0 });
    expect(await store.ledger.sent("s1", "b")).toMatchObject({ score: 5 });
  });

  it("remember a withdrawal that was told in place", async () => {
    await standing();
    await plan({ article: "a", score: null, withdrawnAt: NOW + 5 });
    await store.ledger.claimCorrection(SLOT, 1);
    await store.ledger.confirmCorrection(SLOT, 1);
    expect(await store.ledger.sent("s1", "a")).toMatchObject({ score: 5, withdrawalTold: NOW + 5 });
  });

  it("forget a withdrawal where it was told that the article is back", async () => {
    await standing();
    await plan({ article: "a", score: null, withdrawnAt: NOW + 5 });
    await store.ledger.confirmCorrection(SLOT, 1);
    await plan({ article: "a", score: 5, withdrawnAt: null });
    await store.ledger.confirmCorrection(SLOT, 1);
    expect(await store.ledger.sent("s1", "a")).toMatchObject({ score: 5, withdrawalTold: null });
  });

  it.each([
    { what: "may have been made", unmade: false, withdrawalTold: null },
    { what: "was surely not made", unmade: true, withdrawalTold: NOW + 5 },
  ])(
    "that go while a correction says that an article is back, which $what",
    async ({ unmade, withdrawalTold }) => {
      await standing();
      await plan({ article: "a", score: null, withdrawnAt: NOW + 5 });
      await store.ledger.confirmCorrection(SLOT, 1);
      await plan({ article: "a", score: 5, withdrawnAt: null });
      await store.ledger.claimCorrection(SLOT, 1);
      await store.ledger.dropPost(SLOT, 1, { unmade });
      expect(await store.ledger.sent("s1", "a")).toMatchObject({ withdrawalTold });
    },
  );

  it("owe what changed of them once they cannot be corrected, and nothing else", async () => {
    await standing();
    await store.seen.rescore(DATA_SET, [{ article: "a", verdicts: "1:1", rescoredWith: null }], NOW + 5);
    expect(await owed()).toEqual([]);
    await plan({ article: "a", score: 1, withdrawnAt: null });
    await store.ledger.claimCorrection(SLOT, 1);
    await store.ledger.dropPost(SLOT, 1, { unmade: false });
    expect(await store.ledger.posts([SLOT])).toEqual([]);
    expect(await store.ledger.correction(SLOT, 1)).toBeUndefined();
    expect(await owed()).toEqual(["a"]);
    expect(await store.ledger.sent("s1", "a")).toMatchObject({ score: 5 });
  });

  it("are forgotten when they are old and right", async () => {
    await standing();
    await plan({ article: "a", score: 1, withdrawnAt: null });
    expect(await store.ledger.forgetPosts(NOW + 1, NOW)).toBe(0);
    await store.ledger.claimCorrection(SLOT, 1);
    await store.ledger.confirmCorrection(SLOT, 1);
    expect(await store.ledger.forgetPosts(NOW, NOW)).toBe(0);
    expect(await store.ledger.forgetPosts(NOW + 1, NOW)).toBe(1);
    expect(await owed()).toEqual([]);
  });

  it("do not wait for the years of a clock that was wrong", async () => {
    await standing();
    await plan({ article: "a", score: 1, withdrawnAt: null }, NOW + 900 * DAY_MS);
    expect(await store.ledger.corrections(NOW, 10)).toHaveLength(1);
  });

  it("go with their subscription", async () => {
    await standing();
    await store.subscriptions.delete("s1");
    expect(await store.ledger.posts([SLOT])).toEqual([]);
    expect(await store.ledger.workspacesOfPosts()).toEqual([]);
  });
});
