// A store whose connections break in the middle of a call, and one whose disk is full: what people are told is true, nothing
// is there twice, and all goes on without a restart.

import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { AppError } from "../../src/errors.ts";
import { openStore, type Store, type StoreLocation } from "../../src/store/database.ts";
import { MAX_CONNECTIONS } from "../../src/store/postgres-dialect.ts";
import { BREAKS, startWire, type Wire } from "../fakes/wire.ts";
import { implementations } from "./implementations.ts";
import { keepOne } from "./keep-one.ts";

const NOW = Date.UTC(2024, 2, 5, 9);

async function storeOn(kind: "sqlite" | "postgres") {
  const place = await implementations.find((one) => one.kind === kind)?.create();
  if (place === undefined) throw new Error(`There is no store on ${kind}.`);
  onTestFinished(() => place.remove());
  return place.location;
}

/** A store on Postgres behind a line that can be broken. */
async function behindWire(): Promise<{
  readonly store: Store;
  readonly wire: Wire;
  /** Past the line. */
  readonly location: StoreLocation;
}> {
  const location = await storeOn("postgres");
  if (!("databaseUrl" in location)) throw new Error("That is no Postgres.");
  const url = new URL(location.databaseUrl);
  const wire = await startWire({ host: url.hostname, port: Number(url.port) });
  url.port = String(wire.port);
  const store = await openStore({ databaseUrl: url.href });
  onTestFinished(() => store.close());
  return { store, wire, location };
}

async function failureOf(work: Promise<unknown>): Promise<AppError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const muted = (value: string) => ({
  id: value,
  workspace: "slack:T1" as const,
  subscription: null,
  kind: "word" as const,
  value,
  label: value,
  expiresAt: null,
  createdBy: "U1",
  createdAt: NOW,
});

const NOTHING_CHANGED =
  "The bot's database cannot be reached now. Nothing was changed; try again in a minute.";
const MAYBE_SAVED =
  "The connection to the bot's database broke while this was saved, so it may be saved or not. Look before you do it again.";

