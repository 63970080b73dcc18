// An alert remembers the spikes that it told and that go on. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("subscriptions")
    .addColumn("spikes", "text", (column) => column.notNull().defaultTo("[]"))
    .execute();
}

export const spikes = { up };
