// Opening a store: migrations, read-only use, refusals, transactions; on every implementation.

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from "vitest";
import { openStore, type StoreLocation, type StoreOptions } from "../../src/store/database.ts";
import { migrations } from "../../src/store/migrations/index.ts";
import { implementations, type Place } from "./implementations.ts";
import { keepOne } from "./keep-one.ts";
import { digestRow, writeStoreBefore } from "./older-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);

async function opened(location: StoreLocation, options?: StoreOptions) {
  const store = await openStore(location, options);
  onTestFinished(() => store.close());
  return store;
}

describe.each(implementations)("a store on $name", ({ create, kind }) => {
  let place: Place;

  beforeEach(async () => {
    place = await create();
  });

  afterEach(async () => {
    await place.remove();
  });

  it("is made from nothing and opened again with what it held", async () => {
    const first = await openStore(place.location);
    const id = await keepOne(first.actions, "slack:T1", "/news top", NOW);
    await first.close();
    await first.close();
    const second = await opened(place.location);
    expect(second.kind).toBe(kind);
    expect(await second.actions.find("slack:T1", id, NOW)).toBe("/news top");
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(second.db);
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
  });

  it("says whether it answers", async () => {
    const store = await openStore(place.location);
    expect(await store.answers()).toBe(true);
    await store.close();
    expect(await store.answers()).toBe(false);
  });

  it("of an older program goes on with the digests that were on their way", async () => {
    const channel = '{"platform":"slack","channel":"C1"}';
    const slot = (id: string, subscription: string, at: number) => {
      const times = { slot_at: at, seen_from: 0, seen_through: at, decided_at: at };
      const row = { id, subscription, kind: "scheduled", state: "pending", place: channel, settled: "[]" };
      return ["slots", { ...row, ...times, attempts: 0 }] as const;
    };
    const part = (id: string, n: number, state: string) =>
      ["delivery_parts", { slot: id, n, key: `${id} ${n}`, payload: "{}", state }] as const;
    await writeStoreBefore("0003-begun-slots", place.location, [
      ...[digestRow("s1", { workspace: "T1" }), digestRow("s2", { workspace: "T1" })],
      ...[slot("begun", "s1", NOW), part("begun", 1, "claimed"), part("begun", 2, "pending")],
      ...[slot("waiting", "s2", NOW - 9), part("waiting", 1, "pending")],
    ]);
    const { ledger } = await opened(place.location);
    expect(await ledger.slot("begun")).toMatchObject({ begun: 1 });
    expect(await ledger.slot("waiting")).toMatchObject({ begun: 0 });
    expect(await ledger.heads(NOW, 10)).toEqual([{ id: "begun", place: channel }]);
  });

  it("is refused when a newer program wrote it", async () => {
    const store = await openStore(place.location);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(
      store.db,
    );
    await store.close();
    for (const readOnly of [false, true]) {
      await expect(openStore(place.location, { readOnly })).rejects.toMatchObject({
        code: "bad-configuration",
        message: expect.stringMatching(
          /^The stored state was written by a newer version of this program. .*\.$/,
        ),
      });
    }
  });

  it("is left as it was by a migration that fails", async () => {
    const store = await openStore(place.location);
    await sql`drop table actions`.execute(store.db);
    await sql`delete from kysely_migration`.execute(store.db);
    await store.close();
    // The other tables are still there, so the migration fails after it made this one.
    await expect(openStore(place.location)).rejects.toMatchObject({
      code: "bad-configuration",
      message: expect.stringMatching(/^The stored state cannot be opened: .*last_lists.*already exists/),
    });
    const raw = await rawTables(place.location, kind);
    expect(raw).not.toContain("actions");
    expect(raw).toContain("last_lists");
  });

  it("is read, not written, beside the process that owns it", async () => {
    const owner = await opened(place.location);
    const id = await keepOne(owner.actions, "slack:T1", "/news top", NOW);
    const reader = await opened(place.location, { readOnly: true });
    expect(reader.readOnly).toBe(true);
    expect(await reader.actions.find("slack:T1", id, NOW)).toBe("/news top");
    const busy = { code: "busy", message: expect.stringContaining("can be read here but not changed") };
    await expect(keepOne(reader.actions, "slack:T1", "/news latest", NOW)).rejects.toMatchObject(busy);
    await expect(reader.actions.deleteExpired(NOW)).rejects.toMatchObject(busy);
    await expect(reader.connections.setState("slack:T1", null, NOW)).rejects.toMatchObject(busy);
    await expect(
      reader.lists.remember("slack:T1", "U1", { entries: new Map([[1, "a"]]) }, NOW),
    ).rejects.toMatchObject(busy);
    // What goes around the query builder is refused by the database itself.
    await expect(sql`delete from actions`.execute(reader.db)).rejects.toThrow(/read-?only/);
    const later = await keepOne(owner.actions, "slack:T1", "/news latest", NOW);
    expect(await reader.actions.find("slack:T1", later, NOW)).toBe("/news latest");
  });

  it("undoes a transaction that fails, whole", async () => {
    const store = await opened(place.location);
    const id = await keepOne(store.actions, "slack:T1", "/news top", NOW);
    const failing = store.db.transaction().execute(async (trx) => {
      await trx.deleteFrom("actions").execute();
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await store.actions.find("slack:T1", id, NOW)).toBe("/news top");
  });

  it("shows others nothing of a transaction that runs", async () => {
    const store = await opened(place.location);
    const id = await keepOne(store.actions, "slack:T1", "/news top", NOW);
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const failing = store.db.transaction().execute(async (trx) => {
      await trx.deleteFrom("actions").execute();
      began();
      await held;
      throw new Error("on purpose");
    });
    await begun;
    const seen = store.actions.find("slack:T1", id, NOW);
    finish();
    await expect(failing).rejects.toThrow("on purpose");
    expect(await seen).toBe("/news top");
  });

  it("keeps whole numbers of ms as numbers, also beyond 32 bits", async () => {
    const store = await opened(place.location);
    await store.syncedFiles.replace("slack:T1", [], "cursor", Number.MAX_SAFE_INTEGER);
    expect((await store.syncedFiles.state("slack:T1"))?.checkedAt).toBe(Number.MAX_SAFE_INTEGER);
    const { rows } = await sql<{ n: number }>`select count(*) as n from sync_state`.execute(store.db);
    expect(rows).toEqual([{ n: 1 }]);
    await sql`update sync_state set checked_at = checked_at + 1`.execute(store.db);
    await expect(store.syncedFiles.state("slack:T1")).rejects.toThrow();
  });

  it("ends what is under way before it closes", async () => {
    const store = await openStore(place.location);
    const kept = Promise.all(
      Array.from({ length: 20 }, (_, index) => keepOne(store.actions, "slack:T1", `/news ${index}`, NOW)),
    );
    const [ids] = await Promise.all([kept, store.close()]);
    expect(ids).toHaveLength(20);
  });
});

async function rawTables(location: StoreLocation, kind: string): Promise<string[]> {
  if ("dataDirectory" in location) {
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(join(location.dataDirectory, "state.sqlite"), { readOnly: true });
    const rows = database.prepare("select name from sqlite_schema").all();
    database.close();
    return rows.map((row) => String(row.name));
  }
  const { Client } = await import("pg");
  expect(kind).toBe("postgres");
  const client = new Client({ connectionString: location.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>("select relname as name from pg_class");
  await client.end();
  return rows.map((row) => row.name);
}

describe("a store in a data directory", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rol-news-store-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("makes the directory, and only its owner may read the state", async () => {
    const dataDirectory = join(folder, "new", "data");
    const store = await opened({ dataDirectory });
    await keepOne(store.actions, "slack:T1", "/news top", NOW);
    for (const name of ["state.sqlite", "state.sqlite-wal", "state.sqlite-shm"]) {
      expect((await stat(join(dataDirectory, name))).mode & 0o777, name).toBe(0o600);
    }
  });

  it("writes ahead, waits for the disk, and holds foreign keys", async () => {
    const store = await opened({ dataDirectory: folder });
    const setting = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(store.db)).rows[0] ?? {})[0];
    expect(await setting("journal_mode")).toBe("wal");
    expect(await setting("synchronous")).toBe(2);
    expect(await setting("foreign_keys")).toBe(1);
    expect(await setting("busy_timeout")).toBe(2_000);
    expect(await setting("secure_delete")).toBe(1);
  });

  it("is not made by a reader", async () => {
    await expect(openStore({ dataDirectory: folder }, { readOnly: true })).rejects.toMatchObject({
      code: "no-data",
    });
    await expect(stat(join(folder, "state.sqlite"))).rejects.toThrow("ENOENT");
  });

  it("is not migrated by a reader", async () => {
    await writeFile(join(folder, "state.sqlite"), "");
    await expect(openStore({ dataDirectory: folder }, { readOnly: true })).rejects.toMatchObject({
      code: "bad-configuration",
      message: "The stored state is older than this program; start the bot once to bring it up to date.",
    });
  });

  it("is refused in a sentence without its path when it is no database", async () => {
    await writeFile(join(folder, "state.sqlite"), "<html>this is a login page</html>".repeat(100));
    await expect(openStore({ dataDirectory: folder })).rejects.toMatchObject({
      code: "bad-configuration",
      message: "The stored state cannot be opened: file is not a database.",
    });
    expect(await readFile(join(folder, "state.sqlite"), "utf8")).toContain("login page");
  });

  it("is refused in a sentence without its path when the directory is a file", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(openStore({ dataDirectory: file })).rejects.toMatchObject({
      code: "bad-configuration",
      message: "The data directory cannot be used (EEXIST).",
    });
  });
});

