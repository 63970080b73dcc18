// Filters that take several things of a kind and leave others out: what was one pillar or a list is now `any`, beside `not`.
// Names are compared by their signs, too. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";
import { z } from "zod";

const LISTS = ["pillar", "source", "country", "words"];

/** A list of old, or one pillar. */
const before = z.looseObject({ filter: z.looseObject({}) });

async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    id: string;
    name: string;
    settings: string;
  }>`select id, name, settings from subscriptions`.execute(db);
  for (const { id, name, settings } of rows) {
    // Finer than before, so that no two become one.
    await sql`update subscriptions set name_key = ${keyOf(name)} where id = ${id}`.execute(db);
    const old = before.safeParse(JSON.parse(settings));
    // Whoever reads a row that no release wrote will say so; the other digests go on.
    if (old.success)
      await sql`update subscriptions set settings = ${JSON.stringify(after(old.data))} where id = ${id}`.execute(
        db,
      );
  }
}

/** Letters, digits and signs of a name; the name itself where it has none. */
function keyOf(name: string): string {
  const key = name
    .normalize("NFKD")
    .replace(/['’\p{M}]+/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}\p{S}#%*@]+/gu, " ")
    .trim();
  return key || name.toLowerCase();
}

function after({ filter, ...settings }: z.infer<typeof before>) {
  const entries = Object.entries(filter).map(([name, value]) => [
    name,
    LISTS.includes(name) ? { any: Array.isArray(value) ? value : [value], not: [] } : value,
  ]);
  return { ...settings, filter: Object.fromEntries(entries) };
}

export const severalAndLeftOut = { up };
