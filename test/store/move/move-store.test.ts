// From SQLite to Postgres: all of it arrives, or nothing does.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../../src/store/database.ts";
import { moveStore } from "../../../src/store/move/move-store.ts";
import { createSecretBox } from "../../../src/store/secret-box.ts";
import { startWire } from "../../fakes/wire.ts";
import { implementations } from "../implementations.ts";
import { writeStoreBefore } from "../older-store.ts";
import { asJson, type Contents, contentsOfSqlite, fillStore } from "./filled-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const key = randomBytes(32).toString("base64");
const box = createSecretBox({ keys: [key] });
/** More than go into one statement. */
const MANY = 700;

let dataDirectory = "";
let databaseUrl = "";

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "rol-move-"));
  const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
  if (place === undefined || !("databaseUrl" in place.location)) throw new Error("There is no Postgres.");
  databaseUrl = place.location.databaseUrl;
  onTestFinished(async () => {
    await place.remove();
    await rm(dataDirectory, { recursive: true, force: true });
  });
});

const move = (rest: Partial<Parameters<typeof moveStore>[0]> = {}) =>
  moveStore({ dataDirectory, databaseUrl, box, now: NOW, onProgress: () => undefined, ...rest });

/** The store with rows in every table, and secrets that were sealed. */
async function filled(): Promise<void> {
  await fillStore(dataDirectory, (table) => (table === "seen_articles" ? MANY : 3));
  const database = new DatabaseSync(join(dataDirectory, "state.sqlite"));
  database
    .prepare(
      "update connections set workspace = 'slack:T' || rowid, sealed_refresh_token = ? where rowid = 1",
    )
    .run(box.seal("refresh of T1", { workspace: "slack:T1", purpose: "refresh-token" }));
  database.close();
}

async function inPostgres<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Its numbers of eight bytes come as text. */
function contentsOfPostgres(): Promise<Contents> {
  return inPostgres(async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely_%'",
    );
    const contents: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const { fields, rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
      const large = fields.filter(({ dataTypeID }) => dataTypeID === 20).map((field) => field.name);
      contents[name] = rows
        .map((row) =>
          asJson(
            Object.fromEntries(
              Object.entries(row).map(([column, value]) => [
                column,
                large.includes(column) && value !== null ? Number(value) : value,
              ]),
            ),
          ),
        )
        .toSorted();
    }
    return contents;
  });
}

const rowsIn = (contents: Contents): number =>
  Object.values(contents).reduce((sum, rows) => sum + rows.length, 0);

it("brings every row of every table, byte for byte, and leaves the old state as it was", async () => {
  await filled();
  const before = contentsOfSqlite(dataDirectory);
  const progress = new Map<string, number>();
  const moved = await move({ onProgress: ({ table, rows }) => progress.set(table, rows) });
  const arrived = await contentsOfPostgres();
  expect(Object.keys(arrived).toSorted()).toEqual(Object.keys(before).toSorted());
  expect(arrived).toEqual(before);
  for (const rows of Object.values(arrived)) expect(rows.length).toBeGreaterThan(0);
  expect(Object.fromEntries(moved.map(({ table, rows }) => [table, rows]))).toEqual(
    Object.fromEntries(Object.entries(before).map(([table, rows]) => [table, rows.length])),
  );
  expect(Object.fromEntries(progress)).toMatchObject({ seen_articles: MANY, slots: 3 });
  expect(contentsOfSqlite(dataDirectory)).toEqual(before);
});

it("leaves secrets sealed: the same key opens them there, and no row holds them open", async () => {
  await filled();
  await move();
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const connection = await store.connections.get("slack:T1");
  expect(
    box.open(connection?.sealedRefreshToken ?? "", { workspace: "slack:T1", purpose: "refresh-token" }),
  ).toBe("refresh of T1");
  expect(JSON.stringify(await contentsOfPostgres())).not.toContain("refresh of T1");
});

