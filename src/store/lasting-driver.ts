// A driver of Kysely that outlives its connections: what cannot have changed anything is done again on another one, all else
// is told.

import { setTimeout as pause } from "node:timers/promises";
import { type CompiledQuery, type DatabaseConnection, type Driver, SelectQueryNode } from "kysely";
import { AppError } from "../errors.ts";
import { isConnectionLost, troubleOf } from "./trouble.ts";

/** Between tries for a connection: a database that starts again takes a second or two. */
const PAUSES_MS = [50, 250, 1_000];
/** No further try begins later than this after the first: a server that takes no packets has had 10 s for each. */
const TRIES_MS = 5_000;

/** What stands behind a connection that was handed out. */
interface Held {
  /** Nothing once a broken one was given back and no other could be had. */
  inner: DatabaseConnection | undefined;
  inTransaction: boolean;
}

/**
 * Over a driver with a pool. When a connection breaks, another one is taken for the beginning of a transaction and for a query
 * of its own that only reads. Everything else fails with AppError "no-state", which says whether it may be saved. Closing lets
 * queries that wait for a connection have one first: pg would leave them to their timeout.
 */
export function createLastingDriver(pooled: Driver): Driver {
  const held = new WeakMap<DatabaseConnection, Held>();
  const waiting = new Set<Promise<DatabaseConnection>>();
  /** A database that was never reached is most likely configured wrongly: whoever starts the bot hears so at once. */
  let wasReached = false;

  async function connect(): Promise<DatabaseConnection> {
    const began = performance.now();
    for (const waitMs of [...PAUSES_MS, undefined]) {
      try {
        const connection = await pooled.acquireConnection();
        wasReached = true;
        return connection;
      } catch (error) {
        const isOver = waitMs === undefined || performance.now() - began > TRIES_MS;
        if (!wasReached || isOver || !isConnectionLost(error)) throw error;
        await pause(waitMs);
      }
    }
    throw new AppError("internal", "The last try neither succeeded nor failed.");
  }

  /** Does it on the connection, and once more on another when that one turns out to be broken. */
  async function repeatable<T>(of: Held, work: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    const broken = inUse(of);
    try {
      return await work(broken);
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      // Given back first, and the pool throws it away: where all broke at once, there is no room for another before.
      of.inner = undefined;
      await pooled.releaseConnection(broken);
      of.inner = await connect();
      return work(of.inner);
    }
  }

  function inUse({ inner }: Held): DatabaseConnection {
    if (inner === undefined) throw new AppError("internal", "This connection was given back.");
    return inner;
  }

  async function told<T>(work: () => Promise<T>, mayBeSaved: boolean): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw troubleOf(error, { mayBeSaved });
    }
  }

  function heldBy(connection: DatabaseConnection): Held {
    const known = held.get(connection);
    if (known === undefined) throw new AppError("internal", "This connection is not of this driver.");
    return known;
  }

  function handedOut(inner: DatabaseConnection): DatabaseConnection {
    const own: Held = { inner, inTransaction: false };
    const connection: DatabaseConnection = {
      executeQuery<R>(query: CompiledQuery) {
        const isRepeatable = !own.inTransaction && onlyReads(query);
        const run = (on: DatabaseConnection) => on.executeQuery<R>(query);
        return told(
          () => (isRepeatable ? repeatable(own, run) : run(inUse(own))),
          // Nothing of a transaction is saved before its end.
          !own.inTransaction && !isRepeatable,
        );
      },
      streamQuery: (query, chunkSize) => inUse(own).streamQuery(query, chunkSize),
    };
    held.set(connection, own);
    return connection;
  }

  return {
    init: (options) => pooled.init(options),
    async acquireConnection() {
      const connecting = wasReached ? told(connect, false) : connect();
      waiting.add(connecting);
      try {
        return handedOut(await connecting);
      } finally {
        waiting.delete(connecting);
      }
    },
    async releaseConnection(connection) {
      const { inner } = heldBy(connection);
      if (inner !== undefined) await pooled.releaseConnection(inner);
    },
    async beginTransaction(connection, settings) {
      const own = heldBy(connection);
      await told(() => repeatable(own, (inner) => pooled.beginTransaction(inner, settings)), false);
      own.inTransaction = true;
    },
    async commitTransaction(connection) {
      const own = heldBy(connection);
      await told(() => pooled.commitTransaction(inUse(own)), true);
      own.inTransaction = false;
    },
    async rollbackTransaction(connection) {
      const own = heldBy(connection);
      try {
        await pooled.rollbackTransaction(inUse(own));
      } catch (error) {
        // The server undoes what a broken connection began. What broke it is told, not this.
        if (!isConnectionLost(error)) throw error;
      }
      own.inTransaction = false;
    },
    async destroy() {
      await Promise.allSettled(waiting);
      await pooled.destroy();
    },
  };
}

/** Without common table expressions, for those may write. */
function onlyReads({ query }: CompiledQuery): boolean {
  return SelectQueryNode.is(query) && query.with === undefined;
}
