// Which snapshots served which data set: nobody reads another one by its name. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("served_snapshots")
    .addColumn("data_set", "text", (column) => column.notNull())
    .addColumn("snapshot", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("served_snapshots_key", ["data_set", "snapshot"])
    .execute();
  await sql`insert into served_snapshots (data_set, snapshot, at)
    select data_set, snapshot, updated_at from data_sets where snapshot is not null`.execute(db);
}

export const servedSnapshots = { up };
