// Which channels were greeted, so that none is greeted twice. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("greetings")
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("greeted_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("greetings_key", ["workspace", "channel"])
    .execute();
}

export const greetings = { up };
