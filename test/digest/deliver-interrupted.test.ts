// Deliveries that are cut off: each message is there once and in order, whatever answer was lost, whenever the program ended.

import { describe, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import type { SendOutcome } from "../../src/platform/destination.ts";
import { openPostOffice, type PostOffice } from "./simulation/deliveries.ts";
import { hang } from "./simulation/platform.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

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
    office.wait(30 * SECOND_MS);
    await office.program().work();
    const [slot] = await office.store.ledger.slotsOf("C1", { limit: 1 });
    expect(slot).toMatchObject({ state: "sent", reason: null });
    const [part] = await office.store.ledger.parts(slot?.id ?? "");
    expect(part).toMatchObject({ state: "sent", messageId: office.arrived()[0]?.messageId });
  });

  test("is sent again under the same key when it is not there", async () => {
    const office = await lose(false);
    office.wait(30 * SECOND_MS);
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
    office.wait(24 * SECOND_MS);
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
    office.wait(30 * SECOND_MS);
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
    office.wait(30 * SECOND_MS);
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
      office.wait(30 * SECOND_MS);
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
    office.wait(30 * SECOND_MS);
    await office.program().work();
    expect(office.arrived().map(({ n }) => n)).toEqual([0, 1]);
    expect(office.platform.wrong).toEqual([]);
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
    office.wait(30 * SECOND_MS);
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
