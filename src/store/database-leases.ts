// Leases of one connection to Postgres: advisory locks of its session. The server lets go of all of them when the connection
// ends, however that is, so that nobody's clock has to tell when a lease is over.

import { hash } from "node:crypto";
import type { Lease, Leases } from "./leases.ts";

/** Asks a connection for lines, one question after the other. */
export type Ask = <Line extends object>(
  query: string,
  values: readonly unknown[],
) => Promise<readonly Line[]>;

export interface DatabaseLeases extends Omit<Leases, "mayWork"> {
  /** From now on they are those of this connection. `broken`: it did not answer, and is of no use any more. */
  begin(ask: Ask, broken: (error: unknown) => void): void;
  /** Its connection is gone, and all leases with it. */
  end(): void;
}

const TAKE = "select key, pg_try_advisory_lock(key) as done from unnest($1::bigint[]) as key";
const RELEASE = "select key, pg_advisory_unlock(key) as done from unnest($1::bigint[]) as key";

export function createDatabaseLeases(): DatabaseLeases {
  let session: { readonly ask: Ask; readonly broken: (error: unknown) => void } | undefined;
  /** By name: a session may take its own locks again, so that it has to remember. */
  let held = new Map<string, AbortController>();

  async function done(query: string, keys: readonly string[]): Promise<ReadonlySet<string> | undefined> {
    const asked = session;
    if (asked === undefined || keys.length === 0) return undefined;
    try {
      const lines = await asked.ask<{ key: string; done: boolean }>(query, [keys]);
      return session === asked ? new Set(lines.flatMap(({ key, done }) => (done ? [key] : []))) : undefined;
    } catch (error) {
      // Whether it was done is not known: with the connection it is not.
      asked.broken(error);
      return undefined;
    }
  }

  /** `own`: what its session held. One that ended with its connection may be another's by now. */
  function leaseOf(name: string, ending: AbortController, own: Map<string, AbortController>): Lease {
    return {
      signal: ending.signal,
      async release() {
        if (held.get(name) !== ending) return;
        await done(RELEASE, [keyOf(name)]);
        own.delete(name);
      },
    };
  }

  return {
    isShared: true,
    async take(names) {
      const own = held;
      const asked = new Map(
        names.filter((name) => !own.has(name)).map((name) => [name, new AbortController()]),
      );
      for (const [name, ending] of asked) own.set(name, ending);
      const taken = await done(TAKE, [...asked.keys()].map(keyOf));
      const leases = new Map<string, Lease>();
      for (const [name, ending] of asked)
        if (taken?.has(keyOf(name)) === true) leases.set(name, leaseOf(name, ending, own));
        else own.delete(name);
      return leases;
    },
    begin(ask, broken) {
      session = { ask, broken };
    },
    end() {
      session = undefined;
      const lost = held;
      held = new Map();
      for (const ending of lost.values()) ending.abort();
    },
  };
}

/** 64 bits of a name's hash, as Postgres writes them: two names are not taken for one. */
function keyOf(name: string): string {
  return Buffer.from(hash("sha256", name, "hex"), "hex")
    .readBigInt64BE(0)
    .toString();
}
