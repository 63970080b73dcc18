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
      const name = `test_${randomBytes(8).toString("hex")}`;
      await asSuperuser(`create database ${name}`);
      const url = new URL(inject("postgresUrl"));
      url.pathname = name;
      return {
        location: { databaseUrl: url.href },
        remove: () => asSuperuser(`drop database ${name} with (force)`),
      };
    },
  },
];

async function asSuperuser(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
