// The columns of a data file, and every spelling of their values.

import { describe, expect, test } from "vitest";
import { type FileColumn, type FileValues, schemaOf } from "../../src/news/schema.ts";
import { rowsOf, withDuckDb } from "./parquet.ts";

const NAMES = ["id", "link", "published_date", "title_trans", "summary", "impact_score", "associated_pillar"];

function textColumns(names: readonly string[]): FileColumn[] {
  return names.map((name) => ({ name, type: "VARCHAR" }));
}

const NO_PATH = { pillar: undefined };

function valuesOf(columns: readonly FileColumn[], pillar?: number): FileValues {
  const schema = schemaOf(columns, { pillar });
  if (schema.type !== "usable") throw new Error(JSON.stringify(schema));
  return schema.values;
}

/** What a value, given as SQL, is read as when it stands in that column; with what is left to read in another way. */
async function read(column: string, kind: ReadKind, sql: string, pillar?: number): Promise<unknown> {
  return withDuckDb(async (connection) => {
    const [typed] = await rowsOf(connection, `SELECT typeof(${sql}) AS type`);
    const values = valuesOf(
      textColumns(NAMES).map((text) =>
        text.name === column ? { ...text, type: String(typed?.type) } : text,
      ),
      pillar,
    );
    const wanted = values[kind];
    const [value, spelled] = typeof wanted === "string" ? [wanted, "NULL"] : [wanted.value, wanted.spelled];
    const [row] = await rowsOf(
      connection,
      `SELECT ${value} AS value, ${spelled} AS spelled FROM (SELECT ${sql} AS c${NAMES.indexOf(column)})`,
    );
    return row?.spelled === null ? row?.value : { spelled: row?.spelled };
  });
}

type ReadKind = Exclude<keyof FileValues, "unread">;

describe("columns", () => {
  test("that are lacking are named, optional ones are not asked for", () => {
    expect(schemaOf(textColumns(["id", "link", "published_date", "title_trans"]), NO_PATH)).toEqual({
      type: "lacking",
      columns: [{ name: "summary" }, { name: "impact_score" }, { name: "associated_pillar" }],
    });
    expect(schemaOf(textColumns(NAMES), NO_PATH).type).toBe("usable");
  });

  test("that are lacking name the nearest of the others", () => {
    const names = ["id", "link", "published_date", "title", "text", "impact", "pillar_1", "domain_url"];
    expect(schemaOf(textColumns(names), NO_PATH)).toEqual({
      type: "lacking",
      columns: [
        { name: "title_trans", nearest: "title" },
        { name: "summary" },
        { name: "impact_score", nearest: "impact" },
        { name: "associated_pillar", nearest: "pillar_1" },
      ],
    });
  });

  test("are found by exact name, else whatever the case, else whatever the spaces", () => {
    const loose = [
      "\uFEFFid",
      " link",
      "Published Date",
      "titleTrans",
      "Summary ",
      "Impact Score",
      "associated__pillar",
    ];
    expect(valuesOf(textColumns(loose)).title).toBe("c3");
    expect(valuesOf(textColumns([...loose, "title_trans"])).title).toBe("c7");
    expect(valuesOf(textColumns([...NAMES.slice(0, 3), ...NAMES.slice(4), "TITLE_TRANS"])).title).toBe("c6");
    expect(valuesOf(textColumns(["TITLE_TRANS", ...NAMES])).title).toBe("c4");
    expect(valuesOf(textColumns([...NAMES, "title_trans"])).title).toBe("c3");
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
    expect(schemaOf(columns, NO_PATH)).toEqual({ type: "unusable", column: "summary", holds });
    const { content, unread } = valuesOf([...textColumns(NAMES), { name: "content_trans", type }]);
    expect(content).toBe("NULL::VARCHAR");
    expect(unread).toMatchObject([{ column: "content_trans" }]);
  });
});

/** A value that SQL leaves to be read in another way. */
const left = (spelled: string) => ({ spelled });

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
    ["'5'::JSON", 5],
    [`'"4"'::JSON`, 4],
    [`'"4.0"'`, 4],
    ["0", 0],
    ["0.0::DOUBLE", 0],
    ["'0'", 0],
    ["'nan'::DOUBLE", null],
    ["'inf'::DOUBLE", null],
    ["'null'::JSON", null],
    ["''", null],
    ["'NaN'", null],
    ["'None'", null],
    ["'n/a'", null],
    ["NULL::INTEGER", null],
    ["2.5::DOUBLE", left("2.5")],
    ["6", left("6")],
    ["-1", left("-1")],
    ["55", left("55")],
    ["4.5::DECIMAL(5, 2)", left("4.50")],
    ["'five'", left("five")],
    ["'1,0'", left("1,0")],
    ["'5/5'", left("5/5")],
    ["'[4]'::JSON", left("[4]")],
    ["true", left("true")],
    ["DATE '2024-01-01'", left("2024-01-01")],
  ])("written %s is %s", async (sql, score) => {
    expect(await read("impact_score", "score", sql)).toEqual(score);
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
    [`'"Pillar 3"'::JSON`, 3],
    ["'nan'::DOUBLE", null],
    ["''", null],
    ["NULL::VARCHAR", null],
    ["'Pillar 9'", left("Pillar 9")],
    ["'Pillar 0'", left("Pillar 0")],
    ["'Pillar 12'", left("Pillar 12")],
    ["1.5::DOUBLE", left("1.5")],
    ["'Open Government'", left("Open Government")],
    ["true", left("true")],
  ])("written %s is %s", async (sql, pillar) => {
    expect(await read("associated_pillar", "pillar", sql)).toEqual(pillar);
  });

  test("of the path stands for one that is missing, not for one that cannot be read", async () => {
    expect(await read("associated_pillar", "pillar", "NULL::VARCHAR", 4)).toBe(4);
    expect(await read("associated_pillar", "pillar", "'Pillar 2'", 4)).toBe(2);
    expect(await read("associated_pillar", "pillar", "'Pillar 9'", 4)).toEqual(left("Pillar 9"));
    const { pillar } = valuesOf(textColumns(NAMES.filter((name) => name !== "associated_pillar")), 4);
    const [row] = await withDuckDb((connection) => rowsOf(connection, `SELECT ${pillar.value} AS value`));
    expect(row?.value).toBe(4);
  });
});

