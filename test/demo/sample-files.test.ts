// The files of the sample: as pandas writes them.

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { sampleArticles } from "../../demo/sample/articles.ts";
import { writeSampleFiles } from "../../demo/sample/parquet.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../shared-data.ts";

const TODAY = Date.UTC(2024, 2, 7, 10, 20, 30);
const COUNTRIES = ["Croatia", "Estonia", "Ireland", "Latvia", "Portugal", "Sweden"];

const schemaRow = z.object({ name: z.string(), type: z.string(), converted_type: z.string().nullable() });
const metadataRow = z.object({ path: z.string(), codec: z.string(), row_group: z.string() });
const storedRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

describe("the files", () => {
  let directory = "";
  let paths: readonly string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "sample's-"));
    paths = await writeSampleFiles({ directory, today: TODAY });
  });
  afterAll(async () => rm(directory, { recursive: true, force: true }));

  async function ask(sql: string, path: string): Promise<readonly unknown[]> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    try {
      return (await connection.runAndReadAll(sql, [path])).getRowObjectsJson();
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  /** Name and physical type of each column; integers carry no annotation that matters. */
  async function columnsOf(path: string): Promise<string[]> {
    const found = await ask(
      "SELECT name, type, converted_type FROM parquet_schema(?) WHERE type IS NOT NULL",
      path,
    );
    return z
      .array(schemaRow)
      .parse(found)
      .map(({ name, type, converted_type }) =>
        converted_type === "UTF8" ? `${name} ${type} UTF8` : `${name} ${type}`,
      );
  }

  test("are one a country, and nothing else is left in the folder", async () => {
    const names = COUNTRIES.map((country) => `${country}_master.parquet.gzip`);
    expect(paths.map((path) => basename(path))).toEqual(names);
    expect((await readdir(directory)).toSorted()).toEqual(names);
  });

  test("have the columns and types that pandas writes", async () => {
    const text = (name: string) => `${name} BYTE_ARRAY UTF8`;
    for (const path of paths) {
      expect(await columnsOf(path)).toEqual([
        ...[
          "id",
          "link",
          "domain_url",
          "published_date",
          "title_trans",
          "description_trans",
          "content_trans",
          "summary",
        ].map(text),
        "impact_score INT32",
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((pillar) => `pillar_${pillar} INT64`),
        text("associated_pillar"),
        "__index_level_0__ INT64",
      ]);
    }
  });

  test.skipIf(!hasSharedData)(`have the columns of a real file${sharedDataReason}`, async () => {
    const real = await columnsOf(sharedPath("data/Estonia_master.parquet.gzip"));
    for (const path of paths) expect(await columnsOf(path)).toEqual(real);
  });

  test("have gzip pages in one row group", async () => {
    const sql =
      "SELECT path_in_schema AS path, compression AS codec, row_group_id AS row_group FROM parquet_metadata(?)";
    for (const path of paths) {
      const chunks = z.array(metadataRow).parse(await ask(sql, path));
      expect(chunks.length).toBe(19);
      expect(new Set(chunks.map(({ codec }) => codec))).toEqual(new Set(["GZIP"]));
      expect(new Set(chunks.map(({ row_group }) => row_group))).toEqual(new Set(["0"]));
    }
  });

  test("hold the sample's rows, in order", async () => {
    for (const [index, own] of [...sampleArticles({ today: TODAY }).values()].entries()) {
      const stored = z.array(storedRow).parse(await ask("SELECT * FROM read_parquet(?)", paths[index] ?? ""));
      // 64-bit integers come back as text.
      const asText = (row: object) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
        );
      expect(stored.map(asText)).toEqual(own.map(asText));
    }
  });
});
