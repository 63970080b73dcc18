// Leases over a Postgres database: each is one process's, until it lets go or the database hears no more of it.

import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createLogger } from "../../src/log.ts";
import { type DatabaseLock, lockDatabase } from "../../src/store/database-lock.ts";
import { ALONE, whenFree, whileFree } from "../../src/store/leases.ts";
import { implementations, type Place } from "./implementations.ts";

const log = createLogger("silent");
let place: Place;
let databaseUrl = "";

beforeAll(async () => {
  const postgres = implementations.find(({ kind }) => kind === "postgres");
  if (postgres === undefined) throw new Error("There is no Postgres.");
  place = await postgres.create();
  if (!("databaseUrl" in place.location)) throw new Error("It has no address.");
  databaseUrl = place.location.databaseUrl;
});
afterAll(() => place.remove());

/** Ends with the test. */
async function replica(): Promise<DatabaseLock> {
  const lock = await lockDatabase({
    databaseUrl,
    log,
    signal: new AbortController().signal,
    isShared: true,
    waits: false,
  });
  if (lock === undefined) throw new Error("It waited in vain.");
  onTestFinished(() => lock.release());
  return lock;
}

/** Ends the connection whose session holds some lease, as a server does that hears nothing of it. */
async function breakHolder(): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())`);
  await client.end();
}

const NAMES = Array.from({ length: 40 }, (_, n) => `place ${n}`);

test("of several replicas that ask at once each name is one's", async () => {
  const replicas = [await replica(), await replica(), await replica()];
  const taken = await Promise.all(replicas.map(({ leases }) => leases.take(NAMES)));
  expect(taken.flatMap((own) => [...own.keys()]).toSorted()).toEqual(NAMES.toSorted());
  const [first, second] = replicas;
  expect((await first?.leases.take(NAMES))?.size).toBe(0);
  await Promise.all(taken.flatMap((own) => [...own.values()].map((lease) => lease.release())));
  expect((await second?.leases.take(NAMES))?.size).toBe(NAMES.length);
});

test("a name is taken once in one process, too", async () => {
  const { leases } = await replica();
  const twice = await Promise.all([leases.take(["a"]), leases.take(["a", "a"])]);
  expect(twice.map(({ size }) => size)).toEqual([1, 0]);
});

test("a holder whose connection ends hears of it, and another one goes on", async () => {
  const [one, other] = [await replica(), await replica()];
  const lease = (await one.leases.take(["a"])).get("a");
  expect((await other.leases.take(["a"])).size).toBe(0);
  await breakHolder();
  while (lease?.signal.aborted !== true) await pause(1);
  expect((await other.leases.take(["a"])).size).toBe(1);
  while (!one.isHeld()) await pause(1);
  // What it let go of late is not what the other one holds.
  await lease.release();
  expect((await one.leases.take(["a"])).size).toBe(0);
});

test("work that somebody else does is left out, or waits for its turn", async () => {
  const [one, other] = [await replica(), await replica()];
  const done: string[] = [];
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const first = whileFree(one.leases, "work", async () => {
    begin();
    await over;
    done.push("first");
  });
  await begun;
  expect(await whileFree(other.leases, "work", async () => "done")).toBeUndefined();
  let hasWaited = false;
  const second = whenFree(other.leases, "work", async () => void done.push("second"), {
    onWait() {
      hasWaited = true;
      end();
    },
  });
  await Promise.all([first, second]);
  expect(done).toEqual(["first", "second"]);
  expect(hasWaited).toBe(true);
});

test("what fails lets go", async () => {
  const { leases } = await replica();
  await expect(whileFree(leases, "work", () => Promise.reject(new Error("No.")))).rejects.toThrow("No.");
  expect(await whileFree(leases, "work", async () => "done")).toBe("done");
});

test("the only process asks nobody", async () => {
  expect(await whileFree(ALONE, "work", () => whenFree(ALONE, "work", async () => "done"))).toBe("done");
});

test("replicas work beside one another, and never beside one that works alone", async () => {
  const one = await replica();
  await replica();
  const alone = { databaseUrl, log, signal: new AbortController().signal, isShared: false, waits: false };
  await expect(lockDatabase(alone)).rejects.toMatchObject({ code: "busy" });
  expect(one.isHeld()).toBe(true);
});
