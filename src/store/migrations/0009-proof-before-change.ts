// Connections know where the paths of a team's member begin and what Dropbox said when it refused; data sets know which
// troubles were told, and what changed in them, for those who ask what is new. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("connections").addColumn("root_namespace", "text").execute();
  await db.schema.alterTable("connections").addColumn("refusal", "text").execute();
  await db.schema.alterTable("data_sets").addColumn("troubles", "text").execute();

  await db.schema
    .createTable("data_set_changes")
    .addColumn("data_set", "text", (column) => column.notNull())
    .addColumn("n", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("files", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("data_set_changes_key", ["data_set", "n"])
    .execute();

  await db.schema
    .createTable("data_set_looks")
    .addColumn("data_set", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("n", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("data_set_looks_key", ["data_set", "workspace", "actor"])
    .execute();

  await sql`update connections set place = 'DROPBOX_REFRESH_TOKEN' where connected_by = 'environment'`.execute(
    db,
  );
  // Nothing chosen meant everything. In its own folder that is what people allowed.
  await sql`update connections set path = '' where path is null and root_kind = 'app-folder'`.execute(db);
  // In a whole Dropbox it is not: what was read of it serves no more until somebody chooses.
  await sql`delete from data_sets where data_set in (
    select 'dropbox:' || workspace from connections where path is null and root_kind = 'full'
  )`.execute(db);
}

export const proofBeforeChange = { up };
