// Messages that a platform does not take: they go again in smaller ones, what is then still refused is named, and everything
// else arrives. Nothing of that pauses a digest.

import { describe, expect, inject, test } from "vitest";
import type { SendOutcome } from "../../src/platform/destination.ts";
import { openPostOffice, type PostOffice } from "./simulation/deliveries.ts";
import type { Attempt } from "./simulation/platform.ts";

const REASON = "AutoMod does not let it pass.";
const refusing = (cause: "content" | "length"): SendOutcome => ({ type: "refused", cause, reason: REASON });

/** Takes everything but messages with one of these texts. */
const allBut =
  (...texts: readonly string[]) =>
  async ({ part, arrive }: Attempt): Promise<SendOutcome> =>
    texts.some((text) => part.payload.includes(`"${text}"`)) ? refusing("content") : arrive();

/** What stands in the place, each message's stories in their order. */
function stories(office: PostOffice): readonly (readonly string[])[] {
  return office
    .arrived()
    .map(({ blocks }) =>
      blocks.flatMap((block) =>
        block.type === "paragraph"
          ? block.content.flatMap((inline) =>
              inline.type === "text" && inline.text.startsWith("Story") ? [inline.text] : [],
            )
          : [],
      ),
    );
}

async function endOf(office: PostOffice, channel = "C1") {
  const [slot] = await office.store.ledger.slotsOf(channel, { limit: 1 });
  return { slot, subscription: await office.store.subscriptions.get(channel) };
}

describe("a message that is refused for what it says", () => {
  test("goes again story by story; the refused one is named, and does not come again", async () => {
    const office = await openPostOffice();
    const { id, seenThrough } = await office.post("C1", { messages: 3, stories: 3 });
    office.behave({ send: allBut("Story 1.1") });
    await office.program().work();
    expect(stories(office)).toEqual([
      ["Story 0.0", "Story 0.1", "Story 0.2"],
      ["Story 1.0"],
      ["Story 1.2"],
      ["Story 2.0", "Story 2.1", "Story 2.2"],
    ]);
    expect(office.told).toHaveLength(1);
    expect(office.told[0]).toMatchObject({ to: "owner of C1" });
    expect(office.told[0]?.text).toContain(`Refused: "Story 1.1". ${REASON}`);
    const { slot, subscription } = await endOf(office);
    expect(slot).toMatchObject({ state: "sent", reason: expect.stringContaining("Story 1.1") });
    expect(subscription).toMatchObject({ state: "active", seenThrough });
    expect(await office.store.ledger.sent("C1", `article 1.1 of ${id}`)).toMatchObject({ refused: 1 });
    expect(await office.store.ledger.shownSince("C1", 0)).toBe(8);
    expect(office.platform.wrong).toEqual([]);
  });

  test("in a thread: the others stand in it", async () => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2, stories: 2, inThread: true });
    office.behave({ send: allBut("Story 1.0") });
    await office.program().work();
    const [head, ...others] = office.arrived();
    expect(stories(office)).toEqual([["Story 0.0", "Story 0.1"], ["Story 1.1"]]);
    expect(others.map(({ under }) => under)).toEqual([head?.messageId]);
  });

  test("that a thread hangs on is begun with a plain line", async () => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2, inThread: true });
    office.behave({ send: allBut("Story 0.0") });
    await office.program().work();
    const [head, ...others] = office.arrived();
    expect(head?.n).toBe(0);
    expect(JSON.stringify(head?.blocks)).toContain("Its heading was not taken in this place");
    expect(stories(office)).toEqual([[], ["Story 1.0"]]);
    expect(others.map(({ under }) => under)).toEqual([head?.messageId]);
    expect(office.told[0]?.text).toContain('"Story 0.0"');
    expect(office.platform.wrong).toEqual([]);
  });

  test("in a place that takes nothing: each story is named, nobody is paused, nothing comes again", async () => {
    const office = await openPostOffice();
    const { seenThrough } = await office.post("C1", { messages: 2, stories: 2 });
    let sends = 0;
    office.behave({
      async send() {
        sends += 1;
        return refusing("content");
      },
    });
    await office.program().work();
    const { slot, subscription } = await endOf(office);
    expect(slot?.state).toBe("dead");
    expect(subscription).toMatchObject({ state: "active", seenThrough });
    for (const title of ["Story 0.0", "Story 0.1", "Story 1.0", "Story 1.1"])
      expect(office.told[0]?.text).toContain(title);
    expect(office.told).toHaveLength(1);
    expect(await office.store.ledger.shownSince("C1", 0)).toBe(0);
    expect(sends).toBeLessThan(10);
    office.wait(60_000);
    await office.program().work();
    expect(office.told).toHaveLength(1);
  });

  test("when its place then closes: the refused story is named, the others come again", async () => {
    const office = await openPostOffice();
    const { id, seenFrom } = await office.post("C1", { messages: 3, stories: 2 });
    office.behave({
      send: async (attempt) =>
        attempt.part.payload.includes("Story 2")
          ? { type: "never", reason: "The channel is archived." }
          : allBut("Story 1.0")(attempt),
    });
    await office.program().work();
    const { slot, subscription } = await endOf(office);
    expect(slot).toMatchObject({ state: "dead", reason: "The channel is archived." });
    expect(subscription).toMatchObject({ state: "paused", seenThrough: seenFrom });
    expect(office.told[0]?.text).toContain("Of its stories, 3 arrived, 2 did not.");
    expect(office.told[0]?.text).toContain('Refused: "Story 1.0"');
    const { ledger } = office.store;
    expect(await ledger.sent("C1", `article 1.0 of ${id}`)).toMatchObject({ refused: 1 });
    expect(await ledger.sent("C1", `article 1.1 of ${id}`)).toMatchObject({ refused: 0 });
    expect(await ledger.sent("C1", `article 2.1 of ${id}`)).toBeUndefined();
  });
});

