// A catalog of a few articles whose texts are as bad as a test wants them: the builder would clean them.

import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { CATALOG_TABLES } from "../../../src/news/tables.ts";

export interface RawArticle {
  readonly id: string;
  readonly link?: string;
  readonly source?: string;
  readonly title?: string;
  /** ms UTC. */
  readonly publishedAt?: number;
  readonly countries?: readonly string[];
  /** Score and summary by pillar. */
  readonly verdicts: Readonly<Record<number, readonly [score: number, summary?: string]>>;
  readonly description?: string;
  readonly content?: string;
}

/** Writes `catalog.duckdb` into the folder. Each article is a story of its own. */
export async function writeSmallCatalog(directory: string, articles: readonly RawArticle[]): Promise<void> {
  const instance = await DuckDBInstance.create(join(directory, "catalog.duckdb"), { threads: "1" });
  const connection = await instance.connect();
  await connection.run(CATALOG_TABLES);
  const sets = [...new Set(articles.map(({ countries = [] }) => JSON.stringify(countries)))];
  for (const [number, set] of sets.entries())
    await connection.run(`INSERT INTO country_sets VALUES (${number}, from_json($set, '["VARCHAR"]'))`, {
      set,
    });
  for (const [article, one] of articles.entries()) {
    const { id, link = "", source = null, title = null, publishedAt = null, countries = [] } = one;
    const at = publishedAt === null ? null : BigInt(publishedAt);
    const set = sets.indexOf(JSON.stringify(countries));
    await connection.run(
      `INSERT INTO articles VALUES (${article}, $id, $link, $source, $title, $at, ${set}, FALSE, ${article}, ${article}, 0, 0)`,
      { id, link, source, title, at },
    );
    await connection.run(`INSERT INTO texts VALUES (${article}, $description, $content)`, {
      description: one.description ?? null,
      content: one.content ?? null,
    });
    for (const [pillar, [score, summary = null]] of Object.entries(one.verdicts)) {
      await connection.run(
        `INSERT INTO summaries VALUES (${article}, ${pillar}, ${score}, 2, 200, $summary)`,
        {
          summary,
        },
      );
      await connection.run(
        `INSERT INTO assessments SELECT ${article}, ${pillar}, ${score}, CASE WHEN ${score} > 0 THEN abs(${score} - 3) END, 2, 200,
           published_at, countries, source, FALSE, ${article}, 1 FROM articles WHERE article = ${article}`,
      );
    }
  }
  connection.closeSync();
  instance.closeSync();
}
