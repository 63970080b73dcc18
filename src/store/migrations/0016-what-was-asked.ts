// What a conversation goes on from, and what somebody asked last. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("conversations")
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("conversation", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("command", "text", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("conversations_key", ["workspace", "place", "conversation"])
    .execute();
  await db.schema
    .createIndex("conversations_age")
    .on("conversations")
    .columns(["workspace", "updated_at"])
    .execute();
  await db.schema
    .createTable("last_questions")
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("questions", "text", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("last_questions_key", ["workspace", "actor"])
    .execute();
}

export const whatWasAsked = { up };
