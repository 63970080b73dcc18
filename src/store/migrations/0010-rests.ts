// How long a platform asked not to be called again, for a process that starts meanwhile. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("platform_rests")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("until", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("platform_rests_key", ["platform", "kind"])
    .execute();
}

export const rests = { up };
