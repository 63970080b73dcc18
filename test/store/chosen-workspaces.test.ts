// Whose news people mean where the place does not tell it, on every store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

describe.each(implementations)("a chosen workspace on $name", ({ create }) => {
  let store: Store;
  const reopen = storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  it("is each person's own, the last one counts, and it outlives the process", async () => {
    const choices = store.choices.of("discord");
    await choices.choose("4", "discord:1");
    await choices.choose("4", "discord:2");
    await choices.choose("5", "discord:1");
    await store.choices.of("other").choose("4", "other:9");
    await reopen();
    const again = store.choices.of("discord");
    expect(await Promise.all(["4", "5", "6"].map((actor) => again.of(actor)))).toEqual([
      "discord:2",
      "discord:1",
      undefined,
    ]);
  });
});
