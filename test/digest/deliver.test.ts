// How digests are brought to their places: each message once and in order, whatever hangs, fails or ends on the way.

import { describe, expect, test, vi } from "vitest";
import type { SendOutcome } from "../../src/digest/destination.ts";
import { AppError } from "../../src/errors.ts";
import { openPostOffice, type PostOffice } from "./simulation/deliveries.ts";
import type { Attempt } from "./simulation/platform.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const hang = ({ context: { signal } }: Attempt): Promise<SendOutcome> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

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
          return { type: "retry", afterMs: until - office.now() };
        if (attempt.channel === gone) return { type: "gone", reason: "The channel was archived." };
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

  test("what is gone is a candidate again, unless some of it was seen", async () => {
    const office = await openPostOffice();
    const unseen = await office.post("C1");
    const begun = await office.post("C2", { messages: 2 });
    office.behave({
      send: async ({ channel, part, arrive }) =>
        channel === "C2" && part.n === 0 ? arrive() : { type: "gone", reason: "The bot was removed." },
    });
    await office.program().work();
    const { ledger, subscriptions } = office.store;
    expect(await ledger.slot(unseen.id)).toMatchObject({ state: "dead", reason: "The bot was removed." });
    expect(await ledger.slot(begun.id)).toMatchObject({ state: "dead" });
    expect(await ledger.shownSince("C1", 0)).toBe(0);
    expect(await ledger.shownSince("C2", 0)).toBe(2);
    expect((await subscriptions.get("C1"))?.seenThrough).toBe(unseen.seenFrom);
    expect((await subscriptions.get("C2"))?.seenThrough).toBe(begun.seenThrough);
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
          return { type: "retry", afterMs: 30 * SECOND_MS };
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
      send: async ({ part, arrive }) => (part.n === 0 ? arrive() : { type: "retry", afterMs: SECOND_MS }),
    });
    await office.program().work();
    office.behave({});
    await office.post("C1", { subscription: "late", slotAt: office.now() - HOUR_MS, messages: 2 });
    await office.program().work();
    office.wait(SECOND_MS);
    await office.program().work();
    expect(office.arrived().map(({ delivery, n }) => `${delivery.split("-")[0]} ${n}`)).toEqual([
      "begun 0",
      "begun 1",
      "late 0",
      "late 1",
    ]);
  });
});

