// How often somebody did something lately, counted for all processes, on every store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const ALLOWED = { most: 3, periodMs: 60_000 };

describe.each(implementations)("allowances on $name", ({ create }) => {
  let store: Store;
  storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  it("are counted for whoever asks at the same time", async () => {
    const waits = await Promise.all(
      Array.from({ length: 6 }, (_, n) => store.allowances.take("Ana", ALLOWED, NOW + n)),
    );
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(3);
    expect(await store.allowances.take("Ben", ALLOWED, NOW)).toBeUndefined();
  });

  it("slide, and say how long to wait", async () => {
    for (const n of [0, 1, 2]) await store.allowances.take("Ana", ALLOWED, NOW + n * 1_000);
    expect(await store.allowances.take("Ana", ALLOWED, NOW + 10_000)).toBe(50_000);
    expect(await store.allowances.take("Ana", ALLOWED, NOW + 60_000)).toBeUndefined();
    expect(await store.allowances.take("Ana", ALLOWED, NOW + 60_500)).toBe(500);
  });

  it("are forgotten", async () => {
    await store.allowances.take("Ana", ALLOWED, NOW);
    await store.allowances.forgetBefore(NOW + 1);
    expect(await store.db.selectFrom("allowances").selectAll().execute()).toEqual([]);
  });
});
