// Two processes that deliver from one Postgres database, whose clocks differ: what one is sending, the other leaves alone.

import { expect, onTestFinished, test } from "vitest";
import { implementations } from "../store/implementations.ts";
import { openPostOffice, type PostOffice } from "./simulation/deliveries.ts";

const MINUTE_MS = 60_000;

async function officeOnPostgres(): Promise<PostOffice> {
  const postgres = implementations.find(({ kind }) => kind === "postgres");
  if (postgres === undefined) throw new Error("There is no Postgres.");
  const place = await postgres.create();
  onTestFinished(() => place.remove());
  return openPostOffice(place.location);
}

/** Messages are on their way until they may arrive; `sent` resolves when so many are. */
function slowly(office: PostOffice, count: number): { readonly sent: Promise<void>; arrive(): void } {
  const sent = Promise.withResolvers<void>();
  const arriving = Promise.withResolvers<void>();
  let begun = 0;
  office.behave({
    async send({ arrive }) {
      begun += 1;
      if (begun === count) sent.resolve();
      await arriving.promise;
      return arrive();
    },
  });
  return { sent: sent.promise, arrive: arriving.resolve };
}

test.each([-15_000, 0, 15_000, 10 * MINUTE_MS])(
  "a clock that is ahead by %d ms makes no message of another process look lost",
  async (aheadMs) => {
    const office = await officeOnPostgres();
    for (const channel of ["C1", "C2", "C3"]) await office.post(channel, { messages: 2 });
    const { sent, arrive } = slowly(office, 3);
    const [one, other] = [office.program(), office.program({ aheadMs })];
    const delivered = one.work();
    await sent;
    await other.work();
    expect(office.arrived()).toEqual([]);
    arrive();
    await delivered;
    office.behave({});
    office.wait(MINUTE_MS);
    await Promise.all([one.work(), other.work()]);
    expect(
      office
        .arrived()
        .map(({ key }) => key)
        .toSorted(),
    ).toHaveLength(6);
    expect(office.platform.wrong).toEqual([]);
  },
);

test.each([
  { takesOver: true, waitMs: 10_000 },
  { takesOver: false, waitMs: 30_000 },
])(
  "what another process claimed and did not send comes after $waitMs ms, once",
  async ({ takesOver, waitMs }) => {
    const office = await officeOnPostgres();
    await office.post("C1");
    await office.program({ endsAt: (call, when) => call === "claim" && when === "after" }).work();
    const other = office.program({ takesOver });
    await other.work();
    office.wait(waitMs - 2_000);
    await other.work();
    expect(office.arrived()).toEqual([]);
    office.wait(2_500);
    await other.work();
    await other.work();
    expect(office.arrived()).toHaveLength(1);
    expect(office.platform.wrong).toEqual([]);
  },
);

test("whoever takes it over from one that took it over waits no longer for it than that one", async () => {
  // Claims are dated by Postgres's own clock, which goes on by itself.
  const office = await openPostOffice();
  await office.post("C1");
  await office.program({ endsAt: (call, when) => call === "claim" && when === "after" }).work();
  await office.program({ takesOver: true }).work();
  office.wait(8_000);
  const third = office.program({ takesOver: true });
  await third.work();
  expect(office.arrived()).toEqual([]);
  office.wait(2_500);
  await third.work();
  await third.work();
  expect(office.arrived()).toHaveLength(1);
  expect(office.platform.wrong).toEqual([]);
});
