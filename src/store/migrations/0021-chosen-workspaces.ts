// Whose news somebody means where the place does not tell it. For SQLite and Postgres.

import type { Kysely } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("chosen_workspaces")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("chosen_workspaces_key", ["platform", "actor"])
    .execute();
}

export const chosenWorkspaces = { up };
