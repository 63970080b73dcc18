// How often somebody did something lately, for all processes that answer over one database. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("allowances")
    .addColumn("subject", "text", (column) => column.primaryKey())
    .addColumn("times", "text", (column) => column.notNull())
    .addColumn("taken_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("allowances_taken_at").on("allowances").column("taken_at").execute();
}

export const allowances = { up };
