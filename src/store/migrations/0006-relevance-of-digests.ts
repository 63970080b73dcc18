// Digests take what is on topic or related unless people say otherwise; those of before relevance was known do the same:
// what they counted as high impact was mostly about something else. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";
import { z } from "zod";

const before = z.looseObject({ filter: z.looseObject({}) });

async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    id: string;
    settings: string;
  }>`select id, settings from subscriptions`.execute(db);
  for (const { id, settings } of rows) {
    const old = before.safeParse(JSON.parse(settings));
    // Whoever reads a row that no release wrote will say so; the other digests go on.
    if (!old.success) continue;
    const after = { ...old.data, filter: { ...old.data.filter, relevance: "related" } };
    await sql`update subscriptions set settings = ${JSON.stringify(after)} where id = ${id}`.execute(db);
  }
}

export const relevanceOfDigests = { up };
