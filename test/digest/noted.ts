// Snapshots as they are noted, without a build: what each file holds stands in the test.

import type { Noted } from "../../src/digest/note-snapshot.ts";
import type { Sighting } from "../../src/news/catalog.ts";

/** An article of one file; what is not said is made of the id. */
export interface NotedArticle {
  readonly id: string;
  readonly link?: string;
  readonly title?: string;
  readonly source?: string;
  /** ms UTC; null: undated. */
  readonly publishedAt?: number | null;
  readonly verdicts?: string;
}

const DATED = Date.UTC(2024, 2, 7, 8);

/** The snapshot of these files. */
export function notedSnapshot(id: string, files: Readonly<Record<string, readonly NotedArticle[]>>): Noted {
  const sightings = Object.entries(files).flatMap(([file, articles]) =>
    articles.map(
      ({ id: article, link, title, source, publishedAt = DATED, verdicts }): Sighting => ({
        id: article,
        file,
        link: link ?? `https://news.example/${article}`,
        title: title ?? `What happened in case ${article}`,
        source: source ?? "news.example",
        countries: ["Latvia"],
        verdicts: verdicts ?? "1:5",
        ...(publishedAt === null ? {} : { publishedAt }),
      }),
    ),
  );
  return {
    manifest: { id, files: Object.keys(files).map((name) => ({ name })) },
    async *sightings() {
      // In two chunks, as a large snapshot comes in several.
      const half = Math.ceil(sightings.length / 2);
      yield sightings.slice(0, half);
      yield sightings.slice(half);
    },
  };
}
