// A data file in, a snapshot out.

import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TABLE_ORDER } from "../../src/news/tables.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../shared-data.ts";
import {
  buildIn,
  buildInProcess,
  catalogRows,
  leftovers,
  NOW,
  newsFile,
  newsRows,
  sourceFile,
  writeParquet,
} from "./parquet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "snapshot-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!hasSharedData)(`the real file${sharedDataReason}`, () => {
  test("gives what is known of it, in the order the catalog reads", async () => {
    const file = await sourceFile(sharedPath("data/Estonia_master.parquet.gzip"));
    const { manifest, catalogPath, directory } = await buildIn(folder, [file], {
      now: Date.UTC(2026, 10, 23),
    });
    expect(manifest).toMatchObject({
      rows: 3164,
      assessments: 3164,
      articles: 1087,
      undated: 0,
      notScored: 32,
      firstDate: Date.UTC(2023, 7, 9, 4),
      lastDate: Date.UTC(2024, 2, 7, 12, 45, 19),
      validFrom: Date.UTC(2024, 2, 6, 12, 45, 19),
      validUntil: null,
      refused: [],
      files: [{ country: "Estonia", rows: 3164, assessments: 3164, articles: 1087, overlaps: [] }],
    });
    for (const [table, order] of Object.entries(TABLE_ORDER)) {
      const written = await catalogRows(catalogPath, `SELECT * FROM ${table}`);
      expect(written).toEqual(await catalogRows(catalogPath, `SELECT * FROM ${table} ORDER BY ${order}`));
    }
    const [texts] = await catalogRows(
      catalogPath,
      String.raw`SELECT count(*) AS n, count(*) FILTER (regexp_matches(summary, '[\n\x{200B}-\x{200F}]|\*\*|^Summary|Skipped article')) AS dirty
        FROM summaries WHERE summary IS NOT NULL`,
    );
    expect(texts).toEqual({ n: 3132, dirty: 0 });
    expect((await readdir(directory)).sort()).toEqual([
      "cards.bin",
      "catalog.duckdb",
      "index.bin",
      "manifest.json",
    ]);
    expect(await leftovers(folder)).toEqual([]);
  });
});

const VETO = "President vetoes the data bill";

test("articles, assessments, texts and stories of one file", async () => {
  const file = await newsFile(folder, "Latvia_master.parquet.gzip", [
    { id: "b", associated_pillar: "Pillar 2", impact_score: "1", summary: "**Second**", title_trans: VETO },
    { id: "a", associated_pillar: "1", impact_score: "5", link: "https://www.delfi.lv/1", domain_url: null },
    { id: "a", associated_pillar: "3", impact_score: "9", link: "https://www.delfi.lv/1", domain_url: null },
    { id: "b", associated_pillar: "Pillar 4", impact_score: "2", title_trans: "Skipped article" },
    { id: "c", title_trans: VETO, domain_url: "WWW.Other.org", published_date: "2024-03-06" },
  ]);
  const { catalogPath, manifest } = await buildInProcess(folder, [file]);
  expect(await catalogRows(catalogPath, "SELECT * FROM country_sets ORDER BY names")).toMatchObject([
    { names: [] },
    { names: ["Latvia"] },
  ]);
  const articles = await catalogRows(
    catalogPath,
    "SELECT article, id, link, source, title, published_at, names, is_opinion, story FROM articles JOIN country_sets USING (countries)",
  );
  const at = Date.UTC(2024, 2, 5, 10);
  const common = { published_at: at, names: ["Latvia"] };
  expect(articles).toEqual([
    // Its own last row first; only what is missing there comes from another one.
    {
      ...common,
      article: 0,
      id: "a",
      link: "https://www.delfi.lv/1",
      source: "delfi.lv",
      title: "Title number 2",
      is_opinion: false,
      story: 0,
    },
    {
      ...common,
      article: 1,
      id: "b",
      link: "https://www.example.org/b",
      source: "example.org",
      title: VETO,
      is_opinion: false,
      story: 1,
    },
    {
      ...common,
      article: 2,
      id: "c",
      link: "https://www.example.org/c",
      source: "other.org",
      title: VETO,
      published_at: Date.UTC(2024, 2, 6),
      is_opinion: false,
      story: 1,
    },
  ]);
  expect(await catalogRows(catalogPath, "SELECT * FROM stories")).toEqual([
    { story: 0, affair: 0, outlets: 1, articles: 1 },
    { story: 1, affair: 1, outlets: 2, articles: 2 },
  ]);
  expect(
    await catalogRows(
      catalogPath,
      "SELECT article, pillar, score, strength, is_opinion, story, outlets FROM assessments",
    ),
  ).toEqual([
    { article: 0, pillar: 1, score: 5, strength: 2, is_opinion: false, story: 0, outlets: 1 },
    { article: 1, pillar: 2, score: 1, strength: 2, is_opinion: false, story: 1, outlets: 2 },
    { article: 2, pillar: 1, score: 4, strength: 1, is_opinion: false, story: 1, outlets: 2 },
    { article: 1, pillar: 4, score: 2, strength: 1, is_opinion: false, story: 1, outlets: 2 },
    { article: 0, pillar: 3, score: 0, strength: null, is_opinion: false, story: 0, outlets: 1 },
  ]);
  expect(
    await catalogRows(catalogPath, "SELECT article, pillar, score, summary FROM summaries WHERE article = 1"),
  ).toEqual([
    { article: 1, pillar: 2, score: 1, summary: "Second" },
    { article: 1, pillar: 4, score: 2, summary: "A summary" },
  ]);
  expect(manifest).toMatchObject({ assessments: 5, articles: 3, stories: 2, notScored: 1 });
});

