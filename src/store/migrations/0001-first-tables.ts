// The first tables: actions, last lists, data sets, connections, pending OAuth, synced files. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("actions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("command", "text", (column) => column.notNull())
    .addColumn("command_hash", "text", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addUniqueConstraint("actions_command", ["workspace", "command_hash"])
    .execute();
  await db.schema.createIndex("actions_expiry").on("actions").column("expires_at").execute();

  await db.schema
    .createTable("last_lists")
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("entries", "text", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("last_lists_key", ["workspace", "actor"])
    .execute();

  await db.schema
    .createTable("data_sets")
    .addColumn("data_set", "text", (column) => column.primaryKey())
    .addColumn("snapshot", "text")
    .addColumn("held_snapshot", "text")
    .addColumn("held_reason", "text")
    .addColumn("rejected_snapshot", "text")
    .addColumn("problem", "text")
    .addColumn("problem_since", "bigint")
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("connections")
    .addColumn("workspace", "text", (column) => column.primaryKey())
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("account_name", "text", (column) => column.notNull())
    .addColumn("account_email", "text", (column) => column.notNull())
    .addColumn("sealed_refresh_token", "text", (column) => column.notNull())
    .addColumn("key_id", "text", (column) => column.notNull())
    .addColumn("scopes", "text", (column) => column.notNull())
    .addColumn("root_kind", "text", (column) =>
      column.notNull().check(sql`root_kind in ('app-folder', 'full')`),
    )
    .addColumn("path", "text")
    .addColumn("country", "text")
    .addColumn("connected_by", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('connected', 'needs-reconnect')`),
    )
    .addColumn("state_since", "bigint", (column) => column.notNull())
    .addColumn("last_notice_at", "bigint")
    .addColumn("notice_step", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("oauth_pending")
    .addColumn("state", "text", (column) => column.primaryKey())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("sealed_verifier", "text", (column) => column.notNull())
    .addColumn("key_id", "text", (column) => column.notNull())
    .addColumn("redirect", "integer", (column) => column.notNull().check(sql`redirect in (0, 1)`))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("sync_state")
    .addColumn("workspace", "text", (column) => column.primaryKey())
    .addColumn("cursor", "text", (column) => column.notNull())
    .addColumn("listed_at", "bigint", (column) => column.notNull())
    .addColumn("checked_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("synced_files")
    .addColumn("workspace", "text", (column) =>
      column.notNull().references("sync_state.workspace").onDelete("cascade"),
    )
    .addColumn("path_lower", "text", (column) => column.notNull())
    .addColumn("path_display", "text", (column) => column.notNull())
    .addColumn("rev", "text", (column) => column.notNull())
    .addColumn("content_hash", "text", (column) => column.notNull())
    .addColumn("size_bytes", "bigint", (column) => column.notNull())
    .addColumn("server_modified_at", "bigint", (column) => column.notNull())
    .addColumn("country", "text")
    .addPrimaryKeyConstraint("synced_files_key", ["workspace", "path_lower"])
    .execute();
}

export const firstTables = { up };
