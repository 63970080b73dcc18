// Kysely over node:sqlite, which Kysely has no dialect for: typed parameters only, one writer, no waiting for ever.

import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { AppError } from "../errors.ts";
import { troubleOf } from "./trouble.ts";

/** How long SQLite waits for another process's lock. It blocks this process: node:sqlite is synchronous. */
const BUSY_TIMEOUT_MS = 2_000;
/** How long a query waits for the transaction before it. Ours take milliseconds. */
const TURN_TIMEOUT_MS = 10_000;

/**
 * Pages of 4 kB that gather in the log before whoever commits moves them all to their places, and waits for the disk. With SQLite's
 * own 1,000 every thirtieth answer did; what is changed often is moved once.
 */
const MOST_WAL_PAGES = 4_000;

export interface SqliteDialectOptions {
  readonly path: string;
  readonly readOnly: boolean;
  /** How long a query waits for a running transaction, in ms. Default 10 s. */
  readonly turnTimeoutMs?: number;
}

/**
 * A dialect over one connection: WAL, synchronous FULL, foreign keys, deleted content overwritten with zeros.
 *
 * A parameter must be text without NUL, a finite number (whole ones within 2^53), bytes or null; all else throws, for
 * node:sqlite would take a Date for named parameters, NaN for NULL and `true` for the text '1' without a word.
 * A query that waits longer than `turnTimeoutMs` for a transaction rejects: it is most likely inside that transaction.
 */
export function createSqliteDialect(options: SqliteDialectOptions): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => createDriver(options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class Adapter extends SqliteAdapter {
  /** SQLite can; with Kysely's answer, a crash in the middle of a migration would leave half of its tables. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** The driver below hands its one connection out in turn, with a time limit that Kysely's own queue lacks. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

function createDriver({ path, readOnly, turnTimeoutMs = TURN_TIMEOUT_MS }: SqliteDialectOptions): Driver {
  let database: DatabaseSync | undefined;
  const inner = new SqliteDriver({
    async database() {
      database = openDatabase(path, readOnly);
      return asKyselyTakesIt(database);
    },
  });
  const turns = createTurns(turnTimeoutMs);
  return {
    init: () => inner.init(),
    async acquireConnection() {
      await turns.take();
      return await inner.acquireConnection();
    },
    async releaseConnection() {
      turns.pass();
    },
    async beginTransaction(connection) {
      // Taking the write lock at once: a transaction that first reads could not wait for it later.
      await connection.executeQuery(CompiledQuery.raw(readOnly ? "begin" : "begin immediate"));
    },
    commitTransaction: (connection) => inner.commitTransaction(connection),
    async rollbackTransaction(connection) {
      // A full disk has ended it already; a second end would hide the first one's reason.
      if (database?.isTransaction === true) await inner.rollbackTransaction(connection);
    },
    savepoint: (connection, name, compile) => inner.savepoint(connection, name, compile),
    rollbackToSavepoint: (connection, name, compile) => inner.rollbackToSavepoint(connection, name, compile),
    releaseSavepoint: (connection, name, compile) => inner.releaseSavepoint(connection, name, compile),
    async destroy() {
      // What is under way ends first.
      await turns.take();
      await inner.destroy();
    },
  };
}

function openDatabase(path: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(path, {
    readOnly,
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  });
  if (!readOnly) {
    // secure_delete: a token that was deleted or sealed anew is not left in free pages.
    told(() =>
      database.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
        PRAGMA wal_autocheckpoint = ${MOST_WAL_PAGES}`,
      ),
    );
  }
  return database;
}

/** Statements that are kept ready: more than the program has that are asked again and again. */
const MOST_READY = 200;

interface ReadyStatement {
  readonly statement: StatementSync;
  /** Whether it has rows. */
  readonly reader: boolean;
}

function asKyselyTakesIt(database: DatabaseSync): SqliteDatabase {
  const ready = new Map<string, ReadyStatement>();

  function made(sql: string): ReadyStatement {
    const statement = told(() => database.prepare(sql));
    // Also true of INSERT … RETURNING.
    return { statement, reader: statement.columns().length > 0 };
  }

  function prepare(sql: string): ReadyStatement {
    // A pragma does what it does while it is prepared, and not again when it is run again.
    if (/^\s*pragma/i.test(sql)) return made(sql);
    const one = ready.get(sql) ?? made(sql);
    // Those used longest ago go first.
    ready.delete(sql);
    ready.set(sql, one);
    const [oldest] = ready.keys();
    if (ready.size > MOST_READY && oldest !== undefined) ready.delete(oldest);
    return one;
  }

  return {
    close: () => database.close(),
    prepare(sql) {
      const { statement, reader } = prepare(sql);
      return {
        reader,
        all: (parameters) => told(() => statement.all(...parameters.map(bindable))),
        run: (parameters) => told(() => statement.run(...parameters.map(bindable))),
        // Its own: another query may run while its rows are read.
        iterate: (parameters) => database.prepare(sql).iterate(...parameters.map(bindable)),
      };
    },
  };
}

/** What SQLite does; a full disk in words for people. */
function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw troubleOf(error, { mayBeSaved: false });
  }
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || value instanceof Uint8Array) return value;
  // Postgres takes no NUL either.
  if (typeof value === "string" && !value.includes("\0")) return value;
  if (typeof value === "number" && (Number.isSafeInteger(value) || !Number.isInteger(value))) {
    if (Number.isFinite(value)) return value;
  }
  throw new TypeError(`The store takes text, numbers, bytes and null as values, not ${kindOf(value)}.`);
}

/** What the value is, without the value: it may be a secret. */
function kindOf(value: unknown): string {
  if (typeof value === "string") return "text with a NUL character";
  if (typeof value === "number") return "a number that is not finite or beyond 2^53";
  if (typeof value === "object" && value !== null) return value.constructor?.name ?? "an object";
  return typeof value;
}

/** One at a time, first come first served; who waits longer than `timeoutMs` gives up. */
function createTurns(timeoutMs: number): { take(): Promise<void>; pass(): void } {
  const waiting = new Set<() => void>();
  let taken = false;
  return {
    take() {
      if (!taken) {
        taken = true;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const start = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(start);
          reject(
            new AppError("internal", "The stored state was busy for too long; try again.", {
              retryable: true,
              cause: new Error(
                "waited for a transaction to end: is the query inside it, but not made with it?",
              ),
            }),
          );
        }, timeoutMs);
        waiting.add(start);
      });
    },
    pass() {
      const [next] = waiting;
      if (next === undefined) {
        taken = false;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}
