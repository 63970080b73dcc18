// Filters of digests as they are asked for: what asks for everything is absent, lists are called as their options, and
// words say which of them must stand together. Settings are called as their options, too. For SQLite and Postgres.

import { type Kysely, sql } from "kysely";
import { z } from "zod";

/** A list of words: each had to be found. */
const before = z.looseObject({
  filter: z.looseObject({
    direction: z.string(),
    impact: z.string(),
    countries: z.array(z.string()),
    sources: z.array(z.string()),
    words: z.array(z.string()),
  }),
  inThread: z.boolean(),
  maxPerDay: z.number().exactOptional(),
});

async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    id: string;
    settings: string;
  }>`select id, settings from subscriptions`.execute(db);
  for (const { id, settings } of rows) {
    const old = before.safeParse(JSON.parse(settings));
    // Whoever reads a row that no release wrote will say so; the other digests go on.
    if (old.success)
      await sql`update subscriptions set settings = ${JSON.stringify(after(old.data))} where id = ${id}`.execute(
        db,
      );
  }
}

function after({ filter, inThread, maxPerDay, ...settings }: z.infer<typeof before>) {
  const { direction, impact, countries, sources, words, ...rest } = filter;
  return {
    ...settings,
    filter: {
      ...rest,
      ...(direction === "any" ? {} : { direction }),
      ...(impact === "any" ? {} : { impact }),
      ...(countries.length === 0 ? {} : { country: countries }),
      ...(sources.length === 0 ? {} : { source: sources }),
      ...(words.length === 0 ? {} : { words: [words] }),
    },
    thread: inThread,
    ...(maxPerDay === undefined ? {} : { "max-per-day": maxPerDay }),
  };
}

export const filtersByDimension = { up };