describe("a store on Postgres", () => {
  it("puts an end to every wait, and outlives connections that break", async () => {
    const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
    if (place === undefined) throw new Error("There is no Postgres store.");
    const store = await opened(place.location);
    onTestFinished(() => place.remove());
    for (const [name, value] of [
      ["statement_timeout", "30s"],
      ["lock_timeout", "10s"],
      ["idle_in_transaction_session_timeout", "1min"],
    ]) {
      const { rows } = await sql<Record<string, string>>`show ${sql.raw(name ?? "")}`.execute(
        store.db.withoutPlugins(),
      );
      expect(rows).toEqual([{ [name ?? ""]: value }]);
    }
    const id = await keepOne(store.actions, "slack:T1", "/news top", NOW);
    const breaking = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    await Promise.all(Array.from({ length: 5 }, () => store.actions.find("slack:T1", id, NOW)));
    await breaking.execute(store.db);
    await expect.poll(() => store.actions.find("slack:T1", id, NOW).catch(() => "failed")).toBe("/news top");
  });
});

describe("a store on a Postgres that does not work", () => {
  it.each([
    ["not a URL", "my secret password"],
    ["another protocol", "mysql://user:secret@127.0.0.1/x"],
    ["a broken URL", "postgres://user:secret@127.0.0.1:99999999/x"],
  ])("is refused without its URL: %s", async (_name, databaseUrl) => {
    const failure: unknown = await openStore({ databaseUrl }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "bad-configuration",
      message: "DATABASE_URL must be a URL that starts with postgres://.",
    });
    expect(failure).not.toHaveProperty("cause");
  });

  it("is refused without the password when nobody listens or the password is wrong", async () => {
    const url = new URL(inject("postgresUrl"));
    url.password = "wrong-secret";
    const wrong: unknown = await openStore({ databaseUrl: url.href }).catch((error: unknown) => error);
    url.port = "1";
    const closed: unknown = await openStore({ databaseUrl: url.href }).catch((error: unknown) => error);
    for (const failure of [wrong, closed]) {
      expect(failure).toMatchObject({ code: "bad-configuration" });
      expect(String(failure)).toMatch(/The stored state cannot be opened: /);
      expect(`${failure} ${JSON.stringify(failure)}`).not.toContain("wrong-secret");
    }
  });
});
