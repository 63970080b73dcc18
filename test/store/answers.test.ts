// What the store remembers about answers and data: actions, last lists, data sets; on every implementation.

import { describe, expect, it } from "vitest";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import type { DataFileRecord, DataSetRecord } from "../../src/store/data-sets.ts";
import type { Store } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { keepOne } from "./keep-one.ts";
import { storeOfAllTests } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const DAY_MS = 24 * 3_600_000;

describe.each(implementations)("the store on $name", ({ create }) => {
  let store: Store;
  storeOfAllTests({ create }, (opened) => {
    store = opened;
  });

  describe("actions", () => {
    it("keeps a command for its workspace for 30 days", async () => {
      const id = await keepOne(store.actions, "slack:T1", "/news top page 2", NOW);
      expect(id).toMatch(/^[\w-]{12}$/);
      expect(await store.actions.find("slack:T1", id, NOW)).toBe("/news top page 2");
      expect(await store.actions.find("slack:T2", id, NOW)).toBeUndefined();
      expect(await store.actions.find("slack:T1", id, NOW + 30 * DAY_MS - 1)).toBe("/news top page 2");
      expect(await store.actions.find("slack:T1", id, NOW + 30 * DAY_MS)).toBeUndefined();
    });

    it("gives the same command the same id and a new life, however long it is", async () => {
      const command = `/news search ${"tender ".repeat(2_000)}`;
      const first = await keepOne(store.actions, "slack:T1", command, NOW);
      expect(await keepOne(store.actions, "slack:T1", command, NOW + DAY_MS)).toBe(first);
      expect(await store.actions.find("slack:T1", first, NOW + 30 * DAY_MS)).toBe(command);
      expect(await keepOne(store.actions, "slack:T2", command, NOW)).not.toBe(first);
      expect(await keepOne(store.actions, "slack:T1", `${command}x`, NOW)).not.toBe(first);
    });

    it("gives one id to many who keep the same command at once", async () => {
      const ids = await Promise.all(
        Array.from({ length: 20 }, () => keepOne(store.actions, "slack:T1", "/news latest page 3", NOW)),
      );
      expect(new Set(ids).size).toBe(1);
    });

    it("keeps the buttons of answers that are given at once, each command once and under the id that it has", async () => {
      const commands = Array.from({ length: 12 }, (_, n) => `/news latest country Estonia page ${n}`);
      const before = await keepOne(store.actions, "slack:T1", "/news latest country Estonia page 4", NOW);
      const [first, ...others] = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          store.actions.keep(
            "slack:T1",
            at % 2 === 0 ? [...commands, ...commands] : commands.toReversed(),
            NOW,
          ),
        ),
      );
      for (const ids of others) expect(new Map([...ids].sort())).toEqual(new Map([...(first ?? [])].sort()));
      expect(first?.get("/news latest country Estonia page 4")).toBe(before);
      expect(new Set(first?.values()).size).toBe(12);
      for (const [command, id] of first ?? [])
        expect(await store.actions.find("slack:T1", id, NOW)).toBe(command);
      expect(await store.actions.keep("slack:T1", [], NOW)).toEqual(new Map());
    });

    it("deletes what expired and nothing else", async () => {
      await store.actions.deleteExpired(NOW + 1_000 * DAY_MS);
      const old = await keepOne(store.actions, "slack:T1", "/old", NOW);
      const fresh = await keepOne(store.actions, "slack:T1", "/fresh", NOW + DAY_MS);
      expect(await store.actions.deleteExpired(NOW + 30 * DAY_MS)).toBe(1);
      expect(await store.actions.find("slack:T1", old, NOW)).toBeUndefined();
      expect(await store.actions.find("slack:T1", fresh, NOW)).toBe("/fresh");
    });
  });

  describe("lists", () => {
    const remember = (entries: [number, string][], page: number, actor = "U1", command = "/news top") =>
      store.lists.remember("slack:T1", actor, { entries: new Map(entries), pages: { command, page } }, NOW);
    const article = async (workspace: WorkspaceKey, actor: string, number: number) =>
      (await store.lists.last(workspace, actor))?.entries.get(number);

    it("tells what a number of the actor's last list stands for", async () => {
      await remember(
        [
          [1, "a"],
          [2, "b"],
        ],
        1,
      );
      expect(await article("slack:T1", "U1", 2)).toBe("b");
      expect(await article("slack:T1", "U1", 3)).toBeUndefined();
      expect(await article("slack:T1", "U2", 2)).toBeUndefined();
      expect(await article("slack:T2", "U1", 2)).toBeUndefined();
    });

    it("adds a page to the list, and a new list replaces it", async () => {
      await remember([[1, "a"]], 1);
      await remember(
        [
          [1, "c"],
          [2, "d"],
        ],
        2,
      );
      expect(await article("slack:T1", "U1", 1)).toBe("c");
      expect(await article("slack:T1", "U1", 2)).toBe("d");
      await remember([[1, "e"]], 1);
      expect(await article("slack:T1", "U1", 2)).toBeUndefined();
    });

    it("starts anew with a page of another list", async () => {
      await remember([[1, "a"]], 1, "U4", "/news top");
      await remember([[6, "f"]], 2, "U4", "/news latest");
      expect(await article("slack:T1", "U4", 1)).toBeUndefined();
      expect(await article("slack:T1", "U4", 6)).toBe("f");
      expect((await store.lists.last("slack:T1", "U4"))?.pages).toEqual({ command: "/news latest", page: 2 });
    });

    it("goes on with nothing where only choices were printed", async () => {
      await remember([[1, "a"]], 1, "U5");
      await store.lists.remember("slack:T1", "U5", { entries: new Map([[1, "b"]]) }, NOW);
      expect(await store.lists.last("slack:T1", "U5")).toEqual({ entries: new Map([[1, "b"]]) });
    });

    it("keeps the 500 entries written last", async () => {
      await remember(
        Array.from({ length: 500 }, (_, index) => [index + 1, `id ${index + 1}`]),
        1,
      );
      await remember(
        [
          [2, "again"],
          [501, "id 501"],
          [502, "id 502"],
        ],
        2,
      );
      expect(await article("slack:T1", "U1", 1)).toBeUndefined();
      expect(await article("slack:T1", "U1", 2)).toBe("again");
      expect(await article("slack:T1", "U1", 3)).toBeUndefined();
      expect(await article("slack:T1", "U1", 4)).toBe("id 4");
      expect(await article("slack:T1", "U1", 501)).toBe("id 501");
    });

    it("loses none of two pages that are added at once", async () => {
      const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
      await Promise.all(numbers.map((number) => remember([[number, `id ${number}`]], 2, "U3")));
      const articles = await Promise.all(numbers.map((number) => article("slack:T1", "U3", number)));
      expect(articles).toEqual(numbers.map((number) => `id ${number}`));
    });
  });

  it("keeps a data set's record whole", async () => {
    const record: DataSetRecord = {
      dataSet: "T1",
      snapshot: null,
      problem: "Dropbox does not answer.",
      problemSince: NOW,
      troubles: "outage,gone",
      updatedAt: NOW,
    };
    expect(await store.dataSets.get("T1")).toBeUndefined();
    await store.dataSets.save(record);
    expect(await store.dataSets.get("T1")).toEqual(record);
    const next = {
      ...record,
      snapshot: "snapshot 2",
      updatedAt: NOW + 1,
    };
    await store.dataSets.save(next);
    expect(await store.dataSets.get("T1")).toEqual(next);
  });

  it("keeps the files of each data set apart, and forgets those that are gone", async () => {
    const file = (name: string, rest: Partial<DataFileRecord> = {}): DataFileRecord => ({
      dataSet: "T1",
      name,
      country: null,
      serving: "{}",
      earlier: "[]",
      held: null,
      kept: 0,
      ...rest,
    });
    const byName = (records: readonly DataFileRecord[]) =>
      records.toSorted((a, b) => (a.name + a.dataSet < b.name + b.dataSet ? -1 : 1));
    const held = file("Latvia", { held: "{}", kept: 1, country: "Latvia", serving: null });
    await store.dataSets.saveFiles("T1", [file("Estonia"), held]);
    await store.dataSets.saveFiles("T2", [file("Estonia", { dataSet: "T2" })]);
    expect(byName(await store.dataSets.files("T1"))).toEqual([file("Estonia"), held]);
    expect(await store.dataSets.heldFiles("T1")).toEqual([held]);
    const mended = file("Latvia", { serving: "{}" });
    await store.dataSets.saveFiles("T1", [mended]);
    expect(await store.dataSets.files("T1")).toEqual([mended]);
    expect(byName(await store.dataSets.allFiles())).toEqual([file("Estonia", { dataSet: "T2" }), mended]);
    await store.dataSets.delete("T1");
    expect(await store.dataSets.files("T1")).toEqual([]);
  });
});
