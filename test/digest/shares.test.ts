// A workspace's subscriptions, decided by several processes together.

import { expect, test } from "vitest";
import { inShares } from "../../src/digest/shares.ts";
import { ALONE } from "../../src/store/leases.ts";
import { leasesOver } from "../store/leases-over.ts";

const records = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `digest ${n}` }));
const idsOf = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id);

test("many are decided by two processes, each by one of them, and what a slow one has the other leaves alone", async () => {
  const held = new Set<string>();
  const all = records(1_000);
  const slow = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const decided = { slowly: [] as string[], fast: [] as string[] };
  const given = { leases: leasesOver(held), name: "deciding", records: all };
  const slowly = inShares(given, async (share) => {
    decided.slowly.push(...idsOf(share));
    begun.resolve();
    await slow.promise;
  });
  await begun.promise;
  const undone = (): readonly string[] => [...decided.slowly, ...decided.fast];
  await inShares(given, async (share) => {
    decided.fast.push(...idsOf(share).filter((id) => !undone().includes(id)));
  });
  expect(decided.slowly.length).toBeGreaterThan(0);
  expect(decided.slowly.length).toBeLessThan(250);
  expect(undone().toSorted()).toEqual(idsOf(all).toSorted());
  slow.resolve();
  await slowly;
  expect([...held]).toEqual([]);
});

test("few are decided in one go, by one process, unless another one has some of them", async () => {
  const held = new Set<string>();
  const decided: (readonly string[])[] = [];
  const decide = () =>
    inShares({ leases: leasesOver(held), name: "deciding", records: records(20) }, async (share) => {
      decided.push(idsOf(share).toSorted());
    });
  await decide();
  expect(decided).toEqual([idsOf(records(20)).toSorted()]);
  held.add("deciding 3");
  await decide();
  expect(decided[1]?.length).toBeLessThan(20);
  expect([...held]).toEqual(["deciding 3"]);
});

test("a process that is alone decides all in one go, and nothing is no work", async () => {
  const worked: number[] = [];
  for (const count of [1_000, 0])
    await inShares({ leases: ALONE, name: "deciding", records: records(count) }, async ({ length }) => {
      worked.push(length);
    });
  expect(worked).toEqual([1_000]);
});
