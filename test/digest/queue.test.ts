// The queue of deliveries in this process: what it works at once, and what it leaves alone for a while.

import { expect, onTestFinished, test, vi } from "vitest";
import type { Deliverer } from "../../src/digest/deliver/deliver.ts";
import { createInProcessQueue } from "../../src/digest/deliver/queue.ts";
import { createLogger } from "../../src/log.ts";
import type { Leases } from "../../src/store/leases.ts";
import { openPostOffice, type PostOffice } from "./simulation/deliveries.ts";

const MINUTE_MS = 60_000;

/** A queue over a deliverer of the test's own; it ends after so many deliveries, whatever comes. */
function queueOf(office: PostOffice, deliver: Deliverer["deliver"], leases?: Leases, most = 20) {
  const worked: string[] = [];
  const queue = createInProcessQueue({
    ledger: office.store.ledger,
    deliverer: {
      async deliver(slot) {
        worked.push(slot.subscription);
        if (worked.length >= most) void queue.close(0);
        await deliver(slot);
      },
    },
    ...(leases === undefined ? {} : { leases }),
    clock: office.now,
    runMs: office.now,
    mayDeliver: () => true,
    log: createLogger("silent"),
  });
  onTestFinished(() => queue.close(0));
  return { queue, worked };
}

test("a slot that came back without a next time rests for a minute", async () => {
  const office = await openPostOffice();
  await office.post("C1");
  const { queue, worked } = queueOf(office, async () => undefined);
  queue.enqueue();
  await queue.idle();
  expect(worked).toEqual(["C1"]);
  office.wait(MINUTE_MS - 1);
  queue.enqueue();
  await queue.idle();
  expect(worked).toEqual(["C1"]);
  office.wait(1);
  queue.enqueue();
  await queue.idle();
  expect(worked).toEqual(["C1", "C1"]);
});

test("so does a slot whose delivery failed in the store, and it holds up no other place", async () => {
  const office = await openPostOffice();
  await office.post("C1");
  await office.post("C2");
  const { queue, worked } = queueOf(office, async (slot) => {
    if (slot.subscription === "C1") throw new Error("The disk is full.");
    await office.store.ledger.finish(slot.id, null, office.now());
  });
  queue.enqueue();
  await queue.idle();
  expect(worked.toSorted()).toEqual(["C1", "C2"]);
  office.wait(MINUTE_MS);
  queue.enqueue();
  await queue.idle();
  expect(worked.toSorted()).toEqual(["C1", "C1", "C2"]);
});

test("a slot with a next time is worked then, also within the minute", async () => {
  const office = await openPostOffice();
  await office.post("C1");
  const { queue, worked } = queueOf(office, async ({ id }) =>
    office.store.ledger.postpone(id, office.now() + 5_000),
  );
  queue.enqueue();
  await queue.idle();
  office.wait(5_000);
  queue.enqueue();
  await queue.idle();
  expect(worked).toEqual(["C1", "C1"]);
});

test("a place that another process had is worked a second after that one ended", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const office = await openPostOffice();
  await office.post("C1");
  let isFree = false;
  const lease = { signal: new AbortController().signal, release: async () => undefined };
  const { queue, worked } = queueOf(
    office,
    async ({ id }) => void (await office.store.ledger.finish(id, null, office.now())),
    {
      isShared: true,
      mayWork: () => true,
      take: async (names) => new Map(isFree ? names.map((name) => [name, lease]) : []),
    },
  );
  queue.enqueue();
  await queue.idle();
  isFree = true;
  office.wait(1_000);
  vi.advanceTimersByTime(1_000);
  await queue.idle();
  expect(worked).toEqual(["C1"]);
});
