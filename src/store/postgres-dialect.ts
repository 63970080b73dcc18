// Kysely over a pool of Postgres connections in which every wait has an end.

import {
  CompiledQuery,
  type Dialect,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import { AppError } from "../errors.ts";
import { MINUTE_MS } from "../time/units.ts";
import { createLastingDriver } from "./lasting-driver.ts";

export const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** Longer than the server's own limit, for a server that no longer answers. */
const QUERY_TIMEOUT_MS = 35_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = MINUTE_MS;

/**
 * A dialect over a pool of at most ten connections to `databaseUrl` (postgres: or postgresql:). Eight-byte integers
 * arrive as numbers, in this pool only; one beyond 2^53 fails its query. With `readOnly` the server refuses writes.
 */
export function createPostgresDialect(databaseUrl: string, readOnly: boolean): Dialect {
  // Checked here, for an error about the URL could show the password in it.
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
    throw new AppError("bad-configuration", "DATABASE_URL must be a URL that starts with postgres://.");
  }
  const parsers = new TypeOverrides();
  parsers.setTypeParser(types.builtins.INT8, parseInteger);
  const pool = new Pool({
    connectionString: databaseUrl,
    types: parsers,
    max: MAX_CONNECTIONS,
    // Not "rol-news-bot" alone, as those called themselves that may change nothing any more (migration 0027).
    application_name: "rol-news-bot (work)",
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  // An idle connection that breaks leaves the pool by itself; without a listener it would end the process.
  pool.on("error", () => {});
  // So would one in use, whose query fails with the same error.
  pool.on("connect", (client) => void client.on("error", () => {}));
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () =>
      createLastingDriver(
        new PostgresDriver({
          pool,
          onCreateConnection: async (connection) => {
            if (readOnly) {
              await connection.executeQuery(CompiledQuery.raw("set default_transaction_read_only = on"));
            }
          },
        }),
      ),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function parseInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("An integer of the store is beyond 2^53.");
  return value;
}
