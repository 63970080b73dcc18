// Many small files, as programs that write folders leave them: read together, each trusted by itself.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { batchesOf } from "../../src/news/file-groups.ts";
import type { Manifest } from "../../src/news/manifest.ts";
import type { SourceFile } from "../../src/news/snapshot.ts";
import { sumOf } from "../../src/news/summed-file.ts";
import { buildInProcess as buildPlaced } from "../news/build-here.ts";
import {
  buildIn,
  buildInProcess,
  catalogRows,
  leftovers,
  NOW,
  newsFile,
  newsRows,
  sourceFile,
  withDuckDb,
  writeParquet,
} from "../news/parquet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "many-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a build says of files, however it went about reading them. */
async function toldOf({
  manifest,
  catalogPath,
}: {
  readonly manifest: Manifest;
  readonly catalogPath: string;
}) {
  const tables = ["articles", "assessments", "summaries", "texts", "country_sets"];
  const rows = await Promise.all(
    tables.map((table) => catalogRows(catalogPath, `SELECT * FROM ${table} ORDER BY ALL`)),
  );
  const files = manifest.files.map(({ sizeBytes: _, ...told }) => told);
  return { files, refused: manifest.refused.map(({ reason }) => reason).sort(), rows };
}

const COUNTRIES = ["Estonia", "LV", "Malta", "SWE"];

/** A folder of countries, months and files, of two kinds of columns. */
async function writeFolder(files: number): Promise<SourceFile[]> {
  return withDuckDb(async (connection) => {
    const written: SourceFile[] = [];
    for (let index = 0; index < files; index++) {
      const name = `country=${COUNTRIES[index % COUNTRIES.length]}/month=${index}/part-0.parquet`;
      const path = join(folder, name);
      await mkdir(join(path, ".."), { recursive: true });
      const rows = newsRows(
        [0, 1, 2].map((row) => ({
          // Some articles are in two files.
          id: `${index * 2 + row}`,
          impact_score: String(1 + ((index + row) % 5)),
          title_trans: `Title of ${index} and ${row}`,
          content_trans: row === 1 ? null : `Content of ${index} and ${row}`,
          associated_pillar: `Pillar ${1 + ((index + row) % 8)}`,
        })),
      );
      const typed =
        index % 3 === 0 ? "* REPLACE (id::DOUBLE AS id, impact_score::TINYINT AS impact_score)" : "*";
      await connection.run(`COPY (SELECT ${typed} FROM (${rows})) TO '${path}' (FORMAT parquet)`);
      written.push(await sourceFile(path, { name, modifiedAt: index }));
    }
    return written;
  });
}

/** A snapshot to go on from: what is looked at is the build after it. */
async function buildEarlier(files: readonly SourceFile[]) {
  const directory = join(folder, "snapshots", "first");
  const manifest = await buildPlaced({
    id: "first",
    files,
    directory,
    tmpDirectory: join(folder, "tmp"),
    now: NOW,
  });
  return { manifest, directory, catalogPath: join(directory, "catalog.duckdb") };
}

