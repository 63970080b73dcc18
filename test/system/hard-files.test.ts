// Bad files are normal. Whatever a file holds, it is read, or refused in one sentence that names it.

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { Manifest } from "../../src/news/manifest.ts";
import type { SourceFile } from "../../src/news/snapshot.ts";
import {
  buildIn,
  buildInProcess,
  leftovers,
  newsRows,
  rowsOf,
  sourceFile,
  withDuckDb,
  writeParquet,
} from "../news/parquet.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../shared-data.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hard-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Builds the files together with a good one, so that there is a manifest to look at. */
async function buildWithGood(files: readonly SourceFile[]): Promise<Manifest> {
  const path = join(folder, "good.parquet");
  await writeParquet(path, newsRows([{ id: "good" }]));
  const { manifest } = await buildIn(folder, [await sourceFile(path, { modifiedAt: 0 }), ...files]);
  expect(await leftovers(folder)).toEqual([]);
  return manifest;
}

/** One sentence that starts with the file's name and gives away nothing of the machine. */
function expectSentence({ name, reason }: { readonly name: string; readonly reason: string }): void {
  expect(reason.startsWith(`${name} `)).toBe(true);
  const rest = reason.slice(name.length);
  expect(rest).toMatch(/^ [a-z][^\n!]*\.$/);
  expect(rest).not.toMatch(/\.\s/);
  expect(rest).not.toMatch(/\/|\\|Error|undefined|parquet'/);
}

/** The same in this process, for files that do not end it. */
async function buildWithGoodHere(files: readonly SourceFile[]): Promise<Manifest> {
  const path = join(folder, "good.parquet");
  await writeParquet(path, newsRows([{ id: "good" }]));
  const { manifest } = await buildInProcess(folder, [await sourceFile(path, { modifiedAt: 0 }), ...files]);
  return manifest;
}

async function put(name: string, content: string | Uint8Array): Promise<SourceFile> {
  const path = join(folder, name);
  await writeFile(path, content);
  return sourceFile(path);
}

/** Writes a good file but for what is selected differently. */
async function variant(name: string, select: string): Promise<SourceFile> {
  const path = join(folder, name);
  await writeParquet(path, select);
  return sourceFile(path);
}

function reasonsOf(manifest: Manifest): Record<string, string> {
  for (const file of manifest.refused) expectSentence(file);
  return Object.fromEntries(
    manifest.refused.map(({ name, reason }) => [name, reason.slice(name.length + 1)]),
  );
}

describe.skipIf(!hasSharedData)(`the hard files of others${sharedDataReason}`, () => {
  test("are read or refused, alone as well as together", async () => {
    const names = (await readdir(sharedPath("data/hard"))).filter((name) => name !== "PROVENANCE.tsv");
    const files = await Promise.all(names.map((name) => sourceFile(sharedPath(`data/hard/${name}`))));
    const manifest = await buildWithGood(files);
    const reasons = reasonsOf(manifest);
    const empty = manifest.files.filter(({ rows }) => rows === 0).map(({ name }) => name);
    expect(empty.sort()).toEqual(["fastparquet__empty.parquet", "own__zero_rows.parquet.gzip"]);
    const read = manifest.files.map(({ name }) => name);
    expect([...read, ...Object.keys(reasons)].sort()).toEqual([...names, "good.parquet"].sort());
    expect(read.filter((name) => !empty.includes(name)).sort()).toEqual([
      "good.parquet",
      "own__date_mixed_bad_text.parquet.gzip",
      "own__date_timestamp_us.parquet.gzip",
      "own__impact_text.parquet.gzip",
      "own__no_pillar_8.parquet.gzip",
      "own__one_20MB_cell.parquet.gzip",
      "own__pillars_bool.parquet.gzip",
    ]);
    expect(reasons).toMatchObject({
      "own__zero_bytes.parquet.gzip": "is empty: download it again.",
      "own__html_login_page.parquet.gzip":
        "is not a parquet file: it starts like a web page, so download it again.",
      "own__dropbox_error_body.parquet.gzip":
        "is not a parquet file: it starts like a message in JSON, so download it again.",
      "parquet-testing__uniform_encryption.parquet.encrypted": "is encrypted: save it without encryption.",
      "parquet-testing__large_string_map.brotli.parquet":
        "would unpack to 2 GB, far more than a file of 4 kB should.",
      "duckdb__enum.parquet":
        "lacks the columns link, published_date, title_trans, summary, impact_score and associated_pillar.",
    });
  });
});

/** A file as pandas would write it, with what a test wants different. */
const NEWS =
  "SELECT * REPLACE (impact_score::INTEGER AS impact_score) FROM (" +
  newsRows(Array.from({ length: 50 }, (_, index) => ({ id: `id-${index}`, summary: `Summary ${index}` }))) +
  ")";

describe("own broken files", () => {
  test("that are no parquet say what they are", async () => {
    const manifest = await buildWithGoodHere([
      await put("empty.parquet", ""),
      await put("page.parquet", "\uFEFF\n <html><body>Sign in</body></html>"),
      await put("error.parquet", '{"error_summary": "path/not_found/"}'),
      await put("list.parquet", "[1, 2]"),
      await put("packed.parquet.gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])),
      await put("archive.parquet", "PK\u0003\u0004"),
      await put("zeros.parquet", new Uint8Array(5_000)),
      await put("table.parquet", "id,link\na,b\n"),
      await put("magic.parquet", "PAR1"),
      await put("twice.parquet", "PAR1PAR1"),
      await put("garbage.parquet", `PAR1${"garbage ".repeat(100)}PAR1`),
      await put(
        "length.parquet",
        Buffer.concat([Buffer.from("PAR1xxxx"), Buffer.from([255, 255, 255, 127]), Buffer.from("PAR1")]),
      ),
      await put("secret.parquet", "PARE0000PARE"),
    ]);
    expect(reasonsOf(manifest)).toEqual({
      "empty.parquet": "is empty: download it again.",
      "page.parquet": "is not a parquet file: it starts like a web page, so download it again.",
      "error.parquet": "is not a parquet file: it starts like a message in JSON, so download it again.",
      "list.parquet": "is not a parquet file: it starts like a message in JSON, so download it again.",
      "packed.parquet.gzip": "is not a parquet file: it is packed with gzip as a whole, so unpack it.",
      "archive.parquet": "is not a parquet file: it is a zip archive, so unpack it.",
      "zeros.parquet": "is not a parquet file: it holds only zeros, so download it again.",
      "table.parquet": "is not a parquet file: save the table as parquet.",
      "magic.parquet": "ends too early, as half a download does: download it again.",
      "twice.parquet": "ends too early, as half a download does: download it again.",
      "garbage.parquet": "is damaged or written in a way that cannot be read here: download it again.",
      "length.parquet": "is damaged or written in a way that cannot be read here: download it again.",
      "secret.parquet": "is encrypted: save it without encryption.",
    });
  });

  test("cut at any length are refused", async () => {
    const whole = await variant("whole.parquet", NEWS);
    const bytes = await readFile(whole.path);
    const lengths = [
      1,
      3,
      4,
      5,
      11,
      12,
      100,
      bytes.length / 2,
      bytes.length - 300,
      bytes.length - 8,
      bytes.length - 1,
    ];
    const manifest = await buildWithGoodHere([
      whole,
      ...(await Promise.all(
        lengths.map((length) =>
          put(`cut-${Math.floor(length)}.parquet`, bytes.subarray(0, Math.floor(length))),
        ),
      )),
    ]);
    const reasons = Object.values(reasonsOf(manifest));
    expect(reasons).toHaveLength(lengths.length);
    expect(reasons.filter((reason) => reason.startsWith("ends too early"))).toHaveLength(lengths.length - 2);
    expect(manifest.files.map(({ name }) => name)).toEqual(["good.parquet", "whole.parquet"]);
  });

  test("of the wrong columns name them", async () => {
    const manifest = await buildWithGoodHere([
      await variant("one.parquet", `SELECT * EXCLUDE (summary) FROM (${NEWS})`),
      await variant(
        "near.parquet",
        `SELECT title_trans AS title, impact_score AS impact, * EXCLUDE (title_trans, impact_score) FROM (${NEWS})`,
      ),
      await variant("three.parquet", `SELECT * EXCLUDE (id, link, impact_score) FROM (${NEWS})`),
      await variant("list.parquet", `SELECT * REPLACE ([title_trans] AS title_trans) FROM (${NEWS})`),
      await variant("record.parquet", `SELECT * REPLACE ({'a': id} AS id) FROM (${NEWS})`),
      await variant("map.parquet", `SELECT * REPLACE (MAP {'a': 1} AS impact_score) FROM (${NEWS})`),
      await variant("none.parquet", `SELECT * FROM (${NEWS}) WHERE false`),
      await variant("ids.parquet", `SELECT * REPLACE (NULL::VARCHAR AS id) FROM (${NEWS})`),
      await variant("pillars.parquet", `SELECT * REPLACE (9 AS associated_pillar) FROM (${NEWS})`),
    ]);
    expect(manifest.files.map(({ name, rows, articles }) => [name, rows, articles])).toEqual([
      ["good.parquet", 1, 1],
      // It is valid, and its program may yet write rows.
      ["none.parquet", 0, 0],
    ]);
    expect(reasonsOf(manifest)).toEqual({
      "near.parquet":
        "lacks the columns title_trans and impact_score; rename title to title_trans and impact to impact_score if that is meant.",
      "one.parquet": "lacks the column summary.",
      "three.parquet": "lacks the columns id, link and impact_score.",
      "list.parquet": "has lists in the column title_trans, where single values belong.",
      "record.parquet": "has records in the column id, where single values belong.",
      "map.parquet": "has maps in the column impact_score, where single values belong.",
      "ids.parquet": "has no usable row: 50 without id.",
      "pillars.parquet": "has no usable row: 50 without a pillar from 1 to 8 in associated_pillar.",
    });
  });

  test("of repeated or oddly written column names are read", async () => {
    const twin = await variant(
      "twin.parquet",
      `SELECT 'wrong' AS title_tranz, *, 'x' AS file_row_number FROM (${NEWS})`,
    );
    const bytes = (await readFile(twin.path)).toString("latin1");
    const named = (name: string) => Buffer.from(bytes.replaceAll("title_tranz", name), "latin1");
    const { catalogPath, manifest } = await buildInProcess(
      folder,
      [
        twin,
        await put("case.parquet", named("TITLE_TRANS")),
        // Of two equal names the first is taken.
        await put("equal.parquet", named("title_trans")),
        await variant("upper.parquet", `SELECT id AS "ID", * EXCLUDE (id) FROM (${NEWS})`),
      ].map((file, index) => ({ ...file, modifiedAt: index === 2 ? 0 : index + 1 })),
    );
    expect(manifest.refused).toEqual([]);
    expect(manifest.files.map(({ assessments }) => assessments)).toEqual([50, 50, 50, 50]);
    const titles = await withDuckDb(
      (connection) => rowsOf(connection, "SELECT DISTINCT title FROM articles WHERE title = 'wrong'"),
      catalogPath,
    );
    expect(titles).toEqual([]);
  });

  test("that are sound but of a kind that cannot be read say which", async () => {
    const written = (name: string) => sourceFile(join(import.meta.dirname, "../news/written", name));
    const manifest = await buildWithGoodHere([
      await written("unread-lz4.parquet"),
      await written("unread-byte-stream-split.parquet"),
    ]);
    expect(reasonsOf(manifest)).toEqual({
      "unread-lz4.parquet":
        "is packed with the codec LZ4, which cannot be read here: write it anew with zstd, snappy or gzip.",
      "unread-byte-stream-split.parquet":
        "has values in the encoding BYTE_STREAM_SPLIT, which cannot be read here for their type: write it anew without that encoding.",
    });
  });

  test("in every codec and page version are read", async () => {
    const files = await Promise.all(
      ["uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw"].flatMap((codec) =>
        ["V1", "V2"].map(async (version) => {
          const path = join(folder, `${codec}-${version}.parquet`);
          await withDuckDb((connection) =>
            connection.run(
              `COPY (${NEWS}) TO '${path}' (FORMAT parquet, CODEC ${codec}, PARQUET_VERSION '${version}')`,
            ),
          );
          return sourceFile(path);
        }),
      ),
    );
    const manifest = await buildWithGoodHere(files);
    expect(manifest.refused).toEqual([]);
  });

  test("that end the database they are read with cost no other file", async () => {
    const whole = await variant("whole.parquet", NEWS);
    const bytes = await readFile(whole.path);
    // Between two columns of the footer, the mark of an encrypted column (field 8 of ColumnChunk in parquet.thrift).
    const next = bytes.indexOf(Buffer.from([0, 0, 0, 0x26, 0, 0x1c]));
    expect(next).toBeGreaterThan(0);
    const marked = Buffer.concat([
      bytes.subarray(0, next + 2),
      Buffer.from([0x5c, 0x1c, 0, 0]),
      bytes.subarray(next + 2),
    ]);
    const lengthAt = marked.length - 8;
    marked.writeUInt32LE(marked.readUInt32LE(lengthAt) + 4, lengthAt);
    const poison = await put("poison.parquet", marked);
    await expect(
      withDuckDb((connection) => rowsOf(connection, `SELECT * FROM read_parquet('${poison.path}')`)),
    ).rejects.toThrow("INTERNAL Error");

    const building = buildWithGood([poison, whole]);
    await expect(building).resolves.toBeDefined();
    const manifest = await building;
    expect(reasonsOf(manifest)).toEqual({ "poison.parquet": "is encrypted: save it without encryption." });
    expect(manifest.files.map(({ name }) => name)).toEqual(["good.parquet", "whole.parquet"]);
  });

  test("that unpack to far more than their size are refused before or while they are read", async () => {
    // One cell of 300 MB says so itself; a million characters in every row stand only once in the file.
    const path = join(folder, "cell.parquet");
    await withDuckDb((connection) =>
      // Packing 300 MB takes seconds with gzip.
      connection.run(
        `COPY (SELECT * REPLACE (repeat('x', 300_000_000) AS content_trans) FROM (${NEWS} LIMIT 1))
         TO '${path}' (FORMAT parquet, CODEC zstd)`,
      ),
    );
    const cell = await sourceFile(path);
    const rows = await variant(
      "rows.parquet",
      `SELECT * REPLACE (repeat('x', 1_000_000) AS link, range AS id) FROM (${NEWS} LIMIT 1), range(700)`,
    );
    expect(cell.sizeBytes + rows.sizeBytes).toBeLessThan(1_000_000);
    const { manifest } = await buildIn(folder, [await variant("good.parquet", NEWS), cell, rows], {
      limits: { diskBytes: 100_000_000, databaseMemoryBytes: 300_000_000 },
    });
    const reasons = reasonsOf(manifest);
    expect(reasons["cell.parquet"]).toMatch(
      /^would unpack to 300 MB, far more than a file of \d+ kB should\.$/,
    );
    // Which bound is met first depends on the machine.
    expect(reasons["rows.parquet"]).toMatch(/^(needs more (memory|disk space) than|takes far too long)/);
    expect(manifest.files.map(({ name }) => name)).toEqual(["good.parquet"]);
  });

  test("with bytes changed at random are read or refused", async () => {
    const files = inject("long") ? 40 : 8;
    const bases = await Promise.all(
      ["uncompressed", "gzip"].map(async (codec) => {
        const path = join(folder, `${codec}.parquet`);
        await withDuckDb((connection) =>
          connection.run(`COPY (${NEWS}) TO '${path}' (FORMAT parquet, CODEC ${codec})`),
        );
        return readFile(path);
      }),
    );
    const change = fc.record({
      base: fc.nat(bases.length - 1),
      // From the end: the footer decides most.
      bytes: fc.array(fc.tuple(fc.oneof(fc.nat(3_000), fc.nat(100_000)), fc.nat(255)), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: files, maxLength: files }), async (changes) => {
        const broken = await Promise.all(
          changes.map(({ base, bytes }, index) => {
            const copy = Buffer.from(bases[base] ?? "");
            for (const [fromEnd, byte] of bytes)
              copy[Math.max(0, copy.length - 1 - (fromEnd % copy.length))] = byte;
            return put(`broken-${index}.parquet`, copy);
          }),
        );
        const manifest = await buildWithGood(broken);
        expect(manifest.files.length + Object.keys(reasonsOf(manifest)).length).toBe(files + 1);
        expect(manifest.files[0]?.name).toBe("good.parquet");
        await rm(join(folder, "snapshots"), { recursive: true });
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 25 : 1, endOnFailure: true },
    );
  });
});
