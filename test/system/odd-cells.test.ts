// Cells that nobody expects, of any size and kind in any column: the file is read or refused in a sentence, and all others serve.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { isUnpolluted } from "../adapters/pollution.ts";
import { COLUMNS } from "../answers/data-files.ts";
import { buildIn, catalogRows, leftovers, newsRows, sourceFile, writeParquet } from "../news/parquet.ts";

const MEGABYTE = 1_000_000;
const sizes = inject("long") ? [1, 10, 100] : [1];

/** SQL for the cell of one row: long, nested, or named as what every object inherits. */
const cell = fc.oneof(
  fc
    .tuple(fc.constantFrom(...sizes), fc.constantFrom("x", "ab ", "õ", "\u202e", "<!channel> ", "😀", "\\n"))
    .map(([size, text]) => `repeat('${text}', ${Math.ceil((size * MEGABYTE) / Buffer.byteLength(text))})`),
  fc.constantFrom(
    "MAP {'__proto__': 'x', 'constructor': 'y'}",
    "{'__proto__': 'x', 'constructor': {'prototype': 'y'}}",
    "[[['deep']], []]",
    "[{'prototype': MAP {'toString': [1, 2]}}]",
    "'__proto__'",
    "'constructor'",
    "'\u2028\u0001\u009b2J'",
    "from_hex('FF00FE')",
    "1e308::DOUBLE",
    "INTERVAL 3 DAYS",
  ),
);

/** Columns besides those that are read. */
const besides = fc.constantFrom(0, 0, 1, inject("long") ? 50_000 : 500);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "odd-cells-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("cost no other file, and pollute nothing", async () => {
  const kinds = fc.sample(fc.tuple(fc.constantFrom(...COLUMNS), cell, besides), {
    seed: inject("seed"),
    numRuns: inject("long") ? 60 : 8,
  });
  const files = [];
  for (const [n, [column, value, more]] of kinds.entries()) {
    const path = join(folder, `odd${n}.parquet`);
    const others = Array.from({ length: more }, (_, index) => `, ${index} AS "__proto__${index}"`).join("");
    const rows = newsRows([{ id: `odd${n}-0` }, { id: `odd${n}-1` }]);
    await writeParquet(path, `SELECT * REPLACE (${value} AS ${column})${others} FROM (${rows})`);
    files.push(await sourceFile(path, { modifiedAt: n + 1 }));
  }
  const good = join(folder, "good.parquet");
  await writeParquet(good, newsRows([{ id: "good" }]));
  const { manifest, catalogPath } = await buildIn(folder, [
    await sourceFile(good, { modifiedAt: 0 }),
    ...files,
  ]);
  const names = [...manifest.files, ...manifest.refused].map(({ name }) => name);
  expect(names.toSorted()).toEqual(["good.parquet", ...files.map(({ name }) => name)].toSorted());
  expect(manifest.files.map(({ name }) => name)).toContain("good.parquet");
  for (const { name, reason } of manifest.refused) {
    expect(reason.startsWith(`${name} `), reason).toBe(true);
    expect(reason).toMatch(/^[^\n]{1,400}\.$/);
  }
  expect(isUnpolluted()).toBe(true);
  expect(await leftovers(folder)).toEqual([]);
  const [longest] = await catalogRows(
    catalogPath,
    "SELECT max(length(title)) AS title, count(*) FILTER (id = 'good') AS good FROM articles",
  );
  expect(longest).toMatchObject({ good: 1 });
});
