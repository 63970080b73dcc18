// How digests are brought to their places: in order, whatever hangs, refuses or is gone.

import { describe, expect, test, vi } from "vitest";
import { AppError } from "../../src/errors.ts";
import { openPostOffice, type PostOffice } from "./simulation/deliveries.ts";
import { hang } from "./simulation/platform.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function keys(office: PostOffice): readonly string[] {
  return office.arrived().map(({ key }) => key);
}

describe("of a hundred places, one that hangs, one that asks to wait and one that is gone", () => {
  test("hold up none of the others, and each meets its own end", async () => {
    const office = await openPostOffice();
    const { store, platform, told } = office;
    const channels = Array.from({ length: 100 }, (_, index) => `C${index}`);
    const [hanging = "", waiting = "", gone = ""] = channels;
    for (const channel of channels) await office.post(channel, { messages: 2 });
    const until = office.now() + MINUTE_MS;
    let isHanging = true;
    office.behave({
      async send(attempt) {
        if (attempt.channel === hanging && isHanging) return hang(attempt);
        if (attempt.channel === waiting && office.now() < until)
          return { type: "later", afterMs: until - office.now() };
        if (attempt.channel === gone) return { type: "never", reason: "The channel was archived." };
        return attempt.arrive();
      },
    });

    const program = office.program();
    program.queue.enqueue();
    await vi.waitFor(() => expect(office.arrived()).toHaveLength(2 * 97), { timeout: 20_000 });
    const others = new Set(office.arrived().map(({ channel }) => channel));
    expect(channels.filter((channel) => !others.has(channel))).toEqual([hanging, waiting, gone]);

    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(told[0]?.to).toBe(`owner of ${gone}`);
    expect(told[0]?.text).toContain("The channel was archived.");
    expect(await store.subscriptions.get(gone)).toMatchObject({
      state: "paused",
      pauseReason: "The channel was archived.",
      pausedUntil: null,
    });

    office.wait(MINUTE_MS);
    program.queue.enqueue();
    await vi.waitFor(() => expect(office.arrived()).toHaveLength(2 * 98));
    expect(office.arrived().at(-1)?.channel).toBe(waiting);

    const started = performance.now();
    await program.close(20);
    expect(performance.now() - started).toBeLessThan(2_000);
    isHanging = false;
    office.wait(MINUTE_MS);
    await office.program().work();
    expect(keys(office)).toHaveLength(2 * 99);
    expect(new Set(keys(office)).size).toBe(2 * 99);
    expect(platform.wrong).toEqual([]);
  });

  test("what never stood is a candidate again, and what stood is not", async () => {
    const office = await openPostOffice();
    const unseen = await office.post("C1");
    const begun = await office.post("C2", { messages: 2 });
    office.behave({
      send: async ({ channel, part, arrive }) =>
        channel === "C2" && part.n === 0 ? arrive() : { type: "never", reason: "The bot was removed." },
    });
    await office.program().work();
    const { ledger, subscriptions } = office.store;
    expect(await ledger.slot(unseen.id)).toMatchObject({ state: "dead", reason: "The bot was removed." });
    expect(await ledger.slot(begun.id)).toMatchObject({ state: "dead" });
    expect(await ledger.shownSince("C1", 0)).toBe(0);
    expect(await ledger.shownSince("C2", 0)).toBe(1);
    expect((await subscriptions.get("C1"))?.seenThrough).toBe(unseen.seenFrom);
    expect((await subscriptions.get("C2"))?.seenThrough).toBe(begun.seenFrom);
    const textFor = (owner: string) => office.told.find(({ to }) => to === `owner of ${owner}`)?.text;
    expect(textFor("C1")).not.toContain("arrived,");
    expect(textFor("C2")).toContain("Of its stories, 1 arrived, 1 did not.");
    for (const owner of ["C1", "C2"])
      expect(textFor(owner)).toContain("the next digest brings what did not arrive");
  });
});

describe("the order within one place", () => {
  test("is kept: what comes later waits for what asks to wait", async () => {
    const office = await openPostOffice();
    await office.post("C1", { subscription: "early", slotAt: office.now() - HOUR_MS, messages: 2 });
    await office.post("C1", { subscription: "late", messages: 2 });
    await office.post("C2");
    let refusals = 2;
    office.behave({
      async send({ channel, part, arrive }) {
        if (channel === "C1" && part.n === 1 && refusals > 0) {
          refusals -= 1;
          return { type: "later", afterMs: 30 * SECOND_MS };
        }
        return arrive();
      },
    });
    const program = office.program();
    await program.work();
    expect(
      office
        .arrived()
        .map(({ key }) => key.split("-")[0])
        .toSorted(),
    ).toEqual(["C2", "early"]);
    for (let n = 0; n < 2; n += 1) {
      office.wait(30 * SECOND_MS);
      await program.work();
    }
    const inPlace = office.arrived().filter(({ channel }) => channel === "C1");
    expect(inPlace.map(({ delivery, n }) => `${delivery.split("-")[0]} ${n}`)).toEqual([
      "early 0",
      "early 1",
      "late 0",
      "late 1",
    ]);
    expect(office.platform.wrong).toEqual([]);
  });
});

