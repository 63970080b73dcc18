// Where people installed the app by themselves, and the ways back from a platform that were taken. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("installations")
    .addColumn("workspace", "text", (column) => column.notNull().primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("bot_id", "text", (column) => column.notNull())
    .addColumn("bot_user_id", "text", (column) => column.notNull())
    .addColumn("installed_by", "text", (column) => column.notNull())
    .addColumn("scopes", "text", (column) => column.notNull())
    .addColumn("sealed_tokens", "text")
    .addColumn("key_id", "text")
    .addColumn("renewed_by_until", "bigint", (column) => column.notNull())
    .addColumn("revision", "bigint", (column) => column.notNull())
    .addColumn("installed_at", "bigint", (column) => column.notNull())
    .addColumn("removed_at", "bigint")
    .execute();
  await db.schema
    .createTable("installs_taken")
    .addColumn("state_hash", "text", (column) => column.notNull().primaryKey())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .execute();
}

export const installations = { up };
