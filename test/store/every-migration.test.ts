// A store as it stood after each single migration, with rows in every table, is brought up to date and loses nothing.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { subscriptionOf } from "../../src/digest/subscription.ts";
import { nameKeyOf } from "../../src/language/read/text.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { migrations } from "../../src/store/migrations/index.ts";
import { implementations } from "./implementations.ts";
import { writeStoreBefore } from "./older-store.ts";
import { asNow, type Row, type Rows, rowsFor } from "./stored-rows.ts";

const NAMES = Object.keys(migrations);
/** On Postgres each takes a while. */
const SOME = NAMES.filter((_, index) => inject("long") || index % 12 === inject("seed") % 12);

/** Columns whose values a migration writes anew, or that are gone; what became of them is looked at by itself. */
const REWRITTEN = ["settings", "name_key", "zone", "held_snapshot", "held_reason", "rejected_snapshot"];

type Tables = Readonly<Record<string, readonly Row[]>>;

async function tablesOf({ db }: Store): Promise<Tables> {
  const raw = db.withoutPlugins();
  const tables = await raw.introspection.getTables();
  const rows = tables.map(
    async ({ name }) => [name, (await sql<Row>`select * from ${sql.table(name)}`.execute(raw)).rows] as const,
  );
  return Object.fromEntries(await Promise.all(rows));
}

/** Tables and columns, with their kinds. */
async function shapeOf({ db }: Store): Promise<readonly string[]> {
  const tables = await db.withoutPlugins().introspection.getTables();
  return tables
    .flatMap(({ name, columns }) =>
      columns.map((column) => `${name}.${column.name} ${column.dataType} ${column.isNullable}`),
    )
    .toSorted();
}

/** The rows with those columns alone, in no order that means anything. */
function only(rows: readonly Row[], columns: readonly string[]): readonly string[] {
  return rows.map((row) => JSON.stringify(columns.map((column) => [column, row[column]]))).toSorted();
}

function rewritten(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) =>
      /^(workspace|data_set)$/.test(column) ? [column, asNow(String(value))] : [column, value],
    ),
  );
}

const rowsAt = new Map<string, Rows>();
let shapes: Readonly<Record<string, readonly string[]>> = {};

beforeAll(async () => {
  for (const migration of NAMES) {
    const directory = await mkdtemp(join(tmpdir(), "rol-migration-"));
    await writeStoreBefore(`${migration}~`, { dataDirectory: directory }, []);
    rowsAt.set(migration, rowsFor(directory, migration, inject("seed")));
    await rm(directory, { recursive: true, force: true });
  }
});

describe.each(implementations)("a store on $name", ({ kind, create }) => {
  beforeAll(async () => {
    const place = await create();
    const store = await openStore(place.location);
    shapes = { ...shapes, [kind]: await shapeOf(store) };
    await store.close();
    await place.remove();
  });

  it.each(kind === "postgres" ? SOME : NAMES)("of the tables after %s keeps every row", async (migration) => {
    const place = await create();
    const rows = rowsAt.get(migration) ?? [];
    await writeStoreBefore(`${migration}~`, place.location, rows);
    const store = await openStore(place.location);
    try {
      expect(await shapeOf(store)).toEqual(shapes[kind]);
      const now = await tablesOf(store);
      for (const [table, own] of Map.groupBy(rows, ([name]) => name)) {
        const columns = Object.keys(own[0]?.[1] ?? {}).filter((column) => !REWRITTEN.includes(column));
        const before = own.map(([, row]) => rewritten(row));
        expect(only(now[table] ?? [], columns), table).toEqual(only(before, columns));
      }
      for (const { id } of await store.db.selectFrom("subscriptions").select("id").execute()) {
        const record = await store.subscriptions.get(id);
        if (record === undefined) throw new Error(`${id} is gone.`);
        expect(subscriptionOf(record).settings).toEqual(NOW);
        expect(record.zone).toBe(migration < "0013" ? "America/Argentina/Buenos_Aires" : "Europe/Vienna");
        if (migration < "0007") expect(record.nameKey).toBe(nameKeyOf(record.name));
      }
    } finally {
      await store.close();
      await place.remove();
    }
  });
});

/** What all of them ask for. */
const NOW = {
  filter: {
    pillar: { any: [2], not: [] },
    impact: "notable",
    relevance: "related",
    country: { any: ["Estonia"], not: [] },
    words: { any: [["court"]], not: [] },
  },
  limit: 3,
  layout: "full",
  mention: "U7",
  empty: "say",
  thread: true,
  "max-per-day": 5,
};
