// Which slot of a place has begun to be sent: it goes on before any other there, so that no digest stands in another's
// midst. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("slots")
    .addColumn("begun", "integer", (column) => column.notNull().defaultTo(0).check(sql`begun in (0, 1)`))
    .execute();
  await sql`update slots set begun = 1 where exists (
    select 1 from delivery_parts where delivery_parts.slot = slots.id and delivery_parts.state <> 'pending'
  )`.execute(db);
  await db.schema.dropIndex("slots_place").execute();
  await db.schema
    .createIndex("slots_place")
    .on("slots")
    .columns(["state", "place", "begun desc", "slot_at", "id"])
    .execute();
}

export const begunSlots = { up };
