// Messages know what they tell, in pieces that can be sent alone, and may be refused; shown articles know whether theirs was,
// and which withdrawal was told. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

/** What messages tell that were planned before: nobody noted it. */
const NOTHING_NOTED = JSON.stringify({ articles: [], rescored: [], withdrawn: [] });

async function up(db: Kysely<unknown>): Promise<void> {
  // A check cannot be changed in SQLite: the table is made anew.
  await db.schema
    .createTable("delivery_parts_now")
    .addColumn("slot", "text", (column) => column.notNull().references("slots.id").onDelete("cascade"))
    .addColumn("n", "integer", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("pieces", "text", (column) => column.notNull())
    .addColumn("tells", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('pending', 'claimed', 'sent', 'unknown', 'refused')`),
    )
    .addColumn("refusal", "text")
    .addColumn("claimed_at", "bigint")
    .addColumn("message_id", "text")
    .addPrimaryKeyConstraint("delivery_parts_number", ["slot", "n"])
    .execute();
  await sql`insert into delivery_parts_now
    (slot, n, position, key, payload, pieces, tells, state, claimed_at, message_id)
    select slot, n, n, key, payload, '', ${NOTHING_NOTED}, state, claimed_at, message_id from delivery_parts`.execute(
    db,
  );
  await db.schema.dropTable("delivery_parts").execute();
  await db.schema.alterTable("delivery_parts_now").renameTo("delivery_parts").execute();

  await db.schema
    .alterTable("sent_articles")
    .addColumn("refused", "integer", (column) => column.notNull().defaultTo(0).check(sql`refused in (0, 1)`))
    .execute();
  await db.schema.alterTable("sent_articles").addColumn("withdrawal_told", "bigint").execute();
}

export const toldInParts = { up };
