// The columns of a data file, and every spelling of their values.

import { describe, expect, test } from "vitest";
import { type FileColumn, type FileValues, schemaOf } from "../../src/news/schema.ts";
import { rowsOf, withDuckDb } from "./parquet.ts";

const NAMES = ["id", "link", "published_date", "title_trans", "summary", "impact_score", "associated_pillar"];

function textColumns(names: readonly string[]): FileColumn[] {
  return names.map((name) => ({ name, type: "VARCHAR" }));
}

function valuesOf(columns: readonly FileColumn[]): FileValues {
  const schema = schemaOf(columns);
  if (schema.type !== "usable") throw new Error(JSON.stringify(schema));
  return schema.values;
}

/** What a value, given as SQL, is read as when it stands in that column. */
async function read(column: string, kind: keyof FileValues, sql: string): Promise<unknown> {
  return withDuckDb(async (connection) => {
    const [typed] = await rowsOf(connection, `SELECT typeof(${sql}) AS type`);
    const values = valuesOf(
      textColumns(NAMES).map((text) =>
        text.name === column ? { ...text, type: String(typed?.type) } : text,
      ),
    );
    const [row] = await rowsOf(
      connection,
      `SELECT ${values[kind]} AS value FROM (SELECT ${sql} AS c${NAMES.indexOf(column)})`,
    );
    return row?.value;
  });
}

describe("columns", () => {
  test("that are lacking are named, optional ones are not asked for", () => {
    expect(schemaOf(textColumns(["id", "link", "published_date", "title_trans"]))).toEqual({
      type: "lacking",
      columns: ["summary", "impact_score", "associated_pillar"],
    });
    expect(schemaOf(textColumns(NAMES)).type).toBe("usable");
  });

  test("are found by exact name, else whatever the case", () => {
    expect(valuesOf(textColumns([...NAMES.slice(1), "ID"])).id).toBe("c6");
    expect(valuesOf(textColumns(["ID", ...NAMES])).id).toBe("c1");
    expect(valuesOf(textColumns([...NAMES, "id"])).id).toBe("c0");
  });

  test.each([
    ["VARCHAR[]", "lists"],
    ["DOUBLE[3]", "lists"],
    ["STRUCT(a INTEGER)", "records"],
    ["STRUCT(a INTEGER)[]", "lists"],
    ["MAP(VARCHAR, INTEGER)", "maps"],
    ["VARIANT", "records"],
  ])("of type %s cannot be used where single values belong", (type, holds) => {
    const columns = textColumns(NAMES).map((column) =>
      column.name === "summary" ? { ...column, type } : column,
    );
    expect(schemaOf(columns)).toEqual({ type: "unusable", column: "summary", holds });
    expect(valuesOf([...textColumns(NAMES), { name: "content_trans", type }]).content).toBe("NULL::VARCHAR");
  });
});

describe("a score", () => {
  test.each([
    ["1", 1],
    ["5::BIGINT", 5],
    ["4::UTINYINT", 4],
    ["3.0::DOUBLE", 3],
    ["2::FLOAT", 2],
    ["4.00::DECIMAL(5, 2)", 4],
    ["'2'", 2],
    ["' 5.0 '", 5],
    ["'3.'", 3],
    ["encode('4')", 4],
    ["2.5::DOUBLE", 0],
    ["'nan'::DOUBLE", 0],
    ["'inf'::DOUBLE", 0],
    ["0", 0],
    ["6", 0],
    ["-1", 0],
    ["55", 0],
    ["4.5::DECIMAL(5, 2)", 0],
    ["'five'", 0],
    ["''", 0],
    ["NULL::INTEGER", 0],
    ["true", 0],
    ["DATE '2024-01-01'", 0],
  ])("written %s is %i", async (sql, score) => {
    expect(await read("impact_score", "score", sql)).toBe(score);
  });
});

