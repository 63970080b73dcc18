// Texts are cleaned when the snapshot is built.

import { describe, expect, test } from "vitest";
import { cleanTextSql, presentTextSql, type TextKind, visibleSql } from "../../src/news/cleaning.ts";
import { rowsOf, withDuckDb } from "./parquet.ts";

function clean(kind: TextKind, text: string | null): Promise<unknown> {
  const literal = text === null ? "NULL::VARCHAR" : `'${text.replaceAll("'", "''")}'`;
  return withDuckDb(async (connection) => {
    const [row] = await rowsOf(
      connection,
      `SELECT ${presentTextSql("cleaned")} AS text FROM (SELECT ${cleanTextSql(kind, "raw")} AS cleaned FROM (SELECT ${literal} AS raw))`,
    );
    return row?.text;
  });
}

describe("a cleaned text", () => {
  test.each<[why: string, kind: TextKind, raw: string, cleaned: string]>([
    ["keeps a plain text", "content", "Plain text, äöü. “Quoted” – fine", "Plain text, äöü. “Quoted” – fine"],
    ["has no zero-width characters", "title", "Riigi\u200Bkogu\uFEFF met\u00ADro", "Riigikogu metro"],
    ["has no bidi characters", "title", "\u202Eabc\u202C \u2066d\u2069\u200F", "abc d"],
    ["has no control characters", "content", "a\u0007b\u001B[31mc\u0085d", "ab[31mc d"],
    ["has single spaces for line breaks", "summary", "One\r\n\r\nTwo\u2028Three\tFour", "One Two Three Four"],
    [
      "has single spaces for odd ones",
      "description",
      "  One\u00A0\u2009 Two\u3000Three   Four ",
      "One Two Three Four",
    ],
    [
      "has no bold marks",
      "summary",
      "**Estonia's dailies** write ***much***",
      "Estonia's dailies write much",
    ],
    ["keeps a single star", "content", "5 * 3", "5 * 3"],
    ["has no label", "summary", "Summary: The court ruled.", "The court ruled."],
    ["has no bold label", "summary", "**Summary:**\n\nThe court ruled.", "The court ruled."],
    ["has no label in any case", "summary", "\u200B ## SUMMARY : The court ruled.", "The court ruled."],
    ["keeps a title's first word", "title", "Summary: what happened", "Summary: what happened"],
    ["keeps the word inside", "summary", "A summary: the court ruled.", "A summary: the court ruled."],
    ["has no outlet at the end of a title", "title", "Court opens • IR.lv", "Court opens"],
    ["has no outlet with a hyphen", "title", "Court opens\u00A0•\u00A0my-news.co.uk ", "Court opens"],
    ["keeps other bullets", "title", "Court opens • live", "Court opens • live"],
    ["keeps an outlet elsewhere", "summary", "Court opens • IR.lv", "Court opens • IR.lv"],
    ["keeps joined emoji", "title", "A family 👨\u200D👩\u200D👧 wins", "A family 👨\u200D👩\u200D👧 wins"],
    ["keeps joined letters where a script needs them", "title", "می\u200Cخواهم", "می\u200Cخواهم"],
    ["has no joiners elsewhere", "title", "Ta\u200Dl\u200Clinn", "Tallinn"],
    [
      "that only mentions skipping stays",
      "summary",
      "The skipped article was found.",
      "The skipped article was found.",
    ],
  ])("%s (%s)", async (_why, kind, raw, cleaned) => {
    expect(await clean(kind, raw)).toBe(cleaned);
  });

  test.each<[kind: TextKind, raw: string | null]>([
    ["title", null],
    ["title", ""],
    ["content", " \n\u200B "],
    ["summary", "Skipped article"],
    ["summary", " **skipped ARTICLE.** "],
    ["summary", "Summary: Skipped article"],
    ["summary", "Summary:"],
    ["title", "• IR.lv"],
    ["content", "Translation through API failed. Reason: 429"],
    ["title", "\u200Btranslation through api failed"],
  ])("is missing: %s %j", async (kind, raw) => {
    expect(await clean(kind, raw)).toBeNull();
  });

  test.each<[kind: TextKind, most: number]>([
    ["title", 2_000],
    ["summary", 50_000],
    ["description", 50_000],
    ["content", 500_000],
  ])("of an unreal length is cut visibly: %s", async (kind, most) => {
    expect(await clean(kind, "ä".repeat(most))).toBe("ä".repeat(most));
    expect(await clean(kind, "ä".repeat(most + 1))).toBe(`${"ä".repeat(most - 1)}…`);
  });
});

test("ids and links lose only what nobody sees", async () => {
  const [row] = await withDuckDb((connection) =>
    rowsOf(
      connection,
      `SELECT ${visibleSql("x")} AS x FROM (SELECT ' https://a.ee/x**y\u200B?b= c\n ' AS x)`,
    ),
  );
  expect(row?.x).toBe("https://a.ee/x**y?b= c");
});
