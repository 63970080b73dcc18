// Entries of who changed what, on every implementation of the store.

import { describe, expect, it } from "vitest";
import { addEntry, type Deed, MOST_AUDITED } from "../../src/store/audit.ts";
import type { Store } from "../../src/store/database.ts";
import { ana } from "./audited.ts";
import { subscriptionRecord } from "./digest-records.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

const resumed: Deed = { ...ana("slack:T1"), kind: "resumed", subject: "d1", subjectName: "Morning" };

describe.each(implementations)("who changed what on $name", ({ create }) => {
  let store: Store;
  storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  const add = (deed: Deed) => store.db.transaction().execute((trx) => addEntry(trx, deed));
  const numbersOf = async (workspace: Deed["workspace"], about: "digest" | "dropbox" = "digest") =>
    (await store.audit.of(workspace, about, { limit: 20 })).map(({ n }) => n);

  it("counts one after the other, whoever changes something at the same moment, each workspace for itself", async () => {
    const other: Deed = { ...ana("slack:T2"), kind: "connected" };
    await Promise.all([resumed, resumed, other, resumed, other, resumed].map(add));
    expect(await numbersOf("slack:T1")).toEqual([4, 3, 2, 1]);
    expect(await numbersOf("slack:T2")).toEqual([]);
    expect(await numbersOf("slack:T2", "dropbox")).toEqual([2, 1]);
    expect(await store.audit.of("slack:T1", "digest", { subject: "d2", limit: 9 })).toEqual([]);
  });

  it("is there with its change, or neither is", async () => {
    expect(await store.subscriptions.update("d1", { state: "paused" }, 1, resumed)).toBe(false);
    expect(await store.subscriptions.delete("d1", resumed)).toBe(false);
    expect(await store.connections.choose("slack:T1", { path: "/", country: null }, 1, resumed)).toBe(false);
    expect(await store.mutes.remove("slack:T1", "word", "x", null, resumed)).toBe(false);
    await expect(
      store.db.transaction().execute(async (trx) => {
        await addEntry(trx, resumed);
        throw new Error("the change fails");
      }),
    ).rejects.toThrow("the change fails");
    expect(await numbersOf("slack:T1")).toEqual([]);
    const unwritable: Deed = {
      ...resumed,
      details: {
        get options(): string {
          throw new Error("the entry fails");
        },
      },
    };
    await store.subscriptions.add(subscriptionRecord("d1"));
    for (const change of [
      () => store.subscriptions.update("d1", { state: "paused" }, 1, unwritable),
      () => store.subscriptions.addWithin(subscriptionRecord("d2"), { inWorkspace: 9 }, unwritable),
      () => store.subscriptions.delete("d1", unwritable),
    ])
      await expect(change()).rejects.toThrow("the entry fails");
    expect(await store.subscriptions.get("d1")).toMatchObject({ state: "active" });
    expect(await store.subscriptions.get("d2")).toBeUndefined();
  });

  it("keeps the newest, and those of the connection whatever happens to digests", async () => {
    await add({ ...ana("slack:T1"), kind: "connected" });
    for (let times = 0; times < 3; times += 1) await add(resumed);
    await store.db
      .updateTable("auditEntries")
      .set({ n: MOST_AUDITED })
      .where("about", "=", "digest")
      .where("n", "=", 3)
      .execute();
    await add(resumed);
    expect(await numbersOf("slack:T1")).toEqual([MOST_AUDITED + 1, MOST_AUDITED, 2]);
    await add(resumed);
    expect(await numbersOf("slack:T1")).toEqual([MOST_AUDITED + 2, MOST_AUDITED + 1, MOST_AUDITED]);
    expect(await numbersOf("slack:T1", "dropbox")).toEqual([1]);
  });
});
