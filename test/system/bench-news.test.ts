// Invented news for measurements: they look to the program as real files do, and the same request makes the same news.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COUNTRIES } from "../../bench/news/names.ts";
import { planReports } from "../../bench/news/plan.ts";
import { textsOf } from "../../bench/news/tell.ts";
import { type NewsFile, writeNews } from "../../bench/news/write.ts";
import { createCountryFinder } from "../../src/news/country.ts";
import { runCli } from "../cli/run.ts";
import { rowsOf, withDuckDb } from "../news/parquet.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../shared-data.ts";

const UNTIL = Date.UTC(2026, 10, 20);
const ROWS = 6_000;

let folder: string;
let news: NewsFile;

/** Rows of a statement about a file, which it calls `news`. */
function ask(path: string, sql: string): Promise<Record<string, unknown>[]> {
  return withDuckDb(async (connection) => {
    await connection.run(`CREATE VIEW news AS FROM read_parquet('${path}', file_row_number = true)`);
    return rowsOf(connection, sql);
  });
}

async function askOne(sql: string): Promise<Record<string, unknown>> {
  return (await ask(news.path, sql))[0] ?? {};
}

async function write(name: string, request: { rows: number; files: number; seed: number }) {
  return writeNews({ directory: join(folder, name), until: UNTIL, ...request });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rol-news-bench-"));
  const [file] = await write("one", { rows: ROWS, files: 1, seed: 1 });
  if (file === undefined) throw new Error("No file was written.");
  news = file;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const schemaOf = (path: string) =>
  ask(path, `SELECT name, type, converted_type FROM parquet_schema('${path}') WHERE name NOT LIKE '%schema'`);

describe("a file of invented news", () => {
  it("has the columns of real files, in one row group with gzip pages", async () => {
    const text = { type: "BYTE_ARRAY", converted_type: "UTF8" };
    const schema = await schemaOf(news.path);
    expect(schema.slice(0, 8)).toEqual(
      [
        "id",
        "link",
        "domain_url",
        "published_date",
        "title_trans",
        "description_trans",
        "content_trans",
        "summary",
      ].map((name) => ({ name, ...text })),
    );
    expect(schema.slice(8).map(({ name, type }) => `${name} ${type}`)).toEqual([
      "impact_score INT32",
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((pillar) => `pillar_${pillar} INT64`),
      "associated_pillar BYTE_ARRAY",
      "__index_level_0__ INT64",
    ]);
    expect(
      await askOne(`SELECT count(DISTINCT row_group_id) AS groups, any_value(row_group_num_rows) AS rows,
        list(DISTINCT compression) AS compression FROM parquet_metadata('${news.path}')`),
    ).toEqual({ groups: 1, rows: ROWS, compression: ["GZIP"] });
  });

  it.skipIf(!hasSharedData)(`has the names and types of a real file${sharedDataReason}`, async () => {
    const real = await schemaOf(sharedPath("data/Estonia_master.parquet.gzip"));
    const names = (schema: readonly Record<string, unknown>[]) =>
      schema.map(({ name, type }) => `${name} ${type}`);
    expect(names(await schemaOf(news.path))).toEqual(names(real));
  });

  it("has as many assessments as were asked for, pillar by pillar, one for each article and pillar", async () => {
    expect(
      await askOne(`SELECT count(*) AS rows, count(DISTINCT id) AS articles, count(DISTINCT (id, associated_pillar)) AS keys,
        count(*) FILTER (associated_pillar < before) AS disordered FROM (
          SELECT *, lag(associated_pillar) OVER (ORDER BY file_row_number) AS before FROM news)`),
    ).toEqual({ rows: ROWS, articles: news.articles, keys: ROWS, disordered: 0 });
    expect(news.rows / news.articles).toBeGreaterThan(2.7);
    expect(news.rows / news.articles).toBeLessThan(3.1);
    // The same article has the same texts and flags in each row, and the flag of the row's own pillar.
    expect(
      await askOne(`SELECT count(*) AS differing FROM (
        SELECT id FROM news GROUP BY id HAVING count(DISTINCT (link, title_trans, content_trans, pillar_1)) > 1)`),
    ).toEqual({ differing: 0 });
    const flags = [1, 2, 3, 4, 5, 6, 7, 8].map((pillar) => `WHEN 'Pillar ${pillar}' THEN pillar_${pillar}`);
    expect(
      await askOne(
        `SELECT count(*) AS unflagged FROM news WHERE CASE associated_pillar ${flags.join(" ")} END <> 1`,
      ),
    ).toEqual({ unflagged: 0 });
  });

  // Medians and tails as measured in a real file; within a tenth, the longest within a fifth.
  it.each([
    ["title_trans", 84, 135],
    ["description_trans", 213, 270],
    ["content_trans", 1_344, 3_413],
    ["summary", 492, 798],
    ["link", 108, 151],
  ])("has texts of real lengths in %s", async (column, median, long) => {
    const lengths = await askOne(`SELECT median(length(${column})) AS median,
      quantile_cont(length(${column}), 0.95) AS long FROM (SELECT DISTINCT ON (id) * FROM news) WHERE impact_score > 0`);
    expect(Math.abs(Number(lengths.median) / median - 1)).toBeLessThan(0.1);
    expect(Math.abs(Number(lengths.long) / long - 1)).toBeLessThan(0.2);
  });

  it("is scored and shared among the pillars as real news are", async () => {
    const shares = async (column: string) =>
      (
        await ask(
          news.path,
          `SELECT count(*) / ${ROWS} AS share FROM news GROUP BY ${column} ORDER BY ${column}`,
        )
      ).map(({ share }) => Number(share));
    const real = {
      impact_score: [0.01, 0.314, 0.08, 0.303, 0.123, 0.17],
      associated_pillar: [0.255, 0.137, 0.034, 0.158, 0.064, 0.071, 0.102, 0.18],
    };
    for (const [column, expected] of Object.entries(real)) {
      const found = await shares(column);
      expect(found).toHaveLength(expected.length);
      for (const [index, share] of expected.entries())
        expect(Math.abs((found[index] ?? 0) - share), `${column} ${index}`).toBeLessThan(0.035);
    }
    expect(
      await askOne(
        "SELECT count(*) AS told FROM news WHERE (impact_score = 0) <> (summary = 'Skipped article')",
      ),
    ).toEqual({ told: 0 });
  });

  it("is spread over the year before, with quiet weekends and nights and a few articles without a date", async () => {
    const articles = "(SELECT DISTINCT ON (id) published_date::TIMESTAMP AS told FROM news)";
    const dates = await askOne(`SELECT min(told)::VARCHAR AS earliest, max(told)::VARCHAR AS latest,
      count(DISTINCT told::DATE) AS days, avg((isodow(told) > 5)::INT) AS weekend, avg((hour(told) < 4)::INT) AS night
      FROM ${articles} WHERE told IS NOT NULL`);
    expect(String(dates.earliest) >= "2025-11-20" && String(dates.earliest) < "2025-11-23").toBe(true);
    expect(String(dates.latest) < "2026-11-20" && String(dates.latest) > "2026-11-16").toBe(true);
    expect(Number(dates.days)).toBeGreaterThan(330);
    expect(Number(dates.weekend)).toBeGreaterThan(0.04);
    expect(Number(dates.weekend)).toBeLessThan(0.12);
    expect(Number(dates.night)).toBeLessThan(0.03);
    const plan = planReports({ rows: 60_000, countries: COUNTRIES, until: UNTIL, seed: 2 });
    const undated = plan.reports.filter(({ publishedAt }) => publishedAt === undefined).length;
    expect(undated).toBeGreaterThan(0);
    expect(undated / plan.reports.length).toBeLessThan(0.002);
  });

  it("uses few words all the time and most words hardly ever", async () => {
    const words = await askOne(`WITH words AS (
        SELECT unnest(regexp_extract_all(lower(title_trans || ' ' || description_trans || ' ' || content_trans), '[\\p{L}\\d]+')) AS word
        FROM (SELECT DISTINCT ON (id) * FROM news)),
      counts AS (SELECT word, count(*) AS uses, row_number() OVER (ORDER BY count(*) DESC) AS rank FROM words GROUP BY word)
      SELECT count(*) AS words, count(*) FILTER (uses = 1) / count(*) AS once,
        any_value(word) FILTER (rank = 1) AS first, max(uses) / sum(uses) AS "ofFirst",
        any_value(uses) FILTER (rank = 100) / sum(uses) AS "ofHundredth",
        any_value(uses) FILTER (rank = 1000) / sum(uses) AS "ofThousandth" FROM counts`);
    expect(words.first).toBe("the");
    expect(Number(words.words)).toBeGreaterThan(12_000);
    expect(Number(words.once)).toBeGreaterThan(0.25);
    // 9.8 %, 0.10 % and 0.014 % in a real file.
    expect(Number(words.ofFirst)).toBeGreaterThan(0.06);
    expect(Number(words.ofFirst)).toBeLessThan(0.12);
    expect(Number(words.ofHundredth)).toBeGreaterThan(0.0006);
    expect(Number(words.ofHundredth)).toBeLessThan(0.0025);
    expect(Number(words.ofThousandth)).toBeGreaterThan(0.00007);
    expect(Number(words.ofThousandth)).toBeLessThan(0.0003);
  });

  it("leaves no gap in any text", async () => {
    expect(
      await ask(
        news.path,
        `SELECT title_trans, summary FROM news
        WHERE regexp_matches(concat_ws(' ', link, title_trans, description_trans, content_trans, summary), '[<>|\\[\\]]|undefined|NaN|  ')`,
      ),
    ).toEqual([]);
  });

  it("never gives two articles one id, though of many some are drawn alike", () => {
    const [report] = planReports({ rows: 1, countries: COUNTRIES, until: UNTIL, seed: 1 }).reports;
    if (report === undefined) throw new Error("Nothing was planned.");
    const alike = [
      report,
      { ...report, outlet: "other.example" },
      { ...report, publishedAt: 0 },
      { ...report, story: 0 },
    ];
    expect(new Set(alike.map((each) => textsOf(each).id)).size).toBe(alike.length);
  });

  it("takes about the space of real news", () => {
    // A million then takes 680 MB to 1.2 GB.
    expect(news.sizeBytes / ROWS).toBeGreaterThan(680);
    expect(news.sizeBytes / ROWS).toBeLessThan(1_200);
  });
});

describe("stories", () => {
  it("are told by several outlets of a country within 72 hours, alike but not in the same words", () => {
    const { reports, stories } = planReports({ rows: ROWS, countries: COUNTRIES, until: UNTIL, seed: 1 });
    const groups = [...Map.groupBy(reports, ({ story }) => story).values()];
    expect(groups).toHaveLength(stories);
    const shared = groups.filter(({ length }) => length > 1);
    // As judged by reading, an article in six has a partner.
    expect(shared.flat().length / reports.length).toBeGreaterThan(0.1);
    expect(shared.flat().length / reports.length).toBeLessThan(0.3);
    for (const group of shared) {
      expect(new Set(group.map(({ outlet }) => outlet)).size).toBe(group.length);
      expect(new Set(group.map(({ country }) => country)).size).toBe(1);
      const times = group.flatMap(({ publishedAt }) => publishedAt ?? []);
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(72 * 3_600);
    }
    const words = (report: (typeof reports)[number]): Set<string> => {
      const { title, description } = textsOf(report);
      return new Set(`${title} ${description}`.toLowerCase().match(/\p{L}{3,}/gu));
    };
    const likeness = (a: Set<string>, b: Set<string>): number => {
      const both = [...a].filter((word) => b.has(word)).length;
      return both / (a.size + b.size - both);
    };
    const pairs = shared.flatMap(([a, b]) =>
      a === undefined || b === undefined ? [] : [[words(a), words(b)] as const],
    );
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const within = mean(pairs.map(([a, b]) => likeness(a, b)));
    const across = mean(pairs.map(([a], index) => likeness(a, pairs[(index + 1) % pairs.length]?.[1] ?? a)));
    expect(within).toBeGreaterThan(3 * across);
    expect(within).toBeLessThan(0.8);
    const titles = shared.flat().map((report) => textsOf(report).title);
    expect(new Set(titles).size / titles.length).toBeGreaterThan(0.9);
  });

  it("go on: some affairs have a later step", () => {
    const { reports } = planReports({ rows: ROWS, countries: COUNTRIES, until: UNTIL, seed: 1 });
    const affairs = [...Map.groupBy(reports, ({ affair }) => affair).values()];
    const steps = affairs.map((affair) => new Set(affair.map(({ story }) => story)).size);
    const later = steps.filter((count) => count > 1).length / affairs.length;
    expect(later).toBeGreaterThan(0.03);
    expect(later).toBeLessThan(0.15);
  });
});

describe("the same request", () => {
  const rows = (path: string) =>
    ask(path, "SELECT md5(string_agg(news::VARCHAR, '\n' ORDER BY file_row_number)) AS rows FROM news");

  it("makes the same rows in the same order, and another seed others", async () => {
    const [first] = await write("first", { rows: 500, files: 1, seed: 7 });
    const [again] = await write("again", { rows: 500, files: 1, seed: 7 });
    const [other] = await write("other", { rows: 500, files: 1, seed: 8 });
    expect(await rows(again?.path ?? "")).toEqual(await rows(first?.path ?? ""));
    expect(await rows(other?.path ?? "")).not.toEqual(await rows(first?.path ?? ""));
  });
});

describe("a file for each country", () => {
  it("tells its country by its name, has an outlet of its own and a share of the assessments", async () => {
    const files = await write("many", { rows: 2_000, files: COUNTRIES.length, seed: 1 });
    const countryOf = createCountryFinder();
    expect(files.map(({ path }) => countryOf(basename(path)))).toEqual(COUNTRIES.map(({ name }) => name));
    expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(2_000);
    expect(files[0]?.rows).toBeGreaterThan((files.at(-1)?.rows ?? 0) * 1.5);
    const counted = await ask(
      join(folder, "many", "*.gzip"),
      "SELECT count(*) AS rows, count(DISTINCT id) AS articles FROM news",
    );
    expect(counted).toEqual([
      { rows: 2_000, articles: files.reduce((sum, { articles }) => sum + articles, 0) },
    ]);
  });

  it.each([
    [28, 2_000],
    [5, 4],
  ])("refuses %i files of %i assessments", async (files, rows) => {
    await expect(write("refused", { rows, files, seed: 1 })).rejects.toMatchObject({ code: "bad-input" });
  });
});

describe("the command line", () => {
  it("says what it wrote, and its progress apart", async () => {
    const directory = join(folder, "cli");
    const run = await runCli(["bench", "news", "--dir", directory, "--rows", "200", "--files", "3"], {
      dataDirectory: join(folder, "data"),
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /^Wrote 200 assessments of \d+ articles in \d+ stories to .*: 3 files, \d+\.\d MB, \d+\.\d s\.\n$/,
    );
    expect(run.stderr).toContain("Italy_master.parquet.gzip: compressing\n");
  });
});
