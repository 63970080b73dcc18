// The store of an older program, test/store/fixtures/bare-workspace-ids.sql, put where a new one will open it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import type { StoreLocation } from "../../src/store/database.ts";

/** What sealed its secrets. */
export const SECRET_KEY = "11".repeat(32);

/** What is sealed in it. */
export const SEALED = {
  slack: "UUOPAmtJiwJNdFBQMB0Mrz_RoV0Tj41zYfUVwlJrgfIJr9x1-KCtvwxbM0zwcCm6",
  environment: "k9J3pkZiWeC0yEZfCvfEHxQ2C_aTIEiDVk9AaK9QDP9E5dQt2h12fZOOr-Uy0pOr",
  verifier: "JYslYHzfSkJJlbUjsu-_gCE631R7GfgY0Z9y_z_jFvM",
} as const;

/** A minute or so after its last change. */
export const WRITTEN_AT = Date.UTC(2024, 2, 8, 9, 1);

/** Its workspaces as they are now called, each with an actor who has a list there and the id of a button's command. */
export const WORKSPACES = [
  { workspace: "slack:T0NEWS", actor: "U0ANA", action: "T7j2pxQPWV9Z" },
  { workspace: "slack:E0GRID", actor: "W0BEN", action: "YnX3xAEu6bvY" },
  { workspace: "discord:200000000000000001", actor: "400000000000000001", action: "2fNVSZSPDpk2" },
  { workspace: "discord:user-400000000000000001", actor: "400000000000000001", action: "1FszGi6GAZ93" },
  { workspace: "terminal:local", actor: "terminal", action: "wThs0w4gK-7a" },
] as const;

/** Runs the statements of the fixture in an empty place. */
export async function writeOldStore(location: StoreLocation): Promise<void> {
  const statements = readFileSync(new URL("fixtures/bare-workspace-ids.sql", import.meta.url), "utf8");
  if ("dataDirectory" in location) {
    const database = new DatabaseSync(join(location.dataDirectory, "state.sqlite"));
    // One transaction: every commit waits for the disk.
    database.exec(`BEGIN; ${statements}; COMMIT`);
    database.close();
    return;
  }
  const client = new Client({ connectionString: location.databaseUrl });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}