describe("a message that is refused for its length", () => {
  /** Takes at most so many stories in a message. */
  const atMost =
    (most: number) =>
    async ({ part, arrive }: Attempt): Promise<SendOutcome> =>
      part.payload.split("Story ").length - 1 > most ? refusing("length") : arrive();

  test("goes again in halves, until they are taken; nobody is told", async () => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2, stories: 5 });
    office.behave({ send: atMost(2) });
    await office.program().work();
    expect(stories(office)).toEqual(
      [0, 1].flatMap((n) => [
        [`Story ${n}.0`, `Story ${n}.1`],
        [`Story ${n}.2`],
        [`Story ${n}.3`, `Story ${n}.4`],
      ]),
    );
    expect(office.told).toEqual([]);
    expect((await endOf(office)).slot).toMatchObject({ state: "sent", reason: null });
    expect(office.platform.wrong).toEqual([]);
  });

  test("though it holds one story is named, and the place is not blamed", async () => {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2 });
    office.behave({
      send: async (attempt) => (attempt.part.n === 1 ? refusing("length") : attempt.arrive()),
    });
    await office.program().work();
    expect(stories(office)).toEqual([["Story 0.0"]]);
    expect(office.told[0]?.text).toContain('"Story 1.0"');
    expect((await endOf(office)).subscription?.state).toBe("active");
  });
});

test("a notice that takes for ever holds up no digest", async () => {
  const office = await openPostOffice();
  await office.post("C1", { subscription: "early", slotAt: office.now() - 60_000, messages: 2 });
  await office.post("C1", { subscription: "late" });
  office.behave({ send: allBut("Story 1.0") });
  await office.program({ hasDeafOwners: true }).work();
  expect(stories(office)).toEqual([["Story 0.0"], ["Story 0.0"]]);
  for (const name of ["early", "late"]) expect((await endOf(office, name)).slot?.state).toBe("sent");
});

test("a program that ends at any moment while a refused message is divided leaves each story there once", async () => {
  // Each call in the long run; else every fourth.
  for (let call = 1; ; call += inject("long") ? 1 : 4) {
    const office = await openPostOffice();
    await office.post("C1", { messages: 2, stories: 3, inThread: true });
    office.behave({ send: allBut("Story 0.1", "Story 1.0") });
    let calls = 0;
    const program = office.program({
      endsAt() {
        calls += 1;
        return calls === call;
      },
    });
    await program.work();
    await office.platform.still();
    for (let n = 0; n < 8; n += 1) {
      office.wait(15_000);
      await office.program().work();
    }
    const context = `it ended at call ${call}`;
    expect(stories(office).flat(), context).toEqual(["Story 0.0", "Story 0.2", "Story 1.1", "Story 1.2"]);
    expect(office.platform.wrong, context).toEqual([]);
    const texts = office.told.map(({ text }) => text);
    expect(texts.length, context).toBeGreaterThan(0);
    for (const title of ["Story 0.1", "Story 1.0"]) expect(texts.at(-1), context).toContain(title);
    expect((await endOf(office)).slot?.state, context).toBe("sent");
    if (!program.process.isOver()) break;
  }
});
