// Invented news as files: planned, told, and written as pandas writes such data, one row group with gzip pages.

import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { chanceOf } from "../../demo/sample/random.ts";
import { AppError } from "../../src/errors.ts";
import { COUNTRIES, type Country } from "./names.ts";
import { type Plan, pillarsIn, planReports } from "./plan.ts";
import { textsOf, verdictOf } from "./tell.ts";

export interface NewsRequest {
  /** Made when it is not there. Files of the same name are replaced. */
  readonly directory: string;
  /** Assessments in all files together; at least one a file. */
  readonly rows: number;
  /** 1: all countries in `News_master.parquet.gzip`; up to 27: one country each, `Germany_master.parquet.gzip`. */
  readonly files: number;
  /** ms UTC: the news are of the year before. */
  readonly until: number;
  readonly seed: number;
  readonly onProgress?: (progress: { readonly file: string; readonly doing: string }) => void;
}

export interface NewsFile {
  readonly path: string;
  readonly rows: number;
  readonly articles: number;
  readonly stories: number;
  readonly sizeBytes: number;
}

/** Assessments are told in pieces, so that the program lives meanwhile and says how far it is. */
const ROWS_BETWEEN = 50_000;
/** For a million assessments: DuckDB holds a row group while it compresses it; what else does not fit waits on disk. */
const MEMORY_LIMIT = "6GB";

/** Writes the files. The same request makes the same rows in the same order. */
export async function writeNews(request: NewsRequest): Promise<readonly NewsFile[]> {
  const { directory, rows, files } = request;
  if (files > COUNTRIES.length || rows < files)
    throw new AppError("bad-input", `1 to ${COUNTRIES.length} files, each with at least one assessment.`);
  await mkdir(directory, { recursive: true });
  const written: NewsFile[] = [];
  for (const { name, countries, rows } of sharesOf(request)) {
    const file = `${name}_master.parquet.gzip`;
    request.onProgress?.({ file, doing: "planning" });
    const seed = chanceOf(request.seed + written.length).between(0, 0xffff_ffff);
    const plan = planReports({ rows, countries, until: request.until, seed });
    const path = join(directory, file);
    await writeFile(path, directory, plan, (doing) => request.onProgress?.({ file, doing }));
    const { size } = await stat(path);
    written.push({ path, rows, articles: plan.reports.length, stories: plan.stories, sizeBytes: size });
  }
  return written;
}

/** Which countries each file is about and how many rows it has: large countries have about twice what small ones have. */
function sharesOf({ rows, files }: NewsRequest): readonly {
  readonly name: string;
  readonly countries: readonly Country[];
  readonly rows: number;
}[] {
  if (files === 1) return [{ name: "News", countries: COUNTRIES, rows }];
  const countries = COUNTRIES.slice(0, files);
  const weightBefore = (index: number): number => index * (4 * files - index);
  // Every file has one row, the others go by weight; rounding the sums makes them add up.
  const rowsBefore = (index: number): number =>
    index + Math.round(((rows - files) * weightBefore(index)) / weightBefore(files));
  return countries.map((country, index) => ({
    name: country.name,
    countries: [country],
    rows: rowsBefore(index + 1) - rowsBefore(index),
  }));
}

async function writeFile(
  path: string,
  directory: string,
  plan: Plan,
  onProgress: (doing: string) => void,
): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: MEMORY_LIMIT,
    temp_directory: join(directory, ".writing"),
  });
  try {
    const connection = await instance.connect();
    try {
      await tellArticles(connection, plan, onProgress);
      const rows = await tellVerdicts(connection, plan, onProgress);
      onProgress("compressing");
      await copyRows(connection, path, rows);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

async function tellArticles(
  connection: DuckDBConnection,
  { reports }: Plan,
  onProgress: (doing: string) => void,
): Promise<void> {
  await connection.run(`CREATE TABLE articles (article INTEGER, id VARCHAR, link VARCHAR, domain VARCHAR,
    published_at BIGINT, title VARCHAR, description VARCHAR, content VARCHAR, flags INTEGER)`);
  const appender = await connection.createAppender("articles");
  for (const [article, report] of reports.entries()) {
    const { id, link, title, description, content } = textsOf(report);
    appender.appendInteger(article);
    appender.appendVarchar(id);
    appender.appendVarchar(link);
    appender.appendVarchar(report.outlet);
    if (report.publishedAt === undefined) appender.appendNull();
    else appender.appendBigInt(BigInt(report.publishedAt));
    appender.appendVarchar(title);
    appender.appendVarchar(description);
    appender.appendVarchar(content);
    appender.appendInteger(report.flags);
    appender.endRow();
    if (article % ROWS_BETWEEN === 0) onProgress(`${article} of ${reports.length} articles told`);
  }
  appender.closeSync();
}

/** Pillar by pillar, as the files are put together. Returns how many there are. */
async function tellVerdicts(
  connection: DuckDBConnection,
  { reports }: Plan,
  onProgress: (doing: string) => void,
): Promise<number> {
  await connection.run(
    "CREATE TABLE verdicts (article INTEGER, pillar INTEGER, score INTEGER, summary VARCHAR)",
  );
  const appender = await connection.createAppender("verdicts");
  let rows = 0;
  for (const pillar of pillarsIn(0xff)) {
    for (const [article, report] of reports.entries()) {
      if (((report.assessed >> pillar) & 1) === 0) continue;
      const { score, summary } = verdictOf(report, pillar);
      appender.appendInteger(article);
      appender.appendInteger(pillar);
      appender.appendInteger(score);
      appender.appendVarchar(summary);
      appender.endRow();
      rows += 1;
      if (rows % ROWS_BETWEEN === 0) onProgress(`${rows} assessments told`);
    }
  }
  appender.closeSync();
  return rows;
}

async function copyRows(connection: DuckDBConnection, path: string, rows: number): Promise<void> {
  const flags = pillarsIn(0xff).map((pillar) => `(flags >> ${pillar} & 1)::BIGINT AS pillar_${pillar + 1}`);
  // COPY takes no parameter for its target. A row group holds whole blocks of 2,048 rows.
  const target = path.replaceAll("'", "''");
  await connection.run(`COPY (
      SELECT id, link, domain AS domain_url,
        strftime(make_timestamp(published_at * 1000000), '%Y-%m-%d %H:%M:%S') AS published_date,
        title AS title_trans, description AS description_trans, content AS content_trans, summary,
        score AS impact_score, ${flags.join(", ")}, 'Pillar ' || (pillar + 1) AS associated_pillar,
        article::BIGINT * 4 + 1 AS __index_level_0__
      FROM verdicts JOIN articles USING (article)
    ) TO '${target}' (FORMAT parquet, COMPRESSION gzip, ROW_GROUP_SIZE ${Math.ceil(rows / 2048) * 2048})`);
}
