// Mutes, on every implementation of the store.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import type { MuteRecord } from "../../src/store/mutes.ts";
import { subscriptionRecord } from "./digest-records.ts";
import { implementations, type Place } from "./implementations.ts";

const NOW = Date.UTC(2024, 2, 5, 9);

function mute(id: string, rest: Partial<MuteRecord> = {}): MuteRecord {
  return {
    id,
    workspace: "slack:T1",
    subscription: null,
    kind: "word",
    value: id,
    label: id,
    expiresAt: null,
    createdBy: "U1",
    createdAt: NOW,
    ...rest,
  };
}

describe.each(implementations)("mutes on $name", ({ create }) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await create();
    store = await openStore(place.location);
    await store.subscriptions.add(subscriptionRecord("s1"));
    await store.subscriptions.add(subscriptionRecord("s2"));
  });

  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  it("of a workspace come newest first, until they expire", async () => {
    const old = mute("old");
    const ending = mute("ending", { createdAt: NOW + 1, expiresAt: NOW + 100, subscription: "s1" });
    const newest = mute("newest", { createdAt: NOW + 2, kind: "source", value: "example.org" });
    for (const record of [ending, newest, old, mute("elsewhere", { workspace: "slack:T2" })]) {
      await store.mutes.add(record);
    }
    expect(await store.mutes.ofWorkspace("slack:T1", NOW + 99)).toEqual([newest, ending, old]);
    expect(await store.mutes.ofWorkspace("slack:T1", NOW + 100)).toEqual([newest, old]);
    expect(await store.mutes.ofWorkspace("slack:T9", NOW)).toEqual([]);
  });

  it.each([
    ["every digest", null],
    ["one digest", "s1"],
  ])("for %s that are set again get the new expiry and label", async (_name, subscription) => {
    const first = mute("first", { subscription, value: "football", expiresAt: NOW + 5 });
    await store.mutes.add(first);
    const again = { expiresAt: NOW + 50, label: "Football" };
    await store.mutes.add({ ...first, ...again, id: "again", createdBy: "U2", createdAt: NOW + 1 });
    expect(await store.mutes.ofWorkspace("slack:T1", NOW)).toEqual([{ ...first, ...again }]);
    await store.mutes.add({ ...first, id: "for good", expiresAt: null });
    expect(await store.mutes.ofWorkspace("slack:T1", NOW)).toEqual([{ ...first, expiresAt: null }]);
  });

  it("are one when many set the same at once", async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => store.mutes.add(mute(`m${index}`, { value: "football" }))),
    );
    expect(await store.mutes.ofWorkspace("slack:T1", NOW)).toHaveLength(1);
  });

  it("differ by workspace, digest, kind and value, and are removed one by one", async () => {
    await store.mutes.add(mute("all", { value: "x" }));
    await store.mutes.add(mute("in s1", { value: "x", subscription: "s1" }));
    await store.mutes.add(mute("in s2", { value: "x", subscription: "s2" }));
    await store.mutes.add(mute("story", { value: "x", kind: "story" }));
    await store.mutes.add(mute("other", { value: "y" }));
    await store.mutes.add(mute("elsewhere", { value: "x", workspace: "slack:T2" }));
    const left = async () => (await store.mutes.ofWorkspace("slack:T1", NOW)).map(({ id }) => id);
    expect(await store.mutes.remove("slack:T1", "word", "x", null)).toBe(true);
    expect(await store.mutes.remove("slack:T1", "word", "x", null)).toBe(false);
    expect(await left()).toEqual(["in s1", "in s2", "other", "story"]);
    expect(await store.mutes.remove("slack:T1", "word", "x", "s1")).toBe(true);
    expect(await left()).toEqual(["in s2", "other", "story"]);
    expect(await store.mutes.ofWorkspace("slack:T2", NOW)).toHaveLength(1);
  });

  it("that expired are deleted, and nothing else", async () => {
    await store.mutes.add(mute("expired", { expiresAt: NOW }));
    await store.mutes.add(mute("not yet", { expiresAt: NOW + 1 }));
    await store.mutes.add(mute("for good"));
    expect(await store.mutes.deleteExpired(NOW)).toBe(1);
    expect((await store.mutes.ofWorkspace("slack:T1", 0)).map(({ id }) => id)).toEqual([
      "for good",
      "not yet",
    ]);
  });
});
