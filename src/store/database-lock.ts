// Who works over a Postgres database: any number of replicas together, or one process alone. Each holds an advisory lock, shared
// or not, on a connection of its own: it ends with that connection, however the process ends. The server ends a connection from
// which it hears nothing.

import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { type Ask, createDatabaseLeases } from "./database-leases.ts";
import type { Leases } from "./leases.ts";

/** Names the lock among all of a database; nothing else of ours takes advisory locks. */
const LOCK = [0x726f6c6e, 1] as const;

/** How often the server hears of the holder, and how long an answer may take. */
const HEARTBEAT_MS = 5_000;
const ANSWER_MS = 5_000;
/** When the server hears nothing for so long, the holder is gone: several heartbeats and answers are late by then. */
const SILENCE = "20s";
/** A holder that got no answer for so long, as one that was stopped, does nothing more: the server may have given it up soon. */
const TRUSTED_MS = 15_000;
/** A holder whose connection broke asks for so long: then the server has ended the broken one, and another one holds it. */
const RETAKING_MS = 45_000;
const RETRY_MS = 500;
const CONNECT_TIMEOUT_MS = 10_000;

export interface DatabaseLock {
  /** False while its connection is broken: another process may hold it then. */
  isHeld(): boolean;
  /** Of the same connection. */
  readonly leases: Leases;
  /** Resolves when another process holds it alone, so that this one has no part in it any more. */
  readonly lost: Promise<void>;
  /** Lets go. A second call does nothing. */
  release(): Promise<void>;
}

export interface DatabaseLockOptions {
  readonly databaseUrl: string;
  readonly log: Logger;
  /** Ends waiting for another process. */
  readonly signal: AbortSignal;
  /** Whether others may hold it like this, too; else this process works alone. */
  readonly isShared: boolean;
  /** Whether to wait for another process that it cannot be shared with; else it is refused. */
  readonly waits: boolean;
  /** Default: 45 s. */
  readonly retakingMs?: number;
}

/**
 * Resolves when this process holds the lock; undefined when the signal came first.
 * @throws AppError busy when another process holds it and is not waited for; bad-configuration when the database cannot be
 * reached
 */
