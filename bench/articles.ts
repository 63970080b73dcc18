// Invented articles in the shape of real files, as many as a measurement needs.

import { stat } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";

/** Parts of outlets' names: each outlet stands for one country. */
export const COUNTRIES = ["estonia", "latvia", "sweden", "ireland", "croatia", "portugal"] as const;

/**
 * Writes articles with one to four assessments each. Their ids count up, so that fewer articles are a part of more; ids
 * with larger numbers are newer, a minute apart, the last one published at `newest` (ms UTC). Returns the size in bytes.
 */
export async function writeArticles(request: {
  readonly path: string;
  readonly articles: number;
  readonly newest: number;
}): Promise<number> {
  const { path, articles, newest } = request;
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  try {
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE rows AS
       SELECT md5('article ' || n) AS id,
         'https://news.example/' || n AS link,
         'news-' || list_extract(string_split($countries, ','), 1 + n % len(string_split($countries, ','))) || '.example' AS domain_url,
         strftime(make_timestamp(($newest::BIGINT - (1440 - n % 1440) * 60000) * 1000), '%Y-%m-%d %H:%M:%S') AS published_date,
         'Story ' || md5('a' || n) || ' ' || md5('b' || n) || ' of the day' AS title_trans,
         'What number ' || n || ' means for the rule of law, in a sentence or two.' AS summary,
         1 + hash('score', n, k) % 5 AS impact_score,
         'Pillar ' || (1 + (n * 7 + k * 3) % 8) AS associated_pillar
       FROM range($articles::BIGINT) a(n), range(4) p(k)
       WHERE k <= n % 4`,
      { articles: BigInt(articles), newest: BigInt(newest), countries: COUNTRIES.join(",") },
    );
    await connection.run(`COPY rows TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION gzip)`);
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
  return (await stat(path)).size;
}
