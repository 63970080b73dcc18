// A copy of a store as it is at one moment, made while others write: of SQLite by `npm run backup`'s own means, of Postgres in one
// snapshot, as pg_dump takes it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { backUp } from "../../src/store/backup.ts";
import { openStore } from "../../src/store/database.ts";
import { implementations, type Place } from "./implementations.ts";

export async function copyOf({ location }: Place): Promise<Place> {
  if ("dataDirectory" in location) {
    const folder = await mkdtemp(join(tmpdir(), "rol-copied-store-"));
    await backUp(location.dataDirectory, folder);
    return {
      location: { dataDirectory: folder },
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const empty = await implementations.find(({ kind }) => kind === "postgres")?.create();
  if (empty === undefined || !("databaseUrl" in empty.location)) throw new Error("There is no Postgres.");
  await (await openStore(empty.location)).close();
  const [from, to] = [location, empty.location].map(
    ({ databaseUrl }) => new Client({ connectionString: databaseUrl }),
  );
  if (from === undefined || to === undefined) throw new Error("There is nothing to copy.");
  await Promise.all([from.connect(), to.connect()]);
  try {
    await from.query("begin isolation level repeatable read read only");
    await to.query("set session_replication_role = replica");
    const { rows: tables } = await from.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
    );
    for (const { name } of tables) {
      const { rows } = await from.query<{ all: string }>(
        `select coalesce(json_agg(t), '[]')::text as all from ${name} t`,
      );
      await to.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1)`, [
        rows[0]?.all,
      ]);
    }
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
  return empty;
}