describe("many files", () => {
  test("are read together as they are read one by one", async () => {
    const files = await writeFolder(inject("long") ? 120 : 12);
    const together = await toldOf(await buildInProcess(folder, files));
    const alone = await toldOf(await buildInProcess(folder, files, { mostTogether: 1 }));
    expect(together).toEqual(alone);
    expect(together.refused).toEqual([]);
    expect(together.files.slice(0, 4).map(({ country }) => country)).toEqual([
      "Estonia",
      "Latvia",
      "Malta",
      "Sweden",
    ]);
  });

  test("that are broken in any way cost no other one its place", async () => {
    const files = await writeFolder(12);
    const [metadata, page, text] = [files[2], files[5], files[8]];
    for (const [file, change] of [
      [metadata, (bytes: Buffer) => bytes.fill(0xff, bytes.length - 60, bytes.length - 8)],
      [page, (bytes: Buffer) => bytes.fill(0xff, 4, 60)],
      // The last bytes of data are the summaries'; they are read when the file counts already.
      [
        text,
        (bytes: Buffer) => bytes.fill(0xff, bytes.indexOf("A summary") - 24, bytes.indexOf("A summary")),
      ],
    ] as const) {
      if (file === undefined) throw new Error("too few files");
      const bytes = await readFile(file.path);
      change(bytes);
      await writeFile(file.path, bytes);
    }
    const { manifest } = await buildIn(folder, files);
    const broken = [metadata, page, text].map((file) => file?.name).sort();
    expect(manifest.refused.map(({ name }) => name).sort()).toEqual(broken);
    expect(manifest.files.map(({ name }) => name)).toEqual(
      files.map(({ name }) => name).filter((name) => !broken.includes(name)),
    );
  });

  test("of which one changed are not read again, and give the same", async () => {
    const files = await writeFolder(12);
    const [changed, ahead] = [files[4], files[7]];
    if (changed === undefined || ahead === undefined) throw new Error("too few files");
    // One whose date is ahead of the clock is another one tomorrow.
    const soon = new Date(NOW + 30 * 3_600_000).toISOString();
    await writeParquet(ahead.path, newsRows([{ id: "ahead", published_date: soon }, { id: "14" }]));
    const first = await buildEarlier(files);

    await writeParquet(changed.path, newsRows([{ id: "8", summary: "Another summary" }, { id: "new" }]));
    const now = files.map((file) => (file === changed ? { ...file, contentHash: "changed" } : file));
    const read: string[] = [];
    const later = {
      now: NOW + 3_600_000,
      onProgress: ({ file }: { readonly file: string }) => void read.push(file),
    };
    const second = await buildIn(folder, now, { ...later, id: "second", earlier: first.directory });
    // Those beside them have articles in common with the one that changed: their texts are read again.
    const again = [files[3], changed, files[5], ahead].map((file) => file?.name);
    expect(read.toSorted()).toEqual(again.toSorted());
    const anew = await buildInProcess(folder, now, { now: later.now });
    expect(await toldOf(second)).toEqual(await toldOf(anew));

    // A third one takes from what the second took over; a clock that went back makes nothing of it.
    read.length = 0;
    const third = await buildIn(folder, now.slice(1), { ...later, id: "third", earlier: second.directory });
    // The one beside the file that went has an article less in common.
    expect(read.toSorted()).toEqual([files[1]?.name, ahead.name].sort());
    expect(third.manifest.files).toHaveLength(11);
    read.length = 0;
    const before = { ...later, now: NOW + 3_599_999 };
    await buildIn(folder, now, { ...before, id: "fourth", earlier: second.directory });
    expect(read).toHaveLength(12);
  });

  test("are read again when what an earlier build made of them is damaged, and it is left alone", async () => {
    const files = await writeFolder(6);
    const first = await buildEarlier(files);
    const whole = await toldOf(first);
    for (const name of ["catalog.duckdb", "cards.bin", "index.bin"]) {
      const path = join(first.directory, name);
      const bytes = await readFile(path);
      // In the middle: whatever it is of, DuckDB would hardly look at it.
      const middle = Math.floor(bytes.length / 2);
      const damaged = Buffer.from(bytes).fill(0xff, middle, middle + 8);
      await writeFile(path, damaged);
      const read: string[] = [];
      const second = await buildIn(folder, files, {
        id: "second",
        earlier: first.directory,
        onProgress: ({ file }) => void read.push(file),
      });
      expect(read).toHaveLength(6);
      expect(await toldOf(second)).toEqual(whole);
      expect(await readFile(path)).toEqual(damaged);
      await writeFile(path, bytes);
    }
  });

  test("of which the builder is killed at any time leave the earlier snapshot and nothing half", async () => {
    const files = await writeFolder(6);
    const first = await buildEarlier(files);
    const whole = await toldOf(first);
    const changed = files.map((file, at) => (at === 2 ? { ...file, contentHash: "changed" } : file));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000 }), async (afterMs) => {
        const end = AbortSignal.timeout(afterMs);
        const outcome = await buildIn(folder, changed, {
          id: "next",
          earlier: first.directory,
          signal: end,
        }).catch((error: unknown) => error);
        const isThere = (await readdir(join(folder, "snapshots"))).includes("next");
        if (isThere) expect(outcome).toMatchObject({ manifest: { articles: first.manifest.articles } });
        else expect(outcome).toMatchObject({ code: "closing" });
        expect(await leftovers(folder)).toEqual([]);
        await rm(join(folder, "snapshots", "next"), { recursive: true, force: true });
      }),
      { numRuns: inject("long") ? 40 : 2, seed: inject("seed") },
    );
    expect(await toldOf(first)).toEqual(whole);
    expect(await sumOf(first.catalogPath)).toBe(first.manifest.catalogSum);
  });

  test("are divided by size, and further when something happened", () => {
    const input = (index: number, sizeBytes: number, mostTogether?: number) => ({
      index,
      name: `${index}`,
      path: `${index}`,
      source: `/${index}`,
      contentHash: "",
      sizeBytes,
      ...(mostTogether === undefined ? {} : { mostTogether }),
    });
    const sizes = (inputs: Parameters<typeof batchesOf>[0]) => batchesOf(inputs).map(({ length }) => length);
    expect(sizes([])).toEqual([]);
    expect(sizes(Array.from({ length: 648 }, (_, index) => input(index, 25_000)))).toEqual([500, 148]);
    expect(sizes([input(0, 1), input(1, 300_000_000), input(2, 1), input(3, 1)])).toEqual([1, 1, 2]);
    expect(sizes([input(0, 1), input(1, 1, 1), input(2, 1, 1), input(3, 1), input(4, 1)])).toEqual([
      1, 1, 1, 2,
    ]);
    expect(sizes(Array.from({ length: 60 }, (_, index) => input(index, 1, 25)))).toEqual([25, 25, 10]);
  });

  test("without a single row are said to be empty", async () => {
    const file = await newsFile(folder, "Estonia.parquet", [{ id: "a" }]);
    await withDuckDb((connection) =>
      connection.run(`COPY (SELECT * FROM '${file.path}' LIMIT 0) TO '${join(folder, "none.parquet")}'`),
    );
    const empty = await sourceFile(join(folder, "none.parquet"));
    await expect(buildIn(folder, [empty])).rejects.toMatchObject({
      code: "file-refused",
      message: "none.parquet has no rows.",
    });
    const { manifest } = await buildInProcess(folder, [empty, file]);
    expect(manifest.refused).toEqual([]);
    expect(manifest.files).toMatchObject([
      { name: "Estonia.parquet", rows: 1 },
      { name: "none.parquet", rows: 0 },
    ]);
  });
});

