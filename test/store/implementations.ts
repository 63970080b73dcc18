// The stores every suite of test/store runs on. A new one is one entry here.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import type { StoreLocation } from "../../src/store/database.ts";

/** An empty place for a store. */
export interface Place {
  readonly location: StoreLocation;
  remove(): Promise<void>;
}

export interface Implementation {
  readonly name: string;
  readonly kind: "sqlite" | "postgres";
  create(): Promise<Place>;
}

export const implementations: readonly Implementation[] = [
  {
    name: "SQLite",
    kind: "sqlite",
    async create() {
      const dataDirectory = await mkdtemp(join(tmpdir(), "rol-news-store-"));
      return {
        location: { dataDirectory },
        remove: () => rm(dataDirectory, { recursive: true, force: true }),
      };
    },
  },
  {
    name: "Postgres",
    kind: "postgres",
    async create() {
      const databaseUrl = emptied.pop() ?? (await createDatabase());
      return {
        location: { databaseUrl },
        async remove() {
          await asSuperuser(databaseUrl, EMPTYING);
          emptied.push(databaseUrl);
        },
      };
    },
  },
];

/** Databases that tests gave back: emptying one takes a fraction of the time that making another does. */
const emptied: string[] = [];

const EMPTYING = `
  select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid();
  drop schema public cascade;
  create schema public`;

async function createDatabase(): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asSuperuser(inject("postgresUrl"), `create database ${name}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = name;
  return url.href;
}

async function asSuperuser(databaseUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
