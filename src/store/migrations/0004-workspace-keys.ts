// Workspaces by platform and id, `slack:T1`, where the platform's bare id stood: two platforms may give the same one, and
// nobody should have to guess. Sealed values stay as they are: see secret-box.ts. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";

const WORKSPACES = ["actions", "last_lists", "connections", "oauth_pending", "subscriptions", "mutes"];
const DATA_SETS = ["data_sets", "seen_snapshots"];

/** Rows a statement changes: Postgres ends a statement after 30 s, and a data set may have seen half a million articles. */
const ARTICLES_A_STATEMENT = 50_000;

async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of WORKSPACES) await rewrite(db, table, "workspace", keyOf);
  for (const table of DATA_SETS) await rewrite(db, table, "data_set", dataSetOf);
  await rewriteSeen(db);
  await rewriteSynced(db);
}

/** As everything told them apart: what was nobody else's was taken for Slack's. */
function keyOf(id: string): string {
  // No platform's id holds a colon: this one is rewritten already.
  if (id.includes(":")) return id;
  if (id === "environment") return "environment:dropbox";
  if (id === "local") return "terminal:local";
  return /^(user-)?\d+$/.test(id) ? `discord:${id}` : `slack:${id}`;
}

/** The name of a connection's data set holds its workspace; others, `local:…`, do not. */
function dataSetOf(name: string): string {
  const [, workspace] = /^dropbox:(.*)$/s.exec(name) ?? [];
  return workspace === undefined ? name : `dropbox:${keyOf(workspace)}`;
}

async function valuesOf(db: Kysely<unknown>, table: string, column: string): Promise<readonly string[]> {
  const { rows } = await sql<{ value: string }>`
    select distinct ${sql.ref(column)} as value from ${sql.table(table)}`.execute(db);
  return rows.map(({ value }) => value);
}

async function rewrite(
  db: Kysely<unknown>,
  table: string,
  column: string,
  rewritten: (before: string) => string,
): Promise<void> {
  for (const before of await valuesOf(db, table, column)) {
    const after = rewritten(before);
    if (after !== before)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${after}
        where ${sql.ref(column)} = ${before}`.execute(db);
  }
}

async function rewriteSeen(db: Kysely<unknown>): Promise<void> {
  for (const before of await valuesOf(db, "seen_articles", "data_set")) {
    const after = dataSetOf(before);
    if (after === before) continue;
    const some = async () => {
      const { rows } = await sql<{ article: string }>`
        select article from seen_articles where data_set = ${before} limit 1`.execute(db);
      return rows.length > 0;
    };
    while (await some())
      await sql`update seen_articles set data_set = ${after} where data_set = ${before} and article in (
        select article from seen_articles where data_set = ${before} limit ${ARTICLES_A_STATEMENT}
      )`.execute(db);
  }
}

/** Files refer to the row of their listing, which is therefore there before them and goes after them. */
async function rewriteSynced(db: Kysely<unknown>): Promise<void> {
  const before = (await valuesOf(db, "sync_state", "workspace")).filter((id) => keyOf(id) !== id);
  for (const id of before)
    await sql`insert into sync_state (workspace, cursor, listed_at, checked_at)
      select cast(${keyOf(id)} as text), cursor, listed_at, checked_at from sync_state where workspace = ${id}`.execute(
      db,
    );
  await rewrite(db, "synced_files", "workspace", keyOf);
  for (const id of before) await sql`delete from sync_state where workspace = ${id}`.execute(db);
}

export const workspaceKeys = { up };
