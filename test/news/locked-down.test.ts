// What a statement on the news could do, were somebody's text ever one: nothing but read them. And it is none: whatever is
// typed is looked for as it stands.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { messageOf } from "../../src/errors.ts";
import type { Article } from "../../src/news/article.ts";
import { type Catalog, openCatalog } from "../../src/news/catalog.ts";
import { openQueryPool, type QueryPool } from "../../src/news/query-pool.ts";
import { makeHere } from "./export/made.ts";
import { buildInProcess, newsRows, sourceFile, writeParquet } from "./parquet.ts";

/** As titles, and as names of an outlet. */
const TYPED = [
  "court'; DROP TABLE articles; --",
  "x' OR 1=1 --",
  "x') OR contains(title, 'e') OR contains('",
  '"articles"."title"',
  "$word0 $part ?1 :name",
  "%' ESCAPE '_",
  "read_text('/etc/hostname')",
  "\\'; ATTACH 'x' AS y; --",
];

let folder: string;
let catalogPath: string;
let catalog: Catalog;
let pool: QueryPool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "locked-"));
  await writeFile(join(folder, "secret.txt"), "a secret");
  const path = join(folder, "typed.parquet");
  await writeParquet(
    path,
    newsRows([
      ...TYPED.map((text, index) => ({ id: `typed-${index}`, title_trans: text })),
      { id: "other", title_trans: "Nothing of it" },
    ]),
  );
  const built = await buildInProcess(folder, [await sourceFile(path)]);
  catalogPath = built.catalogPath;
  catalog = await openCatalog(dirname(catalogPath), built.manifest);
  pool = await openQueryPool(catalogPath);
});

afterAll(async () => {
  await pool.close();
  await catalog.close();
  await rm(folder, { recursive: true });
});

describe("what somebody types", () => {
  it.each(TYPED)("is looked for as it stands, and changes nothing: %j", async (text) => {
    const before = await readFile(catalogPath);
    const id = `typed-${TYPED.indexOf(text)}`;
    const found = async (finding: Promise<readonly Article[]>) =>
      finding.then((articles) => articles.map((article) => article.id), messageOf);
    expect(await found(catalog.findByTitle([text], 5))).toEqual([id]);
    expect(await found(catalog.findByTitle([text, text], 5))).toEqual([id]);
    expect(await found(catalog.findByLink(text, 5))).toEqual([]);
    // No outlet is called so.
    const filter = { source: { any: [text], not: [] }, country: { any: [], not: [text] } };
    const exported = makeHere(dirname(catalogPath), { format: "csv", filter });
    expect(await exported.then(({ end }) => end, messageOf)).toEqual({ type: "nothing" });
    expect((await readFile(catalogPath)).equals(before)).toBe(true);
  });
});

describe("a statement", () => {
  it.each([
    ["a table that goes", "DROP TABLE articles"],
    ["a row that goes", "DELETE FROM articles"],
    ["a text that is read", "SELECT * FROM read_text('{folder}/secret.txt')"],
    ["a file that is written", "COPY (SELECT 1) TO '{folder}/written.csv'"],
    ["another database", "ATTACH '{folder}/other.duckdb' AS other"],
    ["code of others", "INSTALL httpfs"],
    ["code that is there", "LOAD '{folder}/other.duckdb_extension'"],
    ["a setting", "SET memory_limit = '8GB'"],
    ["files again", "SET enable_external_access = true"],
    ["a secret of its own", "CREATE PERSISTENT SECRET s (TYPE s3)"],
  ])("is refused to whoever asks the news: %s", async (_name, sql) => {
    await expect(pool.rows(z.unknown(), sql.replace("{folder}", folder))).rejects.toThrow(
      /Permission|read-only|disabled|locked|Invalid Input|Catalog Error/,
    );
    expect(await pool.rows(z.looseObject({ id: z.string() }), "SELECT id FROM articles")).toHaveLength(
      TYPED.length + 1,
    );
  });
});
