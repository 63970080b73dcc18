// Files that other programs wrote themselves (tools/write-data-files.sh): everything that went in is read.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { SourceFile } from "../../src/news/snapshot.ts";
import { buildInProcess, catalogRows, sourceFile } from "./parquet.ts";

const WRITERS = ["dsnp-parquetjs", "duckdb", "hyparquet-writer", "nodejs-polars", "parquet-wasm", "parquets"];
const NOW = Date.UTC(2026, 2, 10);
const written = join(import.meta.dirname, "written");

const rowSchema = z.object({
  id: z.number(),
  link: z.string(),
  domain_url: z.string().nullable(),
  published_date: z.string().nullable(),
  title_trans: z.string(),
  description_trans: z.string().nullable(),
  content_trans: z.string().nullable(),
  summary: z.string(),
  impact_score: z.number().nullable(),
  associated_pillar: z.string(),
});

const WENT_IN = z.array(rowSchema).parse(JSON.parse(await readFile(join(written, "rows.json"), "utf8")));

/** As it must stand in the catalog. */
const EXPECTED = WENT_IN.map((row) => ({
  id: String(row.id),
  link: row.link,
  source: row.domain_url ?? new URL(row.link).host,
  published_at: row.published_date === null ? null : Date.parse(row.published_date),
  title: row.title_trans,
  description: row.description_trans,
  content: row.content_trans,
  pillar: Number(row.associated_pillar.slice(-1)),
  score: row.impact_score ?? 0,
  summary: row.summary,
}));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "written-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function readBack(files: readonly SourceFile[]) {
  const { manifest, catalogPath } = await buildInProcess(folder, files, { now: NOW });
  expect(manifest.refused).toEqual([]);
  const rows = await catalogRows(
    catalogPath,
    `SELECT articles.id, link, articles.source, articles.published_at, title, description, content,
       assessments.pillar, assessments.score, summary
     FROM assessments JOIN articles USING (article) JOIN texts USING (article)
     JOIN summaries ON summaries.article = articles.article AND summaries.pillar = assessments.pillar
     ORDER BY articles.id, assessments.pillar`,
  );
  return { manifest, rows };
}

const inOrder = EXPECTED.toSorted((a, b) => Number(a.id) - Number(b.id) || a.pillar - b.pillar);

describe("data files", () => {
  test("come from six programs", async () => {
    const names = (await readdir(written)).filter((name) => /^(?!unread).*\.parquet$/.test(name));
    expect(names.sort()).toEqual(WRITERS.map((writer) => `${writer}.parquet`));
  });

  test.each(WRITERS)("of %s give what went in", async (writer) => {
    const file = await sourceFile(join(written, `${writer}.parquet`));
    const { manifest, rows } = await readBack([file]);
    expect(rows).toEqual(inOrder);
    expect(manifest.files).toMatchObject([
      { rows: 6, assessments: 6, articles: 4, dated: 3, scored: 5, unread: [] },
    ]);
  });

  test("of all of them together are no doubles", async () => {
    const files = await Promise.all(
      WRITERS.map((writer, index) => sourceFile(join(written, `${writer}.parquet`), { modifiedAt: index })),
    );
    const { manifest, rows } = await readBack(files);
    expect(rows).toEqual(inOrder);
    expect(manifest).toMatchObject({ rows: 36, assessments: 6, articles: 4 });
    // The newest counts, and every other file tells so.
    expect(manifest.files.map(({ overlaps }) => overlaps)).toEqual(
      WRITERS.map((_, index) =>
        index === WRITERS.length - 1 ? [] : [{ file: "parquets.parquet", assessments: 6 }],
      ),
    );
  });
});
