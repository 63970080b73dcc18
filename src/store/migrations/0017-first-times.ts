// What happened once and does not happen again, such as the greeting of a channel. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("first_times")
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("first_times_key", ["workspace", "subject"])
    .execute();
}

export const firstTimes = { up };
