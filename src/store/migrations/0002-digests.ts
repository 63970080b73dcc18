// The tables of digests: subscriptions, slots, delivery parts, sent articles, mutes, seen articles. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await addSubscriptions(db);
  await addSlots(db);
  await addSentArticles(db);
  await addMutes(db);
  await addSeenArticles(db);
}

async function addSubscriptions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("subscriptions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("name_key", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull().check(sql`kind in ('digest', 'alert')`))
    .addColumn("owner_id", "text", (column) => column.notNull())
    .addColumn("owner_name", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("place_label", "text", (column) => column.notNull())
    .addColumn("rule", "text")
    .addColumn("zone", "text", (column) => column.notNull())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull().check(sql`state in ('active', 'paused')`))
    .addColumn("pause_reason", "text")
    .addColumn("paused_until", "bigint")
    .addColumn("seen_through", "bigint", (column) => column.notNull())
    .addColumn("open_from", "bigint")
    .addColumn("decided_slot", "bigint", (column) => column.notNull())
    .addColumn("next_slot", "bigint")
    .addColumn("silent_since", "bigint")
    .addColumn("silence_told", "integer", (column) => column.notNull().check(sql`silence_told in (0, 1)`))
    .addColumn("outage_told", "bigint")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addUniqueConstraint("subscriptions_name", ["workspace", "name_key"])
    .execute();
  await db.schema
    .createIndex("subscriptions_due")
    .on("subscriptions")
    .columns(["state", "next_slot"])
    .execute();
  await db.schema.createIndex("subscriptions_kind").on("subscriptions").columns(["kind", "state"]).execute();
  await db.schema
    .createIndex("subscriptions_resume")
    .on("subscriptions")
    .columns(["state", "paused_until"])
    .execute();
}

async function addSlots(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("slots")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("subscription", "text", (column) =>
      column.notNull().references("subscriptions.id").onDelete("cascade"),
    )
    .addColumn("slot_at", "bigint", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull().check(sql`kind in ('scheduled', 'run', 'alert')`))
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('pending', 'sent', 'skipped', 'dead')`),
    )
    .addColumn("reason", "text")
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("seen_from", "bigint", (column) => column.notNull())
    .addColumn("open_from", "bigint")
    .addColumn("seen_through", "bigint", (column) => column.notNull())
    .addColumn("settled", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_attempt_at", "bigint")
    .addColumn("decided_at", "bigint", (column) => column.notNull())
    .addColumn("finished_at", "bigint")
    .addUniqueConstraint("slots_time", ["subscription", "slot_at"])
    .execute();
  await db.schema
    .createIndex("slots_place")
    .on("slots")
    .columns(["state", "place", "slot_at", "id"])
    .execute();
  await db.schema.createIndex("slots_due").on("slots").columns(["state", "slot_at"]).execute();
  await db.schema.createIndex("slots_state").on("slots").columns(["subscription", "state"]).execute();

  await db.schema
    .createTable("delivery_parts")
    .addColumn("slot", "text", (column) => column.notNull().references("slots.id").onDelete("cascade"))
    .addColumn("n", "integer", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('pending', 'claimed', 'sent', 'unknown')`),
    )
    .addColumn("claimed_at", "bigint")
    .addColumn("message_id", "text")
    .addPrimaryKeyConstraint("delivery_parts_key", ["slot", "n"])
    .execute();
}

async function addSentArticles(db: Kysely<unknown>): Promise<void> {
  // `slot` refers to nothing: what was shown is remembered also when its slot is forgotten first.
  await db.schema
    .createTable("sent_articles")
    .addColumn("subscription", "text", (column) =>
      column.notNull().references("subscriptions.id").onDelete("cascade"),
    )
    .addColumn("article", "text", (column) => column.notNull())
    .addColumn("slot", "text", (column) => column.notNull())
    .addColumn("pillar", "integer")
    .addColumn("score", "integer")
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("sent_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("sent_articles_key", ["subscription", "article"])
    .execute();
  await db.schema.createIndex("sent_articles_article").on("sent_articles").column("article").execute();
  await db.schema.createIndex("sent_articles_time").on("sent_articles").column("sent_at").execute();
}

async function addMutes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("mutes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("subscription", "text", (column) => column.references("subscriptions.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull().check(sql`kind in ('source', 'word', 'story')`))
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("label", "text", (column) => column.notNull())
    .addColumn("expires_at", "bigint")
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
  // A unique index takes nulls for different, and null means every digest here. No subscription's id is empty.
  await db.schema
    .createIndex("mutes_key")
    .unique()
    .on("mutes")
    .columns(["workspace", "kind", "value"])
    .expression(sql`coalesce(subscription, '')`)
    .execute();
  await db.schema.createIndex("mutes_subscription").on("mutes").column("subscription").execute();
  await db.schema.createIndex("mutes_expiry").on("mutes").column("expires_at").execute();
}

async function addSeenArticles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("seen_articles")
    .addColumn("data_set", "text", (column) => column.notNull())
    .addColumn("article", "text", (column) => column.notNull())
    .addColumn("first_seen_at", "bigint", (column) => column.notNull())
    .addColumn("verdicts", "text", (column) => column.notNull())
    .addColumn("source", "text")
    .addColumn("countries", "text", (column) => column.notNull())
    .addColumn("title", "text")
    .addColumn("published_at", "bigint")
    .addColumn("rescored_at", "bigint")
    .addColumn("withdrawn_at", "bigint")
    .addPrimaryKeyConstraint("seen_articles_key", ["data_set", "article"])
    .execute();
  await db.schema
    .createIndex("seen_articles_first")
    .on("seen_articles")
    .columns(["data_set", "first_seen_at"])
    .execute();
  // Almost all are null, and those are never looked for.
  await db.schema
    .createIndex("seen_articles_rescored")
    .on("seen_articles")
    .columns(["data_set", "rescored_at"])
    .where(sql.ref("rescored_at"), "is not", null)
    .execute();
  await db.schema
    .createIndex("seen_articles_withdrawn")
    .on("seen_articles")
    .columns(["data_set", "withdrawn_at"])
    .where(sql.ref("withdrawn_at"), "is not", null)
    .execute();

  await db.schema
    .createTable("seen_snapshots")
    .addColumn("data_set", "text", (column) => column.primaryKey())
    .addColumn("snapshot", "text", (column) => column.notNull())
    .addColumn("seen_at", "bigint", (column) => column.notNull())
    .execute();
}

export const digests = { up };