describe("a store whose connection breaks", () => {
  it.each(BREAKS)("reads all the same, when it breaks at the %s", async (how) => {
    const { store, wire } = await behindWire();
    const id = await keepOne(store.actions, "slack:T1", "/news top", NOW);
    wire.breakNext(how);
    expect(await store.actions.find("slack:T1", id, NOW)).toBe("/news top");
    expect(wire.broken()).toBe(1);
  });

  it("says of a write that it may be saved, and goes on", async () => {
    const { store, wire } = await behindWire();
    wire.breakNext("answer");
    expect(await failureOf(store.mutes.add(muted("a")))).toMatchObject({
      code: "no-state",
      retryable: true,
      message: MAYBE_SAVED,
    });
    await store.mutes.add(muted("b"));
    expect((await store.mutes.ofWorkspace("slack:T1", NOW)).map(({ value }) => value).sort()).toEqual([
      "a",
      "b",
    ]);
  });

  it("begins a transaction on another one, and saves nothing of one that breaks in its middle", async () => {
    const { store, wire } = await behindWire();
    wire.breakNext("answer");
    const list = { entries: new Map([[1, "a"]]) };
    await store.lists.remember("slack:T1", "U1", list, NOW);
    expect(await store.lists.last("slack:T1", "U1")).toEqual(list);
    const failing = store.db.transaction().execute(async (trx) => {
      await trx.deleteFrom("lastLists").execute();
      wire.breakNext("answer");
      await trx.deleteFrom("lastLists").execute();
    });
    expect(await failureOf(failing)).toMatchObject({ code: "no-state", message: NOTHING_CHANGED });
    expect(await store.lists.last("slack:T1", "U1")).toEqual(list);
  });

  it("tells the truth of every write, whenever and however it breaks", async () => {
    const { store, wire } = await behindWire();
    const counts = { done: 0, maybe: 0, not: 0 };
    let n = 0;
    const step = fc.record({
      how: fc.constantFrom(...BREAKS, undefined),
      /** How many calls come before the one that breaks. */
      others: fc.integer({ min: 0, max: 8 }),
      writes: fc.constantFrom("one", "transaction"),
      together: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(step, async ({ how, others, writes, together }) => {
        n += 1;
        const values = Array.from({ length: together }, (_, index) => `${n}.${index}`);
        if (how !== undefined) wire.breakNext(how, others);
        const write = (value: string): Promise<unknown> =>
          writes === "one"
            ? store.mutes.add(muted(value))
            : store.db.transaction().execute(async (trx) => {
                await trx.insertInto("mutes").values(muted(value)).execute();
                await trx.updateTable("mutes").set({ label: "two" }).where("id", "=", value).execute();
              });
        const failures = await Promise.all(values.map((value) => failureOf(write(value))));
        wire.spare();
        const there = new Set((await store.mutes.ofWorkspace("slack:T1", NOW)).map(({ value }) => value));
        for (const [index, value] of values.entries()) {
          const failure = failures[index];
          if (failure === undefined) {
            counts.done += 1;
            expect(there, `${value} was saved`).toContain(value);
          } else if (failure.message === NOTHING_CHANGED) {
            counts.not += 1;
            expect(there, `${value} was not saved`).not.toContain(value);
          } else {
            counts.maybe += 1;
            expect(failure.message).toBe(MAYBE_SAVED);
          }
        }
      }),
      { numRuns: inject("long") ? 600 : 40, seed: inject("seed") },
    );
    expect(wire.broken()).toBeGreaterThan(inject("long") ? 200 : 10);
    expect(counts.done).toBeGreaterThan(0);
    expect(counts.maybe).toBeGreaterThan(0);
    expect(counts.not).toBeGreaterThan(0);
  });

  it("reads all the same when all connections break at once, in use", async () => {
    const { store, wire, location } = await behindWire();
    const slowly = () =>
      store.db.selectFrom(sql<{ slept: string }>`pg_sleep(1)`.as("slept")).selectAll().execute();
    // More than there are connections.
    const reads = Array.from({ length: 12 }, slowly);
    const watching = await openStore(location);
    onTestFinished(() => watching.close());
    const underWay = sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`;
    await expect
      .poll(async () => Number((await underWay.execute(watching.db)).rows[0]?.n), { interval: 20 })
      .toBe(MAX_CONNECTIONS);
    wire.breakAll();
    expect(await Promise.all(reads)).toHaveLength(12);
  });

  it("waits for a database that starts again", async () => {
    const { store, wire } = await behindWire();
    await Promise.all(Array.from({ length: 8 }, () => store.mutes.ofWorkspace("slack:T1", NOW)));
    wire.breakAll();
    wire.breakNext("request");
    await Promise.all(Array.from({ length: 20 }, () => store.mutes.ofWorkspace("slack:T1", NOW)));
  });
});

describe("a store whose disk is full", () => {
  async function fullStore() {
    const store = await openStore(await storeOn("sqlite"));
    onTestFinished(() => store.close());
    const pages = async (most: number): Promise<void> => {
      await sql`pragma max_page_count = ${sql.raw(String(most))}`.execute(store.db);
    };
    return { store, fill: () => pages(1), makeRoom: () => pages(1_000_000) };
  }

  it("says so in one sentence, keeps what it has, and goes on when there is room", async () => {
    const { store, fill, makeRoom } = await fullStore();
    await store.mutes.add(muted("before"));
    await fill();
    const full = {
      code: "no-room",
      retryable: true,
      message:
        "The disk that keeps the bot's state is full or cannot be written, so nothing was saved. Questions are still answered. Whoever runs the bot makes room; then everything goes on by itself.",
    };
    const large = { ...muted("large"), label: "x".repeat(100_000) };
    expect(await failureOf(store.mutes.add(large))).toMatchObject(full);
    const inTransaction = store.db.transaction().execute(async (trx) => {
      await trx.deleteFrom("mutes").execute();
      await trx.insertInto("mutes").values(large).execute();
    });
    expect(await failureOf(inTransaction)).toMatchObject(full);
    const values = async () => (await store.mutes.ofWorkspace("slack:T1", NOW)).map(({ value }) => value);
    expect(await values()).toEqual(["before"]);
    await makeRoom();
    await store.mutes.add(large);
    expect((await values()).sort()).toEqual(["before", "large"]);
  });

  it("knows what numbers and buttons mean all the same, and saves the numbers later", async () => {
    const { store, fill, makeRoom } = await fullStore();
    await store.lists.remember("slack:T1", "U1", { entries: new Map([[1, "before"]]) }, NOW);
    await fill();
    const long = "x".repeat(100_000);
    await store.lists.remember("slack:T1", "U1", { entries: new Map([[1, long]]) }, NOW);
    const id = await keepOne(store.actions, "slack:T1", `/news search ${long}`, NOW);
    expect((await store.lists.last("slack:T1", "U1"))?.entries.get(1)).toBe(long);
    expect(await store.actions.find("slack:T1", id, NOW)).toBe(`/news search ${long}`);
    expect(await store.actions.find("slack:T2", id, NOW)).toBeUndefined();
    expect((await store.db.selectFrom("lastLists").select("entries").execute())[0]?.entries).toContain(
      "before",
    );
    await makeRoom();
    await store.lists.remember("slack:T1", "U1", { entries: new Map([[1, "after"]]) }, NOW);
    expect((await store.db.selectFrom("lastLists").select("entries").execute())[0]?.entries).toContain(
      "after",
    );
    expect((await store.lists.last("slack:T1", "U1"))?.entries.get(1)).toBe("after");
    expect(await store.actions.find("slack:T1", id, NOW)).toBe(`/news search ${long}`);
  });
});
