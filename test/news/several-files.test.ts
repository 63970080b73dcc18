// Several data files in, one snapshot out: which of equal assessments count, whose texts an article has, what is left out.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildIn, buildInProcess, catalogRows, newsFile, type newsRows, sourceFile } from "./parquet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "several-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("of several files", () => {
  test("of equal assessments the newer file's counts, and the older file tells", async () => {
    const rows: Parameters<typeof newsRows>[0] = [
      { id: "a", impact_score: "1", title_trans: "Old title" },
      { id: "b", impact_score: "1" },
    ];
    const files = [
      await newsFile(folder, "Estonia_master (Ana's conflicted copy).parquet.gzip", rows, {
        modifiedAt: 2_000,
      }),
      await newsFile(
        folder,
        "Estonia_master.parquet.gzip",
        [
          { id: "a", impact_score: "5", title_trans: "New title" },
          { id: "a", impact_score: "4", associated_pillar: "2", title_trans: null },
        ],
        { modifiedAt: 3_000 },
      ),
      await newsFile(folder, "Estonia_z.parquet.gzip", rows, { modifiedAt: 2_000 }),
    ];
    const { manifest, catalogPath } = await buildInProcess(folder, files);
    expect(
      await catalogRows(
        catalogPath,
        "SELECT id, pillar, score FROM assessments JOIN articles USING (article) ORDER BY ALL",
      ),
    ).toEqual([
      { id: "a", pillar: 1, score: 5 },
      { id: "a", pillar: 2, score: 4 },
      { id: "b", pillar: 1, score: 1 },
    ]);
    expect(await catalogRows(catalogPath, "SELECT title FROM articles WHERE id = 'a'")).toEqual([
      { title: "New title" },
    ]);
    // Of two as old, the later name counts.
    expect(
      manifest.files.map(({ name, assessments, overlaps }) => ({ name, assessments, overlaps })),
    ).toEqual([
      {
        name: "Estonia_master (Ana's conflicted copy).parquet.gzip",
        assessments: 2,
        overlaps: [
          { file: "Estonia_z.parquet.gzip", assessments: 1 },
          { file: "Estonia_master.parquet.gzip", assessments: 1 },
        ],
      },
      {
        name: "Estonia_z.parquet.gzip",
        assessments: 2,
        overlaps: [{ file: "Estonia_master.parquet.gzip", assessments: 1 }],
      },
      { name: "Estonia_master.parquet.gzip", assessments: 2, overlaps: [] },
    ]);
  });

  test("one id in files of two countries is one article with both", async () => {
    const files = [
      await newsFile(folder, "Latvia.parquet", [{ id: "a" }, { id: "b" }]),
      await newsFile(folder, "Estonia.parquet", [{ id: "a", associated_pillar: "2" }]),
      await newsFile(folder, "Sweden.parquet", [{ id: "c" }], { country: "Norway" }),
      await newsFile(folder, "other.parquet", [{ id: "d" }]),
    ];
    const { catalogPath } = await buildInProcess(folder, files);
    const found = await catalogRows(
      catalogPath,
      "SELECT id, names FROM articles JOIN country_sets USING (countries) ORDER BY id",
    );
    expect(found).toEqual([
      { id: "a", names: ["Estonia", "Latvia"] },
      { id: "b", names: ["Latvia"] },
      { id: "c", names: ["Norway"] },
      { id: "d", names: [] },
    ]);
  });

  test("what is missing in an article's last row comes from its latest other row", async () => {
    const files = [
      await newsFile(folder, "Estonia_1.parquet", [
        { id: "a", content_trans: "Older content", description_trans: "Older description" },
        { id: "b", content_trans: null },
      ]),
      await newsFile(
        folder,
        "Estonia_2.parquet",
        [
          { id: "a", content_trans: "First content", published_date: "2024-03-01", associated_pillar: "1" },
          {
            id: "a",
            content_trans: "Second content",
            description_trans: "",
            associated_pillar: "2",
            link: null,
          },
          {
            id: "a",
            content_trans: "Translation through API failed.",
            description_trans: null,
            title_trans: " ",
            published_date: "nonsense",
            associated_pillar: "3",
            link: null,
            domain_url: null,
          },
        ],
        { modifiedAt: 2_000 },
      ),
    ];
    const { catalogPath } = await buildInProcess(folder, files);
    expect(
      await catalogRows(
        catalogPath,
        "SELECT id, link, source, title, published_at, description, content FROM articles JOIN texts USING (article) ORDER BY id",
      ),
    ).toEqual([
      {
        id: "a",
        link: "https://www.example.org/a",
        source: "example.org",
        title: "Title number 1",
        published_at: Date.UTC(2024, 2, 5, 10),
        description: "A description",
        content: "Second content",
      },
      {
        id: "b",
        link: "https://www.example.org/b",
        source: "example.org",
        title: "Title number 1",
        published_at: Date.UTC(2024, 2, 5, 10),
        description: "A description",
        content: null,
      },
    ]);
  });

  test("one that cannot be used is left out with its reason", async () => {
    const bad = join(folder, "bad");
    await writeFile(bad, "<!DOCTYPE html><html>");
    const gone = await newsFile(folder, "Gone.parquet", [{ id: "a" }]);
    await rm(gone.path);
    const progress: unknown[] = [];
    const { manifest } = await buildIn(
      folder,
      [
        await sourceFile(bad, { name: "Latvia.parquet" }),
        await newsFile(folder, "Estonia.parquet", [{ id: "a" }]),
        gone,
      ],
      { onProgress: (step) => progress.push(step) },
    );
    expect(manifest.refused).toEqual([
      {
        name: "Gone.parquet",
        contentHash: gone.contentHash,
        reason: "Gone.parquet is no longer there.",
      },
      {
        name: "Latvia.parquet",
        contentHash: `hash of ${bad}`,
        reason: "Latvia.parquet is not a parquet file: it starts like a web page, so download it again.",
      },
    ]);
    expect(manifest.files.map(({ name }) => name)).toEqual(["Estonia.parquet"]);
    expect(progress).toEqual([
      { file: "Estonia.parquet", index: 1, of: 3 },
      { file: "Gone.parquet", index: 2, of: 3 },
      { file: "Latvia.parquet", index: 3, of: 3 },
    ]);
  });
});
