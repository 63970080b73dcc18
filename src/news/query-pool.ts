// One read-only, locked-down DuckDB instance and the few connections that share it.

import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";
import { type Bindings, queryRows, SEALED } from "./queries.ts";
import { beingClosed, notOpened } from "./unanswered.ts";

const QUERY_TIMEOUT_MS = 10_000;

/** Connections kept open between queries: as many as answer at once before a query waits. */
export const CONNECTIONS = 4;

/** Counts and times come as either. */
export const numberSchema = z.union([z.number(), z.bigint()]).transform(Number);

/** Questions to one database file. */
export interface QueryPool {
  /**
   * The rows of a query, parsed. Rejects with AppError "closing" after `close`, "busy" when it takes too long and is
   * stopped.
   */
  rows<T>(schema: z.ZodType<T>, sql: string, bindings?: Bindings): Promise<T[]>;
  /** Waits for running queries, then closes the instance. A second call does nothing. */
  close(): Promise<void>;
}

/**
 * Opens a database file. The instance cannot write, reach files or the network, or load extensions.
 * Throws AppError "build-failed" when it cannot be opened.
 */
export async function openQueryPool(path: string): Promise<QueryPool> {
  const instance = await openLockedDown(path);
  const idle: DuckDBConnection[] = [];
  const waiting: (() => void)[] = [];
  let open = 0;
  let closing = false;
  let drained: (() => void) | undefined;

  async function acquire(): Promise<DuckDBConnection> {
    for (;;) {
      if (closing) throw beingClosed();
      const connection = idle.pop();
      if (connection !== undefined) return connection;
      if (open < CONNECTIONS) {
        open += 1;
        return instance.connect();
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  function release(connection: DuckDBConnection): void {
    if (closing) {
      connection.closeSync();
      open -= 1;
      if (open === 0) drained?.();
    } else idle.push(connection);
    waiting.shift()?.();
  }

  async function rows<T>(schema: z.ZodType<T>, sql: string, bindings: Bindings = {}): Promise<T[]> {
    const connection = await acquire();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      connection.interrupt();
    }, QUERY_TIMEOUT_MS);
    try {
      return await queryRows(connection, schema, sql, bindings);
    } catch (error) {
      if (!timedOut) throw error;
      throw new AppError(
        "busy",
        say("That question took too long and was stopped. Ask for fewer dates or countries."),
        {
          retryable: true,
          cause: error,
        },
      );
    } finally {
      clearTimeout(timer);
      release(connection);
    }
  }

  return {
    rows,
    async close() {
      if (closing) return;
      closing = true;
      for (const connection of idle.splice(0)) {
        connection.closeSync();
        open -= 1;
      }
      for (const wake of waiting.splice(0)) wake();
      if (open > 0)
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      instance.closeSync();
    },
  };
}

async function openLockedDown(path: string): Promise<DuckDBInstance> {
  try {
    // Thirty megabytes and a tenth of a second, for what is seldom asked.
    const { DuckDBInstance: instances } = await import("@duckdb/node-api");
    const instance = await instances.create(path, {
      access_mode: "READ_ONLY",
      memory_limit: "128MB",
      threads: "2",
      ...SEALED,
    });
    const connection = await instance.connect();
    await connection.run("SET enable_external_access = false; SET lock_configuration = true");
    connection.closeSync();
    return instance;
  } catch (error) {
    throw notOpened(error);
  }
}