test("rows that cannot be used are dropped and counted", async () => {
  const file = await newsFile(folder, "data_example.parquet.gzip", [
    { id: "a", impact_score: "1" },
    { id: null },
    { id: "  " },
    { id: "a", associated_pillar: "Pillar 9" },
    { id: "b", associated_pillar: null },
    { id: "a", impact_score: "5" },
  ]);
  const { manifest, catalogPath } = await buildInProcess(folder, [file]);
  expect(manifest.files).toMatchObject([
    {
      country: null,
      rows: 6,
      assessments: 1,
      articles: 1,
      dropped: { withoutId: 2, unreadablePillar: 2, repeated: 1 },
    },
  ]);
  // The last of two equal ones counts.
  expect(
    await catalogRows(catalogPath, "SELECT id, score FROM assessments JOIN articles USING (article)"),
  ).toEqual([{ id: "a", score: 5 }]);
});

describe("dates ahead of the clock", () => {
  const hour = 3_600_000;
  const spelled = (at: number) => new Date(at).toISOString();

  test("by more than 24 hours are no dates, and the manifest tells for which clocks that holds", async () => {
    const file = await newsFile(folder, "Estonia.parquet", [
      { id: "edge", published_date: spelled(NOW + 24 * hour) },
      { id: "late", published_date: spelled(NOW + 24 * hour + 1) },
      { id: "later", published_date: spelled(NOW + 50 * hour) },
    ]);
    const { manifest, catalogPath } = await buildInProcess(folder, [file]);
    expect(await catalogRows(catalogPath, "SELECT id FROM articles WHERE published_at IS NULL")).toEqual([
      { id: "late" },
      { id: "later" },
    ]);
    expect(manifest).toMatchObject({
      undated: 2,
      lastDate: NOW + 24 * hour,
      validFrom: NOW,
      validUntil: NOW + 1,
    });
  });

  test("without any dated article the snapshot holds from the start of time", async () => {
    const file = await newsFile(folder, "Estonia.parquet", [
      { published_date: null },
      { published_date: "0999-01-01" },
    ]);
    const { manifest } = await buildInProcess(folder, [file]);
    expect(manifest).toMatchObject({
      undated: 2,
      firstDate: null,
      lastDate: null,
      validFrom: 0,
      validUntil: null,
    });
  });
});

test("paths and names with odd characters mean nothing", async () => {
  const odd = join(folder, "a'b [*] $(x) = ü");
  await mkdir(odd);
  const path = join(odd, "k=v?'*.parquet.gzip");
  await writeParquet(path, newsRows([{ id: "a" }]));
  const { manifest } = await buildIn(odd, [
    await sourceFile(path, { name: "Latvia\n\u202E'; DROP.parquet" }),
  ]);
  expect(manifest).toMatchObject({ articles: 1, files: [{ country: "Latvia" }] });
});

test("a disk with too little room refuses a build before it begins", async () => {
  const file = await newsFile(folder, "Latvia.parquet", [{ id: "a" }]);
  const large = { ...file, sizeBytes: 700_000_000 };
  const read: string[] = [];
  await expect(
    buildIn(folder, [large], {
      freeBytes: async () => 1_200_000_000,
      onProgress: ({ file: name }) => void read.push(name),
    }),
  ).rejects.toMatchObject({
    code: "build-failed",
    message:
      "The news are not prepared: that may need 2.8 GB, and the disk has 1.2 GB left. Whoever runs the bot makes room; then it goes on by itself.",
    retryable: true,
  });
  expect(read).toEqual([]);
  expect(await leftovers(folder)).toEqual([]);
});
