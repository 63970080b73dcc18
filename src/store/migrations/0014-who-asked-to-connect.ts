// A link to connect a Dropbox knows the name of who asked for it, for the page that says to whom it is lent. For SQLite and
// Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("oauth_pending")
    .addColumn("actor_name", "text", (column) => column.notNull().defaultTo(""))
    .execute();
}

export const whoAskedToConnect = { up };