describe("a message whose answer was lost", () => {
  async function lose(isThere: boolean, messages = 1): Promise<PostOffice> {
    const office = await openPostOffice();
    await office.post("C1", { messages });
    office.behave({
      async send({ arrive }) {
        if (isThere) arrive();
        return { type: "unknown" };
      },
    });
    await office.program().work();
    office.behave({});
    return office;
  }

  test("is found, and not sent again", async () => {
    const office = await lose(true);
    expect(office.arrived()).toHaveLength(1);
    office.behave({ send: async () => expect.fail("It was sent again.") });
    office.wait(10 * SECOND_MS);
    await office.program().work();
    const [slot] = await office.store.ledger.slotsOf("C1", { limit: 1 });
    expect(slot).toMatchObject({ state: "sent", reason: null });
    const [part] = await office.store.ledger.parts(slot?.id ?? "");
    expect(part).toMatchObject({ state: "sent", messageId: office.arrived()[0]?.messageId });
  });

  test("is sent again under the same key when it is not there", async () => {
    const office = await lose(false);
    office.wait(10 * SECOND_MS);
    await office.program().work();
    expect(office.arrived()).toHaveLength(1);
    expect(office.platform.wrong).toEqual([]);
  });

  test("is waited for: one that is slow to appear is not sent twice", async () => {
    const office = await openPostOffice();
    await office.post("C1");
    let appear = (): unknown => expect.fail("Nothing was sent.");
    office.behave({
      async send({ arrive }) {
        appear = arrive;
        return { type: "unknown" };
      },
    });
    await office.program({ endsAt: (call, when) => call === "send" && when === "after" }).work();
    office.behave({});
    office.wait(4 * SECOND_MS);
    await office.program().work();
    expect(office.arrived()).toEqual([]);
    appear();
    office.wait(6 * SECOND_MS);
    await office.program().work();
    expect(office.arrived()).toHaveLength(1);
    expect(office.platform.wrong).toEqual([]);
  });

  test("is not sent again where nobody can look; the rest follows, and the owner is told", async () => {
    const office = await lose(false, 3);
    office.behave({ find: async () => ({ type: "unreadable" }) });
    office.wait(10 * SECOND_MS);
    await office.program().work();
    expect(office.arrived().map(({ n }) => n)).toEqual([1, 2]);
    expect(office.told).toEqual([
      { to: "owner of C1", text: expect.stringContaining("1 of 3 messages may not have arrived") },
    ]);
    const [slot] = await office.store.ledger.slotsOf("C1", { limit: 1 });
    expect(slot?.state).toBe("sent");
    expect((await office.store.ledger.parts(slot?.id ?? "")).map(({ state }) => state)).toEqual([
      "unknown",
      "sent",
      "sent",
    ]);
  });

  test("is looked for until the platform answers", async () => {
    const office = await lose(true);
    let looks = 0;
    office.behave({
      async find(_channel, look) {
        looks += 1;
        if (looks < 4) throw new AppError("network", "It is away.", { retryable: true });
        return look();
      },
      send: async () => expect.fail("It was sent again."),
    });
    for (let n = 0; n < 4; n += 1) {
      office.wait(MINUTE_MS);
      await office.program().work();
    }
    const [slot] = await office.store.ledger.slotsOf("C1", { limit: 1 });
    expect(slot?.state).toBe("sent");
    expect(office.arrived()).toHaveLength(1);
  });

  test("counts as lost when the platform does not answer in time", async () => {
    const office = await openPostOffice();
    await office.post("C1");
    office.behave({
      send(attempt) {
        attempt.arrive();
        return hang(attempt);
      },
    });
    await office.program({ sendTimeoutMs: 30 }).work();
    office.wait(10 * SECOND_MS);
    office.behave({ send: async () => expect.fail("It was sent again.") });
    await office.program().work();
    expect((await office.store.ledger.slotsOf("C1", { limit: 1 }))[0]?.state).toBe("sent");
  });
});

