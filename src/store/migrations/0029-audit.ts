// Who changed what, and when. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("audit_entries")
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("about", "text", (column) => column.notNull())
    .addColumn("n", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor_id", "text")
    .addColumn("actor_name", "text")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("subject_name", "text", (column) => column.notNull())
    .addColumn("details", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_entries_key", ["workspace", "about", "n"])
    .execute();
  await db.schema
    .createIndex("audit_entries_of_subject")
    .on("audit_entries")
    .columns(["workspace", "about", "subject", "n"])
    .execute();
}

export const audit = { up };
