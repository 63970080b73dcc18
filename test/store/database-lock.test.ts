// The lock on a Postgres database: one process holds it, until its connection ends.

import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createLogger } from "../../src/log.ts";
import { type DatabaseLock, type DatabaseLockOptions, lockDatabase } from "../../src/store/database-lock.ts";
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

type Wanted = Partial<Pick<DatabaseLockOptions, "signal" | "isShared" | "waits" | "retakingMs">>;

/** Ends with the test. */
async function locked(wanted: Wanted = {}): Promise<DatabaseLock> {
  const signal = new AbortController().signal;
  const lock = await lockDatabase({ databaseUrl, log, signal, isShared: false, waits: false, ...wanted });
  if (lock === undefined) throw new Error("It waited in vain.");
  onTestFinished(() => lock.release());
  return lock;
}

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** Ends the connection that holds the lock, as a network or a server does. */
async function breakConnection(): Promise<void> {
  const client = await connected();
  await client.query(`
    select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(1);
}

test("a second process is refused, until the first lets go", async () => {
  const first = await locked();
  expect(first.isHeld()).toBe(true);
  await expect(locked()).rejects.toMatchObject({ code: "busy" });
  await first.release();
  expect(first.isHeld()).toBe(false);
  expect((await locked()).isHeld()).toBe(true);
});

test("a second process that waits has it soon after the first let go", async () => {
  const first = await locked();
  let second: DatabaseLock | undefined;
  const waiting = locked({ waits: true }).then((lock) => {
    second = lock;
  });
  await pause(700);
  expect(second).toBeUndefined();
  const released = performance.now();
  await first.release();
  await waiting;
  expect(performance.now() - released).toBeLessThan(2_000);
});

test("one that waits is told to stop", async () => {
  await locked();
  const told = new AbortController();
  const waiting = lockDatabase({ databaseUrl, log, signal: told.signal, isShared: false, waits: true });
  told.abort();
  expect(await waiting).toBeUndefined();
});

test("a holder whose connection breaks does not hold it, and takes it again", async () => {
  const lock = await locked();
  const broke = until(() => !lock.isHeld());
  await breakConnection();
  await broke;
  await until(lock.isHeld);
  await expect(locked()).rejects.toMatchObject({ code: "busy" });
});

test("a holder whose connection broke is told when another one has it", async () => {
  const lock = await locked({ retakingMs: 600 });
  const other = await connected();
  const taken = other.query(
    "select pg_advisory_lock(classid::int, objid::int) from pg_locks where locktype = 'advisory'",
  );
  await pause(100);
  await breakConnection();
  await taken;
  await lock.lost;
  expect(lock.isHeld()).toBe(false);
});
