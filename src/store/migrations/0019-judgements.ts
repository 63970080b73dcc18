// What people say of verdicts and stories. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("judgements")
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("article", "text", (column) => column.notNull())
    .addColumn("pillar", "integer", (column) => column.notNull())
    .addColumn("label", "integer", (column) => column.notNull())
    .addColumn("reports", "text", (column) => column.notNull())
    .addColumn("snapshot", "text", (column) => column.notNull())
    .addColumn("judged_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("judgements_key", ["workspace", "actor", "article", "pillar"])
    .execute();
}

export const judgements = { up };
