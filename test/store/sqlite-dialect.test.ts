// The traps of node:sqlite under Kysely, each of which would lose or change data without a word.

import { type Generated, Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqliteDialect } from "../../src/store/sqlite-dialect.ts";

interface Tables {
  things: { id: Generated<number>; value: unknown };
}

let db: Kysely<Tables>;

beforeEach(async () => {
  db = await openDatabase();
});

afterEach(async () => {
  await db.destroy();
});

async function openDatabase(options: { turnTimeoutMs?: number } = {}): Promise<Kysely<Tables>> {
  const dialect = createSqliteDialect({ path: ":memory:", readOnly: false, ...options });
  const database = new Kysely<Tables>({ dialect });
  await sql`create table things (id integer primary key, value)`.execute(database);
  return database;
}

describe("parameters", () => {
  it.each([
    ["text", "Õiguskantsler “x” 😀"],
    ["an empty text", ""],
    ["a whole number", Number.MAX_SAFE_INTEGER],
    ["a fraction", -0.5],
    ["null", null],
  ])("keep %s", async (_name, value) => {
    await db.insertInto("things").values({ value }).execute();
    expect(await db.selectFrom("things").select("value").execute()).toEqual([{ value }]);
  });

  it("keep bytes", async () => {
    await db
      .insertInto("things")
      .values({ value: Buffer.from([0, 255]) })
      .execute();
    const { value } = await db.selectFrom("things").select("value").executeTakeFirstOrThrow();
    expect(value).toEqual(new Uint8Array([0, 255]));
  });

  it.each([
    ["a Date", new Date(0), "Date"],
    ["a plain object", { id: 1 }, "Object"],
    ["an object without prototype", Object.create(null), "an object"],
    ["an array", [1], "Array"],
    ["true", true, "boolean"],
    ["undefined", undefined, "undefined"],
    ["NaN", Number.NaN, "a number that is not finite or beyond 2^53"],
    ["infinity", Number.POSITIVE_INFINITY, "a number that is not finite or beyond 2^53"],
    ["a number beyond 2^53", 2 ** 53, "a number that is not finite or beyond 2^53"],
    ["a bigint", 1n, "bigint"],
    ["text with NUL", "secret\0", "text with a NUL character"],
  ])("refuse %s, first or second, written or compared", async (_name, value, kind) => {
    const message = `The store takes text, numbers, bytes and null as values, not ${kind}.`;
    await expect(sql`insert into things (value) values (${value})`.execute(db)).rejects.toThrow(message);
    await expect(sql`insert into things (id, value) values (${1}, ${value})`.execute(db)).rejects.toThrow(
      message,
    );
    await expect(sql`select * from things where value = ${value}`.execute(db)).rejects.toThrow(message);
    expect(await db.selectFrom("things").selectAll().execute()).toEqual([]);
  });
});

describe("results", () => {
  it("of statements that return rows, and of those that do not", async () => {
    const inserted = await db.insertInto("things").values({ value: "a" }).executeTakeFirstOrThrow();
    expect(inserted).toMatchObject({ insertId: 1n, numInsertedOrUpdatedRows: 1n });
    const returned = await db
      .insertInto("things")
      .values({ value: "b" })
      .returning(["id", "value"])
      .execute();
    expect(returned).toEqual([{ id: 2, value: "b" }]);
    const updated = await db.updateTable("things").set({ value: "c" }).executeTakeFirstOrThrow();
    expect(updated.numUpdatedRows).toBe(2n);
    const streamed: unknown[] = [];
    for await (const row of db.selectFrom("things").selectAll().stream()) streamed.push(row);
    expect(streamed).toEqual([
      { id: 1, value: "c" },
      { id: 2, value: "c" },
    ]);
  });

  it("fail where an integer beyond 2^53 would be rounded", async () => {
    await sql`insert into things (value) values (9007199254740993)`.execute(db);
    await expect(db.selectFrom("things").selectAll().execute()).rejects.toThrow(/too large/);
  });
});

describe("transactions", () => {
  it("come one after the other, whatever their callbacks wait for", async () => {
    await db.insertInto("things").values({ value: 0 }).execute();
    const add = () =>
      db.transaction().execute(async (trx) => {
        const { value } = await trx.selectFrom("things").select("value").executeTakeFirstOrThrow();
        await new Promise((resolve) => setImmediate(resolve));
        await trx
          .updateTable("things")
          .set({ value: Number(value) + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await db.selectFrom("things").select("value").execute()).toEqual([{ value: 20 }]);
  });

  it("that use the database instead of themselves fail instead of hanging, and undo", async () => {
    const impatient = await openDatabase({ turnTimeoutMs: 50 });
    const wrong = impatient.transaction().execute(async (trx) => {
      await trx.insertInto("things").values({ value: "inside" }).execute();
      await impatient.insertInto("things").values({ value: "outside" }).execute();
    });
    await expect(wrong).rejects.toMatchObject({ code: "internal", retryable: true });
    expect(await impatient.selectFrom("things").selectAll().execute()).toEqual([]);
    await impatient.destroy();
  });

  it("make tables or none", async () => {
    const failing = db.transaction().execute(async (trx) => {
      await sql`create table others (id integer)`.execute(trx);
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    await expect(sql`select * from others`.execute(db)).rejects.toThrow("no such table");
  });

  it("go back to a savepoint", async () => {
    const trx = await db.startTransaction().execute();
    await trx.insertInto("things").values({ value: "kept" }).execute();
    const saved = await trx.savepoint("here").execute();
    await saved.insertInto("things").values({ value: "dropped" }).execute();
    await saved.rollbackToSavepoint("here").execute();
    await trx.commit().execute();
    expect(await db.selectFrom("things").select("value").execute()).toEqual([{ value: "kept" }]);
  });
});
