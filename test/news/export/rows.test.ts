// Every row and number of an export against the plain reference, and against SQL over the parquet files themselves, whatever is
// asked: on the real Estonian file and on random data of several countries.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, inject, test } from "vitest";
import type { NewsFilter } from "../../../src/news/filter/filter.ts";
import type { Period } from "../../../src/time/windows.ts";
import { writeDataFiles } from "../../reference/data-files.ts";
import { filterArbitrary, kept } from "../../reference/filters.ts";
import { type PlainNews, plainNews } from "../../reference/plain-news.ts";
import { dataArbitrary, type RandomData } from "../../reference/random-data.ts";
import { queryArbitrary, type RandomQuery } from "../../reference/random-queries.ts";
import { periodOf } from "../../reference/windows.ts";
import { hasSharedData, sharedDataReason } from "../../shared-data.ts";
import { buildDataFiles, REAL_FILE, REAL_NOW, realFile, realSnapshot } from "../reference-snapshots.ts";
import { makeHere } from "./made.ts";
import { queryDuckDb, READERS, type Row } from "./read-back.ts";

interface Both extends PlainNews {
  readonly directory: string;
}

/** The rows that the plain rules give. */
function expectedRows({ articles, stories }: Both, filter: NewsFilter, { from, to }: Period): Row[] {
  const storyOf = new Map(stories.flatMap(({ id, articles: of }) => of.map((one) => [one.id, id] as const)));
  const isWithin = (at: number | undefined): boolean =>
    at === undefined
      ? from === undefined && to === undefined
      : (from === undefined || at >= from) && (to === undefined || at <= to);
  return articles
    .filter(({ publishedAt }) => isWithin(publishedAt))
    .toSorted((a, b) => (b.publishedAt ?? -Infinity) - (a.publishedAt ?? -Infinity))
    .flatMap((article) =>
      kept(article, filter).map(({ pillar, score, relevance, summary }) => ({
        id: article.id,
        country: article.countries.join(", ") || null,
        outlet: article.source ?? null,
        published:
          article.publishedAt === undefined ? null : new Date(article.publishedAt).toISOString().slice(0, 10),
        link: article.link,
        pillar,
        scored: score > 0,
        score: score === 0 ? null : score,
        strength: score === 0 ? null : Math.abs(score - 3),
        relevance,
        story: storyOf.get(article.id) ?? null,
        summary: summary ?? null,
      })),
    );
}

/** Exports a question as parquet and holds it against the reference; true when it had rows. */
async function compare(both: Both, filter: NewsFilter, period: Period): Promise<boolean> {
  const expected = expectedRows(both, filter, period);
  const { path, end, told } = await makeHere(both.directory, { format: "parquet", filter, period });
  if (expected.length === 0) {
    expect(end).toEqual({ type: "nothing" });
    return false;
  }
  const rows = await READERS.parquet.duckdb(path);
  const looked = rows.map(({ title: _title, pillar_name: _name, direction: _direction, ...row }) => row);
  expect(looked).toEqual(expected);
  const dates = expected.flatMap(({ published }) => (published === null ? [] : [published]));
  const ids = new Set(expected.map(({ id }) => id));
  expect(end).toMatchObject({
    type: "written",
    cut: 0,
    counts: {
      assessments: expected.length,
      articles: ids.size,
      stories: new Set(expected.map(({ story }) => story)).size,
      notScored: expected.filter(({ scored }) => scored === false).length,
      undated: new Set(expected.filter(({ published }) => published === null).map(({ id }) => id)).size,
    },
  });
  if (end.type === "written" && dates.length > 0)
    expect(new Date(end.counts.lastDate ?? 0).toISOString().slice(0, 10)).toBe(dates[0]);
  expect(told.at(-1)).toEqual({ type: "writing", of: expected.length });
  return true;
}