describe("a date", () => {
  const noon = Date.UTC(2024, 0, 5, 12);
  const day = Date.UTC(2024, 0, 5);
  test.each([
    ["'2024-01-05 12:00:00'", noon],
    ["' 2024-01-05T12:00:00 '", noon],
    ["'2024-01-05 12:00:00.250'", noon + 250],
    ["'2024-01-05T12:00:00.123456789Z'", noon + 123],
    ["'2024-01-05T14:00:00.000+02:00'", noon],
    ["'2024-01-05T05:00:00-07:00'", noon],
    ["encode('2024-01-05 12:00:00')", noon],
    [`'"2024-01-05 12:00:00"'::JSON`, noon],
    ["DATE '2024-01-05'", day],
    ["TIMESTAMP '2024-01-05 12:00:00'", noon],
    ["'2024-01-05 12:00:00'::TIMESTAMP_S", noon],
    ["'2024-01-05 12:00:00'::TIMESTAMP_MS", noon],
    ["'2024-01-05 12:00:00'::TIMESTAMP_NS", noon],
    ["TIMESTAMPTZ '2024-01-05 14:00:00+02'", noon],
    ["''", null],
    ["'NaT'", null],
    ["'null'::JSON", null],
    ["NULL::VARCHAR", null],
    ["NULL::TIMESTAMP", null],
    ["'nan'::DOUBLE", null],
    ["'2024-02-30 10:00:00'", left("2024-02-30 10:00:00")],
    ["'Fri, 05 Jan 2024 12:00:00 GMT'", left("Fri, 05 Jan 2024 12:00:00 GMT")],
    ["'infinity'::TIMESTAMP", left("infinity")],
    ["20240105", left("20240105")],
    ["1704456000000.0::DOUBLE", left("1704456000000")],
    ["1704456000::DECIMAL(12, 0)", left("1704456000")],
    ["true", left("true")],
    ["TIME '12:00:00'", left("12:00:00")],
  ])("written %s is %s", async (sql, at) => {
    expect(await read("published_date", "publishedAt", sql)).toEqual(at);
  });
});

describe("an id", () => {
  test.each([
    ["'abc'", "abc"],
    ["'a 1'", "a 1"],
    ["42.5::DOUBLE", "42.5"],
    ["'nan'::DOUBLE", null],
    ["'6b0e3d32-2b1c-4f4e-9d7e-0123456789ab'::UUID", "6b0e3d32-2b1c-4f4e-9d7e-0123456789ab"],
    ["encode('äbc')", "äbc"],
    [String.raw`'\xC3'::BLOB`, null],
    ["DATE '2024-01-05'", "2024-01-05"],
    ["'007'", "007"],
    ["'1.50'", "1.50"],
    ["'1.0.0'", "1.0.0"],
    ["'http://a.ee/1.0'", "http://a.ee/1.0"],
    ["NULL::INTEGER", null],
  ])("written %s is %s", async (sql, id) => {
    expect(await read("id", "id", sql)).toBe(id);
  });

  test.each([
    ["101", ["101::BIGINT", "101.0::DOUBLE", "101::FLOAT", "101.00::DECIMAL(9, 2)", "101::HUGEINT", "'101'"]],
    ["101", ["'101.0'", "'101.00'", `'"101"'`, `'"101.0"'`, "'101'::JSON", `'"101"'::JSON`, "'101.0'::JSON"]],
    ["-3", ["-3", "-3.0::DOUBLE", "'-3.0'"]],
    ["9007199254740991", ["9007199254740991::BIGINT", "9007199254740991::DOUBLE", "'9007199254740991'"]],
    ["1234567890123456", ["1234567890123456::BIGINT", "1234567890123456::DOUBLE", "'1234567890123456.0'"]],
    ["a", ["'a'", "encode('a')", "'a'::ENUM('a', 'b')", `'"a"'::JSON`, "'a '"]],
  ])("%s is one, whatever the type", async (id, written) => {
    for (const sql of written) expect([sql, await read("id", "id", sql)]).toEqual([sql, id]);
  });
});

describe("a link", () => {
  test.each([
    ["https://err.ee/1", "https://err.ee/1"],
    ["HTTP://err.ee/1", "HTTP://err.ee/1"],
    ["err.ee/news/1", "https://err.ee/news/1"],
    ["www.err.ee", "https://www.err.ee"],
    ["//err.ee/1", "https://err.ee/1"],
    ["err.ee:8080/1", "https://err.ee:8080/1"],
    ["õhtuleht.ee/1?a=1&amp;b=2", "https://õhtuleht.ee/1?a=1&b=2"],
    ["mailto:desk@err.ee", "mailto:desk@err.ee"],
    ["/news/1", "/news/1"],
    ["news", "news"],
    ["1.5", "1.5"],
  ])("written %s is %s", async (written, link) => {
    expect(await read("link", "link", `'${written}'`)).toBe(link);
  });
});