export async function lockDatabase(options: DatabaseLockOptions): Promise<DatabaseLock | undefined> {
  const { databaseUrl, log, signal, isShared, waits, retakingMs = RETAKING_MS } = options;
  const attempt = `select pg_try_advisory_lock${isShared ? "_shared" : ""}($1, $2) as it`;
  const leases = createDatabaseLeases();
  const ending = new AbortController();
  const lost = Promise.withResolvers<void>();
  let held: Client | undefined;
  let heardAt = 0;
  /** Where the last connection ends on the server, which may not have heard that it broke. */
  let session: ServerSession | undefined;

  const isHeld = (): boolean => held !== undefined && performance.now() - heardAt < TRUSTED_MS;

  async function connect(): Promise<Client> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: "rol-news-bot (lock)",
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWER_MS,
    });
    client.on("error", (error) => broken(client, error));
    try {
      await client.connect();
      await client.query(`set idle_session_timeout = '${SILENCE}'`);
      if (session !== undefined) await endSession(client, session);
      session = await sessionOf(client);
      return client;
    } catch (error) {
      await end(client);
      throw error;
    }
  }

  /** Asks until it has it; undefined when another one has it and `goesOn` says no, or the signal came. */
  async function take(
    first: Client | undefined,
    goesOn: () => boolean,
    until: AbortSignal,
  ): Promise<Client | undefined> {
    let client: Client | undefined = first;
    let isAway = false;
    for (;;) {
      try {
        client ??= await connect();
        if (await isTrue(client, attempt)) return client;
        isAway = false;
        if (!goesOn()) break;
      } catch (error) {
        // While the database is away nobody can have it.
        if (!isAway) log.warn({ reason: messageOf(error) }, "the database cannot be reached for its lock");
        isAway = true;
        if (client !== undefined) await end(client);
        client = undefined;
      }
      await pause(RETRY_MS, undefined, { signal: until }).catch(() => undefined);
      if (until.aborted) break;
    }
    if (client !== undefined) await end(client);
    return undefined;
  }

  function broken(client: Client, error: unknown): void {
    if (held !== client) return;
    held = undefined;
    leases.end();
    void end(client);
    log.error(
      { reason: messageOf(error) },
      "the lock's connection broke: digests wait until it is held again",
    );
    void retake();
  }

  async function retake(): Promise<void> {
    const until = performance.now() + retakingMs;
    const client = await take(undefined, () => performance.now() < until, ending.signal);
    if (client === undefined) {
      if (!ending.signal.aborted) lost.resolve();
      return;
    }
    log.info("the lock is held again");
    hold(client);
  }

  function hold(client: Client): void {
    held = client;
    heardAt = performance.now();
    const ask = inOrder(client);
    leases.begin(ask, (error) => broken(client, error));
    void beat(client, ask);
  }

  async function beat(client: Client, ask: Ask): Promise<void> {
    while (held === client) {
      await pause(HEARTBEAT_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
      if (held !== client) return;
      try {
        const askedAt = performance.now();
        // A pool between us and the server may have given us another connection.
        const [line] = await ask<{ it: boolean }>(
          `select exists (
            select from pg_locks
            where locktype = 'advisory' and pid = pg_backend_pid() and classid = $1 and objid = $2
          ) as it`,
          LOCK,
        );
        if (line?.it !== true) throw new Error("The connection does not hold it any more.");
        heardAt = askedAt;
      } catch (error) {
        broken(client, error);
      }
    }
  }

  const connected = await connect().catch((cause: unknown) => {
    throw new AppError("bad-configuration", `The database cannot be reached: ${messageOf(cause)}.`, {
      cause,
    });
  });
  let wasTold = false;
  const waitsOn = (): boolean => {
    if (waits && !wasTold)
      log.warn(
        isShared
          ? "another process uses this database alone, as an earlier version does: this one waits until that has ended"
          : "processes of an earlier version use this database: this one brings it up to date once they have ended, so stop them",
      );
    wasTold = true;
    return waits;
  };
  const client = await take(connected, waitsOn, signal);
  if (client === undefined) {
    if (signal.aborted) return undefined;
    throw new AppError(
      "busy",
      "Another process uses this database; stop it, or set DATABASE_URL to another one.",
    );
  }
  hold(client);
  return {
    isHeld,
    leases: { ...leases, mayWork: isHeld },
    lost: lost.promise,
    async release() {
      const holder = held;
      held = undefined;
      leases.end();
      ending.abort();
      if (holder !== undefined) await end(holder);
    },
  };
}

interface ServerSession {
  readonly pid: number;
  /** As the server writes it: a number of a process is given again. */
  readonly begunAt: string;
}

async function sessionOf(client: Client): Promise<ServerSession | undefined> {
  const { rows } = await client.query<ServerSession>(
    `select pid, backend_start::text as "begunAt" from pg_stat_activity where pid = pg_backend_pid()`,
  );
  return rows[0];
}

/** What a connection held that broke on its way is free at once, and not only when the server misses its holder. */
async function endSession(client: Client, { pid, begunAt }: ServerSession): Promise<void> {
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2",
    [pid, begunAt],
  );
}

/** A connection answers one question at a time. */
function inOrder(client: Client): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return <Line extends object>(query: string, values: readonly unknown[]) => {
    const answer = last.then(async () => (await client.query<Line>(query, [...values])).rows);
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function isTrue(client: Client, query: string): Promise<boolean> {
  const { rows } = await client.query<{ it: boolean }>(query, [...LOCK]);
  return rows[0]?.it === true;
}

/** Ends a connection, also one that is broken. */
async function end(client: Client): Promise<void> {
  await Promise.race([client.end(), pause(ANSWER_MS, undefined, { ref: false })]).catch(() => undefined);
}