describe("a file", () => {
  test("tells by column what could not be read", async () => {
    const rows = newsRows([
      { impact_score: "1,0", published_date: "03/04/2024" },
      { impact_score: "5/5", published_date: "Fri, 05 Jan 2024 12:00:00 GMT" },
      { impact_score: "0", published_date: "" },
      { impact_score: null, published_date: "1704456000", associated_pillar: "Open Government" },
      { impact_score: "4", published_date: "soon", associated_pillar: "Pillar 9" },
    ]);
    const path = join(folder, "Estonia.parquet");
    await withDuckDb((connection) =>
      connection.run(
        `COPY (SELECT * REPLACE ([content_trans] AS content_trans) FROM (${rows})) TO '${path}'`,
      ),
    );
    const { manifest, catalogPath } = await buildInProcess(folder, [await sourceFile(path)]);
    expect(manifest.files).toMatchObject([
      {
        rows: 5,
        dated: 2,
        scored: 0,
        unread: [
          { column: "published_date", values: 2, sample: "03/04/2024" },
          { column: "impact_score", values: 2, sample: "1,0" },
          { column: "associated_pillar", values: 1, sample: "Pillar 9" },
          { column: "content_trans", values: 5, sample: "[A content]" },
        ],
      },
    ]);
    const noon = Date.UTC(2024, 0, 5, 12);
    expect(
      await catalogRows(
        catalogPath,
        "SELECT id, pillar, score, assessments.published_at FROM assessments JOIN articles USING (article) ORDER BY id",
      ),
    ).toEqual([
      { id: "a0", pillar: 1, score: 0, published_at: null },
      { id: "a1", pillar: 1, score: 0, published_at: noon },
      { id: "a2", pillar: 1, score: 0, published_at: null },
      { id: "a3", pillar: 3, score: 0, published_at: noon },
    ]);
  });

  test("may have its values as JSON, some or all of them in quotes", async () => {
    const path = join(folder, "Estonia.parquet");
    const rows = newsRows([
      { id: "101", impact_score: "4" },
      { id: '"103"', impact_score: '"5"', title_trans: 'A "fair" trial' },
      { id: '"104.0"', impact_score: '"5.0"' },
      { id: '"a1"', impact_score: "1" },
    ]);
    await withDuckDb((connection) =>
      connection.run(
        `COPY (
          SELECT * REPLACE (id::JSON AS id, impact_score::JSON AS impact_score, to_json(title_trans) AS title_trans)
          FROM (${rows}) ) TO '${path}'`,
      ),
    );
    const { manifest, catalogPath } = await buildInProcess(folder, [await sourceFile(path)]);
    expect(manifest).toMatchObject({ notScored: 0, files: [{ scored: 4, unread: [] }] });
    expect(
      await catalogRows(
        catalogPath,
        "SELECT id, score, title FROM assessments JOIN articles USING (article) ORDER BY id",
      ),
    ).toEqual([
      { id: "101", score: 4, title: "Title number 0" },
      { id: "103", score: 5, title: 'A "fair" trial' },
      { id: "104", score: 5, title: "Title number 2" },
      { id: "a1", score: 1, title: "Title number 3" },
    ]);
  });

  test("may tell country and pillar in its path, and its columns go before that", async () => {
    const select = newsRows([{ id: "a" }, { id: "b" }, { id: "c" }]);
    const path = join(folder, "plain.parquet");
    await withDuckDb((connection) =>
      connection.run(`COPY (SELECT * EXCLUDE (associated_pillar) FROM (${select})) TO '${path}'`),
    );
    const columns = join(folder, "columns.parquet");
    await withDuckDb((connection) =>
      connection.run(`COPY (
        SELECT id || id AS id, * EXCLUDE (id), CASE id WHEN 'a' THEN 'EE' WHEN 'b' THEN 'Narnia' END AS "Country"
        FROM (${select}) ) TO '${columns}'`),
    );
    const { manifest, catalogPath } = await buildInProcess(folder, [
      await sourceFile(path, {
        name: "country=LV/associated_pillar=Pillar%204/part-0.parquet",
        modifiedAt: 1,
      }),
      await sourceFile(columns, {
        name: "country=MT/associated_pillar=Pillar%204/part-0.parquet",
        modifiedAt: 2,
      }),
    ]);
    expect(manifest.refused).toEqual([]);
    expect(manifest.files).toMatchObject([
      { country: "Latvia", unread: [] },
      { country: "Malta", unread: [{ column: "country", values: 1, sample: "Narnia" }] },
    ]);
    expect(
      await catalogRows(
        catalogPath,
        "SELECT articles.id, pillar, names FROM articles JOIN assessments USING (article) JOIN country_sets ON country_sets.countries = articles.countries ORDER BY articles.id",
      ),
    ).toEqual([
      { id: "a", pillar: 4, names: ["Latvia"] },
      { id: "aa", pillar: 1, names: ["Estonia"] },
      { id: "b", pillar: 4, names: ["Latvia"] },
      { id: "bb", pillar: 1, names: ["Malta"] },
      { id: "c", pillar: 4, names: ["Latvia"] },
      { id: "cc", pillar: 1, names: ["Malta"] },
    ]);
  });

  test("may be written for browsers and with links without a scheme", async () => {
    const file = await newsFile(folder, "Estonia.parquet", [
      {
        id: "a",
        link: "err.ee/news/1?a=1&amp;b=2",
        title_trans: "<b>Court</b> &amp;quot;opens&amp;quot;",
        summary: "<![CDATA[<p>One&nbsp;line.</p><p>Two &#8211; lines.</p>]]>",
        description_trans: "<br/>",
        content_trans: "&lt;div&gt;Content&lt;/div&gt;",
      },
    ]);
    const { catalogPath } = await buildInProcess(folder, [file]);
    expect(
      await catalogRows(
        catalogPath,
        "SELECT link, title, summary, description, content FROM articles JOIN texts USING (article) JOIN summaries USING (article)",
      ),
    ).toEqual([
      {
        link: "https://err.ee/news/1?a=1&b=2",
        title: 'Court "opens"',
        summary: "One line. Two – lines.",
        description: null,
        content: "Content",
      },
    ]);
  });
});