describe("a digest of several messages", () => {
  test("is not torn apart by one that was due earlier and decided later", async () => {
    const office = await openPostOffice();
    await office.post("C1", { subscription: "begun", messages: 2 });
    office.behave({
      send: async ({ part, arrive }) => (part.n === 0 ? arrive() : { type: "later", afterMs: SECOND_MS }),
    });
    await office.program().work();
    office.behave({});
    await office.post("C1", { subscription: "late", slotAt: office.now() - HOUR_MS, messages: 2 });
    await office.program().work();
    office.wait(5 * SECOND_MS);
    await office.program().work();
    expect(office.arrived().map(({ delivery, n }) => `${delivery.split("-")[0]} ${n}`)).toEqual([
      "begun 0",
      "begun 1",
      "late 0",
      "late 1",
    ]);
  });
});

describe("a try that failed is repeated", () => {
  test.each([
    ["no jitter", 0, 0.75],
    ["half", 0.5, 1],
    ["the most", 0.999_999, 1.25],
  ])("after twice as long each time, up to 15 minutes: %s", async (_name, jitter, factor) => {
    const office = await openPostOffice();
    const { id } = await office.post("C1");
    office.behave({ send: async () => ({ type: "unknown" }) });
    await office.program().work();
    office.behave({
      find: async () => {
        throw new AppError("network", "It is away.", { retryable: true });
      },
    });
    office.wait(30 * SECOND_MS);
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      await office.program({ jitter: () => jitter }).work();
      const { nextAttemptAt } = (await office.store.ledger.slot(id)) ?? {};
      const wait = (nextAttemptAt ?? 0) - office.now();
      waits.push(wait);
      office.wait(wait);
    }
    // The first of them is the second try.
    const expected = waits.map((_, n) => Math.min(5 * SECOND_MS * 2 ** (n + 1), 15 * MINUTE_MS) * factor);
    for (const [n, wait] of waits.entries()) expect(Math.abs(wait - (expected[n] ?? 0))).toBeLessThan(5);
  });

  test("when the platform says, but never later than six hours from now", async () => {
    const office = await openPostOffice();
    const [soon, late] = [await office.post("C1"), await office.post("C2")];
    office.behave({
      send: async ({ channel }) => ({ type: "later", afterMs: channel === "C1" ? 15_000 : 30 * DAY_MS }),
    });
    await office.program().work();
    const { ledger } = office.store;
    expect((await ledger.slot(soon.id))?.nextAttemptAt).toBe(office.now() + 15_000);
    expect((await ledger.slot(late.id))?.nextAttemptAt).toBe(office.now() + 6 * HOUR_MS);
  });

  test.each([
    ["later, after no time at all", { type: "later", afterMs: 0 }],
    ["nothing that can be known, and it is not there", { type: "unknown" }],
  ] as const)("ever more slowly when the platform says: %s", async (_name, outcome) => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2 });
    const from = office.now();
    const sends: number[] = [];
    const isRefusing = (): boolean => office.now() < from + MINUTE_MS;
    office.behave({
      async send({ arrive }) {
        sends.push((office.now() - from) / SECOND_MS);
        return isRefusing() ? outcome : arrive();
      },
    });
    while (office.arrived().length < 2) {
      await office.program().work();
      office.wait(SECOND_MS);
      expect(office.now()).toBeLessThan(from + 3 * MINUTE_MS);
    }
    expect(sends.length).toBeLessThanOrEqual(7);
    expect(office.platform.wrong).toEqual([]);
  });

  test("and each message has waits of its own: what asks to wait now and then is not waited for ever longer", async () => {
    const office = await openPostOffice();
    const { id } = await office.post("C1", { messages: 8 });
    const asked = new Set<string>();
    office.behave({
      async send({ part, arrive }) {
        if (asked.has(part.key)) return arrive();
        asked.add(part.key);
        return { type: "later", afterMs: 0 };
      },
    });
    for (let n = 0; n < 9; n += 1) {
      await office.program().work();
      office.wait(5 * SECOND_MS);
    }
    expect((await office.store.ledger.slot(id))?.state).toBe("sent");
    expect(office.arrived()).toHaveLength(8);
  });

  test("for seven days; then the digest is paused, its owner told, and what it held comes in the next", async () => {
    const office = await openPostOffice();
    const slot = await office.post("C1");
    office.behave({ send: async () => ({ type: "later", afterMs: HOUR_MS }) });
    await office.program().work();
    office.wait(7 * DAY_MS);
    await office.program().work();
    expect((await office.store.ledger.slot(slot.id))?.state).toBe("pending");
    office.wait(HOUR_MS);
    await office.program().work();
    expect(await office.store.ledger.slot(slot.id)).toMatchObject({
      state: "dead",
      reason: "The digest could not be delivered for 7 days.",
    });
    expect((await office.store.subscriptions.get("C1"))?.state).toBe("paused");
    expect(await office.store.ledger.shownSince("C1", 0)).toBe(0);
    expect(office.told).toHaveLength(1);
  });

  test("and no shorter when the clock jumps while a message is on its way", async () => {
    const office = await openPostOffice();
    const slot = await office.post("C1");
    let isHeld = false;
    office.behave({ send: async () => ({ type: "later", afterMs: SECOND_MS }) });
    await office.program().work();
    office.wait(MINUTE_MS);
    office.behave({
      async send() {
        office.wait(9 * DAY_MS);
        isHeld = true;
        return { type: "later", afterMs: SECOND_MS };
      },
    });
    await office.program({ mayDeliver: () => !isHeld }).work();
    expect(isHeld).toBe(true);
    expect((await office.store.ledger.slot(slot.id))?.state).toBe("pending");
    expect(office.told).toEqual([]);
  });

  test("and once more after however long the program was away: what arrived, or now arrives, is delivered", async () => {
    const office = await openPostOffice();
    const [there, waiting] = [await office.post("C1"), await office.post("C2")];
    office.behave({
      async send({ channel, arrive }) {
        if (channel === "C2") return { type: "later", afterMs: SECOND_MS };
        arrive();
        return { type: "unknown" };
      },
    });
    await office.program().work();
    office.behave({});
    office.wait(9 * DAY_MS);
    await office.program().work();
    for (const { id } of [there, waiting])
      expect(await office.store.ledger.slot(id)).toMatchObject({ state: "sent", reason: null });
    expect(office.arrived()).toHaveLength(2);
    expect(office.told).toEqual([]);
    expect(office.platform.wrong).toEqual([]);
  });
});

