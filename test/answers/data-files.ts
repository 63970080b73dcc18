// Data files whose every value stands in the test that reads them, written by DuckDB as pandas would write them.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** What the model made of an article for one pillar: the score, or the score and the summary. */
type SampleVerdict = number | readonly [score: number, summary: string];

export interface SampleArticle {
  readonly id: string;
  readonly title: string;
  /** Default: an address made of outlet and id. */
  readonly link?: string;
  readonly source: string;
  /** `2024-03-05 14:30:00`; null: undated. */
  readonly date: string | null;
  /** By pillar. A bare score has the summary "Summary for pillar <n>.". */
  readonly verdicts: Readonly<Record<number, SampleVerdict>>;
  readonly description?: string;
  readonly content?: string;
}

/** The columns of a data file, as the sample articles fill them. */
export const COLUMNS = [
  "id",
  "link",
  "domain_url",
  "published_date",
  "title_trans",
  "description_trans",
  "content_trans",
  "summary",
  "impact_score",
  "associated_pillar",
] as const;

function rowsOf(article: SampleArticle): Record<(typeof COLUMNS)[number], string | number | null>[] {
  return Object.entries(article.verdicts).map(([pillar, verdict]) => {
    const [score, summary] =
      typeof verdict === "number" ? [verdict, `Summary for pillar ${pillar}.`] : verdict;
    return {
      id: article.id,
      link: article.link ?? `https://www.${article.source}/${article.id}`,
      domain_url: article.source,
      published_date: article.date,
      title_trans: article.title,
      description_trans: article.description ?? null,
      content_trans: article.content ?? null,
      summary,
      impact_score: score,
      associated_pillar: `Pillar ${pillar}`,
    };
  });
}

/** Writes one file, replacing what was there. */
export async function writeArticles(path: string, articles: readonly SampleArticle[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-rows-"));
  const rowsPath = join(folder, "rows.json");
  await writeFile(rowsPath, JSON.stringify(articles.flatMap(rowsOf)));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const columns = COLUMNS.map((name) => `${name}: '${name === "impact_score" ? "BIGINT" : "VARCHAR"}'`);
    await connection.run(
      `COPY (SELECT * FROM read_json('${rowsPath}', format = 'array', columns = {${columns.join(", ")}}))
       TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION gzip)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}
