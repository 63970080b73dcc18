// What happens once and never again, on every store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

describe.each(implementations)("first times on $name", ({ create }) => {
  const greeting = { workspace: "slack:T1", subject: "greeting C1" } as const;
  let store: Store;
  const reopen = storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  it("are for the first alone, also after the program was started again", async () => {
    const taken = await Promise.all([1, 2, 3].map((now) => store.firstTimes.take(greeting, now)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await reopen();
    expect(await store.firstTimes.take(greeting, 9_000_000_000_000)).toBe(false);
    expect(await store.firstTimes.take({ ...greeting, subject: "greeting C2" }, 1)).toBe(true);
    expect(await store.firstTimes.take({ ...greeting, workspace: "slack:T2" }, 1)).toBe(true);
  });

  it("can be given back, each by itself", async () => {
    const other = { ...greeting, subject: "greeting C2" };
    await store.firstTimes.take(greeting, 1);
    await store.firstTimes.take(other, 1);
    await store.firstTimes.giveBack(greeting);
    expect(await store.firstTimes.take(greeting, 2)).toBe(true);
    expect(await store.firstTimes.take(other, 2)).toBe(false);
  });

  it("are known without being taken, and forgotten where nobody asks any more", async () => {
    expect(await store.firstTimes.isFirst(greeting)).toBe(true);
    await store.firstTimes.take(greeting, 1);
    expect(await store.firstTimes.isFirst(greeting)).toBe(false);
    await store.firstTimes.forgetBefore("slack:T2", 9);
    await store.firstTimes.forgetBefore("slack:T1", 1);
    expect(await store.firstTimes.isFirst(greeting)).toBe(false);
    await store.firstTimes.forgetBefore("slack:T1", 2);
    expect(await store.firstTimes.isFirst(greeting)).toBe(true);
  });
});
