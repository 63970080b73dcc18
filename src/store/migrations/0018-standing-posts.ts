// Messages that stand keep what they say for a while, so that they can be corrected in place; what could not be is owed to the
// next digest. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("posts")
    .addColumn("slot", "text", (column) => column.notNull().references("slots.id").onDelete("cascade"))
    .addColumn("n", "integer", (column) => column.notNull())
    .addColumn("subscription", "text", (column) => column.notNull())
    .addColumn("contents", "text", (column) => column.notNull())
    .addColumn("posted_at", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('right', 'pending', 'claimed')`),
    )
    .addColumn("correction", "text")
    .addColumn("changes", "text")
    .addColumn("planned_at", "bigint")
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_attempt_at", "bigint")
    .addPrimaryKeyConstraint("posts_number", ["slot", "n"])
    .execute();
  await db.schema.createIndex("posts_state").on("posts").columns(["state", "planned_at"]).execute();
  await db.schema.createIndex("posts_time").on("posts").column("posted_at").execute();
  await db.schema
    .alterTable("sent_articles")
    .addColumn("owed", "integer", (column) => column.notNull().defaultTo(0).check(sql`owed in (0, 1)`))
    .execute();
  // Almost none is.
  await db.schema
    .createIndex("sent_articles_owed")
    .on("sent_articles")
    .column("subscription")
    .where(sql.ref("owed"), "=", 1)
    .execute();
}

export const standingPosts = { up };
