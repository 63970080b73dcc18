// Which channels were greeted, on every store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

describe.each(implementations)("greetings on $name", ({ create }) => {
  const channel = { workspace: "slack:T1", channel: "C1" } as const;
  let store: Store;
  const reopen = storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  it("are for the first alone, also after the program was started again", async () => {
    const taken = await Promise.all([1, 2, 3].map((now) => store.greetings.take(channel, now)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await reopen();
    expect(await store.greetings.take(channel, 9_000_000_000_000)).toBe(false);
    expect(await store.greetings.take({ ...channel, channel: "C2" }, 1)).toBe(true);
    expect(await store.greetings.take({ ...channel, workspace: "slack:T2" }, 1)).toBe(true);
  });

  it("can be given back, one channel's alone", async () => {
    const other = { ...channel, channel: "C2" };
    await store.greetings.take(channel, 1);
    await store.greetings.take(other, 1);
    await store.greetings.giveBack(channel);
    expect(await store.greetings.take(channel, 2)).toBe(true);
    expect(await store.greetings.take(other, 2)).toBe(false);
  });
});
