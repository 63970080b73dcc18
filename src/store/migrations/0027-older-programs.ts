// On Postgres, programs from before several could share a database change nothing any more: they know nothing of each other, and
// would decide and send what another one does. Their connections name themselves as no later one's do.

import { type Kysely, PostgresAdapter, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`
    create function refuse_older_programs() returns trigger language plpgsql as $$
    begin
      raise exception 'A newer version of rol-news-bot uses this database, so this one may change nothing. Stop it.';
    end $$`.execute(db);
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely\\_%'`.execute(db);
  for (const { name } of rows)
    await sql`
      create trigger refuse_older_programs before insert or update or delete on ${sql.table(name)} for each statement
      when (current_setting('application_name') = 'rol-news-bot') execute function refuse_older_programs()`.execute(
      db,
    );
}

export const olderPrograms = { up };
