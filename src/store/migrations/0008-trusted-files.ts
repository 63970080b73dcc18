// What serves and what is held is decided file by file; an article is known by more than its id. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  // What was held or declined as a whole is looked at again, file by file.
  for (const column of ["held_snapshot", "held_reason", "rejected_snapshot"])
    await db.schema.alterTable("data_sets").dropColumn(column).execute();

  await db.schema
    .createTable("data_files")
    .addColumn("data_set", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("country", "text")
    .addColumn("serving", "text")
    .addColumn("earlier", "text", (column) => column.notNull())
    .addColumn("held", "text")
    .addColumn("kept", "smallint", (column) => column.notNull())
    .addPrimaryKeyConstraint("data_files_key", ["data_set", "name"])
    .execute();
  // Asked for with every answer, and mostly none is.
  await db.schema
    .createIndex("data_files_held")
    .on("data_files")
    .column("data_set")
    .where(sql.ref("held"), "is not", null)
    .execute();

  for (const column of ["current_id", "link", "rescored_with"])
    await db.schema.alterTable("seen_articles").addColumn(column, "text").execute();
  await db.schema.alterTable("seen_articles").addColumn("renamed_at", "bigint").execute();
  await db.schema
    .createIndex("seen_articles_current")
    .on("seen_articles")
    .columns(["data_set", "current_id"])
    .where(sql.ref("current_id"), "is not", null)
    .execute();
  await db.schema.alterTable("seen_snapshots").addColumn("files", "text").execute();
}

export const trustedFiles = { up };
