// From SQLite to Postgres: every row of every table as it is, sealed secrets as they are sealed, whole or not at all.

import { Kysely, sql, type Transaction } from "kysely";
import { AppError, messageOf } from "../../errors.ts";
import { openStore, type Store } from "../database.ts";
import { createPostgresDialect } from "../postgres-dialect.ts";
import type { SecretBox } from "../secret-box.ts";
import type { StateDatabase, Tables } from "../tables.ts";
import { checkSecrets } from "./check-secrets.ts";
import { createTableSum, type TableSum } from "./table-sum.ts";
import { columnsOf, inOrderOfReference, type StoredTable, storedTables, type Value } from "./tables.ts";

/** Rows that are on their way at once: the widest table has some thirty columns, and a statement takes 65,535 values. */
const ROWS_AT_ONCE = 500;

type Row = Readonly<Record<string, Value>>;

export interface MovedTable {
  readonly table: string;
  readonly rows: number;
}

export interface MoveOptions {
  /** Holds `state.sqlite`, which is only read. The caller holds its lock. */
  readonly dataDirectory: string;
  /** The caller holds its lock alone. */
  readonly databaseUrl: string;
  /** What the bot will open secrets with afterwards. */
  readonly box: SecretBox;
  /** ms since 1970 UTC. */
  readonly now: number;
  /** Told before the first row of a table and after each 500. */
  readonly onProgress: (progress: MovedTable & { readonly of: number }) => void;
}

/**
 * Copies all tables in one transaction, and compares them before it ends. Resolves with how many rows each has.
 * @throws AppError no-data when there is no state; bad-configuration when it is of another version, when a secret opens with
 * none of the keys, when the target holds anything, when a row cannot be kept there, or when what arrived differs; no-state when
 * the database goes away. Then the target has no row, unless the message says that this is not known.
 */
export async function moveStore(options: MoveOptions): Promise<readonly MovedTable[]> {
  const { dataDirectory, databaseUrl, box, now, onProgress } = options;
  const source = await openStore({ dataDirectory }, { readOnly: true });
  try {
    await checkSecrets(source.db, box, now);
    await checkEmpty(databaseUrl);
    const target = await openStore({ databaseUrl });
    try {
      const tables = await tablesOfBoth(source, target);
      return await target.db
        .withoutPlugins()
        .transaction()
        .execute(async (trx) => {
          const moved: MovedTable[] = [];
          for (const table of tables) moved.push(await moveTable(source.db, trx, table, onProgress));
          return moved;
        });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Before anything is made there: what holds rows of somebody's stays as it is. */
async function checkEmpty(databaseUrl: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: createPostgresDialect(databaseUrl, true) });
  try {
    const filled: string[] = [];
    for (const { name } of await storedTables(db, await schemaOf(db))) {
      const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
      if (rows.length > 0) filled.push(name);
    }
    if (filled.length > 0)
      throw new AppError(
        "bad-configuration",
        `The database in DATABASE_URL is not empty: there are rows in ${filled.join(", ")}. Nothing was moved; name an empty one.`,
      );
  } finally {
    await db.destroy();
  }
}

async function schemaOf(postgres: StateDatabase): Promise<string | undefined> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(postgres);
  return rows[0]?.name ?? undefined;
}

/** In the order in which rows may come. Both were brought to this program's schema; a table or column of somebody else is not. */
async function tablesOfBoth(source: Store, target: Store): Promise<readonly StoredTable[]> {
  const ours = await storedTables(source.db);
  const theirs = await storedTables(target.db, await schemaOf(target.db.withoutPlugins()));
  const here = new Set(ours.map((table) => JSON.stringify(table)));
  const there = new Set(theirs.map((table) => JSON.stringify(table)));
  const different = [...here].filter((table) => !there.has(table));
  if (different.length > 0 || here.size !== there.size)
    throw new AppError(
      "bad-configuration",
      "The tables of the two databases differ, so nothing was moved. DATABASE_URL must name a database that holds nothing else.",
    );
  return inOrderOfReference(source.db, ours);
}

async function moveTable(
  source: StateDatabase,
  trx: Transaction<Tables>,
  table: StoredTable,
  onProgress: MoveOptions["onProgress"],
): Promise<MovedTable> {
  const { name } = table;
  const sent = createTableSum(table);
  const of = await countOf(source, name);
  onProgress({ table: name, rows: 0, of });
  try {
    for await (const rows of rowsOfSqlite(source, table)) {
      await insert(trx, table, rows);
      for (const row of rows) sent.add(row);
      onProgress({ table: name, rows: sent.result().rows, of });
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      "bad-configuration",
      `A row of ${name} cannot be kept in the database: ${messageOf(error)}. Nothing was moved.`,
      { cause: error },
    );
  }
  const { rows, sum } = sent.result();
  const arrived = (await sumInPostgres(trx, table)).result();
  if (rows !== of || arrived.rows !== rows || arrived.sum !== sum)
    throw new AppError(
      "bad-configuration",
      `What arrived in ${name} is not what was sent: ${arrived.rows} rows of ${of}. Nothing was moved. Triggers or rules of the database may change rows.`,
    );
  return { table: name, rows };
}

async function countOf(db: StateDatabase, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? 0;
}

async function* rowsOfSqlite(source: StateDatabase, table: StoredTable): AsyncGenerator<readonly Row[]> {
  const db = source.withoutPlugins();
  let after = 0;
  for (;;) {
    const { rows } = await sql<Row & { readonly "row number": number }>`
      select rowid as "row number", ${columnsOf(table)} from ${sql.table(table.name)}
      where rowid > ${after} order by rowid limit ${ROWS_AT_ONCE}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last["row number"];
  }
}

async function insert(trx: Transaction<Tables>, table: StoredTable, rows: readonly Row[]): Promise<void> {
  const lines = rows.map((row) => sql`(${sql.join(table.columns.map((column) => sql.val(row[column])))})`);
  await sql`insert into ${sql.table(table.name)} (${columnsOf(table)}) values ${sql.join(lines)}`.execute(
    trx,
  );
}

/** Read back by a cursor: a table may be larger than the memory. */
async function sumInPostgres(trx: Transaction<Tables>, table: StoredTable): Promise<TableSum> {
  const sum = createTableSum(table);
  await sql`declare arrived cursor for select ${columnsOf(table)} from ${sql.table(table.name)}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(ROWS_AT_ONCE)} from arrived`.execute(trx);
    if (rows.length === 0) break;
    for (const row of rows) sum.add(row);
  }
  await sql`close arrived`.execute(trx);
  return sum;
}