describe("a pillar", () => {
  test.each([
    ["'Pillar 1'", 1],
    ["'pillar_8'", 8],
    ["' PILLAR  2 '", 2],
    ["'pillar-3'", 3],
    ["'Pillar4'", 4],
    ["'5'", 5],
    ["'6.0'", 6],
    ["7", 7],
    ["8.0::DOUBLE", 8],
    ["1::DECIMAL(3, 1)", 1],
    ["encode('Pillar 2')", 2],
    ["'Pillar 9'", null],
    ["'Pillar 0'", null],
    ["'Pillar 12'", null],
    ["'1.5'", null],
    ["1.5::DOUBLE", null],
    ["'nan'::DOUBLE", null],
    ["'Rights'", null],
    ["''", null],
    ["NULL::VARCHAR", null],
    ["true", null],
  ])("written %s is %s", async (sql, pillar) => {
    expect(await read("associated_pillar", "pillar", sql)).toBe(pillar);
  });
});

describe("a date", () => {
  const noon = Date.UTC(2024, 0, 5, 12);
  const day = Date.UTC(2024, 0, 5);
  test.each([
    ["'2024-01-05 12:00:00'", noon],
    ["' 2024-01-05T12:00:00 '", noon],
    ["'2024-01-05t12:00:00z'", noon],
    ["'2024-01-05 12:00'", noon],
    ["'2024-01-05 12:00Z'", noon],
    ["'2024-01-05 12:00:00.250'", noon + 250],
    ["'2024-01-05 12:00:00.123456789'", noon + 123],
    ["'2024-01-05 12:00:00 UTC'", noon],
    ["'2024-01-05 12:00:00 GMT'", noon],
    ["'2024-01-05 14:00:00+02'", noon],
    ["'2024-01-05T14:00:00+0200'", noon],
    ["'2024-01-05T14:00:00.000+02:00'", noon],
    ["'2024-01-05 05:00:00 -0700'", noon],
    ["'2024-01-05'", day],
    ["'2024-1-5'", day],
    ["encode('2024-01-05 12:00:00')", noon],
    ["DATE '2024-01-05'", day],
    ["TIMESTAMP '2024-01-05 12:00:00'", noon],
    ["'2024-01-05 12:00:00'::TIMESTAMP_S", noon],
    ["'2024-01-05 12:00:00'::TIMESTAMP_MS", noon],
    ["'2024-01-05 12:00:00'::TIMESTAMP_NS", noon],
    ["TIMESTAMPTZ '2024-01-05 14:00:00+02'", noon],
    ["'2024-02-30 10:00:00'", null],
    ["'2024-01-05 25:61:00'", null],
    ["'0000-00-00 00:00:00'", null],
    ["'05/01/2024'", null],
    ["'not a date'", null],
    ["'now'", null],
    ["'epoch'", null],
    ["'infinity'", null],
    ["''", null],
    ["'infinity'::TIMESTAMP", null],
    ["20240105", null],
    ["1704456000000.0::DOUBLE", null],
    ["true", null],
    ["TIME '12:00:00'", null],
    ["NULL::VARCHAR", null],
    ["NULL::TIMESTAMP", null],
  ])("written %s is %s", async (sql, at) => {
    expect(await read("published_date", "publishedAt", sql)).toBe(at);
  });
});

describe("an id", () => {
  test.each([
    ["'abc'", "abc"],
    ["42", "42"],
    ["42::HUGEINT", "42"],
    ["42.0::DOUBLE", "42"],
    ["42.5::DOUBLE", "42.5"],
    ["'nan'::DOUBLE", null],
    ["'6b0e3d32-2b1c-4f4e-9d7e-0123456789ab'::UUID", "6b0e3d32-2b1c-4f4e-9d7e-0123456789ab"],
    ["encode('äbc')", "äbc"],
    [String.raw`'\xC3'::BLOB`, null],
    ["DATE '2024-01-05'", "2024-01-05"],
    ["NULL::INTEGER", null],
  ])("written %s is %s", async (sql, id) => {
    expect(await read("id", "id", sql)).toBe(id);
  });
});
