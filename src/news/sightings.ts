// Every article of a snapshot in short: what digests note of it.

import { z } from "zod";
import type { ArticleReader } from "./article-reader.ts";
import type { Manifest } from "./manifest.ts";
import type { QueryPool } from "./query-pool.ts";

/** An article in short: enough to tell whether it is new or was scored anew. */
export interface Sighting {
  readonly id: string;
  readonly link: string;
  /** The name of the newest file that has it. */
  readonly file: string;
  /** `1:5,4:2`: score by pillar, the lowest pillar first. */
  readonly verdicts: string;
  readonly source?: string;
  readonly countries: readonly string[];
  readonly title?: string;
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
}

/** Articles in short as one text: read row by row and column by column they take five times as long. */
const sightingsSchema = z.object({
  found: z
    .string()
    .transform((json): unknown => JSON.parse(json))
    .pipe(z.array(z.tuple([z.number(), z.number(), z.string(), z.string().nullable()]))),
});

/** What a query holds in memory stays small. */
const READ_AT_ONCE = 2_000;

/** In chunks, in the order of the articles' ordinals. */
export async function* readSightings({
  rows,
  manifest,
  reader,
}: {
  readonly rows: QueryPool["rows"];
  readonly manifest: Manifest;
  readonly reader: Pick<ArticleReader, "originOf" | "verdictsTold">;
}): AsyncGenerator<readonly Sighting[]> {
  async function sightingsFrom(from: number): Promise<z.infer<typeof sightingsSchema>["found"]> {
    const [chunk] = await rows(
      sightingsSchema,
      `SELECT '[' || coalesce(string_agg(json_array(article, file, link, title)::VARCHAR, ',' ORDER BY article), '') || ']'
         AS found
       FROM articles WHERE article BETWEEN $from AND $to`,
      { from, to: from + READ_AT_ONCE - 1 },
    );
    return chunk?.found ?? [];
  }

  let coming = sightingsFrom(0);
  for (let from = READ_AT_ONCE; ; from += READ_AT_ONCE) {
    const found = await coming;
    const isLast = from >= manifest.articles;
    // The database reads on while these are looked at.
    if (!isLast) coming = sightingsFrom(from);
    // What fails is told to who asks for it, if anybody does.
    coming.catch(() => undefined);
    yield found.map(
      ([ordinal, file, link, title]): Sighting => ({
        ...reader.originOf(ordinal),
        link,
        file: manifest.files[file]?.name ?? "",
        verdicts: reader.verdictsTold(ordinal),
        ...(title === null ? {} : { title }),
      }),
    );
    if (isLast) return;
  }
}