it("is refused with a key that does not open the secrets, before anything is there", async () => {
  await filled();
  const other = createSecretBox({ keys: [randomBytes(32).toString("base64")] });
  await expect(move({ box: other })).rejects.toMatchObject({
    code: "bad-configuration",
    message: expect.stringMatching(
      /^A secret of workspace slack:T1 was sealed with another key than SECRET_KEY/,
    ),
  });
  expect(await contentsOfPostgres()).toEqual({});
});

it("is refused where the target holds a row, of ours or of others, which stays", async () => {
  await filled();
  await inPostgres((client) => client.query("create table recipes as select 'soup' as name"));
  await expect(move()).rejects.toMatchObject({
    code: "bad-configuration",
    message: expect.stringContaining("there are rows in recipes."),
  });
  expect(await contentsOfPostgres()).toEqual({ recipes: ['[["name","soup"]]'] });
  await inPostgres((client) => client.query("drop table recipes"));
  await move();
  const before = await contentsOfPostgres();
  await expect(move()).rejects.toMatchObject({ message: expect.stringContaining("is not empty") });
  expect(await contentsOfPostgres()).toEqual(before);
});

it("is refused where a table has a column that the other one does not have", async () => {
  await filled();
  const empty = await openStore({ databaseUrl });
  await empty.close();
  await inPostgres((client) => client.query("alter table mutes add column colour text"));
  await expect(move()).rejects.toMatchObject({
    message: expect.stringMatching(/^The tables of the two databases differ/),
  });
  expect(rowsIn(await contentsOfPostgres())).toBe(0);
});

it("is refused for a state of an older version, and where there is none", async () => {
  await expect(move()).rejects.toMatchObject({ code: "no-data" });
  await writeStoreBefore("0018-standing-posts", { dataDirectory }, []);
  await expect(move()).rejects.toMatchObject({
    code: "bad-configuration",
    message: expect.stringContaining("older than this program; start the bot once"),
  });
  expect(await contentsOfPostgres()).toEqual({});
});

it("moves nothing when the database goes away in the middle, and all of it at the next try", async () => {
  await filled();
  const url = new URL(databaseUrl);
  const wire = await startWire({ host: url.hostname, port: Number(url.port) });
  url.port = String(wire.port);
  const breaking = move({
    databaseUrl: url.href,
    onProgress: ({ table, rows }) => {
      if (table === "seen_articles" && rows === 500) wire.breakAll();
    },
  });
  await expect(breaking).rejects.toMatchObject({
    code: "no-state",
    message: expect.stringContaining("Nothing was changed"),
  });
  expect(rowsIn(await contentsOfPostgres())).toBe(0);
  await move();
  expect(await contentsOfPostgres()).toEqual(contentsOfSqlite(dataDirectory));
});

it.each([
  ["swallows a row", "return null;", /^What arrived in slots is not what was sent: 2 rows of 3/],
  [
    "changes a row",
    "new.attempts := 99; return new;",
    /^What arrived in slots is not what was sent: 3 rows of 3/,
  ],
])("moves nothing when the database %s", async (_, does, message) => {
  await filled();
  const empty = await openStore({ databaseUrl });
  await empty.close();
  await inPostgres((client) =>
    client.query(`
      create function odd() returns trigger language plpgsql as $$ begin ${does} end $$;
      create trigger odd before insert on slots for each row when (new.attempts = 1) execute function odd()`),
  );
  await expect(move()).rejects.toMatchObject({
    code: "bad-configuration",
    message: expect.stringMatching(message),
  });
  expect(rowsIn(await contentsOfPostgres())).toBe(0);
});

it("names the table whose row the database does not take, and moves nothing", async () => {
  await filled();
  const empty = await openStore({ databaseUrl });
  await empty.close();
  await inPostgres((client) => client.query("alter table mutes add check (label = 'short')"));
  await expect(move()).rejects.toMatchObject({
    code: "bad-configuration",
    message: expect.stringMatching(/^A row of mutes cannot be kept in the database: .*Nothing was moved\.$/),
  });
  expect(rowsIn(await contentsOfPostgres())).toBe(0);
});
