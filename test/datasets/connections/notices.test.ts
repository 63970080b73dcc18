// What admins hear of a connection: at once, after a day, then every week; once, whoever finds it.

import { describe, expect, it } from "vitest";
import { createConnectionNotices } from "../../../src/datasets/connections/notices.ts";
import { failureOf } from "../../dropbox/fixture.ts";
import { type ConnectionsBench, DAY_MS, HOUR_MS, openConnections, WORKSPACE } from "./bench.ts";

async function refusedBench(): Promise<ConnectionsBench & { readonly since: number }> {
  const bench = await openConnections();
  await bench.connect();
  bench.advance(HOUR_MS);
  bench.simulator.revokeAll();
  await failureOf(bench.files());
  await expect.poll(() => bench.news.length).toBe(2);
  return { ...bench, since: bench.now() };
}

const steps = ({ news }: ConnectionsBench): readonly number[] =>
  news.flatMap((one) => (one.type === "refused" ? [one.step] : []));

describe("a refusal", () => {
  it("is told at once, once, with its time", async () => {
    const bench = await refusedBench();
    expect(bench.news.at(-1)).toEqual({
      type: "refused",
      workspace: WORKSPACE,
      since: bench.since,
      step: 1,
      refusal: expect.stringContaining("withdrawn the bot's access"),
    });
    await failureOf(bench.files());
    await bench.connections.remind();
    // Another process finds it, too.
    const other = bench.restarted();
    await failureOf(other.folders(WORKSPACE));
    await other.remind();
    expect(steps(bench)).toEqual([1]);
  });

  it("is told again after a day and then every week", async () => {
    const bench = await refusedBench();
    const told: number[] = [];
    for (let hour = 1; hour <= 24 * 23; hour += 1) {
      bench.advance(HOUR_MS);
      const before = steps(bench).length;
      await Promise.all([bench.connections.remind(), bench.connections.remind()]);
      for (let one = before; one < steps(bench).length; one += 1) told.push(hour);
    }
    expect(told).toEqual([24, 24 + 7 * 24, 24 + 14 * 24, 24 + 21 * 24]);
    expect(steps(bench)).toEqual([1, 2, 3, 4, 5]);
  });

  it("that lasted while nobody could be told is told once, as it stands", async () => {
    const bench = await refusedBench();
    bench.advance(20 * DAY_MS);
    await bench.connections.remind();
    await bench.connections.remind();
    expect(steps(bench)).toEqual([1, 4]);
    expect(bench.news.at(-1)).toMatchObject({ since: bench.since });
  });

  it("begins anew after it was mended", async () => {
    const bench = await refusedBench();
    bench.advance(3 * DAY_MS);
    await bench.connections.remind();
    await bench.connect();
    bench.advance(DAY_MS);
    await bench.connections.remind();
    expect(steps(bench)).toEqual([1, 2]);
    bench.simulator.revokeAll();
    await failureOf(bench.connections.folders(WORKSPACE));
    await expect.poll(() => steps(bench)).toEqual([1, 2, 1]);
  });
});

describe("a state that was found", () => {
  it("by many is told by one", async () => {
    const bench = await openConnections();
    await bench.connect();
    const told: string[] = [];
    const notices = createConnectionNotices({
      connections: bench.store.connections,
      clock: bench.now,
      log: { error: () => undefined },
      onNews: ({ type }) => told.push(type),
    });
    const all = (refusal: string | null) =>
      Promise.all([1, 2, 3].map(() => notices.noteState(WORKSPACE, refusal)));
    await all(null);
    await all("Refused.");
    await all(null);
    expect(told).toEqual(["refused", "mended"]);
  });

  it("and could not be noted goes to the log and harms nobody", async () => {
    const bench = await openConnections();
    const errors: unknown[] = [];
    const notices = createConnectionNotices({
      connections: {
        ...bench.store.connections,
        setState: () => Promise.reject(new Error("The disk is full.")),
      },
      clock: bench.now,
      log: { error: (...what: unknown[]) => void errors.push(what) },
      onNews: () => undefined,
    });
    await notices.noteState(WORKSPACE, "Refused.");
    expect(errors).toHaveLength(1);
  });
});