describe("a slot that was never tried", () => {
  test("is not given up for its age: the program was away, and tries it for the first time", async () => {
    const office = await openPostOffice();
    const { id } = await office.post("C1");
    office.wait(9 * DAY_MS);
    office.behave({ send: async () => ({ type: "later", afterMs: SECOND_MS }) });
    await office.program().work();
    expect(await office.store.ledger.slot(id)).toMatchObject({ state: "pending", attempts: 1 });
    expect(office.told).toEqual([]);
    office.behave({});
    office.wait(5 * SECOND_MS);
    await office.program().work();
    expect(await office.store.ledger.slot(id)).toMatchObject({ state: "sent", reason: null });
    expect(office.arrived()).toHaveLength(1);
  });
});

describe("a place whose platform does not run here", () => {
  test("waits for it however long, without counting as tried", async () => {
    const office = await openPostOffice();
    const { id } = await office.post("C1");
    for (let n = 0; n < 3; n += 1) {
      await office.program({ isAway: true }).work();
      expect(await office.store.ledger.slot(id)).toMatchObject({ state: "pending", attempts: 0 });
      office.wait(4 * DAY_MS);
    }
    await office.program().work();
    expect((await office.store.ledger.slot(id))?.state).toBe("sent");
    expect(office.arrived()).toHaveLength(1);
    expect(office.told).toEqual([]);
  });
});

describe("a digest that goes to another place by now", () => {
  test("is not paused when the place it left is gone, and brings there what was lost", async () => {
    const office = await openPostOffice();
    const { id, seenFrom } = await office.post("C1");
    const place = JSON.stringify({ platform: "test", channel: "C2" });
    await office.store.subscriptions.update("C1", { place, placeLabel: "#new" }, office.now());
    office.behave({ send: async () => ({ type: "never", reason: "The channel was archived." }) });
    await office.program().work();
    expect(await office.store.ledger.slot(id)).toMatchObject({ state: "dead" });
    expect(await office.store.subscriptions.get("C1")).toMatchObject({
      state: "active",
      seenThrough: seenFrom,
    });
    expect(office.told).toEqual([
      {
        to: "owner of C1",
        text: expect.stringContaining(
          "The channel was archived. It goes on in #new, and the next one brings",
        ),
      },
    ]);
  });
});
