// A Postgres database from one version's tables to the next one's: not while processes of the version before are at work, and those
// that knew of no others may change nothing afterwards.

import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createLogger } from "../../src/log.ts";
import { openStore } from "../../src/store/database.ts";
import { type DatabaseLock, lockDatabase } from "../../src/store/database-lock.ts";
import { upgradeAlone } from "../../src/store/upgrade.ts";
import { implementations } from "./implementations.ts";
import { digestRow, writeStoreBefore } from "./older-store.ts";

const log = createLogger("silent");
let databaseUrl = "";

beforeEach(async () => {
  const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
  if (place === undefined || !("databaseUrl" in place.location)) throw new Error("There is no Postgres.");
  databaseUrl = place.location.databaseUrl;
  onTestFinished(() => place.remove());
});

async function connected(application_name: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, application_name });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function holder(): Promise<DatabaseLock> {
  const { signal } = new AbortController();
  const lock = await lockDatabase({ databaseUrl, log, signal, isShared: true, waits: false });
  if (lock === undefined) throw new Error("It waited in vain.");
  onTestFinished(() => lock.release());
  return lock;
}

const migrationsIn = async (client: Client): Promise<number> =>
  (await client.query("select name from kysely_migration")).rows.length;

test("a program from before several could share a database reads on, and changes nothing", async () => {
  await writeStoreBefore("0004-workspace-keys", { databaseUrl }, [digestRow("Morning", { workspace: "T1" })]);
  const old = await connected("rol-news-bot");
  const rename = "update subscriptions set name = 'Evening'";
  await old.query(rename);
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const refused =
    /A newer version of rol-news-bot uses this database, so this one may change nothing. Stop it./;
  await expect(old.query(rename)).rejects.toThrow(refused);
  await expect(old.query("delete from slots")).rejects.toThrow(refused);
  await expect(
    old.query("insert into first_times (workspace, subject, at) values ('slack:T1', 'C1', 0)"),
  ).rejects.toThrow(refused);
  expect((await old.query("select name from subscriptions")).rows).toEqual([{ name: "Evening" }]);
  await store.db.updateTable("subscriptions").set({ name: "Noon" }).execute();
  expect((await old.query("select name from subscriptions")).rows).toEqual([{ name: "Noon" }]);
});

test("an older database is brought up to date when the last process of its version has ended, and not before", async () => {
  await writeStoreBefore("0024-allowances", { databaseUrl }, []);
  const looking = await connected("psql");
  const before = await migrationsIn(looking);
  const [one, other] = [await holder(), await holder()];
  const { signal } = new AbortController();
  const upgrading = upgradeAlone({ databaseUrl, log, signal });
  await one.release();
  await pause(700);
  expect(await migrationsIn(looking)).toBe(before);
  await other.release();
  await upgrading;
  expect(await migrationsIn(looking)).toBeGreaterThan(before);
  await holder();
  // Nothing is to be done any more, so that it does not wait for others.
  await upgradeAlone({ databaseUrl, log, signal });
});

test("whoever is told to stop waits no longer, and changed nothing", async () => {
  await writeStoreBefore("0024-allowances", { databaseUrl }, []);
  const looking = await connected("psql");
  const before = await migrationsIn(looking);
  await holder();
  const told = new AbortController();
  const upgrading = upgradeAlone({ databaseUrl, log, signal: told.signal });
  told.abort();
  await upgrading;
  expect(await migrationsIn(looking)).toBe(before);
});

test("a new database is nobody's to wait for", async () => {
  await holder();
  const { signal } = new AbortController();
  await upgradeAlone({ databaseUrl, log, signal });
});