describe("a program that ends without a word", () => {
  /** Ends the process at its call of that number and lets others go on; whether it lived to make that call. */
  async function dies(office: PostOffice, call: number): Promise<boolean> {
    let calls = 0;
    const program = office.program({
      endsAt() {
        calls += 1;
        return calls === call;
      },
    });
    await program.work();
    await office.platform.still();
    for (let n = 0; n < 4; n += 1) {
      office.wait(10 * SECOND_MS);
      await office.program().work();
    }
    return program.process.isOver();
  }

  test("at any moment leaves each message of a thread there once, in order and in its thread", async () => {
    let call = 1;
    for (;;) {
      const office = await openPostOffice();
      const slot = await office.post("C1", { messages: 3, inThread: true });
      const died = await dies(office, call);
      const messages = office.arrived();
      expect(
        messages.map(({ n }) => n),
        `it ended at call ${call}`,
      ).toEqual([0, 1, 2]);
      const [first] = messages;
      expect(messages.map(({ under }) => under)).toEqual([undefined, first?.messageId, first?.messageId]);
      expect(office.platform.wrong).toEqual([]);
      expect((await office.store.ledger.slot(slot.id))?.state).toBe("sent");
      if (!died) break;
      call += 1;
    }
    // Claimed, sent and confirmed three times, and what is around it.
    expect(call).toBeGreaterThan(18);
  });

  test.each([
    ["between the claim and the sending", "claim", "after"],
    ["between the sending and its confirmation", "send", "after"],
    ["between two messages", "confirm", "after"],
    ["before the slot is finished", "finish", "before"],
  ] as const)("%s", async (_name, at, moment) => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2 });
    await office.program({ endsAt: (call, when) => call === at && when === moment }).work();
    office.wait(10 * SECOND_MS);
    await office.program().work();
    expect(office.arrived().map(({ n }) => n)).toEqual([0, 1]);
    expect(office.platform.wrong).toEqual([]);
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
    office.wait(10 * SECOND_MS);
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
      send: async ({ channel }) => ({ type: "retry", afterMs: channel === "C1" ? 1_500 : 30 * DAY_MS }),
    });
    await office.program().work();
    const { ledger } = office.store;
    expect((await ledger.slot(soon.id))?.nextAttemptAt).toBe(office.now() + 1_500);
    expect((await ledger.slot(late.id))?.nextAttemptAt).toBe(office.now() + 6 * HOUR_MS);
  });

  test("for seven days; then the digest is paused, its owner told, and what it held comes in the next", async () => {
    const office = await openPostOffice();
    const slot = await office.post("C1");
    office.behave({ send: async () => ({ type: "retry", afterMs: HOUR_MS }) });
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

  test("and once more after however long the program was away: what arrived, or now arrives, is delivered", async () => {
    const office = await openPostOffice();
    const [there, waiting] = [await office.post("C1"), await office.post("C2")];
    office.behave({
      async send({ channel, arrive }) {
        if (channel === "C2") return { type: "retry", afterMs: SECOND_MS };
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
    office.behave({ send: async () => ({ type: "gone", reason: "The channel was archived." }) });
    await office.program().work();
    expect(await office.store.ledger.slot(id)).toMatchObject({ state: "dead" });
    expect(await office.store.subscriptions.get("C1")).toMatchObject({
      state: "active",
      seenThrough: seenFrom,
    });
    expect(office.told).toEqual([
      { to: "owner of C1", text: expect.stringContaining("The channel was archived. It goes on in #new") },
    ]);
  });
});

describe("closing", () => {
  test("with a place that hangs ends in its time; what it may have sent is looked for later", async () => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2 });
    const begun = Promise.withResolvers<void>();
    office.behave({
      send(attempt) {
        attempt.arrive();
        begun.resolve();
        return hang(attempt);
      },
    });
    const program = office.program();
    program.queue.enqueue();
    await begun.promise;
    const started = performance.now();
    await program.close(50);
    const took = performance.now() - started;
    expect(took).toBeGreaterThan(40);
    expect(took).toBeLessThan(2_000);
    office.behave({});
    office.wait(10 * SECOND_MS);
    await office.program().work();
    expect(office.arrived().map(({ n }) => n)).toEqual([0, 1]);
    expect(office.platform.wrong).toEqual([]);
  });

  test("lets what is on its way arrive, and begins nothing more once its time is over", async () => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 3 });
    const begun = Promise.withResolvers<void>();
    office.behave({
      send({ context: { signal }, arrive }) {
        begun.resolve();
        // It arrives just when the program gives up.
        return new Promise((resolve) => signal.addEventListener("abort", () => resolve(arrive())));
      },
      find: async () => ({ type: "unreadable" }),
    });
    const program = office.program();
    program.queue.enqueue();
    await begun.promise;
    await program.close(20);
    expect(office.arrived()).toHaveLength(1);
    office.behave({ find: async () => ({ type: "unreadable" }) });
    office.wait(MINUTE_MS);
    await office.program().work();
    // No message was given up though nobody can look.
    expect(office.arrived().map(({ n }) => n)).toEqual([0, 1, 2]);
    expect(office.platform.wrong).toEqual([]);
  });

  test("leaves behind what heeds no signal, and looks for it later", async () => {
    const office = await openPostOffice();
    await office.post("C1");
    const [begun, never] = [Promise.withResolvers<void>(), Promise.withResolvers<SendOutcome>()];
    office.behave({
      send({ arrive }) {
        arrive();
        begun.resolve();
        return never.promise;
      },
    });
    const program = office.program();
    program.queue.enqueue();
    await begun.promise;
    await program.close(20);
    office.behave({ send: async () => expect.fail("It was sent again.") });
    office.wait(MINUTE_MS);
    await office.program().work();
    expect((await office.store.ledger.slotsOf("C1", { limit: 1 }))[0]?.state).toBe("sent");
  });

  test("begins no other place's digest", async () => {
    const office = await openPostOffice();
    await office.post("C1");
    const program = office.program();
    await program.close(20);
    program.queue.enqueue();
    await program.queue.idle();
    expect(office.arrived()).toEqual([]);
  });
});