describe.skipIf(!hasSharedData)(`the real Estonian file${sharedDataReason}`, () => {
  const source = `read_parquet('${REAL_FILE}')`;
  let both: Both;

  beforeAll(async () => {
    const { directory } = await realSnapshot();
    both = { directory, ...plainNews([await realFile()], REAL_NOW) };
  });

  test("is exported as the plain rules say, whatever is asked", async () => {
    const world = {
      countries: ["Estonia", "Latvia"],
      sources: ["err.ee", "postimees.ee", "delfi.ee"],
      words: ["court", "Kallas", "european union", "prosecutor's office"],
    };
    const day = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2024, 2, 10) });
    const asked = fc.record({
      filter: filterArbitrary(world),
      period: fc.record({ from: day, to: day }, { requiredKeys: [] }),
    });
    let filled = 0;
    for (const { filter, period } of fc.sample(asked, {
      seed: inject("seed"),
      numRuns: inject("long") ? 300 : 8,
    }))
      if (await compare(both, filter, period)) filled += 1;
    expect(filled).toBeGreaterThan(0);
  });

  // Files of pandas: a later row of the same article and pillar is the one that counts.
  const RAW = `(
    SELECT id, substr(associated_pillar, 8)::INTEGER AS pillar, impact_score::INTEGER AS score,
      regexp_replace(lower(domain_url), '^www\\.', '') AS outlet, published_date::TIMESTAMP AS published
    FROM ${source} QUALIFY row_number() OVER (PARTITION BY id, associated_pillar ORDER BY file_row_number DESC) = 1
  )`.replace(source, `${source.slice(0, -1)}, file_row_number = true)`);

  test.each([
    ["everything", {}, {}, "TRUE"],
    ["one pillar", { pillar: { any: [4], not: [] } }, {}, "pillar = 4"],
    ["what could not be scored", { scored: false }, {}, "score = 0"],
    [
      "strong bad news of February, without an outlet",
      { direction: "negative", impact: "strong", source: { any: [], not: ["delfi.ee"] } },
      { from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 2, 1) - 1 },
      "score = 1 AND outlet IS DISTINCT FROM 'delfi.ee' AND published >= '2024-02-01' AND published < '2024-03-01'",
    ],
  ] as const)("has the numbers of SQL over the parquet: %s", async (_what, filter, period, condition) => {
    const counted = (table: string): string => `
      SELECT pillar, coalesce(score, 0) AS score, count(*) AS assessments, count(DISTINCT id) AS articles,
        min(published::DATE) AS first, max(published::DATE) AS last
      FROM ${table} WHERE ${table === RAW ? condition : "TRUE"} GROUP BY ALL ORDER BY ALL`;
    const { path } = await makeHere(both.directory, {
      format: "parquet",
      filter,
      period,
      rowsAtOnce: 1_000,
    });
    const numbers = await queryDuckDb(counted(`read_parquet('${path}')`));
    expect(numbers).toEqual(await queryDuckDb(counted(RAW)));
    expect(numbers.length).toBeGreaterThan(0);
  });

  test("is the same as csv and as a sheet", async () => {
    const asked = { filter: { scored: false }, withTexts: true };
    const [parquet, csv, xlsx] = await Promise.all(
      (["parquet", "csv", "xlsx"] as const).map((format) => makeHere(both.directory, { format, ...asked })),
    );
    const rows = await READERS.parquet.hyparquet(parquet?.path ?? "");
    expect(rows.length).toBeGreaterThan(0);
    expect(await READERS.csv.duckdb(csv?.path ?? "")).toEqual(rows);
    expect(await READERS.xlsx["read-excel-file"](xlsx?.path ?? "")).toEqual(rows);
  });
});

test("random data of several countries are exported as the plain rules say", {
  timeout: 600_000,
}, async () => {
  async function check(data: RandomData, questions: readonly RandomQuery[]): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "export-rows-"));
    try {
      const paths = await writeDataFiles(folder, data.files);
      const { directory } = await buildDataFiles(folder, data.files, paths, data.now);
      const both = { directory, ...plainNews(data.files, data.now) };
      for (const one of questions) await compare(both, one.filter, asPeriod(one, data.now, both));
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const queries = fc.array(queryArbitrary, { minLength: 8, maxLength: 8 });
  await fc.assert(fc.asyncProperty(dataArbitrary, queries, check), {
    seed: inject("seed"),
    numRuns: inject("long") ? 50 : 2,
    interruptAfterTimeLimit: 500_000,
    markInterruptAsFailure: true,
  });
});

function asPeriod({ since, until }: RandomQuery, now: number, { articles }: Both): Period {
  const dated = articles.flatMap(({ publishedAt }) => publishedAt ?? []);
  const newest = dated.length === 0 ? undefined : Math.max(...dated);
  return periodOf(
    { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    { now, newest },
  );
}
