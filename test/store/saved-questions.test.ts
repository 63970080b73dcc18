// Questions that people keep, on every implementation of the store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import { MOST_SAVED, type SavedQuestionRecord } from "../../src/store/saved-questions.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

const saved = (name: string, rest: Partial<SavedQuestionRecord> = {}): SavedQuestionRecord => ({
  workspace: "slack:T1",
  actor: "U1",
  name,
  nameKey: name.toLowerCase(),
  question: `/news search ${name}`,
  savedAt: Date.UTC(2024, 2, 5, 9),
  ...rest,
});

describe.each(implementations)("saved questions on $name", ({ create }) => {
  let store: Store;
  storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  it("are one person's in one workspace, by name, and the last of a name counts", async () => {
    const { savedQuestions } = store;
    const again = saved("Courts", { question: "/news top", savedAt: 1 });
    for (const record of [saved("veto"), saved("COURTS"), again])
      expect(await savedQuestions.save(record)).toBe(true);
    for (const other of [{ actor: "U2" }, { workspace: "slack:T2" } as const])
      await savedQuestions.save(saved("mine", other));
    expect(await savedQuestions.of("slack:T1", "U1")).toEqual([again, saved("veto")]);
    expect(await savedQuestions.delete("slack:T1", "U2", "veto")).toBe(false);
    expect(await savedQuestions.delete("slack:T1", "U1", "veto")).toBe(true);
    expect(await savedQuestions.of("slack:T1", "U1")).toEqual([again]);
  });

  it("are thirty at most, also when many come at once", async () => {
    const { savedQuestions } = store;
    const names = Array.from({ length: MOST_SAVED + 5 }, (_, n) => `name ${n}`);
    const taken = await Promise.all(names.map((name) => savedQuestions.save(saved(name))));
    const kept = await savedQuestions.of("slack:T1", "U1");
    expect(kept.length).toBeLessThanOrEqual(MOST_SAVED);
    expect(taken.filter((one) => one)).toHaveLength(kept.length);
    const [first] = kept;
    if (first === undefined) throw new Error("nothing was kept");
    expect(await savedQuestions.save({ ...first, question: "/news latest" })).toBe(true);
  });
});
